import type { NetworkPolicy, Pod } from '../evidence/index.ts';
import type { ClusterIndex } from './cluster-index.ts';
import { inCidr } from './cidr.ts';
import { matchesSelector } from './selectors.ts';

export type Direction = 'Ingress' | 'Egress';
type Peer = NetworkPolicy['spec']['ingress'][number]['from'][number];
type Ports = NetworkPolicy['spec']['ingress'][number]['ports'];

/** A rule of either direction: its peers and ports. */
export interface PolicyRule {
  peers: readonly Peer[];
  ports: Ports;
}

/** Whether a policy governs a direction; without policyTypes it is ingress, and egress if it has such rules. */
export function governs({ spec }: NetworkPolicy, direction: Direction): boolean {
  if (spec.policyTypes.length)
    return spec.policyTypes.some((type) => type.toLowerCase() === direction.toLowerCase());
  return direction === 'Ingress' || spec.egress.length > 0;
}

/** The policies that isolate a pod in one direction; none means that everything is let through. */
export function policiesOn(index: ClusterIndex, pod: Pod, direction: Direction): NetworkPolicy[] {
  if (pod.spec.hostNetwork) return [];
  return index
    .inNamespace('NetworkPolicy', pod.metadata.namespace)
    .filter(
      (policy) => governs(policy, direction) && matchesSelector(policy.spec.podSelector, pod.metadata.labels),
    );
}

/** The rules of a policy in one direction. */
export function rulesOf({ spec }: NetworkPolicy, direction: Direction): PolicyRule[] {
  return direction === 'Ingress'
    ? spec.ingress.map(({ from, ports }) => ({ peers: from, ports }))
    : spec.egress.map(({ to, ports }) => ({ peers: to, ports }));
}

/** Whether a rule's peer stands for this pod, seen from the policy's namespace. */
export function peerCovers(index: ClusterIndex, policyNamespace: string, peer: Peer): (pod: Pod) => boolean {
  return (pod) => {
    if (peer.ipBlock) {
      const ip = pod.status.podIP;
      return (
        ip !== undefined &&
        inCidr(ip, peer.ipBlock.cidr) &&
        !peer.ipBlock.except.some((one) => inCidr(ip, one))
      );
    }
    const { namespace, labels } = pod.metadata;
    if (peer.podSelector && !matchesSelector(peer.podSelector, labels)) return false;
    if (!peer.namespaceSelector) return namespace === policyNamespace;
    return matchesSelector(peer.namespaceSelector, namespaceLabels(index, namespace));
  };
}

/** A namespace's labels; the name label is there even when namespaces may not be listed. */
export function namespaceLabels(index: ClusterIndex, name: string): Record<string, string> {
  const known = index.get('Namespace', '', name)?.metadata.labels ?? {};
  return { 'kubernetes.io/metadata.name': name, ...known };
}

/** A port asked for: a number, and the names by which the receiving pod knows it. */
export interface WantedPort {
  port: number;
  protocol?: string;
  names?: readonly string[];
}

/** Whether a rule's ports let this port through; a rule without ports lets all through. */
export function portsCover(ports: Ports, { port, protocol = 'TCP', names = [] }: WantedPort): boolean {
  if (!ports.length) return true;
  return ports.some((one) => {
    if ((one.protocol ?? 'TCP') !== protocol) return false;
    if (one.port === undefined) return true;
    if (typeof one.port === 'string') return names.includes(one.port);
    return one.endPort === undefined ? one.port === port : one.port <= port && port <= one.endPort;
  });
}

/** The policies that together keep traffic out, at one end: the sender's (Egress) or the receiver's (Ingress). */
export interface Blocked {
  direction: Direction;
  policies: NetworkPolicy[];
}

/** Traffic from one pod to another; without a port it is enough that any port is let through. */
interface NetworkPath {
  from: Pod;
  to: Pod;
  port?: WantedPort;
}

function keeps(index: ClusterIndex, { from, to, port }: NetworkPath, direction: Direction): NetworkPolicy[] {
  const [self, other] = direction === 'Ingress' ? [to, from] : [from, to];
  const policies = policiesOn(index, self, direction);
  const open = policies.some((policy) =>
    rulesOf(policy, direction).some(
      ({ peers, ports }) =>
        (port === undefined || portsCover(ports, port)) &&
        (!peers.length || peers.some((peer) => peerCovers(index, policy.metadata.namespace, peer)(other))),
    ),
  );
  return open ? [] : policies;
}

function namesOf(pod: Pod, port: number): string[] {
  return pod.spec.containers.flatMap(({ ports }) =>
    ports.flatMap(({ name, containerPort }) => (name && containerPort === port ? [name] : [])),
  );
}

/** Which network policies keep one pod from another, at either end; empty when the path is open as far as policies go. */
export function explainNetworkPath(index: ClusterIndex, path: NetworkPath): Blocked[] {
  const { to, port } = path;
  const named = { ...path, port: port && { ...port, names: namesOf(to, port.port) } };
  return (['Egress', 'Ingress'] as const).flatMap((direction) => {
    const policies = keeps(index, named, direction);
    return policies.length ? [{ direction, policies }] : [];
  });
}

const PRIVATE = [
  '10.0.0.0/8',
  '172.16.0.0/12',
  '192.168.0.0/16',
  '100.64.0.0/10',
  '169.254.0.0/16',
  '127.0.0.0/8',
];
const WHOLE_WORLD = 8;

/** Whether a peer of an egress rule stands for addresses beyond the cluster at large. */
function leadsOutside({ ipBlock }: Peer): boolean {
  if (!ipBlock) return false;
  const [base = '', bits = '32'] = ipBlock.cidr.split('/');
  return Number(bits) <= WHOLE_WORLD && !PRIVATE.some((cidr) => Number(bits) > 0 && inCidr(base, cidr));
}

/** The policies that keep a pod from addresses outside of the cluster; empty when it may get there. */
export function keptInside(index: ClusterIndex, pod: Pod): NetworkPolicy[] {
  const policies = policiesOn(index, pod, 'Egress');
  const open = policies.some((policy) =>
    rulesOf(policy, 'Egress').some(({ peers }) => !peers.length || peers.some(leadsOutside)),
  );
  return open ? [] : policies;
}
