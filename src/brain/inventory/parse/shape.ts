import { roleOf } from '../../understand/items.ts';
import type { Field } from '../query.ts';
import { nextItem, previousItem, use, type Draft, type Reader } from './draft.ts';
import { facetNear, isOfCapacity, resourceField } from './resources.ts';

/** The property that stands for a kind when objects are grouped by it. */
export const GROUP_FIELDS: Partial<Record<string, Field>> = {
  Namespace: 'namespace',
  Node: 'node',
  Workload: 'owner',
  Deployment: 'owner',
  StatefulSet: 'owner',
  DaemonSet: 'owner',
  ReplicaSet: 'owner',
  Job: 'owner',
  CronJob: 'owner',
  Service: 'service',
  StorageClass: 'storageClass',
  ServiceAccount: 'serviceAccount',
  PriorityClass: 'priorityClass',
};
const NUMERIC: ReadonlySet<Field> = new Set([
  'age',
  'restarts',
  'replicas',
  'readyReplicas',
  'cpuRequest',
  'memoryRequest',
  'cpuLimit',
  'memoryLimit',
  'cpuUsage',
  'memoryUsage',
  'storageRequest',
  'containers',
  'pods',
  'lastRestart',
  'expiresIn',
  'endpoints',
  'minReplicas',
  'maxReplicas',
  'podCapacity',
  'cpuCapacity',
  'memoryCapacity',
]);

/** "per namespace", "by node", "for each image", "grouped by app label". */
export const readGroup: Reader = (draft, at) => {
  const item = draft.items[at];
  if (roleOf(item, 'group') === undefined) return false;
  const next = nextItem(draft, at, 3);
  const target = draft.items[next];
  if (target === undefined || target.amount || draft.items[next + 1]?.mention || target.mention) return false;
  const measured = measureOf(draft, next);
  if (measured !== undefined && NUMERIC.has(measured) && !/each|every|per/.test(item?.word ?? '')) {
    draft.measure = measured;
    draft.order ??= 'descending';
    return use(draft, at, next);
  }
  if (roleOf(target, 'kind')?.kind === 'Pod' || isOnlyKind(draft, next)) return readPerPod(draft, at);
  const field = groupField(draft, next);
  if (field === undefined) return false;
  draft.groupBy = field;
  const isKeyed = field.startsWith('label:') && roleOf(target, 'field')?.field === 'labels';
  return use(
    draft,
    at,
    next,
    ...(isKeyed || roleOf(draft.items[next + 1], 'field')?.field === 'labels' ? [next + 1] : []),
  );
};

/** "replicas per deployment": the subject itself, not a group. */
const isOnlyKind = ({ items }: Draft, at: number) =>
  ['Deployment', 'StatefulSet', 'DaemonSet', 'Workload'].includes(roleOf(items[at], 'kind')?.kind ?? '') &&
  !items.some((item, index) => index !== at && roleOf(item, 'kind') !== undefined);

/** "restarts per pod" asks for the pods with that number beside them. */
function readPerPod(draft: Draft, at: number): boolean {
  const measure = draft.items
    .slice(0, at)
    .map((_, index) => measureOf(draft, index))
    .findLast((field) => field !== undefined);
  if (measure === undefined) return false;
  draft.measure = measure;
  draft.order ??= 'descending';
  return use(draft, at);
}

function groupField(draft: Draft, at: number): Field | undefined {
  const item = draft.items[at];
  const after = draft.items[at + 1];
  if (roleOf(after, 'field')?.field === 'labels' && item?.meanings.length === 0) return `label:${item.raw}`;
  if (roleOf(item, 'field')?.field === 'labels')
    return after === undefined ? undefined : `label:${after.raw}`;
  const kind = roleOf(item, 'kind')?.kind;
  if (kind !== undefined && roleOf(item, 'field') === undefined) return GROUP_FIELDS[kind];
  const field = roleOf(item, 'field')?.field ?? GROUP_FIELDS[kind ?? ''];
  if (field !== undefined && !NUMERIC.has(field)) return field;
  if (item?.word === 'kind') return 'ownerKind';
  const word = item?.word.replace(/s$/, '') ?? '';
  const isLabel = draft.labels.has(word) || word === 'team' || word === 'app' || word === 'tier';
  return isLabel ? `label:${word}` : undefined;
}

/** "oldest", "most restarts", "biggest", "top five by memory". */
export const readSuperlative: Reader = (draft, at) => {
  const superlative = roleOf(draft.items[at], 'superlative');
  if (superlative === undefined || draft.used.has(at) || isLatestTag(draft, at)) return false;
  const before = draft.items[at - 1]?.amount;
  const number = draft.items[at + 1]?.amount ?? before;
  if (draft.items[at]?.word === 'more' && measureAfter(draft, at) === undefined) return false;
  draft.order = superlative.order;
  draft.verbs.push('top');
  const isTopCpu = isCpuUsers(draft, at + 1);
  if (isTopCpu) draft.measure ??= 'cpuUsage';
  if (number !== undefined && (number.dimension === undefined || isTopCpu)) {
    draft.limit = number.value;
    use(draft, number === before ? at - 1 : at + 1);
  }
  draft.measure ??= superlative.field ?? measureAfter(draft, at) ?? measureBefore(draft, at);
  return use(draft, at);
};

/** "top 3 cpu nodes": three nodes by CPU, not three cores. */
const isCpuUsers = ({ items }: Draft, at: number): boolean =>
  items[at]?.amount?.dimension === 'cores' && roleOf(items[at + 1], 'kind') !== undefined;

const isLatestTag = ({ items }: Draft, at: number) =>
  items[at]?.word === 'latest' &&
  [at - 1, at + 1].some((near) =>
    ['imageTag', 'image', 'version'].includes(roleOf(items[near], 'field')?.field ?? ''),
  );

function measureAfter(draft: Draft, at: number): Field | undefined {
  for (let index = at + 1; index <= at + 6 && index < draft.items.length; index += 1) {
    const field = measureOf(draft, index);
    if (field !== undefined && NUMERIC.has(field)) return field;
  }
  return undefined;
}

function measureBefore(draft: Draft, at: number): Field | undefined {
  const before = previousItem(draft, at, 3);
  const field = measureOf(draft, before);
  return field !== undefined && NUMERIC.has(field) ? field : undefined;
}

/** The number that an item speaks of. */
export function measureOf(draft: Draft, at: number): Field | undefined {
  const item = draft.items[at];
  const resource = roleOf(item, 'resource')?.resource;
  if (resource !== undefined) {
    const facet = facetNear(draft, at, 3);
    if (facet === undefined && isOfCapacity(draft))
      return resource === 'cpu' ? 'cpuCapacity' : 'memoryCapacity';
    return resourceField(resource, facet);
  }
  const field = item?.meanings.find((meaning) => meaning.role === 'field' && NUMERIC.has(meaning.field));
  if (field?.role === 'field') return field.field;
  return item?.word === 'containers' || item?.word === 'container' ? 'containers' : undefined;
}

/** "sorted by age". */
export const readSort: Reader = (draft, at) => {
  if (roleOf(draft.items[at], 'sort') === undefined) return false;
  const next = nextItem(draft, at, 3);
  const field = measureOf(draft, next) ?? roleOf(draft.items[next], 'field')?.field;
  if (field === undefined) return false;
  draft.measure = field;
  const way = wayOf(draft, next);
  draft.order ??= way?.order ?? (field === 'name' || field === 'namespace' ? 'ascending' : 'descending');
  return use(draft, at, next, ...(way?.items ?? []));
};

const DOWN =
  /^(?:descending|desc|highest first|most first|biggest first|largest first|decreasing|reversed?)$/;
const UP = /^(?:ascending|asc|lowest first|least first|fewest first|smallest first|increasing)$/;

/** "descending", "lowest first": which way a list is sorted. */
function wayOf(
  { items }: Draft,
  field: number,
): { order: 'ascending' | 'descending'; items: number[] } | undefined {
  for (const length of [1, 2]) {
    const said = items.slice(field + 1, field + 1 + length);
    const words = said.map(({ word }) => word).join(' ');
    const spots = said.map((_, step) => field + 1 + step);
    if (DOWN.test(words)) return { order: 'descending', items: spots };
    if (UP.test(words)) return { order: 'ascending', items: spots };
  }
  return undefined;
}

/** "the first 5 pods", "show 10 pods", "limit 3". */
export const readLimit: Reader = (draft, at) => {
  const item = draft.items[at];
  if (
    item?.amount === undefined ||
    item.amount.dimension !== undefined ||
    draft.used.has(at) ||
    !Number.isInteger(item.amount.value) ||
    item.amount.value < 1
  )
    return false;
  const before = draft.items[at - 1];
  const isOfTop =
    (at === 0 || /^(?:the|which|what)$/.test(before?.word ?? '')) &&
    draft.items.slice(at).some((one) => roleOf(one, 'superlative') !== undefined);
  const isLed =
    isOfTop || /^(?:first|last|limit|top|show|list|get|any|give me|worst|show me)$/.test(before?.word ?? '');
  const hasKind = [at + 1, at + 2].some(
    (near) =>
      roleOf(draft.items[near], 'kind') !== undefined &&
      (near === at + 1 || draft.items[at + 1]?.isPlace === true),
  );
  if (
    !isLed ||
    (!hasKind &&
      draft.items[at + 1] !== undefined &&
      roleOf(draft.items[at + 1], 'superlative') === undefined &&
      roleOf(before, 'superlative') === undefined)
  )
    return false;
  draft.limit = item.amount.value;
  if (/^(?:first|last)$/.test(before?.word ?? '')) use(draft, at - 1);
  return use(draft, at);
};
