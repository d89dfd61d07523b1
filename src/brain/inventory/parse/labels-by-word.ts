import { roleOf } from '../../understand/items.ts';
import type { Filter } from '../query.ts';
import { addFilter, isNegated, previousItem, use, type Draft, type Reader } from './draft.ts';
import { BETWEEN, isLabelKey } from './label-keys.ts';

const STATES_VALUE = new Set(['is', 'are', '=', '==', 'equals', 'equal to', 'equal', 'being', 'set']);

/** A label by the last part of its key, as people say it: "team basket", "diet is not meat", "the basket team", "without a diet". */
export const readLabelWord: Reader = (draft, at) => {
  const key = keyAt(draft, at);
  const values = key === undefined ? undefined : draft.labels.get(key);
  if (key === undefined || values === undefined || draft.used.has(at)) return false;
  const stated = statedValue(draft, at, values);
  if (stated !== undefined) return addLabel(draft, key, { ...stated, items: [at, ...stated.items] });
  const before = draft.items[at - 1];
  if (before !== undefined && !before.ends && values.has(before.raw.toLowerCase()) && !draft.used.has(at - 1))
    return addLabel(draft, key, {
      values: [before.raw.toLowerCase()],
      isNot: isNegated(draft, at - 1),
      items: [at - 1, at],
    });
  return readPossession(draft, at, key);
};

/** "which team owns the most deployments": what the label says is asked for. */
export const readLabelSubject: Reader = (draft, at) => {
  const item = draft.items[at];
  const key = item?.word.replace(/s$/, '') ?? '';
  const isAsked = /^(?:which|what|how many|number of|list|show|count)$/.test(draft.items[at - 1]?.word ?? '');
  const isHeld = draft.items.slice(at + 1).some((other) => roleOf(other, 'kind') !== undefined);
  const isOfOne = draft.labels.get(key)?.has(draft.items[at + 1]?.raw.toLowerCase() ?? '') === true;
  if (at > 2 || !isAsked || !isHeld || isOfOne || !draft.labels.has(key) || (item?.meanings.length ?? 0) > 0)
    return false;
  draft.groupBy = `label:${key}`;
  return use(draft, at);
};

function keyAt({ items }: Draft, at: number): string | undefined {
  const item = items[at];
  const isSpokenFor = item?.meanings.some(
    ({ role }) => role === 'kind' || role === 'verb' || role === 'status',
  );
  return item === undefined || isSpokenFor || item.isPlace || item.mention?.how === 'exact'
    ? undefined
    : item.word.replace(/'s$/, '');
}

interface Stated {
  values: string[];
  isNot: boolean;
  items: number[];
}

function statedValue(draft: Draft, at: number, known: ReadonlySet<string>): Stated | undefined {
  const { items } = draft;
  const passed: number[] = [];
  let isNot = false;
  for (let index = at + 1; index <= at + 5; index += 1) {
    const item = items[index];
    if (item === undefined || items[index - 1]?.ends) return undefined;
    const whole = wholeValue(item.raw.toLowerCase(), known);
    const isKnown = whole !== undefined;
    const isStated = passed.some((one) => STATES_VALUE.has(items[one]?.word ?? ''));
    if (isKnown || (isStated && isLabelKey(item) && !roleOf(item, 'not')))
      return withMore(
        draft,
        {
          values: [whole ?? item.raw.toLowerCase()],
          isNot: isNot !== isNegated(draft, at),
          items: [...passed, index],
        },
        known,
      );
    if (roleOf(item, 'not') || item.word === '!=') isNot = true;
    else if (!BETWEEN.has(item.word)) return undefined;
    passed.push(index);
  }
  return undefined;
}

/** The value itself, or the only one that ends so: "zone a" for eu-west-1a. */
function wholeValue(said: string, known: ReadonlySet<string>): string | undefined {
  if (known.has(said)) return said;
  const ends = said.length <= 3 ? [...known].filter((value) => /\d/.test(value) && value.endsWith(said)) : [];
  return ends.length === 1 ? ends[0] : undefined;
}

/** "meat or plants": the values that follow. */
function withMore({ items }: Draft, stated: Stated, known: ReadonlySet<string>): Stated {
  let last = stated.items.at(-1) ?? 0;
  const more = { ...stated };
  for (;;) {
    const isJoined = /^(?:or|and|nor)$/.test(items[last + 1]?.word ?? '');
    const next = isJoined ? last + 2 : last + 1;
    const value = items[next]?.raw.toLowerCase() ?? '';
    if (!known.has(value)) return more;
    more.values = [...more.values, value];
    more.items = [...more.items, ...(isJoined ? [last + 1] : []), next];
    last = next;
  }
}

function addLabel(draft: Draft, key: string, { values, isNot, items }: Stated): true {
  const [only] = values;
  const value = values.length === 1 ? only : values;
  for (const at of items) if (draft.items[at]?.isPlace) draft.notPlaces.add(draft.items[at].word);
  const filter: Filter = { field: `label:${key}`, op: isNot ? 'is-not' : 'is', value };
  return addFilter(draft, filter, ...items);
}

/** "with a diet", "without team". */
function readPossession(draft: Draft, at: number, key: string): boolean {
  const before = previousItem(draft, at, 3);
  const item = draft.items[before];
  const isWithout = roleOf(item, 'without') !== undefined;
  if (!isWithout && roleOf(item, 'with') === undefined) return false;
  const label = roleOf(draft.items[at + 1], 'field')?.field === 'labels' ? [at + 1] : [];
  return addFilter(
    draft,
    { field: `label:${key}`, op: isWithout || isNegated(draft, before) ? 'missing' : 'present' },
    before,
    at,
    ...label,
  );
}
