import type {
  ConfigMap,
  KubeEvent,
  Node,
  PersistentVolume,
  PersistentVolumeClaim,
  ResourceQuota,
  RoleBinding,
  Secret,
  StorageClass,
} from '../kube/cluster-kinds.ts';
import type { KubeObject } from '../kube/types.ts';
import { AGE, column, NAME, since } from './column.ts';
import type { Column } from './column.ts';

const ROLE = 'node-role.kubernetes.io/';

function nodeStatus({ spec, status }: Node): string {
  const ready = status.conditions.find((condition) => condition.type === 'Ready');
  const text =
    ready?.status === 'True' ? 'Ready' : ready?.status === 'Unknown' || !ready ? 'NotReady' : 'NotReady';
  return spec.unschedulable ? `${text},SchedulingDisabled` : text;
}

function nodeRoles(node: Node): string {
  const roles = Object.keys(node.metadata.labels ?? {}).filter((label) => label.startsWith(ROLE));
  return roles.map((label) => label.slice(ROLE.length)).join(',') || '<none>';
}

const nodes: Column[] = [
  NAME,
  column<Node>('Status', nodeStatus),
  column<Node>('Roles', nodeRoles),
  AGE,
  column<Node>('Version', ({ status }) => status.nodeInfo.kubeletVersion ?? ''),
  column<Node>(
    'Internal-IP',
    ({ status }) => status.addresses.find(({ type }) => type === 'InternalIP')?.address ?? '<none>',
    1,
  ),
  column<Node>('External-IP', () => '<none>', 1),
  column<Node>('OS-Image', ({ status }) => status.nodeInfo.osImage ?? '', 1),
  column<Node>('Kernel-Version', ({ status }) => status.nodeInfo.kernelVersion ?? '', 1),
  column<Node>('Container-Runtime', ({ status }) => status.nodeInfo.containerRuntimeVersion ?? '', 1),
];

function seen(event: KubeEvent, now: number): string {
  const last = event.series?.lastObservedTime ?? event.lastTimestamp ?? event.eventTime;
  const count = event.series?.count ?? event.count ?? 1;
  if (count <= 1) return since(last, now);
  return `${since(last, now)} (x${count} over ${since(event.firstTimestamp ?? event.eventTime, now)})`;
}

const events: Column[] = [
  column<KubeEvent>('Last Seen', (event, now) =>
    since(event.series?.lastObservedTime ?? event.lastTimestamp ?? event.eventTime, now),
  ),
  column<KubeEvent>('Type', ({ type }) => type),
  column<KubeEvent>('Reason', ({ reason }) => reason),
  column<KubeEvent>(
    'Object',
    ({ involvedObject }) => `${involvedObject.kind.toLowerCase()}/${involvedObject.name}`,
  ),
  column<KubeEvent>('Subobject', ({ involvedObject }) => involvedObject.fieldPath ?? '', 1),
  column<KubeEvent>(
    'Source',
    ({ source, reportingComponent }) =>
      [source.component ?? reportingComponent, source.host].filter(Boolean).join(', '),
    1,
  ),
  column<KubeEvent>('Message', ({ message }) => message.trim()),
  column<KubeEvent>('First Seen', seen, 1),
  column<KubeEvent>('Count', (event) => event.series?.count ?? event.count ?? 1, 1),
  { ...NAME, priority: 1 },
];

const MODES: Record<string, string> = {
  ReadWriteOnce: 'RWO',
  ReadOnlyMany: 'ROX',
  ReadWriteMany: 'RWX',
  ReadWriteOncePod: 'RWOP',
};

function modes(list: string[] | undefined): string {
  return (list ?? []).map((mode) => MODES[mode] ?? mode).join(',');
}

const claims: Column[] = [
  NAME,
  column<PersistentVolumeClaim>('Status', ({ status, metadata }) =>
    metadata.deletionTimestamp ? 'Terminating' : status.phase,
  ),
  column<PersistentVolumeClaim>('Volume', ({ spec }) => spec.volumeName ?? ''),
  column<PersistentVolumeClaim>('Capacity', ({ status }) => status.capacity?.storage ?? ''),
  column<PersistentVolumeClaim>('Access Modes', ({ status }) => modes(status.accessModes)),
  column<PersistentVolumeClaim>('StorageClass', ({ spec }) => spec.storageClassName ?? ''),
  column<PersistentVolumeClaim>('VolumeAttributesClass', () => '<unset>'),
  AGE,
  column<PersistentVolumeClaim>('VolumeMode', ({ spec }) => spec.volumeMode ?? '<unset>', 1),
];

const persistentVolumes: Column[] = [
  NAME,
  column<PersistentVolume>('Capacity', ({ spec }) => spec.capacity.storage ?? ''),
  column<PersistentVolume>('Access Modes', ({ spec }) => modes(spec.accessModes)),
  column<PersistentVolume>('Reclaim Policy', ({ spec }) => spec.persistentVolumeReclaimPolicy ?? ''),
  column<PersistentVolume>('Status', ({ status }) => status.phase),
  column<PersistentVolume>('Claim', ({ spec }) =>
    spec.claimRef ? `${spec.claimRef.namespace}/${spec.claimRef.name}` : '',
  ),
  column<PersistentVolume>('StorageClass', ({ spec }) => spec.storageClassName ?? ''),
  column<PersistentVolume>('Reason', () => ''),
  AGE,
];

const DEFAULT_CLASS = 'storageclass.kubernetes.io/is-default-class';

const storageClasses: Column[] = [
  column<StorageClass>(
    'Name',
    ({ metadata }) =>
      `${metadata.name}${metadata.annotations?.[DEFAULT_CLASS] === 'true' ? ' (default)' : ''}`,
  ),
  column<StorageClass>('Provisioner', ({ provisioner }) => provisioner),
  column<StorageClass>('ReclaimPolicy', ({ reclaimPolicy }) => reclaimPolicy ?? 'Delete'),
  column<StorageClass>('VolumeBindingMode', ({ volumeBindingMode }) => volumeBindingMode ?? 'Immediate'),
  column<StorageClass>('AllowVolumeExpansion', (storageClass) => storageClass.allowVolumeExpansion === true),
  AGE,
];

function quotaText(quota: ResourceQuota, prefix: 'limits' | 'other'): string {
  const entries = Object.entries(quota.spec.hard).filter(
    ([key]) => key.startsWith('limits.') === (prefix === 'limits'),
  );
  return entries.map(([key, hard]) => `${key}: ${quota.status.used?.[key] ?? '0'}/${hard}`).join(', ');
}

function dataCount(object: ConfigMap | Secret): number {
  return Object.keys(object.data ?? {}).length;
}

const role = column<RoleBinding>('Role', ({ roleRef }) => `${roleRef.kind}/${roleRef.name}`);

const namespaceStatus = column<KubeObject & { status: { phase: string } }>(
  'Status',
  ({ status }) => status.phase,
);

export const clusterColumns: Record<string, Column[]> = {
  nodes,
  events,
  namespaces: [NAME, namespaceStatus, AGE],
  configmaps: [NAME, column<ConfigMap>('Data', dataCount), AGE],
  secrets: [
    NAME,
    column<Secret>('Type', ({ type }) => type ?? 'Opaque'),
    column<Secret>('Data', dataCount),
    AGE,
  ],
  serviceaccounts: [NAME, column('Secrets', () => 0), AGE],
  resourcequotas: [
    NAME,
    column<ResourceQuota>('Request', (quota) => quotaText(quota, 'other')),
    column<ResourceQuota>('Limit', (quota) => quotaText(quota, 'limits')),
    AGE,
  ],
  persistentvolumeclaims: claims,
  persistentvolumes: persistentVolumes,
  'storageclasses.storage.k8s.io': storageClasses,
  'rolebindings.rbac.authorization.k8s.io': [NAME, role, AGE],
  'clusterrolebindings.rbac.authorization.k8s.io': [NAME, role, AGE],
};
