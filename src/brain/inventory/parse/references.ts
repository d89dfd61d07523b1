import { roleOf, type Item } from '../../understand/items.ts';
import type { Mention } from '../../understand/names/mentions.ts';
import type { Field, Filter } from '../query.ts';
import { addFilter, isNegated, use, type Draft, type Reader } from './draft.ts';
import { GROUP_FIELDS, measureOf } from './shape.ts';

const REACH = 5;

/** The next name, with only small words and its kind before it. */
function mentionAfter({ items }: Draft, at: number): number {
  for (let index = at + 1; index <= at + REACH && index < items.length; index += 1) {
    const item = items[index];
    if (item?.mention !== undefined) return item.mention.matches.length > 0 ? index : -1;
    if (item === undefined || items[index - 1]?.ends) return -1;
    if (!LEADS.test(item.word) && roleOf(item, 'kind') === undefined) return -1;
  }
  return -1;
}

const LEADS = /^(?:as|with|the|that|of|than|to|by|a|an|does|is|has|used|uses|was)$/;

const referenceOf = ({ kind, matches }: Mention): Filter['of'] => {
  const ofKind = matches.filter((match) => match.kind === kind);
  const generated = (one: { kind: string }) => Number(one.kind === 'ReplicaSet');
  return (ofKind.length > 0 ? ofKind : matches)
    .toSorted((a, b) => generated(a) - generated(b))
    .map(({ cluster, kind: own, namespace, name }) => ({ cluster, kind: own, namespace, name }));
};

interface Likeness {
  field: Field;
  op: Filter['op'];
  items: number[];
}

function add(draft: Draft, { field, op, items }: Likeness, name: number): boolean {
  const mention = draft.items[name]?.mention;
  if (mention === undefined) return false;
  const kinds = draft.items.flatMap((item, index) =>
    index > (items[0] ?? 0) && index < name && roleOf(item, 'kind') !== undefined ? [index] : [],
  );
  use(draft, ...range(items[0] ?? name, name), ...kinds);
  return addFilter(draft, { field, op, of: referenceOf(mention) }, name);
}

const range = (from: number, to: number) => Array.from({ length: to - from }, (_, step) => from + step);

/** "the same image as cart", "share a node with postgres-0". */
export const readSame: Reader = (draft, at) => {
  const word = draft.items[at]?.word ?? '';
  const isSame = /\bsame\b/.test(word) || /^(?:share|shares|sharing)$/.test(word);
  if (!isSame || draft.used.has(at)) return false;
  const own = /same (image|version)$/.exec(word)?.[1];
  const spot =
    own === undefined
      ? fieldAfter(draft, at)
      : { field: own === 'image' ? ('image' as const) : ('imageTag' as const), at };
  const name = mentionAfter(draft, spot?.at ?? at);
  if (
    spot === undefined ||
    name < 0 ||
    !draft.items.slice(spot.at, name).some(({ word: one }) => one === 'as' || one === 'with')
  )
    return name < 0 && readShared(draft, at, spot);
  const op = isNegated(draft, at) ? 'is-not' : 'is';
  return add(draft, { field: spot.field, op, items: [at, spot.at] }, name);
};

/** "which deployments share an image": the values that several have. */
function readShared(draft: Draft, at: number, spot: { field: Field; at: number } | undefined): boolean {
  const { items } = draft;
  const isShare =
    /^(?:share|shares|sharing)$/.test(items[at]?.word ?? '') ||
    /^(?:use|have|run|on|with)$/.test(items[at - 1]?.word ?? '');
  if (spot === undefined || !isShare || !items.slice(0, at).some((item) => roleOf(item, 'kind')))
    return false;
  if (
    items.some(({ isPlace }) => isPlace === true) &&
    items.some((item) => roleOf(item, 'verb')?.verb === 'compare' && !/same/.test(item.word))
  )
    return false;
  draft.groupBy = spot.field;
  draft.having = { op: 'more-than', value: 1 };
  return use(draft, ...range(at, spot.at + 1));
}

function fieldAfter({ items }: Draft, at: number): { field: Field; at: number } | undefined {
  for (let index = at + 1; index <= at + 3 && index < items.length; index += 1) {
    const item = items[index];
    const field = likenessField(item);
    if (field !== undefined) return { field, at: index };
    if (!/^(?:a|an|the|its|their|same|the same|that)$/.test(item?.word ?? '')) return undefined;
  }
  return undefined;
}

const likenessField = (item: Item | undefined): Field | undefined =>
  roleOf(item, 'field')?.field ?? GROUP_FIELDS[roleOf(item, 'kind')?.kind ?? ''];

/** "older than cart", "created before postgres-0". */
export const readOlder: Reader = (draft, at) => {
  const age = roleOf(draft.items[at], 'age');
  const name = age === undefined ? -1 : mentionAfter(draft, at);
  return age !== undefined && name >= 0 && add(draft, { field: 'age', op: age.op, items: [at] }, name);
};

const COMPARATIVES: Readonly<Record<string, Filter['op']>> = {
  more: 'more-than',
  fewer: 'less-than',
  less: 'less-than',
  higher: 'more-than',
  lower: 'less-than',
  bigger: 'more-than',
  larger: 'more-than',
  smaller: 'less-than',
};

/** "more replicas than cart", "bigger than data-redis-0". */
export const readMoreThan: Reader = (draft, at) => {
  const { items } = draft;
  const operator = roleOf(items[at], 'operator')?.op;
  const op =
    operator ??
    (Object.hasOwn(COMPARATIVES, items[at]?.word ?? '') ? COMPARATIVES[items[at]?.word ?? ''] : undefined);
  if (op === undefined || op === 'is') return false;
  const name = mentionAfter(draft, operator === undefined ? at + 1 : at);
  if (name < 0 || items.slice(at, name).some(({ amount }) => amount !== undefined)) return false;
  const field =
    range(at, name)
      .map((index) => measureOf(draft, index))
      .find((one) => one !== undefined) ?? sizeOf(draft);
  return field !== undefined && add(draft, { field, op, items: [at] }, name);
};

const SIZES: Partial<Record<string, Field>> = {
  PersistentVolumeClaim: 'storageRequest',
  PersistentVolume: 'storageRequest',
};
const sizeOf = ({ items }: Draft) =>
  items.map((item) => SIZES[roleOf(item, 'kind')?.kind ?? '']).find((field) => field !== undefined);

/** "on the node of postgres-0", "in the namespace of cart". */
export const readHome: Reader = (draft, at) => {
  const said = draft.items[at]?.word ?? '';
  const kind = / node$/.test(said) ? 'Node' : roleOf(draft.items[at], 'kind')?.kind;
  const field = kind === 'Node' ? 'node' : kind === 'Namespace' ? 'namespace' : undefined;
  const isPlace =
    / node$/.test(said) ||
    /^(?:on|in)$/.test(draft.items[at - 2]?.word ?? '') ||
    /^(?:on|in)(?: the)?$/.test(draft.items[at - 1]?.word ?? '');
  if (field === undefined || !isPlace || draft.items[at + 1]?.word !== 'of') return false;
  const name = mentionAfter(draft, at + 1);
  return name >= 0 && add(draft, { field, op: isNegated(draft, at) ? 'is-not' : 'is', items: [at] }, name);
};
