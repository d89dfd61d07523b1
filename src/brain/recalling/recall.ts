import type { Embedder } from '#llm/spec';
import { fuse, type Found } from './fuse.ts';
import type { Abilities, Hit, Within } from './placing/store.ts';
import type { Remembered } from './remembered.ts';
import { COMMON, type RecallingStore } from './store.ts';
import { termsOf } from './terms.ts';

/** What is looked for, and whose. */
export interface RecallQuestion {
  personId: string;
  /** What it was about; '' for the latest. */
  about: string;
  from?: number;
  to?: number;
  limit: number;
  /** A conversation that is left out, such as the one in which it is asked. */
  without?: string;
}

/** A memory and how much speaks for it, from 0 to about 1. */
export interface Recalled extends Remembered {
  strength: number;
}

export interface RecallDeps {
  store: RecallingStore;
  embedder?: Promise<Embedder | undefined>;
  abilities: () => Promise<Abilities>;
  now: () => number;
}

/** How much a term says: one that is in few memories says most. */
const weightOf = (frequency: number): number => Math.log(1 + (5 * COMMON) / (1 + frequency));

async function byWords({ store }: RecallDeps, scope: Within, terms: readonly string[]) {
  const frequencies = await store.frequencies(scope, terms);
  const known = terms.map((term, at) => ({ term, frequency: frequencies[at] ?? 0 }));
  const isAllCommon = known.every(({ frequency }) => frequency === 0 || frequency >= COMMON);
  const weighed = known.map(({ term, frequency }) => ({
    term,
    weight: weightOf(frequency),
    mustBeFound: frequency > 0 && (isAllCommon || frequency < COMMON),
  }));
  const hits = await store.byWords(scope, weighed);
  return { hits, unknown: known.filter(({ frequency }) => frequency === 0).map(({ term }) => term) };
}

const LEAST_TO_COMPARE = 4;

async function bySpelling(
  { store, abilities }: RecallDeps,
  scope: Within,
  terms: readonly string[],
): Promise<Hit[]> {
  const [longest] = terms
    .filter((term) => term.length >= LEAST_TO_COMPARE)
    .sort((a, b) => b.length - a.length);
  if (longest === undefined || !(await abilities()).trigrams) return [];
  return store.bySpelling(scope, longest);
}

/** Nothing where the database cannot compare meanings or the embedder does not answer: words find things alone. */
async function byMeaning(
  { store, embedder, abilities }: RecallDeps,
  scope: Within,
  about: string,
): Promise<Hit[]> {
  const known = await embedder;
  if (known === undefined || !(await abilities()).vectors) return [];
  const [vector] = await known.embed([about]).catch(() => []);
  if (vector?.some((value) => value !== 0) !== true) return [];
  return store.byMeaning(scope, known.id, vector);
}

async function find(deps: RecallDeps, question: RecallQuestion): Promise<Hit[]> {
  const { personId, about, from, to } = question;
  const scope: Within = {
    personId,
    ...(from === undefined ? {} : { from: new Date(from) }),
    ...(to === undefined ? {} : { to: new Date(to) }),
  };
  const terms = termsOf(about);
  if (terms.length === 0) return deps.store.latest(scope);
  const { hits, unknown } = await byWords(deps, scope, terms);
  const found: Found = {
    words: hits,
    spelling: await bySpelling(deps, scope, unknown),
    meaning: await byMeaning(deps, scope, terms.join(' ')),
  };
  return fuse(found, deps.now());
}

/** Somebody's memories that have to do with something, the likeliest first. Never another person's. */
export async function recall(deps: RecallDeps, question: RecallQuestion): Promise<Recalled[]> {
  const hits = await find(deps, question);
  const rows = await deps.store.memories(
    question.personId,
    hits.map(({ turnId }) => turnId),
  );
  const byTurn = new Map(rows.map((row) => [row.turnId, row]));
  return hits
    .flatMap(({ turnId, strength }) => {
      const row = byTurn.get(turnId);
      return row === undefined || row.conversationId === question.without ? [] : [{ ...row, strength }];
    })
    .slice(0, question.limit);
}
