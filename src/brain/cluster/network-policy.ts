import type { NetworkPolicy, Pod } from '#diagnosis/evidence';
import { matchesSelector, selectorInWords, selectsEverything, type ClusterIndex } from './facts.ts';

/** Traffic that a policy may let through. */
export interface Traffic {
  from: Pod;
  to: Pod;
  /** The port on the target pod; undefined when it is not known. */
  port?: number;
  protocol: string;
}

type Direction = 'ingress' | 'egress';
type IngressRule = NetworkPolicy['spec']['ingress'][number];
type EgressRule = NetworkPolicy['spec']['egress'][number];
type Peer = IngressRule['from'][number];
type PolicyPort = IngressRule['ports'][number];

/** Whether a policy speaks about a direction: by its types, or by having rules for it. */
export function governs({ spec }: NetworkPolicy, direction: Direction): boolean {
  if (spec.policyTypes.length > 0) return spec.policyTypes.some((type) => type.toLowerCase() === direction);
  return direction === 'ingress' || spec.egress.length > 0;
}

/** The policies that restrict a pod's traffic in one direction; none means that everything is let through. */
export function policiesOn(index: ClusterIndex, pod: Pod, direction: Direction): NetworkPolicy[] {
  return index
    .inNamespace('NetworkPolicy', pod.metadata.namespace)
    .filter(
      (policy) => governs(policy, direction) && matchesSelector(policy.spec.podSelector, pod.metadata.labels),
    );
}

const toNumber = (ip: string): number => ip.split('.').reduce((sum, part) => sum * 256 + Number(part), 0);

function isWithin(ip: string, cidr: string): boolean {
  const [base = '', bits = '32'] = cidr.split('/');
  if (!ip.includes('.') || !base.includes('.')) return false;
  const size = 2 ** (32 - Number(bits));
  return Math.floor(toNumber(ip) / size) === Math.floor(toNumber(base) / size);
}

function matchesPeer(
  index: ClusterIndex,
  peer: Peer,
  { policy, pod }: { policy: NetworkPolicy; pod: Pod },
): boolean {
  const { ipBlock, namespaceSelector, podSelector } = peer;
  if (ipBlock !== undefined) {
    const ip = pod.status.podIP ?? '';
    return isWithin(ip, ipBlock.cidr) && !ipBlock.except.some((cidr) => isWithin(ip, cidr));
  }
  const { namespace, labels } = pod.metadata;
  const home = index.get('Namespace', '', namespace)?.metadata.labels ?? {
    'kubernetes.io/metadata.name': namespace,
  };
  const inPlace =
    namespaceSelector === undefined
      ? namespace === policy.metadata.namespace
      : matchesSelector(namespaceSelector, home);
  return inPlace && (podSelector === undefined || matchesSelector(podSelector, labels));
}

function containerPort(pod: Pod, port: string): number | undefined {
  return pod.spec.containers.flatMap(({ ports }) => ports).find(({ name }) => name === port)?.containerPort;
}

function matchesPort(ports: PolicyPort[], { to, port, protocol }: Traffic): boolean {
  if (ports.length === 0 || port === undefined) return true;
  return ports.some((allowed) => {
    if ((allowed.protocol ?? 'TCP') !== protocol) return false;
    if (allowed.port === undefined) return true;
    const first = typeof allowed.port === 'number' ? allowed.port : containerPort(to, allowed.port);
    return first !== undefined && port >= first && port <= (allowed.endPort ?? first);
  });
}

const peersOf = (rule: IngressRule | EgressRule): Peer[] => ('from' in rule ? rule.from : rule.to);

/** Whether one policy lets the traffic through in a direction. */
function lets(
  index: ClusterIndex,
  policy: NetworkPolicy,
  way: { traffic: Traffic; direction: Direction },
): boolean {
  const { traffic, direction } = way;
  const pod = direction === 'ingress' ? traffic.from : traffic.to;
  return policy.spec[direction].some((rule: IngressRule | EgressRule) => {
    const peers = peersOf(rule);
    const peerFits = peers.length === 0 || peers.some((peer) => matchesPeer(index, peer, { policy, pod }));
    return peerFits && matchesPort(rule.ports, traffic);
  });
}

/** The policies that together keep traffic out, on one side. */
export interface Blocked {
  direction: Direction;
  policies: NetworkPolicy[];
}

/** Who keeps the traffic out; empty when it may pass as far as the policies that can be seen say. */
export function blockedBy(index: ClusterIndex, traffic: Traffic): Blocked[] {
  const sides: [Direction, Pod][] = [
    ['egress', traffic.from],
    ['ingress', traffic.to],
  ];
  return sides.flatMap(([direction, pod]) => {
    const policies = policiesOn(index, pod, direction);
    const open =
      policies.length === 0 || policies.some((policy) => lets(index, policy, { traffic, direction }));
    return open ? [] : [{ direction, policies }];
  });
}

function peerInWords({ ipBlock, namespaceSelector, podSelector }: Peer): string {
  if (ipBlock !== undefined) return `addresses ${ipBlock.cidr}`;
  const pods =
    podSelector === undefined || selectsEverything(podSelector)
      ? 'any pod'
      : `pods with ${selectorInWords(podSelector)}`;
  if (namespaceSelector === undefined) return `${pods} of its namespace`;
  const places = selectsEverything(namespaceSelector)
    ? 'any namespace'
    : `namespaces with ${selectorInWords(namespaceSelector)}`;
  return `${pods} in ${places}`;
}

function portsInWords(ports: PolicyPort[]): string {
  if (ports.length === 0) return '';
  const words = ports.map(({ port, endPort, protocol }) => {
    const range = endPort === undefined ? '' : `-${endPort}`;
    return `${port ?? 'any port'}${range}/${protocol ?? 'TCP'}`;
  });
  return ` on ${words.join(', ')}`;
}

/** What a policy lets through in a direction, in words: "only pods with tier=backend of its namespace on 8080/TCP". */
export function letsThrough({ spec }: NetworkPolicy, direction: Direction): string {
  const rules: (IngressRule | EgressRule)[] = spec[direction];
  if (rules.length === 0) return 'nothing';
  const words = rules.map((rule) => {
    const peers = peersOf(rule);
    const who = peers.length === 0 ? 'anything' : peers.map(peerInWords).join(' or ');
    return `${who}${portsInWords(rule.ports)}`;
  });
  return `only ${words.join('; ')}`;
}
