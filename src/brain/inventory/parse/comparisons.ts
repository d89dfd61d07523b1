import { roleOf, type Item } from '../../understand/items.ts';
import type { Field, Filter } from '../query.ts';
import { addFilter, nextItem, previousItem, use, type Draft, type Reader } from './draft.ts';
import { facetNear, fieldOfAmount, resourceField, resourceNear, valueIn } from './resources.ts';

const COUNTED: ReadonlySet<Field> = new Set([
  'restarts',
  'replicas',
  'readyReplicas',
  'containers',
  'pods',
  'port',
  'storageRequest',
  'minReplicas',
  'maxReplicas',
  'podCapacity',
  'endpoints',
]);

/** "more than 3 restarts", "at least 2 replicas", "restarts > 3", "using over 500Mi". */
export const readComparison: Reader = (draft, at) => {
  const operator = roleOf(draft.items[at], 'operator');
  if (operator === undefined) return false;
  const number = nextItem(draft, at, 2);
  const item = draft.items[number];
  if (item?.amount === undefined) return false;
  return compare(draft, { at, number, op: withPostfix(draft, number) ?? operator.op });
};

const SPLIT: Readonly<Record<string, Filter['op']>> = {
  more: 'more-than',
  less: 'less-than',
  fewer: 'less-than',
  higher: 'more-than',
  greater: 'more-than',
  bigger: 'more-than',
  larger: 'more-than',
  lower: 'less-than',
  smaller: 'less-than',
};

/** "more cpu than 200m", "fewer replicas than 2". */
export const readSplitComparison: Reader = (draft, at) => {
  const first = draft.items[at]?.word ?? '';
  const op = Object.hasOwn(SPLIT, first) ? SPLIT[first] : undefined;
  const than = draft.items.findIndex((item, index) => index > at && index <= at + 4 && item.word === 'than');
  return (
    op !== undefined &&
    than > at &&
    draft.items[than + 1]?.amount !== undefined &&
    compare(draft, { at, number: than + 1, op }) &&
    use(draft, than)
  );
};

/** "older than a day", "running for more than 2h". */
export const readAge: Reader = (draft, at) => {
  const age = roleOf(draft.items[at], 'age');
  const number = nextItem(draft, at, 2);
  const amount = draft.items[number]?.amount;
  if (age === undefined || amount === undefined || amount.dimension === undefined) return false;
  return addFilter(draft, { field: 'age', op: age.op, value: valueIn('age', amount) }, at, number);
};

/** "3 or more restarts", "0 restarts", "with one replica", "port 8080", "replicas 2". */
export const readCount: Reader = (draft, at) => {
  const item = draft.items[at];
  if (item?.amount === undefined || draft.used.has(at)) return false;
  const op = withPostfix(draft, at);
  const counted = countedField(draft, at);
  if (op === undefined && counted === undefined) return readStated(draft, at);
  if (op === undefined && counted === undefined) return false;
  return compare(draft, { at, number: at, op: op ?? 'is' });
};

/** "a cpu limit of 1", "memory request 256Mi": just so much. */
function readStated(draft: Draft, at: number): boolean {
  const amount = draft.items[at]?.amount;
  const resource = resourceNear(draft, at, 3);
  const facet = resource === undefined ? undefined : facetNear(draft, at, 2);
  const isLed = [at - 1, at - 2].some(
    (index) =>
      roleOf(draft.items[index], 'facet') ??
      roleOf(draft.items[index], 'field') ??
      roleOf(draft.items[index], 'resource'),
  );
  if (amount === undefined || resource === undefined || facet === undefined || facet === 'usage' || !isLed)
    return false;
  const field = resourceField(resource, facet);
  use(draft, ...spokenFor(draft, at));
  return addFilter(draft, { field, op: 'is', value: valueIn(field, amount) }, at);
}

interface Comparison {
  at: number;
  number: number;
  op: Filter['op'];
}

/** Adds the comparison of a number, when it is clear what the number counts. */
export function compare(draft: Draft, { at, number, op }: Comparison): boolean {
  const amount = draft.items[number]?.amount;
  if (amount === undefined) return false;
  const counted = amount.dimension === undefined ? countedField(draft, number, at) : undefined;
  const property = propertyCounted(draft, counted);
  if (property !== undefined)
    return addFilter(draft, { field: property, op, value: amount.value }, at, number, counted?.at ?? number);
  if (counted?.kind !== undefined) return countGroups(draft, { at, number, op }, counted);
  const field = counted?.field ?? fieldOfAmount(draft, number, amount);
  if (field === undefined) return false;
  if (field === 'port' && (op !== 'is' || isNumberOf(draft, number, counted?.at)))
    return addFilter(draft, { field: 'ports', op, value: amount.value }, at, number, counted?.at ?? number);
  use(draft, ...(counted ? [counted.at] : spokenFor(draft, number)));
  if (draft.items[number + 1]?.word === 'times') use(draft, number + 1);
  return addFilter(
    draft,
    { field, op, value: field === 'port' ? String(amount.value) : valueIn(field, amount) },
    at,
    number,
  );
}

/** "with 2 ports" counts them, "on port 80" names one. */
const isNumberOf = ({ items }: Draft, number: number, counted = number) =>
  counted > number && items[counted]?.word === 'ports' && (items[number]?.amount?.value ?? 0) < 20;

/** The words of a resource around an amount belong to it. */
function spokenFor(draft: Draft, at: number): number[] {
  return [at - 3, at - 2, at - 1, at + 1, at + 2].filter((index) => {
    const item = draft.items[index];
    return roleOf(item, 'resource') !== undefined || roleOf(item, 'facet') !== undefined;
  });
}

/** "namespaces with more than 10 pods": what is compared is how many there are. */
function countGroups(draft: Draft, { at, number, op }: Comparison, counted: Counted): boolean {
  const amount = draft.items[number]?.amount;
  const outer = draft.items
    .slice(0, at)
    .some(
      (item, index) =>
        !draft.used.has(index) &&
        (isListedField(item) || (roleOf(item, 'kind') && roleOf(item, 'kind')?.kind !== counted.kind)),
    );
  if (!outer || amount === undefined) return false;
  draft.having = { op, value: amount.value };
  return use(draft, at, number);
}

/** "services with more than 2 endpoints", "deployments with fewer than 2 pods". */
function propertyCounted({ items }: Draft, counted: Counted | undefined): Field | undefined {
  if (counted?.kind === 'EndpointSlice') return 'endpoints';
  const subject = items.map((item) => roleOf(item, 'kind')?.kind).find((kind) => kind !== undefined) ?? '';
  return counted?.kind === 'Pod' && HAVE_PODS.has(subject) ? 'pods' : undefined;
}

const HAVE_PODS = new Set([
  'Service',
  'Deployment',
  'StatefulSet',
  'DaemonSet',
  'Workload',
  'ReplicaSet',
  'NetworkPolicy',
  'ServiceAccount',
]);

/** "images that more than one deployment uses". */
const isListedField = (item: Item) =>
  /^(?:image|imageTag|registry)$/.test(roleOf(item, 'field')?.field ?? '');

interface Counted {
  at: number;
  field?: Field;
  kind?: string;
}

/** What a bare number counts: the property or kind after it, else the property before. */
function countedField(draft: Draft, number: number, operator = number): Counted | undefined {
  const postfix = roleOf(draft.items[number + 1], 'postfix') ? 1 : 0;
  const after = nextItem(draft, number + postfix, 4);
  const next = draft.items[after];
  const field = countable(next);
  if (field !== undefined) return { at: after, field };
  const kind = roleOf(next, 'kind')?.kind;
  if (
    kind !== undefined &&
    draft.items.some(
      (item, index) =>
        index < operator &&
        (isListedField(item) || (roleOf(item, 'kind') && roleOf(item, 'kind')?.kind !== kind)),
    )
  )
    return { at: after, kind };
  const before = previousItem(draft, operator, 3);
  const earlier = countable(draft.items[before]);
  if (earlier !== undefined) return { at: before, field: earlier };
  const resource = resourceNear(draft, number, 2);
  return resource === undefined || operator === number
    ? undefined
    : { at: number, field: resourceField(resource, facetNear(draft, number)) };
}

function countable(item: Item | undefined): Field | undefined {
  if (roleOf(item, 'field')?.field === 'container') return 'containers';
  const field = item?.meanings.find((meaning) => meaning.role === 'field' && COUNTED.has(meaning.field));
  return field?.role === 'field' ? field.field : undefined;
}

/** "8 gigs of memory or less": what stands between the amount and "or less". */
const isUnitWord = (item: Item) =>
  item.word === 'of' || roleOf(item, 'resource') !== undefined || roleOf(item, 'field') !== undefined;

function withPostfix(draft: Draft, number: number): Filter['op'] | undefined {
  const reach = [number + 1, number + 2, number + 3];
  const spot = reach.find((index) => roleOf(draft.items[index], 'postfix') !== undefined);
  if (spot === undefined || !draft.items.slice(number + 1, spot).every(isUnitWord)) return undefined;
  use(draft, spot);
  return roleOf(draft.items[spot], 'postfix')?.op;
}
