import type { NetworkPolicy, Pod } from '../evidence/index.ts';
import type { ClusterIndex } from './cluster-index.ts';
import { inCidr } from './cidr.ts';
import { matchesSelector } from './selectors.ts';

type Direction = 'Ingress' | 'Egress';
type Peer = NetworkPolicy['spec']['ingress'][number]['from'][number];
type Ports = NetworkPolicy['spec']['ingress'][number]['ports'];

/** A rule of either direction: its peers and ports. */
export interface PolicyRule {
  peers: readonly Peer[];
  ports: Ports;
}

/** Whether a policy governs a direction; without policyTypes it is ingress, and egress if it has such rules. */
export function governs({ spec }: NetworkPolicy, direction: Direction): boolean {
  if (spec.policyTypes.length) return spec.policyTypes.includes(direction);
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

export interface PathVerdict {
  allowed: boolean;
  /** The policies that isolate the end which refuses; empty when the path is open. */
  blockedBy: NetworkPolicy[];
  /** Which end refuses: the receiver (Ingress) or the sender (Egress). */
  direction?: Direction;
}

interface Path {
  from: Pod;
  to: Pod;
  port: WantedPort;
}

function lets(index: ClusterIndex, { from, to, port }: Path, direction: Direction): NetworkPolicy[] {
  const [self, other] = direction === 'Ingress' ? [to, from] : [from, to];
  const policies = policiesOn(index, self, direction);
  const open = policies.some((policy) =>
    rulesOf(policy, direction).some(
      ({ peers, ports }) =>
        portsCover(ports, port) &&
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

/** Whether network policies let one pod reach another on a port, and which policies stand in the way. */
export function explainNetworkPath(index: ClusterIndex, path: Path): PathVerdict {
  const named = { ...path, port: { ...path.port, names: namesOf(path.to, path.port.port) } };
  for (const direction of ['Ingress', 'Egress'] as const) {
    const blockedBy = lets(index, named, direction);
    if (blockedBy.length) return { allowed: false, blockedBy, direction };
  }
  return { allowed: true, blockedBy: [] };
}
