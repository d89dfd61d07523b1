import type { Field, Filter } from '../../inventory/query.ts';
import { code, inline, join, listed, type Markdown } from '../../answer/markdown.ts';
import { amount, headOf } from './cells.ts';

const OPS: Record<Filter['op'], string> = {
  is: '',
  'is-not': 'not',
  contains: 'containing',
  'starts-with': 'starting with',
  'ends-with': 'ending with',
  'more-than': 'more than',
  'less-than': 'less than',
  'at-least': 'at least',
  'at-most': 'at most',
  present: 'with',
  missing: 'without',
};

function valueOf({ field, value, of }: Filter): Markdown {
  const [reference] = of ?? [];
  if (reference !== undefined) return inline`that of ${code(reference.name)}`;
  if (typeof value === 'number') return inline`${amount(field, value)}`;
  if (Array.isArray(value))
    return value.length > 1 ? join(value.map(code), ', ', ' or ') : code(value[0] ?? '');
  return code(String(value ?? ''));
}

const lower = (field: Field): string => {
  const head = headOf(field);
  return /^[A-Z]{2}/.test(head) ? head : head.charAt(0).toLowerCase() + head.slice(1);
};

/** Properties that read better as words of their own, behind "that is" or "that are". */
const WHEN_TRUE: Partial<Record<Field, [yes: string, no: string]>> = {
  ready: ['ready', 'not ready'],
  healthy: ['healthy', 'not healthy'],
  schedulable: ['open to new pods', 'closed to new pods'],
  suspended: ['suspended', 'not suspended'],
  privileged: ['privileged', 'not privileged'],
  hostNetwork: ['on the host’s network', 'not on the host’s network'],
};

const PLACES: Partial<Record<Field, string>> = { namespace: 'in', node: 'on', cluster: 'on' };

function plainFlag({ field, op, value }: Filter, count: number): Markdown | undefined {
  const words = WHEN_TRUE[field];
  if (words === undefined || typeof value !== 'boolean') return undefined;
  const holds = op === 'is-not' ? !value : value;
  return inline`that ${count === 1 ? 'is' : 'are'} ${holds ? words[0] : words[1]}`;
}

function older({ field, op, value, of }: Filter): Markdown | undefined {
  if (field !== 'age') return undefined;
  const word = op === 'more-than' || op === 'at-least' ? 'older' : 'younger';
  if (of?.[0] !== undefined) return inline`${word} than ${code(of[0].name)}`;
  if (typeof value !== 'number') return undefined;
  return inline`${word} than ${amount('age', value)}`;
}

/** One filter in words, to stand behind the noun: "in `web`", "that are not ready", "with more than 3 restarts". */
function inWords(filter: Filter, count: number): Markdown {
  const { field, op, value, not } = filter;
  if (not) return inline`not ${inWords({ ...filter, not: undefined }, count)}`;
  const special = plainFlag(filter, count) ?? older(filter);
  if (special !== undefined) return special;
  if (op === 'present' || op === 'missing') return inline`${OPS[op]} ${lower(field)}`;
  const place = PLACES[field];
  const [reference] = filter.of ?? [];
  if (place !== undefined && reference !== undefined)
    return inline`${op === 'is' ? '' : 'not '}${place} the ${lower(field)} of ${code(reference.name)}`;
  if (place !== undefined && (op === 'is' || op === 'is-not'))
    return inline`${op === 'is' ? '' : 'not '}${place} ${valueOf(filter)}`;
  if (typeof value === 'number')
    return inline`with ${OPS[op]}${OPS[op] === '' ? '' : ' '}${valueOf(filter)} ${lower(field)}`;
  return inline`with ${lower(field)} ${OPS[op]}${OPS[op] === '' ? '' : ' '}${valueOf(filter)}`;
}

/** All filters in words, to stand behind a noun of which there are so many: where first, then which. */
export function filtersInWords(filters: readonly Filter[], count: number): Markdown {
  const words = (some: Filter[]): Markdown[] => some.map((filter) => inWords(filter, count));
  const places = filters.filter(({ field }) => PLACES[field] !== undefined);
  const others = filters.filter(({ field }) => PLACES[field] === undefined);
  const parts = [...words(places), ...(others.length === 0 ? [] : [listed(words(others))])];
  return parts.length === 0 ? inline`` : inline` ${join(parts, ' ')}`;
}
