import { roleOf } from '../../understand/items.ts';
import { compare } from './comparisons.ts';
import { use, type Reader } from './draft.ts';

/** "between 2 and 4 replicas", "from 100m to 500m cpu", "2 to 3 replicas". */
export const readRange: Reader = (draft, at) => {
  const { items, used } = draft;
  const isLed =
    /^(?:between|from)$/.test(items[at]?.word ?? '') || roleOf(items[at], 'operator')?.op === 'at-least';
  const low = isLed ? at + 1 : at;
  const [from, joint, to] = [items[low], items[low + 1], items[low + 2]];
  if (from?.amount === undefined || to?.amount === undefined || used.has(low) || used.has(low + 2))
    return false;
  if (!(joint?.word === 'to' || joint?.word === '-' || (isLed && joint?.word === 'and'))) return false;
  const before = draft.filters.length;
  if (!compare(draft, { at, number: low + 2, op: 'at-most' })) return false;
  const upper = draft.filters[before];
  if (upper?.op !== 'at-most') return false;
  const { dimension = to.amount.dimension, value } = from.amount;
  const scale = typeof upper.value === 'number' && to.amount.value !== 0 ? upper.value / to.amount.value : 1;
  const isSameUnit = dimension === to.amount.dimension || from.amount.dimension === undefined;
  draft.filters.push({ ...upper, op: 'at-least', value: isSameUnit ? value * scale : value });
  return use(draft, at, low, low + 1, low + 2);
};
