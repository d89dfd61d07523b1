import { z } from 'zod';
import { compareShares, type Share } from './significance.ts';
import { standingOf } from './standing.ts';
import type { LearningStore, Tally } from './store.ts';

const WEEK_MS = 7 * 24 * 3_600_000;
/** What a week is compared with. */
const WEEKS_BEFORE = 4;
const LONGEST_LIST = 20;

const trendSchema = z.object({
  now: z.object({ count: z.number(), of: z.number() }),
  before: z.object({ count: z.number(), of: z.number() }),
  /** Share now less share before. */
  by: z.number(),
  p: z.number(),
  isSignificant: z.boolean(),
});

const receptionSchema = z.object({
  answers: z.number(),
  unknown: z.number(),
  good: z.number(),
  bad: z.number(),
  meanMs: z.number(),
  costUsd: z.number(),
});

/** A week of answers: how many, how they were received, what nobody could answer, and what drifts. */
export const weekReportSchema = z.object({
  from: z.string(),
  to: z.string(),
  all: receptionSchema,
  skills: z.array(receptionSchema.extend({ skill: z.string(), bonus: z.number(), why: z.string() })),
  reasoners: z.array(receptionSchema.extend({ reasoner: z.string(), prompt: z.string() })),
  arms: z.array(receptionSchema.extend({ arm: z.string() })),
  trends: z.object({ unknown: trendSchema, good: trendSchema }),
  unknowns: z.array(z.object({ message: z.string(), count: z.number() })),
  lowRated: z.array(
    z.object({
      turnId: z.string(),
      at: z.string(),
      message: z.string(),
      skill: z.string(),
      correction: z.string().optional(),
    }),
  ),
});
export type WeekReport = z.output<typeof weekReportSchema>;
export type Reception = z.output<typeof receptionSchema>;

const sum = (tallies: readonly Tally[], of: (tally: Tally) => number): number =>
  tallies.reduce((total, tally) => total + of(tally), 0);
const count = (tallies: readonly Tally[], which: (tally: Tally) => boolean): number =>
  sum(tallies.filter(which), (tally) => tally.count);
const isAnswer = ({ outcome }: Tally): boolean => outcome !== 'talked';

function receptionOf(tallies: readonly Tally[]): Reception {
  const answers = sum(tallies, (tally) => tally.count);
  return {
    answers,
    unknown: count(tallies, ({ outcome }) => outcome === 'unknown'),
    good: count(tallies, ({ rating }) => rating === 'good'),
    bad: count(tallies, ({ rating }) => rating === 'bad'),
    meanMs: answers === 0 ? 0 : Math.round(sum(tallies, (tally) => tally.totalMs) / answers),
    costUsd: sum(tallies, (tally) => tally.costUsd),
  };
}

/** The tallies apart, the largest first. */
function apart(tallies: readonly Tally[], by: (tally: Tally) => string | null): [string, Reception][] {
  const groups = Map.groupBy(tallies, by);
  return [...groups]
    .flatMap(([key, some]): [string, Reception][] => (key === null ? [] : [[key, receptionOf(some)]]))
    .sort(([, a], [, b]) => b.answers - a.answers);
}

const unknownShare = ({ unknown, answers }: Reception): Share => ({ count: unknown, of: answers });
const goodShare = ({ good, bad }: Reception): Share => ({ count: good, of: good + bad });

function trendOf(before: Share, now: Share): WeekReport['trends']['good'] {
  const { by, p, isSignificant } = compareShares(before, now);
  return { now, before, by, p, isSignificant };
}

const BETWEEN = '\n';

function reasonersOf(tallies: readonly Tally[]): WeekReport['reasoners'] {
  return apart(tallies, ({ reasoner, prompt }) => `${reasoner}${BETWEEN}${prompt ?? ''}`).map(
    ([key, received]) => {
      const [reasoner = '', prompt = ''] = key.split(BETWEEN);
      return { reasoner, prompt, ...received };
    },
  );
}

/** The seven days up to a moment, beside the four weeks before them. Reads only. */
export async function reportWeek(store: LearningStore, until: number): Promise<WeekReport> {
  const [from, to] = [new Date(until - WEEK_MS), new Date(until)];
  const week = { from, to };
  const earlier = { from: new Date(from.getTime() - WEEKS_BEFORE * WEEK_MS), to: from };
  const [now, before] = (await Promise.all([store.tallies(week), store.tallies(earlier)])).map((tallies) =>
    tallies.filter(isAnswer),
  );
  const [all, allBefore] = [receptionOf(now ?? []), receptionOf(before ?? [])];
  const lowRated = await store.lowRated(week, LONGEST_LIST);
  return {
    from: from.toISOString(),
    to: to.toISOString(),
    all,
    skills: apart(now ?? [], ({ skill }) => skill).map(([skill, received]) => ({
      skill,
      ...received,
      ...standingOf(received),
    })),
    reasoners: reasonersOf(now ?? []),
    arms: apart(now ?? [], ({ arm }) => arm).map(([arm, received]) => ({ arm, ...received })),
    trends: {
      unknown: trendOf(unknownShare(allBefore), unknownShare(all)),
      good: trendOf(goodShare(allBefore), goodShare(all)),
    },
    unknowns: await store.unknowns(week, LONGEST_LIST),
    lowRated: lowRated.map(({ at, correction, ...one }) => ({
      ...one,
      at: at.toISOString(),
      correction: correction ?? undefined,
    })),
  };
}
