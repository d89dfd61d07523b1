import { createRequire } from 'node:module';
import type * as Orm from 'drizzle-orm';
import type { StoreDatabase } from '#ground/store';
import { sayingSo } from '../memory/saying-so.ts';
import type { PersonalityDial } from '../personality/dial.ts';
import { answers, corrections, personalityDials, ratings } from './schema.ts';

/** As CommonJS, for the reason that ground/store/drizzle.ts gives. */
const { and, asc, desc, eq, gt, inArray, lte, ne, notInArray, sql } = createRequire(import.meta.url)(
  'drizzle-orm',
) as typeof Orm;

/** An answer as it counts: who was told what by whom, and what it took. */
export type AnswerRecord = typeof answers.$inferSelect;
/** A word on an answer. */
export type Rating = typeof ratings.$inferSelect;
/** What an answer should have been, in the words of whoever said so. */
export type Correction = typeof corrections.$inferSelect;

/** A stretch of time; its end is part of it, its beginning is not. */
export interface Stretch {
  from: Date;
  to: Date;
}

/** What counts the same: answers of one skill, one reasoner, one arm. */
export interface Tally {
  skill: string;
  reasoner: string;
  prompt: string | null;
  arm: string | null;
  outcome: string;
  rating: 'good' | 'bad' | null;
  count: number;
  totalMs: number;
  costUsd: number;
}

/** Talk, and what is said of answers: neither is an answer that could be rated. */
const NO_ANSWERS = ['greet', 'remark'];
const MOST_CORRECTIONS = 2;

/** PostgreSQL's text holds no NUL, and UTF-8 no half of a surrogate pair. */
const storable = (text: string): string => text.toWellFormed().replaceAll('\0', '\ufffd');

function answerVerbs(db: StoreDatabase) {
  return {
    /** Keeps what an answer was; once. */
    noteAnswer: async (answer: AnswerRecord): Promise<void> => {
      const row = { ...answer, message: storable(answer.message) };
      await db.insert(answers).values(row).onConflictDoNothing();
    },

    /** A person's answer by its turn; undefined when there is none of theirs. */
    answer: async (turnId: string, personId: string): Promise<AnswerRecord | undefined> => {
      const mine = and(eq(answers.turnId, storable(turnId)), eq(answers.personId, personId));
      return (await db.select().from(answers).where(mine))[0];
    },

    /** The last answer of a conversation that can be rated, or of all of a person's. */
    lastAnswer: async (of: {
      conversationId?: string;
      personId: string;
    }): Promise<AnswerRecord | undefined> => {
      const { conversationId, personId } = of;
      const there = conversationId === undefined ? undefined : eq(answers.conversationId, conversationId);
      const rateable = and(there, eq(answers.personId, personId), notInArray(answers.skill, NO_ANSWERS));
      const latest = db.select().from(answers).where(rateable).orderBy(desc(answers.at)).limit(1);
      return (await latest)[0];
    },
  };
}

function ratingVerbs(db: StoreDatabase) {
  return {
    /** Keeps a person's word on an answer, in place of an earlier one; with what it should have been, both or neither. */
    rate: (rated: Rating, correction?: Correction): Promise<void> =>
      db.transaction(async (tx) => {
        const { rating, at } = rated;
        const target = [ratings.turnId, ratings.personId];
        await tx.insert(ratings).values(rated).onConflictDoUpdate({ target, set: { rating, at } });
        if (correction === undefined) return;
        await tx.insert(corrections).values({ ...correction, text: storable(correction.text) });
      }),

    /** The latest corrections of a question. */
    correctionsOf: (questionKey: string): Promise<Correction[]> =>
      db
        .select()
        .from(corrections)
        .where(eq(corrections.questionKey, questionKey))
        .orderBy(desc(corrections.at))
        .limit(MOST_CORRECTIONS),

    /** Corrections with the questions they belong to, the latest first. */
    corrections: (limit: number): Promise<(Correction & { question: string })[]> =>
      db
        .select({ ...columnsOf(corrections), question: answers.message })
        .from(corrections)
        .innerJoin(answers, eq(answers.turnId, corrections.turnId))
        .orderBy(desc(corrections.at))
        .limit(limit),

    /** Takes a correction back for good; false when there is none of that id, or it is another person's. */
    withdraw: async (id: string, personId: string): Promise<boolean> => {
      const mine = and(eq(corrections.id, storable(id)), eq(corrections.personId, personId));
      return (await db.delete(corrections).where(mine).returning({ id: corrections.id })).length > 0;
    },
  };
}

const columnsOf = (table: typeof corrections) => ({
  id: table.id,
  turnId: table.turnId,
  personId: table.personId,
  personName: table.personName,
  at: table.at,
  questionKey: table.questionKey,
  text: table.text,
});

const within = ({ from, to }: Stretch) => and(gt(answers.at, from), lte(answers.at, to));

function reportVerbs(db: StoreDatabase) {
  return {
    /** The answers of a stretch, counted. */
    tallies: async (stretch: Stretch): Promise<Tally[]> => {
      const { skill, reasoner, prompt, arm, outcome } = answers;
      const by = { skill, reasoner, prompt, arm, outcome, rating: ratings.rating };
      return db
        .select({
          ...by,
          count: sql<number>`count(*)::int`,
          totalMs: sql<number>`sum(${answers.totalMs})::int`,
          costUsd: sql<number>`sum(${answers.costUsd})::float8`,
        })
        .from(answers)
        .leftJoin(ratings, eq(ratings.turnId, answers.turnId))
        .where(within(stretch))
        .groupBy(...Object.values(by));
    },

    /** The answers of a stretch that somebody was not content with, the latest first, with what they should have been. */
    lowRated: async (stretch: Stretch, limit: number) =>
      db
        .select({
          turnId: answers.turnId,
          at: answers.at,
          message: answers.message,
          skill: answers.skill,
          correction: corrections.text,
        })
        .from(answers)
        .innerJoin(ratings, eq(ratings.turnId, answers.turnId))
        .leftJoin(corrections, eq(corrections.turnId, answers.turnId))
        .where(and(within(stretch), eq(ratings.rating, 'bad')))
        .orderBy(desc(answers.at))
        .limit(limit),
  };
}

function unknownVerbs(db: StoreDatabase) {
  return {
    /** The questions of a stretch that nobody could answer, the most asked first. */
    unknowns: async (stretch: Stretch, limit: number) =>
      db
        .select({ message: sql<string>`min(${answers.message})`, count: sql<number>`count(*)::int` })
        .from(answers)
        .where(and(within(stretch), eq(answers.outcome, 'unknown')))
        .groupBy(answers.questionKey)
        .orderBy(desc(sql`count(*)`), asc(sql`min(${answers.at})`))
        .limit(limit),
  };
}

function dialVerbs(db: StoreDatabase) {
  return {
    /** What a person asked of the manner: by channel, under '' for everywhere. */
    dials: async (personId: string, channel: string): Promise<Record<string, PersonalityDial>> => {
      const here = inArray(personalityDials.channel, ['', channel]);
      const rows = await db
        .select()
        .from(personalityDials)
        .where(and(eq(personalityDials.personId, personId), here));
      return Object.fromEntries(rows.map((row) => [row.channel, row.dial]));
    },

    /** Keeps it; said for everywhere, it takes the place of what was said for single channels. */
    setDial: (personId: string, channel: string, dial: PersonalityDial): Promise<void> =>
      db.transaction(async (tx) => {
        const others = and(eq(personalityDials.personId, personId), ne(personalityDials.channel, ''));
        if (channel === '') await tx.delete(personalityDials).where(others);
        const target = [personalityDials.personId, personalityDials.channel];
        const row = { personId, channel, dial };
        await tx.insert(personalityDials).values(row).onConflictDoUpdate({ target, set: { dial } });
      }),
  };
}

/** Where answers and what became of them are kept. UpstreamError `database-unavailable` when it is out of reach. */
export const openLearning = (db: StoreDatabase) => ({
  ...sayingSo(answerVerbs(db)),
  ...sayingSo(ratingVerbs(db)),
  ...sayingSo(reportVerbs(db)),
  ...sayingSo(unknownVerbs(db)),
  ...sayingSo(dialVerbs(db)),
});

export type LearningStore = ReturnType<typeof openLearning>;
