import { roleOf } from '../../understand/items.ts';
import type { Field, Filter } from '../query.ts';
import { addFilter, isNegated, type Draft, type Reader } from './draft.ts';
import { resourceField, resourceNear } from './resources.ts';

const SMALL = /^(?:the|its|their|is|are|than|of|a|number|count|set|be)$/;

interface Side {
  field: Field;
  items: number[];
}

/** A property that is compared: "memory limit", "limit", "ready replicas". */
function sideAt(draft: Draft, at: number): Side | undefined {
  const { items } = draft;
  const item = items[at];
  const isResource = roleOf(item, 'resource') !== undefined;
  const facetAt = isResource ? at + 1 : at;
  const facet = facetOf(draft, facetAt);
  const resource = facet === undefined ? undefined : (resourceNear(draft, facetAt, 6) ?? 'memory');
  if (facet !== undefined && resource !== undefined)
    return { field: resourceField(resource, facet), items: isResource ? [at, at + 1] : [at] };
  const field = roleOf(item, 'field')?.field;
  return field !== undefined && NUMBERS.has(field) ? { field, items: [at] } : undefined;
}

const NUMBERS: ReadonlySet<Field> = new Set([
  'replicas',
  'readyReplicas',
  'minReplicas',
  'maxReplicas',
  'pods',
]);

function facetOf({ items }: Draft, at: number): 'limit' | 'request' | undefined {
  const facet = roleOf(items[at], 'facet')?.facet;
  const field = roleOf(items[at], 'field')?.field;
  if (facet === 'limit' || field === 'limits') return 'limit';
  return facet === 'request' || field === 'requests' ? 'request' : undefined;
}

/** The next item that is no small word. */
function after({ items }: Draft, at: number): number {
  let next = at + 1;
  while (SMALL.test(items[next]?.word ?? '')) next += 1;
  return next;
}

function between(draft: Draft, left: Side): { op: Filter['op']; at: number } | undefined {
  const at = after(draft, left.items.at(-1) ?? 0);
  const item = draft.items[at];
  const op = roleOf(item, 'operator')?.op ?? WORDS[item?.word ?? ''];
  return op === undefined || item?.amount ? undefined : { op, at };
}

const WORDS: Readonly<Record<string, Filter['op']>> = {
  above: 'more-than',
  exceeds: 'more-than',
  exceed: 'more-than',
  below: 'less-than',
  equals: 'is',
  equal: 'is',
  '!=': 'is-not',
};

/** "ready replicas < desired replicas", "whose memory limit is higher than the request". */
export const readTwoProperties: Reader = (draft, at) => {
  if (draft.used.has(at)) return false;
  const left = sideAt(draft, at);
  const middle = left && between(draft, left);
  const right = middle && sideAt(draft, after(draft, middle.at));
  if (left === undefined || middle === undefined || right === undefined || left.field === right.field)
    return readFewerReady(draft, at);
  const not = isNegated(draft, middle.at) ? { not: true } : {};
  return addFilter(
    draft,
    { field: left.field, op: middle.op, than: right.field, ...not },
    ...left.items,
    middle.at,
    ...right.items,
  );
};

/** "fewer ready replicas than desired", "less ready than wanted". */
function readFewerReady(draft: Draft, at: number): boolean {
  const words = draft.items.slice(at, at + 7).map(({ word }) => word);
  const than = words.findIndex((word) => / than$|^than$/.test(word));
  const isFewer = /^(?:fewer|less|not all|missing)$/.test(words[0] ?? '');
  const isOfReady = words.slice(1, than).some((word) => /\b(?:ready|available)\b/.test(word));
  const end = words.findIndex(
    (word, index) =>
      index > than &&
      /^(?:desired|wanted|requested|expected|replicas|desired replicas|they want|configured)$/.test(word),
  );
  if (!isFewer || than < 0 || !isOfReady || end < 0) return false;
  const last = /^replicas?$/.test(words[end + 1] ?? '') ? end + 1 : end;
  return addFilter(
    draft,
    { field: 'readyReplicas', op: 'less-than', than: 'replicas' },
    ...Array.from({ length: last + 1 }, (_, step) => at + step),
  );
}
