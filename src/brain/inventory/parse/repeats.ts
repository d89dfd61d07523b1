import { roleOf } from '../../understand/items.ts';
import { nextItem, use, type Reader } from './draft.ts';

/** "images used more than once": how often a value occurs. */
export const readRepeat: Reader = (draft, at) => {
  const operator = roleOf(draft.items[at], 'operator');
  const number = operator === undefined ? at : nextItem(draft, at, 1);
  const item = draft.items[number];
  const isTimes =
    item?.word === 'once' || item?.word === 'twice' || draft.items[number + 1]?.word === 'times';
  if (
    item?.amount === undefined ||
    !isTimes ||
    draft.items.some((one) => roleOf(one, 'field')?.field === 'restarts')
  )
    return false;
  draft.having = { op: operator?.op ?? 'is', value: item.amount.value };
  return use(draft, at, number);
};
