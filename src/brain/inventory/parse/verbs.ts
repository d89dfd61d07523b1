import { roleOf } from '../../understand/items.ts';
import type { Field, InventoryQuery } from '../query.ts';
import type { Draft } from './draft.ts';
import { GROUP_FIELDS, measureOf } from './shape.ts';

interface Places {
  clusters: readonly string[];
  namespaces: readonly string[];
  isComparison?: boolean;
}

/** Notes every verb that a question has. */
export function readVerbs(draft: Draft): void {
  for (const item of draft.items) {
    const verb = roleOf(item, 'verb')?.verb;
    if (verb !== undefined) draft.verbs.push(verb);
  }
}

/** The one verb that a question comes down to; settles the measure and the grouping that go with it. */
export function verbOf(draft: Draft, { clusters, namespaces, isComparison }: Places): InventoryQuery['verb'] {
  const says = (verb: InventoryQuery['verb']) => draft.verbs.includes(verb);
  const countedFirst = fieldCounted(draft);
  if (says('count') && countedFirst !== undefined) return measured(draft, 'sum', countedFirst);
  if (draft.isRivalry) return rivalled(draft);
  if (isComparison || (says('compare') && (clusters.length > 1 || namespaces.length > 1)))
    return compared(draft);
  const measure = draft.measure ?? measureOfQuestion(draft);
  if (says('average') && measure === undefined && averageOfGroups(draft)) return 'average';
  if (says('average') && measure !== undefined) return measured(draft, 'average', measure);
  if (says('sum') && !says('top') && measure !== undefined && measure !== 'age')
    return measured(draft, 'sum', measure);
  if (says('count')) return counted(draft, { measure, clusters });
  if (
    draft.groupBy !== undefined &&
    measure !== undefined &&
    measure !== 'age' &&
    !saysKind(draft) &&
    !says('top')
  )
    return measured(draft, 'sum', measure);
  if (says('top') || (draft.measure !== undefined && draft.order !== undefined))
    return says('top') || draft.limit !== undefined ? 'top' : 'list';
  if (says('sum')) return 'count';
  return says('exists') && draft.groupBy === undefined ? 'exists' : 'list';
}

/** How much there is on each side. */
function rivalled(draft: Draft): 'sum' | 'count' {
  const measure = draft.measure ?? measureOfQuestion(draft);
  if (measure === undefined || measure === 'age' || measure === 'pods') return 'count';
  draft.measure = measure;
  return 'sum';
}

function compared(draft: Draft): 'compare' | 'count' {
  if (draft.verbs.includes('count')) {
    draft.groupBy = 'cluster';
    return 'count';
  }
  const isSaid = draft.items.some((item) => roleOf(item, 'kind')?.kind === draft.kind);
  if (/\b(?:kubernetes|k8s|kubelet|cluster) versions?\b/.test(draft.items.map(({ word }) => word).join(' ')))
    return ofNodes(draft);
  if (
    isSaid &&
    UNLIKE.has(draft.kind ?? '') &&
    comparedField(draft) === undefined &&
    draft.measure === undefined
  ) {
    draft.groupBy = 'cluster';
    return 'count';
  }
  if (draft.kind === 'Pod' && !isSaid) draft.kind = 'Workload';
  draft.measure ??= comparedField(draft) ?? TELLING[draft.kind ?? ''];
  if (draft.measure === undefined && RUN_PODS.has(draft.kind ?? '')) draft.show.push('image', 'replicas');
  else draft.measure ??= 'status';
  return 'compare';
}

/** Of these no two sides have the same: only how many there are can be set side by side. */
const UNLIKE = new Set(['Pod', 'ReplicaSet', 'Job', 'Event']);

/** The version of a cluster is that of its nodes. */
function ofNodes(draft: Draft): 'compare' {
  draft.kind = 'Node';
  draft.measure = 'version';
  return 'compare';
}

/** Compared in several ways at once. */
const RUN_PODS = new Set(['Workload', 'Deployment', 'StatefulSet', 'DaemonSet']);

/** What tells two of a kind apart when nothing is said. */
const TELLING: Partial<Record<string, Field>> = {
  Pod: 'image',
  Node: 'version',
  Namespace: 'pods',
  Service: 'port',
  Ingress: 'host',
  CronJob: 'schedule',
  PersistentVolumeClaim: 'storageRequest',
  ConfigMap: 'name',
  Secret: 'type',
};

const COMPARED: ReadonlySet<Field> = new Set([
  'image',
  'imageTag',
  'version',
  'replicas',
  'restarts',
  'registry',
  'limits',
  'requests',
  'schedule',
  'status',
]);

function comparedField(draft: Draft): Field | undefined {
  const fields = draft.items.flatMap(({ meanings }) =>
    meanings.map((meaning) => (meaning.role === 'field' ? meaning.field : undefined)),
  );
  const field = fields.find((one) => one !== undefined && COMPARED.has(one));
  if (field === 'version') return draft.kind === 'Node' ? 'version' : 'imageTag';
  if (field === 'status' || draft.filters.some((filter) => filter.field === 'healthy'))
    return healthOf(draft);
  return field;
}

/** Health is set side by side, and narrows nothing. */
function healthOf(draft: Draft): Field {
  draft.filters = draft.filters.filter(({ field }) => field !== 'healthy');
  return 'healthy';
}

function measureOfQuestion(draft: Draft): Field | undefined {
  for (let at = 0; at < draft.items.length; at += 1) {
    const field = draft.used.has(at) ? undefined : measureOf(draft, at);
    if (field !== undefined) return field;
  }
  return undefined;
}

function measured(draft: Draft, verb: 'sum' | 'average', measure: Field): 'sum' | 'average' {
  draft.measure = measure;
  return verb;
}

/** The subject was said, and not only implied. */
const saysKind = ({ items, kind, used }: Draft) =>
  items.some((item, at) => used.has(at) && roleOf(item, 'kind')?.kind === kind);

/** "how many restarts" adds up, "how many different images" counts values, "how many pods" counts objects. */
function counted(
  draft: Draft,
  { measure, clusters }: { measure: Field | undefined; clusters: readonly string[] },
): 'count' | 'sum' {
  const names = draft.items.some(
    (item, at) => roleOf(item, 'kind')?.kind === draft.kind && draft.used.has(at),
  );
  if (measure !== undefined && !names && measure !== 'age') return measured(draft, 'sum', measure) as 'sum';
  if (draft.kind?.includes('+')) draft.groupBy ??= 'kind';
  if (clusters.length > 1) draft.groupBy ??= 'cluster';
  const asked = draft.items.findIndex((item) => roleOf(item, 'verb')?.verb === 'count');
  const isOfValues =
    draft.groupBy !== undefined &&
    !names &&
    draft.items
      .slice(asked + 1, asked + 5)
      .some((item) =>
        item.meanings.some((meaning) => meaning.role === 'field' && meaning.field === draft.groupBy),
      );
  draft.distinct =
    isOfValues ||
    (draft.groupBy !== undefined &&
      draft.items.some(({ word }) => /^(?:different|distinct|unique)$/.test(word)))
      ? true
      : undefined;
  if (
    draft.outer !== undefined &&
    draft.items.findIndex((item) => roleOf(item, 'kind')?.kind === draft.outer) < asked + 3 &&
    asked >= 0
  )
    draft.distinct = true;
  return 'count';
}

/** "count containers in prod": the number that is named right after the verb. */
function fieldCounted(draft: Draft): Field | undefined {
  const verb = draft.items.findIndex((item) => roleOf(item, 'verb')?.verb === 'count');
  const next = draft.items
    .slice(verb + 1, verb + 3)
    .findIndex((item) => roleOf(item, 'kind') !== undefined || roleOf(item, 'field') !== undefined);
  const at = verb + 1 + next;
  if (verb < 0 || next < 0 || roleOf(draft.items[at], 'kind') !== undefined) return undefined;
  const isPlural = draft.items[at]?.word.endsWith('s') ?? false;
  return isPlural && draft.groupBy === undefined && draft.items[at]?.word === 'containers'
    ? 'containers'
    : undefined;
}

/** "pods per node on average": how many there are in each group, on average. */
function averageOfGroups(draft: Draft): boolean {
  const inner = draft.items
    .map((item) => roleOf(item, 'kind')?.kind)
    .find((kind) => kind !== undefined && kind !== draft.kind);
  draft.groupBy ??= GROUP_FIELDS[inner ?? ''];
  draft.items.forEach((item, at) => void (roleOf(item, 'kind')?.kind === inner && draft.used.add(at)));
  return draft.groupBy !== undefined;
}
