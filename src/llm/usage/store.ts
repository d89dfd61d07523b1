import { createRequire } from 'node:module';
import type * as Orm from 'drizzle-orm';
import { asUnavailable } from '#ground/store';
import type { StoreDatabase } from '#ground/store';
import { modelCalls } from './schema.ts';

/** As CommonJS, for the reason that ground/store/drizzle.ts gives. */
const { and, eq, gte, lte, sql } = createRequire(import.meta.url)('drizzle-orm') as typeof Orm;

/** Any number, the same in every Jamie: who holds it reserves. */
const LOCK = 706_511_494;

/** One call of a model: who asked what, what it took, how it ended. */
export type ModelCall = typeof modelCalls.$inferSelect;

/** US dollars of a day: what ended, and what may still be spent by what runs. */
export interface Spent {
  person: number;
  team: number;
  all: number;
}

/** Sums of calls that have something in common. */
export interface UsageRow {
  /** The model, the person or the day. */
  of: string;
  calls: number;
  /** Those that gave no answer. */
  failed: number;
  input: number;
  output: number;
  cached: number;
  dollars: number;
  /** The mean; null when none said anything. */
  firstTokenMs: number | null;
}

/** Sums by what, over days in UTC (2026-11-21), both included. */
export interface UsageQuestion {
  by: 'model' | 'person' | 'day';
  from?: string;
  to?: string;
}

const COLUMNS = { model: modelCalls.model, person: modelCalls.personId, day: modelCalls.day };

const sum = (column: Orm.SQLWrapper) => sql<number>`coalesce(sum(${column}), 0)`.mapWith(Number);

async function spentOn(db: StoreDatabase, { day, personId, teamId }: ModelCall): Promise<Spent> {
  const { dollars, personId: person, teamId: team } = modelCalls;
  const [row] = await db
    .select({
      all: sum(dollars),
      person: sum(sql`case when ${person} = ${personId} then ${dollars} else 0 end`),
      team: sum(sql`case when ${team} = ${teamId ?? ''} then ${dollars} else 0 end`),
    })
    .from(modelCalls)
    .where(eq(modelCalls.day, day));
  return row ?? { all: 0, person: 0, team: 0 };
}

async function sums(db: StoreDatabase, { by, from, to }: UsageQuestion): Promise<UsageRow[]> {
  const { day, input, output, cached, dollars, firstTokenMs, outcome } = modelCalls;
  const of = COLUMNS[by];
  const within = and(
    from === undefined ? undefined : gte(day, from),
    to === undefined ? undefined : lte(day, to),
  );
  return db
    .select({
      of,
      calls: sql<number>`count(*)`.mapWith(Number),
      failed: sum(sql`case when ${outcome} in ('answered', 'running') then 0 else 1 end`),
      input: sum(input),
      output: sum(output),
      cached: sum(cached),
      dollars: sum(dollars),
      firstTokenMs: sql<number | null>`round(avg(${firstTokenMs}))`.mapWith(Number),
    })
    .from(modelCalls)
    .where(within)
    .groupBy(of)
    .orderBy(of);
}

/** Where calls are written down. */
export interface UsageStore {
  /** Writes down a call that begins, unless `judge` throws over what was spent; nobody else reserves meanwhile. */
  reserve: (call: ModelCall, judge: (spent: Spent) => void) => Promise<void>;
  /** Writes down a call, whether or not it was reserved. */
  settle: (call: ModelCall) => Promise<void>;
  usageBy: (question: UsageQuestion) => Promise<UsageRow[]>;
}

/** UpstreamError `database-unavailable` when the database is out of reach. */
export function openUsage(db: StoreDatabase): UsageStore {
  const saying = async <Result>(asked: Promise<Result>): Promise<Result> => {
    try {
      return await asked;
    } catch (error) {
      throw asUnavailable(error);
    }
  };
  return {
    reserve: (call, judge) =>
      saying(
        db.transaction(async (tx) => {
          await tx.execute(sql`select pg_advisory_xact_lock(${sql.raw(String(LOCK))})`);
          judge(await spentOn(tx, call));
          await tx.insert(modelCalls).values(call);
        }),
      ),
    settle: async (call) => {
      await saying(
        db.insert(modelCalls).values(call).onConflictDoUpdate({ target: modelCalls.id, set: call }),
      );
    },
    usageBy: (question) => saying(sums(db, question)),
  };
}
