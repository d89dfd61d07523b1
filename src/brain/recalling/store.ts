import { createRequire } from 'node:module';
import type * as Orm from 'drizzle-orm';
import type { SQL } from 'drizzle-orm';
import type { Store, StoreDatabase } from '#ground/store';
import { sayingSo } from '../memory/saying-so.ts';
import {
  COLUMNS,
  MOST_HITS,
  SPELT,
  embeddingStore,
  hitOf,
  listOf,
  meaningStore,
  rememberedOf,
  rowsOf,
  within,
  type Hit,
  type HitRow,
  type MemoryRow,
  type Within,
} from './placing/store.ts';
import type { TurnEvent } from '../turn-event.ts';
import { memoryOf, type Remembered } from './remembered.ts';

/** As CommonJS, for the reason that ground/store/drizzle.ts gives. */
const { sql } = createRequire(import.meta.url)('drizzle-orm') as typeof Orm;

/** A word in more memories than this says little. */
export const COMMON = 1_000;
/** How much of two spellings must be the same. */
const SPELT_SO = 0.45;
/** What ts_rank gives for one word found once in the heaviest part. */
const FOUND_ONCE = 0.6079;

const SPELLING = sql.raw(SPELT);
const termQuery = (term: string): SQL => sql`plainto_tsquery('english', ${term})`;
/** Keeps what is remembered of a turn that is stored and ended so; harmless when called twice. */
export async function keepMemory(
  tx: StoreDatabase,
  turnId: string,
  last: TurnEvent | undefined,
): Promise<void> {
  const [turn] = await rowsOf<{ message: string }>(tx, sql`select message from turns where id = ${turnId}`);
  const memory = turn && last && memoryOf(turn.message, last);
  if (memory === undefined) return;
  const { message, answer, names, outcome, skill, importance } = memory;
  const named = names.join(' ');
  await tx.execute(sql`insert into memories
    (turn_id, conversation_id, person_id, at, message, answer, names, outcome, skill, importance, words)
    select t.id, c.id, c.person_id, t.started_at, ${message}, ${answer}, ${named}, ${outcome}, ${skill}, ${importance}::real,
      setweight(to_tsvector('english', ${`${message} ${named}`}), 'A') || setweight(to_tsvector('english', ${answer}), 'C')
    from turns t join conversations c on c.id = t.conversation_id where t.id = ${turnId}
    on conflict (turn_id) do nothing`);
  await tx.execute(sql`insert into memories_to_place (turn_id) values (${turnId}) on conflict do nothing`);
}

/** In how many memories each term is found, counted up to COMMON. */
async function countTerms(db: StoreDatabase, scope: Within, terms: readonly string[]): Promise<number[]> {
  if (terms.length === 0) return [];
  const counts = terms.map((term, at) => {
    const found = sql`select 1 from memories m where ${within(scope)} and m.words @@ ${termQuery(term)} limit ${COMMON}`;
    return sql`(select count(*) from (${found}) found)::int as ${sql.raw(`n${at}`)}`;
  });
  const [row = {}] = await rowsOf<Record<string, number>>(db, sql`select ${listOf(counts)}`);
  return terms.map((_, at) => Number(row[`n${at}`]));
}

/** Those that say something spelt nearly so. */
const spelt = (db: StoreDatabase, scope: Within, term: string): Promise<Hit[]> =>
  db.transaction(async (tx) => {
    await tx.execute(sql.raw(`set local pg_trgm.word_similarity_threshold = ${SPELT_SO}`));
    const rows = await rowsOf<HitRow>(
      tx,
      sql`select m.turn_id, m.at, m.importance, word_similarity(${term}, ${SPELLING}) as strength from memories m
        where ${within(scope)} and ${term} <% ${SPELLING} order by strength desc, m.at desc limit ${MOST_HITS}`,
    );
    return rows.map(hitOf);
  });

function findingStore(db: StoreDatabase) {
  return {
    frequencies: (scope: Within, terms: readonly string[]): Promise<number[]> => countTerms(db, scope, terms),

    /** What holds one of the terms that must be found, the strongest first; each term counts by its weight. */
    byWords: async (
      scope: Within,
      terms: readonly { term: string; weight: number; mustBeFound: boolean }[],
    ): Promise<Hit[]> => {
      const all = terms.reduce((sum, { weight }) => sum + weight, 0);
      const found = terms
        .filter(({ mustBeFound }) => mustBeFound)
        .map(({ term }) => sql`m.words @@ ${termQuery(term)}`);
      if (found.length === 0) return [];
      const scores = terms.map(
        ({ term, weight }) =>
          sql`least(1, ts_rank('{0.3,0.5,0.7,1}', m.words, ${termQuery(term)}) / ${FOUND_ONCE}::float8) * ${weight / all}::float8`,
      );
      const rows = await rowsOf<HitRow>(
        db,
        sql`select m.turn_id, m.at, m.importance, (${sql.join(scores, sql` + `)}) as strength from memories m
          where ${within(scope)} and (${sql.join(found, sql` or `)}) order by strength desc, m.at desc limit ${MOST_HITS}`,
      );
      return rows.map(hitOf);
    },

    /** The latest, whatever they say. */
    latest: async (scope: Within): Promise<Hit[]> =>
      (
        await rowsOf<HitRow>(
          db,
          sql`select m.turn_id, m.at, m.importance, 1 as strength from memories m
            where ${within(scope)} order by m.at desc limit ${MOST_HITS}`,
        )
      ).map(hitOf),

    bySpelling: (scope: Within, term: string): Promise<Hit[]> => spelt(db, scope, term),
  };
}

function readingStore(db: StoreDatabase) {
  const read = async (query: SQL): Promise<Remembered[]> =>
    (await rowsOf<MemoryRow>(db, query)).map(rememberedOf);
  return {
    /** A person's memories by their turns. */
    memories: async (personId: string, turnIds: readonly string[]): Promise<Remembered[]> =>
      turnIds.length === 0
        ? []
        : read(
            sql`select ${COLUMNS} where m.person_id = ${personId} and m.turn_id in (${listOf(turnIds.map((id) => sql`${id}`))})`,
          ),

    /** A page of a person's memories, the latest first, from before a moment. */
    page: (personId: string, before: Date, limit: number): Promise<Remembered[]> =>
      read(
        sql`select ${COLUMNS} where m.person_id = ${personId} and m.at < ${before.toISOString()}::timestamptz order by m.at desc limit ${limit}`,
      ),

    /** All of a conversation of theirs, in its order. */
    ofConversation: (personId: string, conversationId: string): Promise<Remembered[]> =>
      read(
        sql`select ${COLUMNS} where m.person_id = ${personId} and m.conversation_id = ${conversationId} order by m.at`,
      ),

    /** What followed a turn in its conversation, itself included. */
    from: (personId: string, turnId: string, limit: number): Promise<Remembered[]> =>
      read(sql`select ${COLUMNS} where m.person_id = ${personId}
        and (m.conversation_id, m.at) >= (select conversation_id, at from memories where turn_id = ${turnId})
        and m.conversation_id = (select conversation_id from memories where turn_id = ${turnId})
        order by m.at limit ${limit}`),
  };
}

function forgettingStore(db: StoreDatabase) {
  return {
    /** Deletes a person's conversations, or one of them, with everything that hangs on them; gives which. */
    forget: async (personId: string, conversationId?: string): Promise<string[]> => {
      const one = conversationId === undefined ? sql`` : sql` and id = ${conversationId}`;
      const rows = await rowsOf<{ id: string }>(
        db,
        sql`delete from conversations where person_id = ${personId}${one} returning id`,
      );
      return rows.map(({ id }) => id);
    },
  };
}

/** What the room of memories keeps. The only SQL of the room. */
export const openRecalling = ({ db, kind }: Pick<Store, 'db' | 'kind'>) => ({
  ...sayingSo(findingStore(db)),
  ...sayingSo(meaningStore(db, kind)),
  ...sayingSo(readingStore(db)),
  ...sayingSo(embeddingStore(db)),
  ...sayingSo(forgettingStore(db)),
});

export type RecallingStore = ReturnType<typeof openRecalling>;
