import { isConcept, stemsOf, termsOf } from './terms.ts';
import { openSpelling } from './trigrams.ts';

/** What is searched: a title, how people say it, and the whole text. */
export interface Entry {
  id: string;
  title: string;
  symptoms: readonly string[];
  body: string;
}

/** How well an entry fits a question by its words; each between 0 and 1. */
export interface WordFit {
  /** Of the whole entry, as BM25 weighs words. */
  words: number;
  /** Of its best single phrase: its title or one of its symptoms. */
  phrase: number;
  /** How much of the question, by weight, the entry speaks of at all. */
  covered: number;
}

export interface WordIndex {
  /** The fit of every entry that shares a word with the question, by id. */
  fits: (question: string) => Map<string, WordFit>;
}

const SATURATION = 1.2;
const LENGTH_MATTERS = 0.6;
const FIELDS = { title: 3, symptoms: 2, body: 1 } as const;
/** A concept is a guess at what was meant: its words count for more. */
const CONCEPT_WEIGHT = 0.6;

interface Indexed {
  id: string;
  /** How often each term is in it, by the weight of where. */
  weights: Map<string, number>;
  length: number;
  phrases: Set<string>[];
}

function indexed({ id, title, symptoms, body }: Entry): Indexed {
  const weights = new Map<string, number>();
  const phrases = [title, ...symptoms].map((text) => new Set(termsOf(text)));
  const add = (terms: Iterable<string>, weight: number): void => {
    for (const term of terms) weights.set(term, (weights.get(term) ?? 0) + weight);
  };
  const [ofTitle, ...ofSymptoms] = phrases;
  add(ofTitle ?? [], FIELDS.title);
  for (const phrase of ofSymptoms) add(phrase, FIELDS.symptoms);
  add(stemsOf(body), FIELDS.body);
  const length = [...weights.values()].reduce((sum, weight) => sum + weight, 0);
  return { id, weights, length, phrases };
}

/** How telling each term is: the fewer entries have it, the more. */
function rarity(all: readonly Indexed[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { weights } of all)
    for (const term of weights.keys()) counts.set(term, (counts.get(term) ?? 0) + 1);
  return new Map(
    [...counts].map(([term, count]) => {
      const idf = Math.log(1 + (all.length - count + 0.5) / (count + 0.5));
      return [term, isConcept(term) ? CONCEPT_WEIGHT * idf : idf];
    }),
  );
}

/** The terms of a question and the weight of each. */
type Asked = ReadonlyMap<string, number>;

function phraseFit(asked: Asked, phrase: ReadonlySet<string>, idf: ReadonlyMap<string, number>): number {
  let [shared, own, asking] = [0, 0, 0];
  for (const term of phrase) own += (idf.get(term) ?? 0) ** 2;
  for (const [term, weight] of asked) {
    asking += weight ** 2;
    if (phrase.has(term)) shared += weight * (idf.get(term) ?? 0);
  }
  return own === 0 || asking === 0 ? 0 : Math.min(1, shared / Math.sqrt(own * asking));
}

/** What all entries together say of each. */
interface Corpus {
  idf: ReadonlyMap<string, number>;
  /** Length of an entry. */
  average: number;
}

function fitOf(entry: Indexed, question: Asked, { idf, average }: Corpus): WordFit {
  const relative = 1 - LENGTH_MATTERS + (LENGTH_MATTERS * entry.length) / average;
  let [words, covered, whole] = [0, 0, 0];
  for (const [term, weight] of question) {
    whole += weight;
    const often = entry.weights.get(term);
    if (often === undefined) continue;
    covered += weight;
    words += (weight * often) / (often + SATURATION * relative);
  }
  const phrase = Math.max(0, ...entry.phrases.map((one) => phraseFit(question, one, idf)));
  return { words: whole === 0 ? 0 : words / whole, phrase, covered: whole === 0 ? 0 : covered / whole };
}

/** Indexes entries by their words, the concepts that these stand for, and their spelling. */
export function indexWords(entries: readonly Entry[]): WordIndex {
  const all = entries.map(indexed);
  const idf = rarity(all);
  const unseen = Math.log(1 + all.length + 0.5);
  const average = all.reduce((sum, { length }) => sum + length, 0) / Math.max(1, all.length);
  let spelling: ReturnType<typeof openSpelling> | undefined;
  const spelt = (word: string) =>
    (spelling ??= openSpelling([...idf.keys()].filter((term) => !isConcept(term))))(word);

  const asked = (question: string): Asked => {
    const weights = new Map<string, number>();
    const keep = (term: string, weight: number): void => {
      weights.set(term, Math.max(weight, weights.get(term) ?? 0));
    };
    for (const term of termsOf(question)) {
      const known = idf.get(term);
      const meant = known === undefined && !isConcept(term) ? spelt(term) : undefined;
      if (known !== undefined) keep(term, known);
      else if (meant !== undefined) keep(meant.word, meant.likeness * (idf.get(meant.word) ?? 0));
      else if (!isConcept(term)) keep(term, unseen);
    }
    return weights;
  };

  return {
    fits: (text) => {
      const question = asked(text);
      const fits = all.map((entry) => [entry.id, fitOf(entry, question, { idf, average })] as const);
      return new Map(fits.filter(([, { covered }]) => covered > 0));
    },
  };
}
