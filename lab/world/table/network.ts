import type { EndpointSlice, Ingress, NetworkPolicy, Service } from '../kube/network-kinds.ts';
import type { KubeObject } from '../kube/types.ts';
import { AGE, column, NAME, pairs } from './column.ts';
import type { Column } from './column.ts';

interface Balanced extends KubeObject {
  status?: { loadBalancer?: { ingress?: { ip?: string; hostname?: string }[] } };
}

function balancer(object: Balanced): string {
  return (object.status?.loadBalancer?.ingress ?? [])
    .map(({ ip, hostname }) => ip ?? hostname ?? '')
    .join(',');
}

function externalAddress(service: Service): string {
  if (service.spec.type === 'ExternalName') return service.spec.externalName ?? '';
  if (service.spec.type !== 'LoadBalancer') return '<none>';
  return balancer(service) || '<pending>';
}

function portsOf({ spec }: Service): string {
  const ports = (spec.ports ?? []).map(
    ({ port, nodePort, protocol }) => `${port}${nodePort ? `:${nodePort}` : ''}/${protocol ?? 'TCP'}`,
  );
  return ports.join(',') || '<none>';
}

const services: Column[] = [
  NAME,
  column<Service>('Type', ({ spec }) => spec.type ?? 'ClusterIP'),
  column<Service>('Cluster-IP', ({ spec }) => spec.clusterIP ?? '<none>'),
  column<Service>('External-IP', externalAddress),
  column<Service>('Port(s)', portsOf),
  AGE,
  column<Service>('Selector', ({ spec }) => pairs(spec.selector), 1),
];

const SHOWN_ENDPOINTS = 3;

function shortened(items: string[]): string {
  if (items.length === 0) return '<unset>';
  const more = items.length - SHOWN_ENDPOINTS;
  return items.slice(0, SHOWN_ENDPOINTS).join(',') + (more > 0 ? ` + ${more} more...` : '');
}

const slices: Column[] = [
  NAME,
  column<EndpointSlice>('AddressType', ({ addressType }) => addressType),
  column<EndpointSlice>('Ports', ({ ports }) => shortened((ports ?? []).map(({ port }) => String(port)))),
  column<EndpointSlice>('Endpoints', ({ endpoints }) =>
    shortened(endpoints.flatMap(({ addresses }) => addresses)),
  ),
  AGE,
];

interface Endpoints extends KubeObject {
  subsets?: { addresses?: { ip: string }[]; ports?: { port: number }[] }[];
}

function endpointText({ subsets = [] }: Endpoints): string {
  const all = subsets.flatMap(({ addresses = [], ports = [] }) =>
    addresses.flatMap(({ ip }) => ports.map(({ port }) => `${ip}:${port}`)),
  );
  return all.length === 0 ? '<none>' : shortened(all);
}

const ingresses: Column[] = [
  NAME,
  column<Ingress>('Class', ({ spec }) => spec.ingressClassName ?? '<none>'),
  column<Ingress>('Hosts', ({ spec }) => (spec.rules ?? []).map(({ host }) => host ?? '*').join(',') || '*'),
  column<Ingress>('Address', (ingress) => balancer(ingress)),
  column<Ingress>('Ports', ({ spec }) => (spec.tls ? '80, 443' : '80')),
  AGE,
];

export const networkColumns: Record<string, Column[]> = {
  services,
  endpoints: [NAME, column<Endpoints>('Endpoints', endpointText), AGE],
  'endpointslices.discovery.k8s.io': slices,
  'ingresses.networking.k8s.io': ingresses,
  'networkpolicies.networking.k8s.io': [
    NAME,
    column<NetworkPolicy>('Pod-Selector', ({ spec }) => pairs(spec.podSelector.matchLabels)),
    AGE,
  ],
  'ingressclasses.networking.k8s.io': [
    NAME,
    column<KubeObject & { spec: { controller: string } }>('Controller', ({ spec }) => spec.controller),
    AGE,
  ],
};
