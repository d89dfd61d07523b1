import type { Meaning } from '../../understand/grammar.ts';
import type { Item } from '../../understand/items.ts';
import type { Draft } from './draft.ts';

/** Meanings that change which objects are meant: leaving one out would answer another question. */
const TELLING: ReadonlySet<Meaning['role']> = new Set(['operator', 'age', 'probe', 'without', 'postfix']);

/** The telling words that nothing was made of. */
export function unreadWords({ items, used }: Draft): string[] {
  return items.filter((item, at) => !used.has(at) && isTelling(item)).map(({ raw }) => raw);
}

function isTelling(item: Item): boolean {
  if (item.isPlace || item.isTime || item.word === 'only' || item.word === 'just' || item.word === 'over')
    return false;
  if (item.mention) return item.mention.sure;
  if (item.amount) return item.amount.value !== 1 || item.amount.dimension !== undefined;
  if (/^[\w.-]+[=/:][\w./:-]+$/.test(item.raw)) return true;
  if (item.isUnknown) return true;
  return item.meanings.some(({ role }) => TELLING.has(role)) && item.word !== 'no';
}
