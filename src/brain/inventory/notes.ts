import type { ClusterSnapshot, Unseen, WatchedKind } from '#diagnosis/evidence';
import { hides } from '#diagnosis/evidence';
import type { Field, InventoryQuery } from './query.ts';

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
  const missing = unsupported.map((field) =>
    field === 'type' && query.kind === 'Secret'
      ? 'Of secrets I read only the names, so I know no type but `kubernetes.io/tls`.'
      : field === 'status'
        ? `I cannot tell that state of ${kindInWords(query.kind)}.`
        : `${kindInWords(query.kind)} have no ${fieldInWords(field)}, so I could not look at that.`,
  );
  const isReadinessOfPods =
    query.kind === 'Pod' && query.filters.some(({ field, value }) => field === 'ready' && value === false);
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
  return [...new Set([...hidden, ...missing, ...leftOut])];
}

function isAskedFor(query: InventoryQuery, unseen: Unseen): boolean {
  const asked = namespacesOf(query);
  return asked.length === 0 || asked.some((namespace) => hides(unseen, unseen.kind, namespace));
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
    .map((one) => `${one}s`)
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
};

/** A property in words. */
const fieldInWords = (field: Field) =>
  FIELD_WORDS[field] ??
  field
    .replace(/^(label|annotation):/, '$1 ')
    .replace(/([A-Z])/g, ' $1')
    .toLowerCase();
