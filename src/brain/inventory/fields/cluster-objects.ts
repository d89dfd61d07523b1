import { parseQuantity, podRequests, workloadOf } from '#diagnosis';
import type { Node, Pod } from '#diagnosis/evidence';
import { lasting, usedBy } from './containers.ts';
import { targetsOf } from './targets.ts';
import { listed, type FieldsOf, type Scope } from './scope.ts';

const ROLE = 'node-role.kubernetes.io/';

/** control-plane, worker ...: the roles of a node's labels; worker when it has none. */
function roles({ metadata }: Node): string {
  const found = Object.keys(metadata.labels)
    .filter((key) => key.startsWith(ROLE))
    .map((key) => key.slice(ROLE.length));
  return found.length === 0 ? 'worker' : found.join(',');
}

const condition = ({ status }: Node, type: string) =>
  status.conditions.find((one) => one.type === type)?.status;
export const isNodeReady = (node: Node): boolean => condition(node, 'Ready') === 'True';
export const hasPressure = (node: Node, ...types: string[]): boolean =>
  types.some((type) => condition(node, type) === 'True');

const running = (pods: readonly Pod[]) =>
  pods.filter(({ status }) => status.phase !== 'Succeeded' && status.phase !== 'Failed');
const requested = (node: Node, { index }: Scope, resource: string) =>
  running(index.podsOn(node.metadata.name)).reduce((sum, pod) => sum + (podRequests(pod)[resource] ?? 0), 0);
const usage = ({ metadata }: Node, { nodeUsage }: Scope) => nodeUsage?.get(metadata.name);

export const NODE_FIELDS: FieldsOf<'Node'> = {
  node: ({ metadata }) => metadata.name,
  status: (node) =>
    `${isNodeReady(node) ? 'Ready' : 'NotReady'}${node.spec.unschedulable ? ',SchedulingDisabled' : ''}`,
  ready: isNodeReady,
  healthy: (node) =>
    isNodeReady(node) &&
    !hasPressure(node, 'MemoryPressure', 'DiskPressure', 'PIDPressure', 'NetworkUnavailable'),
  schedulable: ({ spec }) => !spec.unschedulable,
  version: ({ status }) => status.nodeInfo.kubeletVersion,
  role: roles,
  type: ({ metadata }) => metadata.labels['node.kubernetes.io/instance-type'],
  taint: ({ spec }) =>
    listed(spec.taints.map(({ key, value, effect }) => `${key}${value ? `=${value}` : ''}:${effect}`)),
  pods: ({ metadata }, { index }) => running(index.podsOn(metadata.name)).length,
  owner: ({ metadata }, { index }) =>
    listed(index.podsOn(metadata.name).map((pod) => workloadOf(index, pod).name)),
  cpuRequest: (node, scope) => requested(node, scope, 'cpu'),
  memoryRequest: (node, scope) => requested(node, scope, 'memory'),
  cpuCapacity: ({ status }) => parseQuantity(status.capacity.cpu),
  memoryCapacity: ({ status }) => parseQuantity(status.capacity.memory),
  podCapacity: ({ status }) => parseQuantity(status.capacity.pods),
  cpuUsage: (node, scope) => usage(node, scope)?.cpu,
  memoryUsage: (node, scope) => usage(node, scope)?.memory,
  ip: ({ status }) =>
    listed(status.addresses.filter(({ type }) => type.endsWith('IP')).map(({ address }) => address)),
  architecture: ({ status }) => status.nodeInfo.architecture,
  os: ({ status }) => status.nodeInfo.osImage,
  runtime: ({ status }) => status.nodeInfo.containerRuntimeVersion,
  kernel: ({ status }) => status.nodeInfo.kernelVersion,
  reason: ({ status }) =>
    listed(
      status.conditions
        .filter(({ type, status: is }) => (type === 'Ready') !== (is === 'True'))
        .map(({ reason }) => reason),
    ),
};

const inNamespace = ({ index }: Scope, namespace: string) => index.inNamespace('Pod', namespace);
const names = (objects: readonly { metadata: { name: string } }[]) =>
  listed(objects.map(({ metadata }) => metadata.name));

export const NAMESPACE_FIELDS: FieldsOf<'Namespace'> = {
  namespace: ({ metadata }) => metadata.name,
  status: ({ status }) => status.phase,
  phase: ({ status }) => status.phase,
  healthy: ({ status }) => status.phase !== 'Terminating',
  pods: ({ metadata }, scope) => running(inNamespace(scope, metadata.name)).length,
  networkPolicy: ({ metadata }, { index }) => names(index.inNamespace('NetworkPolicy', metadata.name)),
  quota: ({ metadata }, { index }) => names(index.inNamespace('ResourceQuota', metadata.name)),
  pdb: ({ metadata }, { index }) => names(index.inNamespace('PodDisruptionBudget', metadata.name)),
  hpa: ({ metadata }, { index }) => names(index.inNamespace('HorizontalPodAutoscaler', metadata.name)),
  service: ({ metadata }, { index }) => names(index.inNamespace('Service', metadata.name)),
  ingress: ({ metadata }, { index }) => names(index.inNamespace('Ingress', metadata.name)),
  cpuRequest: ({ metadata }, scope) =>
    running(inNamespace(scope, metadata.name)).reduce((sum, pod) => sum + (podRequests(pod).cpu ?? 0), 0),
  memoryRequest: ({ metadata }, scope) =>
    running(inNamespace(scope, metadata.name)).reduce((sum, pod) => sum + (podRequests(pod).memory ?? 0), 0),
  containers: ({ metadata }, scope) =>
    running(inNamespace(scope, metadata.name)).reduce((sum, { spec }) => sum + lasting(spec).length, 0),
};

/** What is so of a node, as states that questions ask for. */
export function statesOfNode(node: Node): string[] {
  const pressure = ['MemoryPressure', 'DiskPressure', 'PIDPressure'].some((type) => hasPressure(node, type));
  return [
    isNodeReady(node) ? 'ready' : 'not-ready',
    node.spec.unschedulable ? 'cordoned' : 'schedulable',
    ...(isNodeReady(node) && !pressure ? ['healthy'] : ['unhealthy']),
    ...(pressure ? ['pressure'] : []),
    ...(hasPressure(node, 'MemoryPressure') ? ['memory-pressure'] : []),
    ...(hasPressure(node, 'DiskPressure') ? ['disk-pressure'] : []),
    ...(node.spec.taints.length > 0 ? ['tainted'] : []),
  ];
}

/** The pods of a namespace that mount or read an object. */
export function usersOf(scope: Scope, namespace: string, used: string): string[] {
  return inNamespace(scope, namespace)
    .filter(({ spec }) => usedBy(spec)?.includes(used))
    .map(({ metadata }) => metadata.name);
}

export const VOLUME_CLAIM_FIELDS: FieldsOf<'PersistentVolumeClaim'> = {
  status: ({ status }) => status.phase,
  phase: ({ status }) => status.phase,
  ready: ({ status }) => status.phase === 'Bound',
  healthy: ({ status }) => status.phase === 'Bound',
  storageRequest: ({ spec, status }) =>
    parseQuantity(spec.resources.requests.storage ?? status.capacity.storage),
  storageClass: ({ spec }) => spec.storageClassName,
  type: ({ spec }) => listed(spec.accessModes),
  accessMode: ({ spec }) => listed(spec.accessModes),
  target: targetsOf('PersistentVolumeClaim'),
};

export const VOLUME_FIELDS: FieldsOf<'PersistentVolume'> = {
  status: ({ status }) => status.phase,
  phase: ({ status }) => status.phase,
  ready: ({ status }) => status.phase === 'Bound' || status.phase === 'Available',
  healthy: ({ status }) => status.phase === 'Bound' || status.phase === 'Available',
  storageRequest: ({ spec }) => parseQuantity(spec.capacity.storage),
  storageClass: ({ spec }) => spec.storageClassName,
  type: ({ spec }) => spec.persistentVolumeReclaimPolicy,
  accessMode: ({ spec }) => listed(spec.accessModes),
  owner: ({ spec }) => spec.claimRef?.name,
  reason: ({ status }) => status.reason,
};
