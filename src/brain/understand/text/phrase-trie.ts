import { stemOf } from './token.ts';

interface Branch<Meaning> {
  next: Map<string, Branch<Meaning>>;
  meanings: Meaning[];
}

/** A phrase found in a message: words from..to (to not included). */
export interface PhraseHit<Meaning> {
  from: number;
  to: number;
  meanings: readonly Meaning[];
}

/** What the trie looks at of a word. */
export interface TrieWord {
  word: string;
  stem: string;
  /** Nothing begins or runs on here: the word is a name, or inside quotation marks. */
  opaque?: boolean;
}

/** Phrases by their words. Words match by stem; those of a phrase with a leading `=` exactly. */
export interface PhraseTrie<Meaning> {
  /** Leftmost, then longest phrases; none overlaps another. */
  longest: (words: readonly TrieWord[]) => PhraseHit<Meaning>[];
  /** Every phrase, overlapping ones too. */
  all: (words: readonly TrieWord[]) => PhraseHit<Meaning>[];
}

/** Builds a trie; matching is linear in the message, whatever the number of phrases. */
export function phraseTrie<Meaning>(entries: Iterable<readonly [string, Meaning]>): PhraseTrie<Meaning> {
  const root = newBranch<Meaning>();
  for (const [phrase, meaning] of entries) plant(root, phrase, meaning);
  const at = (words: readonly TrieWord[], from: number) => walk(root, words, from);
  return {
    all: (words) => words.flatMap((_, from) => at(words, from)),
    longest: (words) => {
      const hits: PhraseHit<Meaning>[] = [];
      for (let from = 0; from < words.length; from += 1) {
        const hit = at(words, from).at(-1);
        if (hit === undefined) continue;
        hits.push(hit);
        from = hit.to - 1;
      }
      return hits;
    },
  };
}

const newBranch = <Meaning>(): Branch<Meaning> => ({ next: new Map(), meanings: [] });

function plant<Meaning>(root: Branch<Meaning>, phrase: string, meaning: Meaning): void {
  const exact = phrase.length > 1 && phrase.startsWith('=') && /[a-z0-9]/.test(phrase);
  let branch = root;
  for (const word of (exact ? phrase.slice(1) : phrase).split(' ')) {
    const key = exact ? word : `~${stemOf(word)}`;
    const next = branch.next.get(key) ?? newBranch<Meaning>();
    branch.next.set(key, next);
    branch = next;
  }
  branch.meanings.push(meaning);
}

/** Every phrase that begins at `from`, shortest first. */
function walk<Meaning>(
  root: Branch<Meaning>,
  words: readonly TrieWord[],
  from: number,
): PhraseHit<Meaning>[] {
  const hits: PhraseHit<Meaning>[] = [];
  let branches = [root];
  for (let at = from; at < words.length && branches.length > 0; at += 1) {
    const word = words[at];
    if (word === undefined || word.opaque) break;
    branches = branches.flatMap(({ next }) =>
      [next.get(word.word), next.get(`~${word.stem}`)].filter((one) => one !== undefined),
    );
    const meanings = branches.flatMap((branch) => branch.meanings);
    if (meanings.length > 0) hits.push({ from, to: at + 1, meanings });
  }
  return hits;
}
