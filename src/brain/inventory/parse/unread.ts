import type { Meaning } from '../../understand/grammar.ts';
import { roleOf, type Item } from '../../understand/items.ts';
import type { Draft } from './draft.ts';
import { isInert, isLinking } from './inert-words.ts';

/** Meanings that change which objects are meant: leaving one out would answer another question. */
const TELLING: ReadonlySet<Meaning['role']> = new Set([
  'operator',
  'age',
  'probe',
  'without',
  'postfix',
  'kind',
  'status',
  'superlative',
  'sort',
  'resource',
  'not',
  'except',
]);

/** The telling words that nothing was made of. */
export function unreadWords(draft: Draft): string[] {
  return draft.items.filter((_, at) => !draft.used.has(at) && isTelling(draft, at)).map(({ raw }) => raw);
}

function isTelling(draft: Draft, at: number): boolean {
  const { items } = draft;
  const item = items[at];
  if (item === undefined || item.isPlace || item.isTime || IDLE.has(item.word)) return false;
  if (isLinking(item.word) && !item.mention && joinsRead(draft, at)) return false;
  if (item.mention) return item.mention.sure || !isInert(item.word);
  if (item.amount) return item.amount.value !== 1 || item.raw === '1' || item.amount.dimension !== undefined;
  if (/^[\w.-]+[=/:][\w./:-]+$/.test(item.raw)) return true;
  if (item.word === 'full')
    return (
      /^(?:is|are|not|how|nearly|almost)$/.test(items[at - 1]?.word ?? '') ||
      roleOf(items[at - 1], 'kind') !== undefined
    );
  if (item.word === 'only') return items.some(({ word }) => /^exist/.test(word));
  if (isPlaceWord(items, at) || isAside(draft, at)) return false;
  if (roleOf(item, 'field')?.field === 'status') return false;
  if (item.word === 'as') return /^(?:many|much)$/.test(items[at + 1]?.word ?? '');
  if (item.word === 'everything') return hasKind(items);
  if (/^(?:new|recent|recently|fresh|newly)$/.test(item.word)) return !items.some(({ isTime }) => isTime);
  if (/\bsame\b|^shar/.test(item.word)) return true;
  const telling = item.meanings.filter(({ role }) => TELLING.has(role));
  if (item.meanings.length > 0 && (telling.length > 0 || item.word.includes(' '))) return telling.length > 0;
  return item.meanings.every(({ role }) => role === 'field' || role === 'facet' || role === 'relation')
    ? !item.word.split(' ').every(isInert)
    : false;
}

/** What a joining word leads to, or else what led to it, has been read. */
function joinsRead({ items, used }: Draft, at: number): boolean {
  const isRead = (index: number) =>
    used.has(index) || items[index]?.isPlace === true || items[index]?.isTime === true;
  const steps = [1, 2, 3].map((step) => at + step);
  const isPassed = (word: string) => isInert(word) || isLinking(word);
  const next = steps.find((index) => isRead(index) || !isPassed(items[index]?.word ?? ''));
  const before = [1, 2, 3]
    .map((step) => at - step)
    .find((index) => isRead(index) || !isPassed(items[index]?.word ?? ''));
  return (
    (next !== undefined && isRead(next)) ||
    isRead(at - 1) ||
    (next === undefined && before !== undefined && isRead(before))
  );
}

/** "containers, not pods": said of what was not meant, and all that is left. */
const isAside = ({ items }: Draft, at: number) =>
  [at, at - 1].some(
    (not) =>
      roleOf(items[not], 'not') !== undefined &&
      roleOf(items[not + 1], 'kind') !== undefined &&
      items.length === not + 2,
  );

const hasKind = (items: readonly Item[]) => items.some((one) => roleOf(one, 'kind') !== undefined);

/** Operators, states and marks that are also said in passing. */
const IDLE = new Set(['just', 'over', 'no', 'ok', 'okay', 'fine', 'up', 'but not', 'not in']);

/** "in the namespace shop", "not in prod". */
const isPlaceWord = (items: readonly Item[], at: number) => {
  const [before, item, after] = [items[at - 1], items[at], items[at + 1]];
  const nextToPlace = after?.isPlace === true || (before?.isPlace === true && !before.ends);
  if (roleOf(item, 'kind')?.kind === 'Namespace') return nextToPlace;
  const near = items.slice(at + 1, at + 4).some(({ isPlace }) => isPlace === true);
  if (roleOf(after, 'system-namespaces') ?? roleOf(items[at + 2], 'system-namespaces'))
    return roleOf(item, 'except') !== undefined;
  return near && (roleOf(item, 'not') ?? roleOf(item, 'except')) !== undefined;
};
