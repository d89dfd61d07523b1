import type { Cluster } from '../engine/cluster.ts';
import type { NetworkPolicyPeer, NetworkPolicyRule, Service, ServicePort } from '../kube/network-kinds.ts';
import { selects } from '../kube/selectors.ts';
import type { Pod, PortNumber } from '../kube/types.ts';
import { listensOn } from './model-of.ts';
import type { Dependency } from './app-model.ts';

function peerMatches(
  cluster: Cluster,
  home: string | undefined,
  { peer, other }: { peer: NetworkPolicyPeer; other: Pod },
): boolean {
  if (peer.ipBlock) return peer.ipBlock.cidr === '0.0.0.0/0' && (peer.ipBlock.except ?? []).length === 0;
  const sameNamespace = other.metadata.namespace === home;
  const namespace = cluster.store.get('namespaces', undefined, other.metadata.namespace ?? '');
  const inNamespace = peer.namespaceSelector
    ? selects(peer.namespaceSelector, namespace?.metadata.labels)
    : sameNamespace;
  return inNamespace && (!peer.podSelector || selects(peer.podSelector, other.metadata.labels));
}

interface Crossing {
  pod: Pod;
  other: Pod;
  port: number;
  direction: 'Ingress' | 'Egress';
}

function ruleAllows(cluster: Cluster, rule: NetworkPolicyRule, crossing: Crossing): boolean {
  const peers = crossing.direction === 'Ingress' ? rule.from : rule.to;
  const home = crossing.pod.metadata.namespace;
  const ports = rule.ports ?? [];
  const portOk =
    ports.length === 0 ||
    ports.some(({ port }) => port === undefined || port === crossing.port || isPortNamed(crossing, port));
  return (
    portOk &&
    (!peers ||
      peers.length === 0 ||
      peers.some((peer) => peerMatches(cluster, home, { peer, other: crossing.other })))
  );
}

function isPortNamed({ pod, other, port, direction }: Crossing, name: PortNumber): boolean {
  const server = direction === 'Ingress' ? pod : other;
  return server.spec.containers.some((container) =>
    container.ports?.some((p) => p.name === name && p.containerPort === port),
  );
}

/** Whether the network policies let one pod's traffic through in one direction. */
function policiesAllow(cluster: Cluster, crossing: Crossing): boolean {
  const { pod, direction } = crossing;
  const policies = cluster.store
    .list('networkpolicies.networking.k8s.io', pod.metadata.namespace)
    .filter((policy) => (policy.spec.policyTypes ?? ['Ingress']).includes(direction))
    .filter((policy) => selects(policy.spec.podSelector, pod.metadata.labels));
  if (policies.length === 0) return true;
  return policies.some((policy) => {
    const rules = (direction === 'Ingress' ? policy.spec.ingress : policy.spec.egress) ?? [];
    return rules.some((rule) => ruleAllows(cluster, rule, crossing));
  });
}

function canConnect(cluster: Cluster, from: Pod, { to, port }: { to: Pod; port: number }): boolean {
  return (
    policiesAllow(cluster, { pod: from, other: to, port, direction: 'Egress' }) &&
    policiesAllow(cluster, { pod: to, other: from, port, direction: 'Ingress' })
  );
}

function readyPods(cluster: Cluster, service: Service): Pod[] {
  const slices = cluster.store
    .list('endpointslices.discovery.k8s.io', service.metadata.namespace)
    .filter((slice) => slice.metadata.labels?.['kubernetes.io/service-name'] === service.metadata.name);
  return slices
    .flatMap((slice) => slice.endpoints)
    .filter((endpoint) => endpoint.conditions.ready)
    .map((endpoint) => cluster.store.get('pods', service.metadata.namespace, endpoint.targetRef?.name ?? ''))
    .filter((pod) => pod !== undefined);
}

/** The container port a service port leads to in this pod. */
export function targetPortIn(pod: Pod, port: ServicePort): number | undefined {
  const target = port.targetPort ?? port.port;
  if (typeof target === 'number') return target;
  const ports = pod.spec.containers.flatMap((container) => container.ports ?? []);
  return ports.find((candidate) => candidate.name === target)?.containerPort;
}

const DNS_APP = 'kube-dns';

function dnsTrouble(cluster: Cluster, pod: Pod, host: string): string | undefined {
  const dns = cluster.store.get('services', 'kube-system', DNS_APP);
  const servers = dns ? readyPods(cluster, dns) : [];
  const failed = `lookup ${host}: EAI_AGAIN`;
  if (servers.length === 0) return failed;
  return servers.some((server) => canConnect(cluster, pod, { to: server, port: 53 })) ? undefined : failed;
}

function socketTrouble(
  cluster: Cluster,
  pod: Pod,
  target: { service: Service; dependency: Dependency },
): string | undefined {
  const { service, dependency } = target;
  const address = `${service.spec.clusterIP ?? 'None'}:${dependency.port}`;
  const port = service.spec.ports?.find((candidate) => candidate.port === dependency.port);
  if (!port) return `connect ETIMEDOUT ${address}`;
  const servers = readyPods(cluster, service);
  if (servers.length === 0) return `connect ECONNREFUSED ${address}`;
  const reachable = servers.filter((server) =>
    canConnect(cluster, pod, { to: server, port: targetPortIn(server, port) ?? 0 }),
  );
  if (reachable.length === 0) return `connect ETIMEDOUT ${address}`;
  const answers = reachable.some((server) => {
    const target = targetPortIn(server, port);
    return (
      target !== undefined &&
      server.spec.containers.some((container) => listensOn(container).includes(target))
    );
  });
  return answers ? undefined : `connect ECONNREFUSED ${address}`;
}

/** Why a pod cannot reach something it depends on; undefined when it can. */
export function reachFailure(cluster: Cluster, pod: Pod, dependency: Dependency): string | undefined {
  const host = `${dependency.service}.${dependency.namespace}.svc.cluster.local`;
  const dns = dnsTrouble(cluster, pod, host);
  if (dns) return dns;
  const service = cluster.store.get('services', dependency.namespace, dependency.service);
  if (!service) return `getaddrinfo ENOTFOUND ${host}`;
  return socketTrouble(cluster, pod, { service, dependency });
}
