import type { Field, Filter } from '../../inventory/query.ts';
import { code, inline, join, listed, type Markdown } from '../../answer/markdown.ts';
import { amount, headOf } from './cells.ts';
import { valueOf, wordedPhrase, type Noun, type Phrase } from './phrases.ts';

const BOUNDS: Partial<Record<Filter['op'], string>> = {
  'more-than': 'more than ',
  'less-than': 'less than ',
  'at-least': 'at least ',
  'at-most': 'at most ',
};

/** Numbers that count things: "with 3 replicas". */
const COUNTED: Partial<Record<Field, [one: string, many: string]>> = {
  restarts: ['restart', 'restarts'],
  replicas: ['replica', 'replicas'],
  readyReplicas: ['ready replica', 'ready replicas'],
  pods: ['pod', 'pods'],
  containers: ['container', 'containers'],
  endpoints: ['endpoint', 'endpoints'],
  ports: ['port', 'ports'],
};

/** Numbers that measure something: "with a CPU limit of 2". */
const MEASURES: Partial<Record<Field, string>> = {
  cpuRequest: 'a CPU request of',
  memoryRequest: 'a memory request of',
  cpuLimit: 'a CPU limit of',
  memoryLimit: 'a memory limit of',
  cpuUsage: 'a CPU usage of',
  memoryUsage: 'a memory usage of',
  storageRequest: 'a size of',
  minReplicas: 'a minimum of',
  maxReplicas: 'a maximum of',
  cpuCapacity: 'a CPU capacity of',
  memoryCapacity: 'a memory capacity of',
  podCapacity: 'room for pods of',
};

const lower = (field: Field): string => {
  const head = headOf(field);
  return /^(?:[A-Z]{2}|QoS)/.test(head) ? head : head.charAt(0).toLowerCase() + head.slice(1);
};

const has = (what: Markdown): Phrase => ({ yes: inline`with ${what}`, no: inline`without ${what}` });

const PLACES: Partial<Record<Field, string>> = { namespace: 'in', node: 'on', cluster: 'on' };

function ofPlace(filter: Filter): Phrase | undefined {
  const place = PLACES[filter.field];
  if (place === undefined || filter.op === 'present' || filter.op === 'missing') return undefined;
  const [reference] = filter.of ?? [];
  const how =
    reference === undefined
      ? inline`${place} ${text(filter)}`
      : inline`${place} the ${lower(filter.field)} of ${code(reference.name)}`;
  return { yes: how, no: inline`not ${how}` };
}

const isUpper = (op: Filter['op']) => op === 'more-than' || op === 'at-least';

/** "older than a day", "that restarted within an hour", "that expire within a week". */
function ofTime({ field, op, value, of }: Filter, { count }: Noun): Phrase | undefined {
  const [reference] = of ?? [];
  if (field === 'age' && (reference !== undefined || typeof value === 'number')) {
    const than = reference === undefined ? inline`${amount(field, Number(value))}` : code(reference.name);
    const [word, other] = isUpper(op) ? ['older', 'younger'] : ['younger', 'older'];
    return { yes: inline`${word} than ${than}`, no: inline`${other} than ${than}` };
  }
  if (typeof value !== 'number' || (field !== 'lastRestart' && field !== 'expiresIn')) return undefined;
  const [within, beyond] =
    field === 'lastRestart'
      ? [
          inline`that restarted within ${amount(field, value)}`,
          inline`that last restarted over ${amount(field, value)} ago`,
        ]
      : [
          inline`that expire${count === 1 ? 's' : ''} within ${amount(field, value)}`,
          inline`good for more than ${amount(field, value)}`,
        ];
  return isUpper(op) ? { yes: beyond, no: within } : { yes: within, no: beyond };
}

function ofNumber({ field, op, value, than }: Filter): Phrase | undefined {
  if (than !== undefined) return ofTwo(field, op, than);
  if (typeof value !== 'number') return undefined;
  const counted = COUNTED[field];
  const isFew = op === 'less-than' && counted !== undefined;
  const bound = isFew ? 'fewer than ' : (BOUNDS[op] ?? '');
  if (counted !== undefined && value === 0 && (op === 'more-than' || op === 'at-most' || op === 'is')) {
    const { yes, no } = has(inline`${counted[1]}`);
    return op === 'more-than' ? { yes, no } : { yes: no, no: yes };
  }
  if (counted !== undefined) return has(inline`${bound}${value} ${counted[value === 1 ? 0 : 1]}`);
  return has(inline`${MEASURES[field] ?? `${lower(field)} of`} ${bound}${amount(field, value)}`);
}

/** "with fewer ready than desired replicas", "whose memory limit is higher than its memory request". */
function ofTwo(field: Field, op: Filter['op'], than: Field): Phrase {
  const [more, less] = [inline`higher than`, inline`not higher than`];
  if (field === 'readyReplicas' && than === 'replicas' && op === 'less-than')
    return {
      yes: inline`with fewer ready than desired replicas`,
      no: inline`with all desired replicas ready`,
    };
  if (field === 'readyReplicas' && than === 'replicas' && op === 'at-least')
    return {
      yes: inline`with all desired replicas ready`,
      no: inline`with fewer ready than desired replicas`,
    };
  const [yes, no] =
    op === 'more-than' || op === 'at-least'
      ? [more, less]
      : op === 'less-than' || op === 'at-most'
        ? [inline`lower than`, inline`not lower than`]
        : [inline`the same as`, inline`not the same as`];
  const own = (how: Markdown) => inline`whose ${asThing(field)} is ${how} the ${asThing(than)}`;
  return { yes: own(yes), no: own(no) };
}

/** "memory request" and not "memory requested". */
const asThing = (field: Field): string =>
  lower(field).replace('requested', 'request').replace('used', 'usage');

/** "with the same image as cart", "with more replicas than cart". */
function ofReference({ field, op, of }: Filter): Phrase | undefined {
  const [reference] = of ?? [];
  if (reference === undefined) return undefined;
  const name = code(reference.name);
  if (op === 'is' || op === 'is-not')
    return {
      yes: inline`with the same ${lower(field)} as ${name}`,
      no: inline`with another ${lower(field)} than ${name}`,
    };
  return has(inline`${isUpper(op) ? 'more' : 'less'} ${lower(field)} than ${name}`);
}

const TEXTUAL: Partial<Record<Filter['op'], [yes: string, no: string]>> = {
  'starts-with': ['starts with', 'does not start with'],
  'ends-with': ['ends with', 'does not end with'],
};

/** Text that is only partly given, and names. */
function ofText(filter: Filter): Phrase {
  const { field, op } = filter;
  const value = text(filter);
  const ends = TEXTUAL[op];
  if (ends !== undefined) {
    const whose = (how: string) => inline`whose ${lower(field)} ${how} ${value}`;
    return { yes: whose(ends[0]), no: whose(ends[1]) };
  }
  if (field === 'name')
    return op === 'contains'
      ? has(inline`${value} in the name`)
      : { yes: inline`called ${value}`, no: inline`not called ${value}` };
  if (op === 'contains') return has(inline`${value} in the ${lower(field)}`);
  return has(inline`${lower(field)} ${value}`);
}

const text = (filter: Filter): Markdown => valueOf(filter);

const WHOLE: ReadonlySet<Filter['op']> = new Set(['is', 'is-not', 'present', 'missing']);
/** Properties whose wording says it all, however much of the value was given. */
const LOOSE: ReadonlySet<Field> = new Set([
  'role',
  'taint',
  'toleration',
  'registry',
  'container',
  'host',
  'uses',
  'version',
  'architecture',
]);

function phraseOf(filter: Filter, noun: Noun): Phrase {
  const worded = WHOLE.has(filter.op) || LOOSE.has(filter.field) ? wordedPhrase(filter, noun) : undefined;
  return (
    ofPlace(filter) ??
    ofTime(filter, noun) ??
    ofReference(filter) ??
    ofNumber(filter) ??
    worded ??
    ofText(filter)
  );
}

/** One filter in words, to stand behind the noun: "in `web`", "that are not ready", "with more than 3 restarts". */
function inWords(filter: Filter, noun: Noun): Markdown {
  const { yes, no } = phraseOf(filter, noun);
  const isNegative = filter.op === 'is-not' || filter.op === 'missing';
  return isNegative !== (filter.not === true) ? no : yes;
}

/** All filters in words, to stand behind a noun of which there are so many: where first, then which. */
export function filtersInWords(filters: readonly Filter[], count: number, kind = ''): Markdown {
  const words = (some: Filter[]): Markdown[] => some.map((filter) => inWords(filter, { count, kind }));
  const places = filters.filter(({ field }) => PLACES[field] !== undefined);
  const others = filters.filter(({ field }) => PLACES[field] === undefined);
  const parts = [...words(places), ...(others.length === 0 ? [] : [listed(words(others))])];
  return parts.length === 0 ? inline`` : inline` ${join(parts, ' ')}`;
}
