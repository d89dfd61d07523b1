import { WATCHED_KINDS } from '#diagnosis/evidence';
import { roleOf, type Item } from '../../understand/items.ts';
import { getterFor } from '../fields/field-table.ts';
import { addFilter, nextItem, use, type Draft, type Reader } from './draft.ts';
import { GROUP_FIELDS } from './shape.ts';
import { filterFor } from './states.ts';

const RUN_REPLICAS = new Set(['Workload', 'Deployment', 'StatefulSet', 'DaemonSet', 'ReplicaSet']);

/** "namespaces without deployments", "nodes with no failing pods": groups that have none of a kind, or none in a state. */
export const readLacking: Reader = (draft, at) => {
  const subject = draft.items.slice(0, at).findLast((item) => roleOf(item, 'kind'));
  const holder = roleOf(subject, 'kind')?.kind ?? '';
  const next = roleOf(draft.items[at], 'without') ? nextItem(draft, at, 3) : -1;
  const state = roleOf(draft.items[next], 'status')?.status;
  const held = state === undefined ? next : nextItem(draft, next, 1);
  const kind = roleOf(draft.items[held], 'kind')?.kind;
  if (kind === undefined || holder === '' || holder === kind) return false;
  if (state === 'ready' && kind === 'Pod' && RUN_REPLICAS.has(holder) && !isJoined(draft, held))
    return addFilter(draft, { field: 'readyReplicas', op: 'is', value: 0 }, at, next, held);
  const isAsked = isPlain(draft, at) && !isJoined(draft, held) && isGroupOf(holder, kind);
  if (!isAsked && state !== undefined) draft.lost.push(draft.items[at]?.raw ?? '');
  if (!isAsked || (state === undefined && OF_NAMESPACES.has(kind))) return false;
  if (state !== undefined) addFilter(draft, filterFor(state, false), next);
  draft.groupBy = GROUP_FIELDS[holder];
  draft.having = { op: 'is', value: 0 };
  return use(draft, at);
};

/** Nothing but the holder itself is said before: what narrows the holders cannot be asked of what they hold. */
const isPlain = ({ items, filters, isUniversal, groupBy }: Draft, at: number) =>
  filters.length === 0 &&
  isUniversal !== true &&
  groupBy === undefined &&
  !items.some(({ isTime }) => isTime) &&
  !items.slice(0, at).some(narrows) &&
  items.slice(0, at).filter((item) => roleOf(item, 'kind')).length === 1;

const narrows = (item: Item) =>
  item.mention !== undefined ||
  item.amount !== undefined ||
  item.raw.includes('*') ||
  [roleOf(item, 'status'), roleOf(item, 'relation'), roleOf(item, 'field'), roleOf(item, 'superlative')].some(
    (role) => role !== undefined,
  );

const isJoined = ({ items }: Draft, at: number) =>
  /^(?:and|or|nor|but)$/.test(items[at + 1]?.word ?? '') || items[at + 1]?.mention !== undefined;

/** A namespace holds what has a namespace, a node holds pods. */
function isGroupOf(holder: string, kind: string): boolean {
  if (holder === 'Node') return kind === 'Pod';
  if (holder !== 'Namespace' || kind === 'Namespace') return false;
  const watched = WATCHED_KINDS.find((one) => one === kind);
  return kind === 'Workload' || (watched !== undefined && getterFor(watched, 'namespace') !== undefined);
}

/** Kinds that a property of a namespace stands for. */
const OF_NAMESPACES = new Set<string>([
  'Pod',
  'Service',
  'Ingress',
  'NetworkPolicy',
  'ResourceQuota',
  'PodDisruptionBudget',
  'HorizontalPodAutoscaler',
]);
