import { createHash } from 'node:crypto';
import { createRequire } from 'node:module';
import type * as Orm from 'drizzle-orm';
import type { SQL } from 'drizzle-orm';
import type { Store, StoreDatabase } from '#ground/store';
import type { Remembered } from '../remembered.ts';

/** As CommonJS, for the reason that ground/store/drizzle.ts gives. */
const { sql } = createRequire(import.meta.url)('drizzle-orm') as typeof Orm;

/** What the database can do beside finding words. */
export interface Abilities {
  vectors: boolean;
  trigrams: boolean;
}

/** Whose memories are searched, and of when. */
export interface Within {
  personId: string;
  from?: Date;
  to?: Date;
}

/** A memory that something speaks for, from 0 to 1. */
export interface Hit {
  turnId: string;
  at: Date;
  importance: number;
  strength: number;
}

interface Placed {
  turnId: string;
  personId: string;
  vector: Float32Array;
}

/** The most that one way of looking gives. */
export const MOST_HITS = 60;

/** What a statement gives. */
export async function rowsOf<Row>(db: StoreDatabase, query: SQL): Promise<Row[]> {
  const result: unknown = await db.execute(query);
  return (result as { rows: Row[] }).rows;
}

/** What of a memory is compared by its spelling. */
export const SPELT = "lower(left(message, 200) || ' ' || names)";

/** Values with commas between them. */
export const listOf = (values: readonly SQL[]): SQL => sql.join([...values], sql`, `);
/** As PostgreSQL reads it: five digits tell as much as all of them, in a third of the text. */
const vectorOf = (vector: Float32Array): string =>
  `[${Array.from(vector, (value) => Math.round(value * 1e5) / 1e5).join(',')}]`;

/** Small talk is kept, yet nobody looks for it. */
const WORTHY = 0.1;

/** Whose, and of when: of the memories called m. */
export function within({ personId, from, to }: Within): SQL {
  const whose = sql`m.person_id = ${personId} and m.importance >= ${WORTHY}`;
  const since = from === undefined ? sql`` : sql` and m.at >= ${from.toISOString()}::timestamptz`;
  const until = to === undefined ? sql`` : sql` and m.at <= ${to.toISOString()}::timestamptz`;
  return sql`${whose}${since}${until}`;
}

export interface HitRow {
  turn_id: string;
  at: string | Date;
  importance: number;
  strength: number;
}

/** A hit as it is read. */
export const hitOf = ({ turn_id, at, importance, strength }: HitRow): Hit => ({
  turnId: turn_id,
  at: new Date(at),
  importance: Number(importance),
  strength: Number(strength),
});

export interface MemoryRow {
  turn_id: string;
  conversation_id: string;
  title: string;
  at: string | Date;
  message: string;
  answer: string;
  names: string;
  outcome: string;
  skill: string;
}

/** A memory as it is read. */
export const rememberedOf = ({ turn_id, conversation_id, at, names, ...row }: MemoryRow): Remembered => ({
  ...row,
  turnId: turn_id,
  conversationId: conversation_id,
  at: new Date(at).toISOString(),
  names: names === '' ? [] : names.split(' '),
});

/** What makes a memory, of m and its conversation c. */
export const COLUMNS = sql`m.turn_id, m.conversation_id, c.title, m.at, m.message, m.answer, m.names, m.outcome, m.skill
  from memories m join conversations c on c.id = m.conversation_id`;

/** Finding by meaning. */
export function meaningStore(db: StoreDatabase, kind: Store['kind']) {
  return {
    /** The nearest in meaning, among those that this embedder has placed. */
    byMeaning: async (scope: Within, embedder: string, vector: Float32Array): Promise<Hit[]> => {
      const place = sql`v.place::vector(${sql.raw(String(vector.length))})`;
      const asked = sql`${vectorOf(vector)}::vector(${sql.raw(String(vector.length))})`;
      const nearest = sql`select v.turn_id, -(${place} <#> ${asked}) as strength from memory_vectors v`;
      const own = sql`v.person_id = ${scope.personId} and v.embedder = ${embedder}`;
      const dated = scope.from !== undefined || scope.to !== undefined;
      const query = dated
        ? sql`${nearest} join memories m on m.turn_id = v.turn_id where ${own} and ${within(scope)}`
        : sql`${nearest} where ${own}`;
      const rows = await rowsOf<HitRow>(
        db,
        sql`select m.turn_id, m.at, m.importance, n.strength from
          (${query} order by ${place} <#> ${asked} limit ${MOST_HITS}) n join memories m on m.turn_id = n.turn_id
          where m.importance >= ${WORTHY}`,
      );
      return rows.map(hitOf);
    },

    prepare: (embedder: string, dimensions: number): Promise<Abilities> =>
      prepare({ db, kind }, embedder, dimensions),
  };
}

/** Makes ready what vectors and spellings need, as far as this database can. */
async function prepare(
  { db, kind }: Pick<Store, 'db' | 'kind'>,
  embedder: string,
  dimensions: number,
): Promise<Abilities> {
  const trigrams = await tryAll(db, SPELLINGS);
  const neighbours = kind === 'postgres' ? [neighbourIndex(embedder, dimensions)] : [];
  const vectors = await tryAll(db, [...PLACES, ...neighbours]);
  return { trigrams, vectors };
}

const SPELLINGS = [
  'create extension if not exists pg_trgm',
  `create index if not exists memories_by_spelling on memories using gin ((${SPELT}) gin_trgm_ops)`,
];
const PLACES = [
  'create extension if not exists vector',
  `create table if not exists memory_vectors (
    turn_id text primary key references memories (turn_id) on delete cascade,
    person_id text not null,
    embedder text not null,
    place vector not null
  )`,
  'create index if not exists memory_vectors_of_person on memory_vectors (person_id, embedder)',
];

/** An index of neighbours for one embedder. Only where PostgreSQL is itself: in the process it is slower to fill than to do without. */
function neighbourIndex(embedder: string, dimensions: number): string {
  const name = createHash('sha256').update(embedder).digest('hex').slice(0, 12);
  return `create index if not exists memory_neighbours_${name} on memory_vectors
    using hnsw ((place::vector(${dimensions})) vector_ip_ops) where embedder = '${embedder.replaceAll("'", "''")}'`;
}

/** Whether the database took every one; another process may have been quicker, which is as good. */
async function tryAll(db: StoreDatabase, statements: readonly string[]): Promise<boolean> {
  for (const statement of statements) {
    const run = (): Promise<unknown> => db.execute(sql.raw(statement));
    const isDone = await run()
      .catch(run)
      .then(
        () => true,
        () => false,
      );
    if (!isDone) return false;
  }
  return true;
}

/** Giving memories their places. */
export function embeddingStore(db: StoreDatabase) {
  return {
    /** Lays what another embedder has placed in line again. */
    unplace: (embedder: string): Promise<unknown> =>
      db.execute(sql`insert into memories_to_place (turn_id)
        select turn_id from memory_vectors where embedder <> ${embedder} on conflict do nothing`),

    /** Some memories that wait for a place. */
    unplaced: async (limit: number): Promise<(Remembered & { personId: string })[]> => {
      const rows = await rowsOf<MemoryRow & { person_id: string }>(
        db,
        sql`select m.person_id, ${COLUMNS} join memories_to_place p on p.turn_id = m.turn_id limit ${limit}`,
      );
      return rows.map(({ person_id, ...row }) => ({ ...rememberedOf(row), personId: person_id }));
    },

    /** Keeps places; what was deleted meanwhile stays deleted. */
    place: (embedder: string, placed: readonly Placed[]): Promise<void> =>
      db.transaction(async (tx) => {
        const values = placed.map(
          ({ turnId, personId, vector }) =>
            sql`(${turnId}, ${personId}, ${embedder}, ${vectorOf(vector)}::vector)`,
        );
        const ids = listOf(placed.map(({ turnId }) => sql`${turnId}`));
        await tx.execute(sql`insert into memory_vectors (turn_id, person_id, embedder, place)
          select p.* from (values ${listOf(values)}) p (turn_id, person_id, embedder, place)
          join memories m on m.turn_id = p.turn_id
          on conflict (turn_id) do update set embedder = excluded.embedder, place = excluded.place`);
        await tx.execute(sql`delete from memories_to_place where turn_id in (${ids})`);
      }),
  };
}
