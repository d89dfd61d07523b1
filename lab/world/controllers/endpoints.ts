import { itself, splitKey } from '../engine/cluster.ts';
import type { Change } from '../kube/change-window.ts';
import type { Cluster, Controller } from '../engine/cluster.ts';
import { create } from '../engine/write.ts';
import { sameJson } from '../kube/json.ts';
import type { Endpoint, EndpointSlice, Service } from '../kube/network-kinds.ts';
import { stamp } from '../kube/time.ts';
import { hasLabels } from '../kube/selectors.ts';
import type { KubeObject, Pod } from '../kube/types.ts';
import { targetPortIn } from '../kubelet/network.ts';
import { isReady, ownedBy } from './owned.ts';

const NAME_LABEL = 'kubernetes.io/service-name';
const MANAGED_LABEL = 'endpointslice.kubernetes.io/managed-by';
const SLICES = 'endpointslices.discovery.k8s.io';

function endpointOf(cluster: Cluster, pod: Pod, publishNotReady: boolean): Endpoint | undefined {
  const { phase, podIP } = pod.status;
  if (!podIP || phase === 'Succeeded' || phase === 'Failed') return undefined;
  const terminating = pod.metadata.deletionTimestamp !== undefined;
  const ready = isReady(pod);
  const node = cluster.store.get('nodes', undefined, pod.spec.nodeName ?? '');
  const zone = node?.metadata.labels?.['topology.kubernetes.io/zone'];
  return {
    addresses: [podIP],
    conditions: { ready: publishNotReady || (ready && !terminating), serving: ready, terminating },
    ...(pod.spec.hostname ? { hostname: pod.spec.hostname as string } : {}),
    nodeName: pod.spec.nodeName,
    ...(zone ? { zone } : {}),
    targetRef: {
      kind: 'Pod',
      namespace: pod.metadata.namespace,
      name: pod.metadata.name,
      uid: pod.metadata.uid,
    },
  };
}

function portsOf(service: Service, pods: Pod[]): EndpointSlice['ports'] {
  const [pod] = pods;
  const ports = (service.spec.ports ?? []).flatMap((port) => {
    const target = pod
      ? targetPortIn(pod, port)
      : typeof port.targetPort === 'number'
        ? port.targetPort
        : undefined;
    return target === undefined
      ? []
      : [{ name: port.name ?? '', protocol: port.protocol ?? 'TCP', port: target }];
  });
  return ports.length > 0 ? ports : null;
}

function selected(cluster: Cluster, service: Service): Pod[] {
  const { selector } = service.spec;
  if (!selector || Object.keys(selector).length === 0) return [];
  return cluster.store
    .list('pods', service.metadata.namespace)
    .filter((pod) => hasLabels(pod.metadata.labels, selector));
}

function sliceOf(cluster: Cluster, service: Service): EndpointSlice | undefined {
  return cluster.store
    .dependents(service.metadata.uid)
    .find((object): object is EndpointSlice => object.kind === 'EndpointSlice');
}

function writeSlice(
  cluster: Cluster,
  service: Service,
  wanted: Pick<EndpointSlice, 'endpoints' | 'ports'>,
): void {
  const known = sliceOf(cluster, service);
  if (known) {
    if (sameJson(known.endpoints, wanted.endpoints) && sameJson(known.ports, wanted.ports)) return;
    const generation = (known.metadata.generation ?? 1) + 1;
    cluster.store.put(SLICES, { ...known, metadata: { ...known.metadata, generation }, ...wanted });
    return;
  }
  create(cluster, {
    apiVersion: 'discovery.k8s.io/v1',
    kind: 'EndpointSlice',
    metadata: {
      generateName: `${service.metadata.name}-`,
      namespace: service.metadata.namespace,
      annotations: { 'endpoints.kubernetes.io/last-change-trigger-time': stamp(cluster.timeline.now()) },
      labels: {
        ...service.metadata.labels,
        [MANAGED_LABEL]: 'endpointslice-controller.k8s.io',
        [NAME_LABEL]: service.metadata.name,
      },
      ownerReferences: [ownedBy(service)],
    },
    addressType: 'IPv4',
    ...wanted,
  });
}

function writeEndpoints(
  cluster: Cluster,
  service: Service,
  wanted: Pick<EndpointSlice, 'endpoints' | 'ports'>,
): void {
  const address = (endpoint: Endpoint): object => ({
    ip: endpoint.addresses[0],
    nodeName: endpoint.nodeName,
    targetRef: endpoint.targetRef,
  });
  const ready = wanted.endpoints.filter((endpoint) => endpoint.conditions.ready).map(address);
  const notReady = wanted.endpoints
    .filter((endpoint) => !endpoint.conditions.ready && !endpoint.conditions.terminating)
    .map(address);
  const subset = {
    ...(ready.length > 0 ? { addresses: ready } : {}),
    ...(notReady.length > 0 ? { notReadyAddresses: notReady } : {}),
    ports: wanted.ports ?? [],
  };
  const { namespace, name, labels } = service.metadata;
  const subsets = ready.length + notReady.length > 0 ? [subset] : undefined;
  const known = cluster.store.find('endpoints', namespace, name);
  if (!known)
    create(cluster, { apiVersion: 'v1', kind: 'Endpoints', metadata: { name, namespace, labels }, subsets });
  else if (!sameJson(known.subsets, subsets)) cluster.store.put('endpoints', { ...known, subsets });
}

function reconcile(cluster: Cluster, key: string): void {
  const { namespace, name } = splitKey(key);
  const service = cluster.store.get('services', namespace, name);
  if (!service) {
    const orphan = cluster.store.find('endpoints', namespace, name);
    if (orphan) cluster.store.remove('endpoints', orphan);
    return;
  }
  if (!service.spec.selector || service.spec.type === 'ExternalName') return;
  const pods = selected(cluster, service);
  const endpoints = pods
    .map((pod) => endpointOf(cluster, pod, service.spec.publishNotReadyAddresses === true))
    .filter((endpoint) => endpoint !== undefined);
  const wanted = { endpoints, ports: portsOf(service, pods) };
  writeSlice(cluster, service, wanted);
  writeEndpoints(cluster, service, wanted);
}

function matters(change: Change): boolean {
  const { object, previous } = change;
  if (!previous || change.type === 'DELETED') return true;
  const [before, after] = [previous as Pod, object as Pod];
  const summary = (pod: Pod): unknown => [
    pod.status.podIP,
    pod.status.phase,
    isReady(pod),
    pod.metadata.labels,
    pod.metadata.deletionTimestamp,
  ];
  return !sameJson(summary(before), summary(after));
}

function servicesOf(cluster: Cluster, object: KubeObject): string[] {
  return cluster.store
    .list('services', object.metadata.namespace ?? '')
    .filter(({ spec }) => spec.selector && hasLabels(object.metadata.labels, spec.selector))
    .map((service) => `${service.metadata.namespace ?? ''}/${service.metadata.name}`);
}

/** Keeps EndpointSlices and Endpoints in step with services and their pods. */
export const endpoints: Controller = {
  name: 'endpoint-slice-controller',
  watches: {
    services: itself,
    pods: (change, cluster) => {
      if (!matters(change)) return [];
      const before = change.previous ? servicesOf(cluster, change.previous) : [];
      return [...new Set([...before, ...servicesOf(cluster, change.object)])];
    },
  },
  reconcile,
};
