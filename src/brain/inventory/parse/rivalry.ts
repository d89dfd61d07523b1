import { roleOf } from '../../understand/items.ts';
import { use, type Reader } from './draft.ts';

/** "which cluster has more pods", "does prod have more pods than staging": the counts, side by side. */
export const readRivalry: Reader = (draft, at) => {
  const { items } = draft;
  const word = items[at]?.word ?? '';
  const isWhich = /^(?:which|what)(?: (?:of the )?clusters?)?$/.test(word) && sidesAfter(draft, at) >= 0;
  const than = items.findIndex((item, index) => index > at && index <= at + 8 && item.word === 'than');
  const isBetweenPlaces =
    AMOUNTS.test(word) &&
    than > 0 &&
    items[than + 1]?.isPlace === true &&
    items.slice(0, at).some(({ isPlace }) => isPlace);
  if (!isWhich && !isBetweenPlaces) return false;
  draft.groupBy = 'cluster';
  draft.isRivalry = true;
  const amount = items.findIndex(({ word: one }) => AMOUNTS.test(one));
  draft.order = /fewe|less|least|lowe|smalle/.test(items[amount]?.word ?? '') ? 'ascending' : 'descending';
  return use(draft, ...(isWhich ? [sidesAfter(draft, at)] : [at, than]), ...(amount < 0 ? [] : [amount]));
};

const AMOUNTS = /^(?:more|fewer|less|most|fewest|least|higher|lower|larger|smaller|bigger)$/;

const sidesAfter = ({ items }: Parameters<Reader>[0], at: number) =>
  [at, at + 1, at + 2, at + 3].find(
    (index) =>
      /\b(?:cluster|clusters|environment|env)$/.test(items[index]?.word ?? '') ||
      roleOf(items[index], 'field')?.field === 'cluster',
  ) ?? -1;
