import { stemOf, type Token } from './token.ts';

/** Words that a misspelling may be put right to, by their first letter. */
export type Vocabulary = ReadonlyMap<string, readonly string[]>;

/** Sorts words by first letter, as `correctSpelling` wants them. */
export function vocabularyOf(words: Iterable<string>): Vocabulary {
  const byLetter = new Map<string, string[]>();
  for (const word of new Set(words)) {
    if (word.length < 4 || !/^[a-z]+$/.test(word)) continue;
    const letter = word[0] ?? '';
    const known = byLetter.get(letter);
    if (known) known.push(word);
    else byLetter.set(letter, [word]);
  }
  return byLetter;
}

/** The token with its spelling put right when exactly one word of the vocabulary is near enough; itself otherwise. */
export function correctSpelling(token: Token, vocabulary: Vocabulary): Token {
  const best = nearestWord(token.word, vocabulary)?.word;
  return best === undefined ? token : { ...token, word: best, stem: stemOf(best) };
}

/** The word of the vocabulary that is nearest, and how many edits away it is; undefined when none is near enough. */
export function nearestWord(
  word: string,
  vocabulary: Vocabulary,
): { word: string; cost: number } | undefined {
  if (word.length < 4 || word.length > 28 || !/^[a-z]+$/.test(word)) return undefined;
  const allowed = word.length < 6 ? 1 : 2;
  let best: string | undefined;
  let cost = allowed + 1;
  for (const candidate of vocabulary.get(word[0] ?? '') ?? []) {
    if (Math.abs(candidate.length - word.length) > allowed) continue;
    const edits = editsBetween(word, candidate, allowed);
    if (edits >= cost || tooBold(word, candidate, edits)) continue;
    best = candidate;
    cost = edits;
  }
  return best === undefined ? undefined : { word: best, cost };
}

/** Two letters that are others make another word of one so short: "ledger" is not "larger". */
const MAY_DIFFER_TWICE = 9;

/** A short word is put right only when letters are swapped, doubled or left out, never when one is another. */
function tooBold(word: string, candidate: string, edits: number): boolean {
  if (word.length >= 6)
    return (
      edits > 1 &&
      (candidate.length < 6 ||
        (word.length === candidate.length && word.length < MAY_DIFFER_TWICE && !isSwap(word, candidate)))
    );
  return word.length === candidate.length && !isSwap(word, candidate);
}

function isSwap(a: string, b: string): boolean {
  return [...a].sort().join('') === [...b].sort().join('');
}

/** Edits from a to b, swapped neighbours counting as one; limit + 1 when there are more. */
function editsBetween(a: string, b: string, limit: number): number {
  let before: number[] = [];
  let previous = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (let row = 1; row <= a.length; row += 1) {
    const current = [row];
    let lowest = row;
    for (let column = 1; column <= b.length; column += 1) {
      const edit = editCost({ a, b, row, column }, { before, previous, current });
      current.push(edit);
      lowest = Math.min(lowest, edit);
    }
    if (lowest > limit) return limit + 1;
    before = previous;
    previous = current;
  }
  return previous[b.length] ?? limit + 1;
}

interface Cell {
  a: string;
  b: string;
  row: number;
  column: number;
}

function editCost(
  { a, b, row, column }: Cell,
  rows: { before: number[]; previous: number[]; current: number[] },
): number {
  const { before, previous, current } = rows;
  const same = a[row - 1] === b[column - 1];
  const simple = Math.min(
    (previous[column] ?? 0) + 1,
    (current[column - 1] ?? 0) + 1,
    (previous[column - 1] ?? 0) + (same ? 0 : 1),
  );
  const swapped = row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1];
  return swapped ? Math.min(simple, (before[column - 2] ?? 0) + 1) : simple;
}
