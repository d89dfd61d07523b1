import type { Meaning } from './grammar.ts';
import { NUMBER_WORDS, UNITS } from './lexicon/numbers.ts';
import type { Mention } from './names/mentions.ts';
import type { Word } from './names/word.ts';
import { isKnownWord } from './vocabulary.ts';
import type { PhraseHit } from './text/phrase-trie.ts';

/** An amount with its unit; `m` alone is minutes, thousandths of a core or metres of rope: the reader decides. */
export interface Amount {
  value: number;
  dimension?: 'duration' | 'bytes' | 'cores' | 'percent' | 'm';
}

/** One piece of a sentence: a phrase, a name, an amount, or a word that means nothing to the grammar. */
export interface Item {
  from: number;
  to: number;
  word: string;
  raw: string;
  meanings: readonly Meaning[];
  /** Nothing of the sentence runs on after it. */
  ends: boolean;
  mention?: Mention;
  amount?: Amount;
  isPlace?: boolean;
  isTime?: boolean;
  quoted?: boolean;
  /** A word of no language that we know, and no name either. */
  isUnknown?: boolean;
}

type Role = Meaning['role'];

/** The meaning that an item has in a role, if it can play it. */
export function roleOf<R extends Role>(
  item: Item | undefined,
  role: R,
): Extract<Meaning, { role: R }> | undefined {
  return item?.meanings.find((meaning): meaning is Extract<Meaning, { role: R }> => meaning.role === role);
}

/** Cuts a message into items, in order. */
export function cutItems(
  words: readonly Word[],
  phrases: readonly PhraseHit<Meaning>[],
  mentions: readonly Mention[],
): Item[] {
  const items: Item[] = [];
  for (let at = 0; at < words.length;) {
    const item = itemAt(words, at, { phrases, mentions });
    items.push(item);
    at = item.to;
  }
  return items;
}

interface Found {
  phrases: readonly PhraseHit<Meaning>[];
  mentions: readonly Mention[];
}

function itemAt(words: readonly Word[], at: number, { phrases, mentions }: Found): Item {
  const mention = mentions.find(({ from }) => from === at);
  if (mention) return { ...base(words, at, mention.to), meanings: [], mention };
  const phrase = phrases.find(({ from }) => from === at);
  const amount = readAmount(words, at);
  if (amount && (phrase === undefined || phrase.to <= amount.to)) {
    return {
      ...base(words, at, amount.to),
      meanings: phrase?.to === amount.to ? phrase.meanings : [],
      amount: amount.amount,
    };
  }
  const word = words[at];
  const meanings = (phrase?.meanings ?? []).filter(
    (meaning) =>
      meaning.role !== 'kind' ||
      !HAS_OTHER_SENSE.has(word?.word ?? '') ||
      LISTS.has(words[at - 1]?.word ?? ''),
  );
  const plain = { ...base(words, at, phrase?.to ?? at + 1), meanings };
  return {
    ...plain,
    isPlace: word?.claim === 'place',
    isTime: word?.claim === 'time',
    quoted: word?.quoted,
    isUnknown: word !== undefined && meanings.length === 0 && word.claim === undefined && isStrange(word),
  };
}

const isStrange = (word: Word) => /^[a-z]{3,}$/.test(word.word) && !isKnownWord(word);

/** Short names that are other words of English more often. */
const HAS_OTHER_SENSE = new Set(['deploy', 'no']);
/** After these, `deploy` is short for deployment and `no` for node; else they mean what they say. */
const LISTS = new Set(['get', 'list', 'describe', 'show', 'all', 'many', 'top', 'logs', 'of', 'which']);

function base(words: readonly Word[], from: number, to: number): Omit<Item, 'meanings'> {
  const taken = words.slice(from, to);
  return {
    from,
    to,
    word: taken.map(({ word }) => word).join(' '),
    raw: taken.map(({ raw }) => raw).join(' '),
    ends: taken.at(-1)?.ends ?? true,
  };
}

const GLUED = /^(\d+(?:\.\d+)?)([a-z%]{0,12})$/;

/** "3", "three", "500Mi", "2 GB", "an hour", "90m". */
function readAmount(words: readonly Word[], at: number): { amount: Amount; to: number } | undefined {
  const word = words[at];
  if (word === undefined || word.claim) return undefined;
  const glued = GLUED.exec(word.word.replace(/,(?=\d{3})/g, ''));
  const value = glued ? Number(glued[1]) : numberInWords(word.word, words[at + 1]);
  if (value === undefined) return undefined;
  if (glued?.[2]) return withUnit(value, glued[2], at + 1);
  const skipped = words[at + 1]?.word === 'of' ? 2 : 1;
  const next = words[at + skipped];
  const isUnit =
    next !== undefined &&
    !word.ends &&
    !next.claim &&
    next.word.length > 0 &&
    Object.hasOwn(UNITS, next.word) &&
    next.word !== 'm';
  if (isUnit) return withUnit(value, next.word, at + skipped + 1);
  return word.word === 'a' || word.word === 'an' ? undefined : { amount: { value }, to: at + 1 };
}

function numberInWords(word: string, next: Word | undefined): number | undefined {
  if (Object.hasOwn(NUMBER_WORDS, word)) return NUMBER_WORDS[word];
  const isOne =
    (word === 'a' || word === 'an') &&
    next !== undefined &&
    UNITS[next.word]?.dimension === 'duration' &&
    next.word.length > 1;
  return isOne ? 1 : undefined;
}

function withUnit(value: number, unit: string, to: number): { amount: Amount; to: number } | undefined {
  if (unit === 'm') return { amount: { value, dimension: 'm' }, to };
  if (unit === 'k') return { amount: { value: value * 1000 }, to };
  if (unit === 'x') return { amount: { value }, to };
  const known = Object.hasOwn(UNITS, unit) ? UNITS[unit] : undefined;
  return known && { amount: { value: value * known.factor, dimension: known.dimension }, to };
}
