import { FUNCTION_WORDS } from '../../understand/lexicon/common-words.ts';
import { roleOf, type Item } from '../../understand/items.ts';
import type { Field, Filter } from '../query.ts';
import { addFilter, isNegated, nextItem, type Draft, type Reader } from './draft.ts';

/** "named X", "whose name contains X", "ending in X", "with X in the name". */
export const readNamed: Reader = (draft, at) => {
  const said = draft.items[at]?.word ?? '';
  const isRelation = roleOf(draft.items[at], 'relation')?.field === 'name';
  if (draft.used.has(at) || !isRelation) return false;
  const isAfterValue = /^in /.test(said);
  const next = isAfterValue ? at - 1 : nextItem(draft, at, 3);
  const item = draft.items[next];
  if (item === undefined || item.isTime || FUNCTION_WORDS.has(item.word) || !/^[\w.*-]+$/.test(item.raw))
    return false;
  if (roleOf(draft.items[at - 1], 'field')?.field === 'container')
    return addFilter(
      draft,
      { field: 'container', op: 'is', value: item.raw.toLowerCase() },
      at - 1,
      at,
      next,
    );
  if (draft.items[at - 1]?.mention === undefined && roleOf(draft.items[at - 1], 'field')?.field === 'image')
    return false;
  const other = roleOf(draft.items[at - 1], 'field')?.field;
  if (other !== undefined && TEXTS.has(other) && !isAfterValue)
    return addFilter(
      draft,
      { field: other, op: opOf(said), value: item.raw.toLowerCase() },
      at - 1,
      at,
      next,
    );
  const sign = isAfterValue || /contain/.test(said) ? SIGNS[item.word] : undefined;
  if (opOf(said) === 'is' && !item.raw.includes('*') && isOfWorkload(draft, item))
    return addFilter(
      draft,
      { field: 'owner', op: isNegated(draft, at) ? 'is-not' : 'is', value: item.raw.toLowerCase() },
      at,
      next,
    );
  const filters = nameFilters(sign ?? item.raw, opOf(said), isNegated(draft, at));
  for (const filter of filters) addFilter(draft, filter, at, next);
  return filters.length > 0;
};

/** "a pod called cart": no pod is, but those of a workload of that name are meant. */
const isOfWorkload = ({ items }: Draft, { mention }: Item) =>
  mention !== undefined &&
  items.some((one) => roleOf(one, 'kind')?.kind === 'Pod') &&
  mention.matches.some(({ kind }) => RUN_PODS.has(kind)) &&
  !mention.matches.some(({ kind }) => kind === 'Pod');

const RUN_PODS = new Set(['Deployment', 'StatefulSet', 'DaemonSet', 'Job', 'CronJob']);

/** Characters that go by a name: "with a dash in the name". */
const SIGNS: Readonly<Record<string, string>> = {
  dash: '-',
  hyphen: '-',
  dashes: '-',
  hyphens: '-',
  dot: '.',
  dots: '.',
};

const TEXTS: ReadonlySet<Field> = new Set([
  'ip',
  'image',
  'imageTag',
  'registry',
  'host',
  'version',
  'schedule',
]);

function opOf(said: string): Filter['op'] {
  if (/\bend|suffix/.test(said)) return 'ends-with';
  if (/start|prefix|begin/.test(said)) return 'starts-with';
  return /contain|like|match|in |includ/.test(said) ? 'contains' : 'is';
}

/** `*` stands for anything: pay*, *-api, *auth*, pay*-api. */
function nameFilters(raw: string, op: Filter['op'], isNot: boolean): Filter[] {
  const word = raw.toLowerCase();
  if (!word.includes('*')) return [{ field: 'name', op, value: word, ...(isNot ? { not: true } : {}) }];
  const [start = '', ...rest] = word.split('*');
  const end = rest.at(-1) ?? '';
  const parts = rest.slice(0, -1).filter(Boolean);
  if (isNot) return [];
  return [
    ...(start === '' ? [] : [{ field: 'name', op: 'starts-with', value: start } as const]),
    ...parts.map((value) => ({ field: 'name', op: 'contains', value }) as const),
    ...(end === '' ? [] : [{ field: 'name', op: 'ends-with', value: end } as const]),
  ];
}

/** "deployments pay*", "the *-worker pods". */
export const readWildcard: Reader = (draft, at) => {
  const item = draft.items[at];
  if (item === undefined || draft.used.has(at) || !GLOB.test(item.raw)) return false;
  const filters = nameFilters(item.raw, 'is', isNegated(draft, at));
  for (const filter of filters) addFilter(draft, filter, at);
  return filters.length > 0;
};

const GLOB = /^(?=.*\*)(?=.*[a-z0-9])[a-z0-9*.-]+$/i;
