import { stemmer } from 'stemmer';
import { CONCEPTS } from './concepts.ts';

const TOKEN = /[A-Za-z0-9][A-Za-z0-9_.:/@-]*/g;
/** Words that say how something is asked, not what about. */
const IDLE = new Set(
  `a an and are as at be been being but by can could did do does doing done for from get gets getting give go goes got had has have having how i if in into is it its itself
  just me my myself of off on one or our ours please shall she should so some such than that the their them then there these they this those to too us was we were what whats
  when where which while who why will with would you your yours im ive id dont doesnt cant wont isnt arent didnt not no any about again all also because before after
  fix fixing fixed mend solve solving resolve handle handling deal dealing sort troubleshoot troubleshooting debug debugging guide guides runbook playbook doc docs documentation tell show help explain
  mean means meaning best way proper properly correct correctly right thing things something anything really actually now today need want like make makes know try
  hey hi hello jamie mate thanks pls plz ok okay up out over under very still keep keeps see seeing say says said happen happens happening wrong problem issue trouble procedure process steps policy usually normally exactly tell us need`.split(
    /\s+/,
  ),
);

const isWord = (text: string): boolean => text.length > 3 && text.length < 25 && /^[a-z]+$/.test(text);

const stemOf = (word: string): string => (isWord(word) ? stemmer(word) : word);

/** A token as it is, and in its parts when it is put together: ImagePullBackOff, kube-dns, histogram_quantile. */
function partsOf(token: string): string[] {
  if (/^[A-Z]?[a-z]+$/.test(token)) return [token.toLowerCase()];
  const parts = token
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replace(/([A-Z]+)([A-Z][a-z])/g, '$1 $2')
    .split(/[\s_.:/@-]+/)
    .filter((part) => part !== '')
    .map((part) => part.toLowerCase());
  const whole = token.toLowerCase().replace(/[_.:/@-]+/g, '');
  return parts.length > 1 ? [whole, ...parts] : parts;
}

/** A word in lower case, and its stem. */
interface Word {
  word: string;
  stem: string;
}

/** What tokens met lately are made of: the same few thousand come again and again. */
const TOKENS = new Map<string, Word[]>();
const MOST_TOKENS = 20_000;

function wordsOfToken(token: string): Word[] {
  const known = TOKENS.get(token);
  if (known !== undefined) return known;
  const words = partsOf(token.replace(/[_.:/@-]+$/, '')).map((word) => ({ word, stem: stemOf(word) }));
  if (TOKENS.size >= MOST_TOKENS) TOKENS.clear();
  TOKENS.set(token, words);
  return words;
}

/** Every word of a text in order; compounds are followed by their parts. */
const wordsOf = (text: string): Word[] =>
  (text.replaceAll(/['’]/g, '').match(TOKEN) ?? []).flatMap(wordsOfToken);

/** The concepts by the stems of each way of saying them. */
function phraseBook(): Map<string, string[]> {
  const book = new Map<string, string[]>();
  for (const [head = '', ...others] of CONCEPTS)
    for (const phrase of [head, ...others]) {
      const key = wordsOf(phrase)
        .map(({ stem }) => stem)
        .join(' ');
      book.set(key, [...(book.get(key) ?? []), `~${head.replaceAll(' ', '-')}`]);
    }
  return book;
}

const BOOK: ReadonlyMap<string, string[]> = phraseBook();

/** How many words the longest phrase has that begins with a word. */
const LONGEST: ReadonlyMap<string, number> = [...BOOK.keys()].reduce((lengths, phrase) => {
  const words = phrase.split(' ');
  const [first = ''] = words;
  return lengths.set(first, Math.max(words.length, lengths.get(first) ?? 0));
}, new Map<string, number>());

function conceptsIn(stems: readonly string[]): string[] {
  const found = new Set<string>();
  for (const [from, first] of stems.entries()) {
    const longest = LONGEST.get(first) ?? 0;
    for (let length = 1; length <= longest; length += 1)
      for (const concept of BOOK.get(stems.slice(from, from + length).join(' ')) ?? []) found.add(concept);
  }
  return [...found];
}

const telling = (words: readonly Word[]): string[] =>
  words.filter(({ word }) => !IDLE.has(word)).map(({ stem }) => stem);

/** The stems of a text's telling words. */
export const stemsOf = (text: string): string[] => telling(wordsOf(text));

/** What a text is searched by: the stems of its telling words, and the concepts (`~oom`) that it speaks of. */
export function termsOf(text: string): string[] {
  const words = wordsOf(text);
  return [...telling(words), ...conceptsIn(words.map(({ stem }) => stem))];
}

/** Whether a text speaks of anything that guides are about. */
export const speaksOfTheTrade = (text: string): boolean => termsOf(text).some(isConcept);

/** Whether a term is a concept rather than a word of the text. */
export const isConcept = (term: string): boolean => term.startsWith('~');
