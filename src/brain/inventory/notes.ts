import type { ClusterSnapshot, Unseen, WatchedKind } from '#diagnosis/evidence';
import { hides } from '#diagnosis/evidence';
import { capitalise, plural } from '#ground/text';
import { kindWord } from '../cluster/name.ts';
import type { Field, Filter, InventoryQuery } from './query.ts';

interface Noted {
  query: InventoryQuery;
  snapshots: readonly ClusterSnapshot[];
  unsupported: readonly Field[];
  kinds: readonly WatchedKind[];
}

/** Kinds that a property is worked out from. */
const READ_FOR: Partial<Record<Field, readonly WatchedKind[]>> = {
  hpa: ['HorizontalPodAutoscaler'],
  pdb: ['PodDisruptionBudget'],
  networkPolicy: ['NetworkPolicy'],
  quota: ['ResourceQuota'],
  service: ['Service'],
  ingress: ['Ingress', 'Service'],
  endpoints: ['EndpointSlice'],
  pods: ['Pod'],
  restarts: ['Pod'],
  uses: ['Pod'],
};

/** What an answer to a query must not leave unsaid: what could not be seen, and what the kind does not have. */
export function notesFor({ query, snapshots, unsupported, kinds }: Noted): string[] {
  const fields = [...query.filters.map(({ field }) => field), query.groupBy, query.measure].filter(
    (field) => field !== undefined,
  );
  const read = new Set([...kinds, ...fields.flatMap((field) => READ_FOR[field] ?? [])]);
  const hidden = snapshots.flatMap(({ unseen }) =>
    unseen.filter((one) => read.has(one.kind) && isAskedFor(query, one)).map(({ message }) => message),
  );
  const missing = unsupported.map((field) => whyNot(query, field));
  const isReadinessOfPods = query.kind === 'Pod' && query.filters.some(leavesOutFinished);
  const finished = isReadinessOfPods
    ? snapshots.reduce(
        (sum, { objects }) =>
          sum +
          objects.Pod.filter(
            (pod) => pod.status.phase === 'Succeeded' && concerns(query, pod.metadata.namespace),
          ).length,
        0,
      )
    : 0;
  const leftOut =
    finished === 0
      ? []
      : [
          finished === 1
            ? '1 pod that has completed is not counted.'
            : `${finished} pods that have completed are not counted.`,
        ];
  const counted = fields.includes('root') ? [ROOT] : [];
  return [...new Set([...hidden, ...missing, ...leftOut, ...counted])];
}

/** Not ready, not running: a pod that has finished is neither, and is no trouble. */
const leavesOutFinished = ({ field, op, value }: Filter) =>
  (field === 'ready' && value === false) || (field === 'status' && op === 'is-not' && value === 'running');

const ROOT =
  'Counted is what the settings say: `user 0` where a securityContext sets runAsUser 0, `not ruled out` where neither runAsUser nor runAsNonRoot is set, so that the image decides and that is often root.';

/** Why nobody can tell from the objects how full a disk is, and what can. */
export const DISK =
  'How full a volume or a disk is stands in no Kubernetes object: these say only how much was asked for, and whether a node reports DiskPressure. The kubelet knows (`kubelet_volume_stats_used_bytes` and node_exporter’s `node_filesystem_avail_bytes` in Prometheus, or `df` in the pod).';

const USED = new Set<Field>(['memoryUsage', 'cpuUsage', 'storageRequest']);

/** Why a property cannot be looked at. */
function whyNot({ kind, filters }: InventoryQuery, field: Field): string {
  const kinds = kindInWords(kind);
  const isStore = /PersistentVolume/.test(kind);
  const isFull = field === 'status' && filters.some(({ value }) => value === 'full');
  if ((isFull && (isStore || kind === 'Node')) || (USED.has(field) && (isStore || kind === 'Node')))
    return DISK;
  if (field === 'type' && kind === 'Secret')
    return 'Of secrets I read only the names, so I know no type but `kubernetes.io/tls`.';
  if (field === 'status' || field === 'phase') return `I cannot tell that state of ${kinds}.`;
  if (field === 'healthy' || field === 'ready')
    return `Nothing in Kubernetes tells whether ${kinds} are ${field}: they have no state of their own.`;
  return `${capitalise(kinds)} have no ${fieldInWords(field)}, so I could not look at that.`;
}

function isAskedFor(query: InventoryQuery, unseen: Unseen): boolean {
  const asked = namespacesOf(query);
  return asked.length === 0 || asked.some((namespace) => hides(unseen, unseen.kind, namespace));
}

/** The only namespaces that could be looked at; none when nothing is hidden, or when namespaces were asked for. */
export function seenIn({ query, snapshots, kinds }: Omit<Noted, 'unsupported'>): string[] {
  if (namespacesOf(query).length > 0) return [];
  const hidden = snapshots.flatMap(({ unseen }) => unseen.filter(({ kind }) => kinds.includes(kind)));
  return [...new Set(hidden.flatMap(({ exceptIn }) => exceptIn ?? []))];
}

/** The namespaces that a query is confined to; none when it is not. */
export function namespacesOf({ filters }: InventoryQuery): string[] {
  return filters
    .filter(({ field, op }) => field === 'namespace' && op === 'is')
    .flatMap(({ value }) => [value].flat().map(String));
}

function concerns(query: InventoryQuery, namespace: string): boolean {
  const asked = namespacesOf(query);
  return asked.length === 0 || asked.includes(namespace);
}

const kindInWords = (kind: string) =>
  kind
    .split('+')
    .map((one) => plural(2, one === 'Workload' ? 'workload' : kindWord(one)).replace(/^2 /, ''))
    .join(' and ');

const FIELD_WORDS: Partial<Record<Field, string>> = {
  hpa: 'autoscaler',
  pdb: 'disruption budget',
  cpuUsage: 'CPU usage',
  memoryUsage: 'memory usage',
  cpuRequest: 'CPU request',
  memoryRequest: 'memory request',
  cpuLimit: 'CPU limit',
  memoryLimit: 'memory limit',
  imageTag: 'image tag',
  storageClass: 'storage class',
  storageRequest: 'storage request',
  networkPolicy: 'network policy',
  serviceAccount: 'service account',
  priorityClass: 'priority class',
  healthy: 'state of health',
  root: 'user to run as',
  target: 'workload that they are for',
  uses: 'config maps or secrets in use',
  nodeState: 'node',
  ports: 'ports',
  tls: 'TLS',
  hostNetwork: 'host networking',
};

/** A property in words. */
const fieldInWords = (field: Field) =>
  FIELD_WORDS[field] ??
  field
    .replace(/^(label|annotation):/, '$1 ')
    .replace(/([A-Z])/g, ' $1')
    .toLowerCase();
