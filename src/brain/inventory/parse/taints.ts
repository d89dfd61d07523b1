import { FUNCTION_WORDS } from '../../understand/lexicon/common-words.ts';
import { roleOf, type Item } from '../../understand/items.ts';
import { addFilter, isNegated, type Draft, type Reader } from './draft.ts';

const BETWEEN = /^(?:keys?|named|called|with|the|a|an|of|is|for|effect|value|taint)$/;
const EFFECT = /^(?:NoSchedule|NoExecute|PreferNoSchedule)$/i;

/** A taint's key, its key and value, or its effect. */
const isKey = (item: Item): boolean =>
  EFFECT.test(item.raw) ||
  /^[\w./-]+(?:[=:][\w./-]+)+$/.test(item.raw) ||
  (/^[a-z][\w./-]{2,}$/i.test(item.raw) &&
    item.isPlace !== true &&
    !FUNCTION_WORDS.has(item.word) &&
    (item.mention?.how === 'unknown' || (item.meanings.length === 0 && item.mention === undefined)));

function keyAfter({ items }: Draft, at: number): number {
  let index = at + 1;
  while (index <= at + 4 && BETWEEN.test(items[index]?.word ?? '') && !items[index - 1]?.ends) index += 1;
  const item = items[index];
  return item !== undefined && !items[index - 1]?.ends && isKey(item) ? index : -1;
}

/** "tainted dedicated=batch", "with the taint key dedicated", "that tolerate gpu", "the NoSchedule taint". */
export const readTaint: Reader = (draft, at) => {
  const { items } = draft;
  const field = roleOf(items[at], 'field')?.field;
  if ((field !== 'taint' && field !== 'toleration') || draft.used.has(at)) return false;
  const before = items[at - 1];
  const key = before !== undefined && EFFECT.test(before.raw) ? at - 1 : keyAfter(draft, at);
  const value = items[key]?.raw;
  if (value === undefined) return false;
  const isNot = isNegated(draft, Math.min(at, key)) || /^un/.test(items[at]?.word ?? '');
  const passed = Array.from({ length: Math.max(0, key - at - 1) }, (_, step) => at + 1 + step);
  const led = [at - 1, at - 2].filter(
    (index) =>
      roleOf(items[index], 'with') ?? roleOf(items[index], 'without') ?? items[index]?.word === 'carry',
  );
  return addFilter(
    draft,
    { field, op: 'contains', value, ...(isNot ? { not: true } : {}) },
    at,
    key,
    ...passed,
    ...led,
  );
};
