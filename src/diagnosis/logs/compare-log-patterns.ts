import { headline } from './lines/headline.ts';
import type { LogLevel } from './lines/level.ts';
import { parseLogLine } from './lines/parse-log-line.ts';
import { chanceOfRise, riseOf } from './rate-test.ts';
import { NOTHING, addTallies, severityRank, tallyLine } from './tally.ts';
import type { Tally } from './tally.ts';
import type { LogShape } from './templates/shape.ts';
import { createTemplateMiner } from './templates/template-miner.ts';
import type { TemplateMiner } from './templates/template-miner.ts';

/** A log line or an entry of several, and when it was written (epoch milliseconds) where that is known. */
export interface LogRecord {
  readonly text: string;
  readonly at?: number | undefined;
}

/** The lines of a stretch of time and its length. */
export interface LogWindow {
  readonly records: Iterable<LogRecord>;
  readonly seconds: number;
}

/** How often a pattern was seen in a window; times in epoch milliseconds. */
export interface Occurrence {
  readonly count: number;
  readonly perMinute: number;
  readonly firstAt: number | undefined;
  readonly lastAt: number | undefined;
}

/** Lines with the same template, before and now. */
export interface LogPattern {
  readonly template: string;
  readonly example: string;
  /** The worst level among its lines. */
  readonly level: LogLevel | undefined;
  readonly baseline: Occurrence;
  readonly current: Occurrence;
  /** Rate now by rate before; undefined for what is new. */
  readonly factor: number | undefined;
  /** The least that factor is, with 95 % confidence. */
  readonly factorAtLeast: number;
  /** The probability of such a difference by chance alone. */
  readonly chance: number;
}

/** What differs between two windows. */
export interface LogPatternChanges {
  /** Not seen before; the worst level first. One occurrence is enough: see `chance`. */
  readonly appeared: readonly LogPattern[];
  /** Seen so often before that its silence is no chance. */
  readonly gone: readonly LogPattern[];
  /** Certainly more often than before: by half at the least, as far as the counts can tell. */
  readonly surging: readonly LogPattern[];
  readonly patterns: number;
  readonly lines: { readonly baseline: number; readonly current: number };
}

const SURE = 0.01;
const LEAST_RISE = 1.5;

type Tallies = Map<LogShape, Tally>;

/** What the logs say now that they did not say before, no longer say, or say far more often. Needs lengths above 0. */
export function compareLogPatterns(baseline: LogWindow, current: LogWindow): LogPatternChanges {
  const miner = createTemplateMiner();
  const before = tallyWindow(baseline, miner);
  const now = tallyWindow(current, miner);
  const shapes = [...new Set([...before.keys(), ...now.keys()])];
  const groups = Map.groupBy(shapes, (shape) => miner.templateOf(shape).id);
  const patterns = [...groups.values()].flatMap((members) => {
    const [first] = members;
    if (!first) return [];
    const { text: template, example } = miner.templateOf(first);
    const counted = { before: sumOf(members, before), now: sumOf(members, now) };
    return { template, example, ...compareTallies(counted, baseline.seconds, current.seconds) };
  });
  const bySeverity = (one: LogPattern, other: LogPattern): number =>
    severityRank(one.level) - severityRank(other.level) || other.current.count - one.current.count;
  const sure = SURE / Math.max(1, patterns.length);
  return {
    appeared: patterns.filter(({ baseline: { count } }) => count === 0).sort(bySeverity),
    gone: patterns
      .filter(({ current: { count }, chance }) => count === 0 && chance < sure)
      .sort((one, other) => other.baseline.count - one.baseline.count),
    surging: patterns
      .filter((pattern) => isSurge(pattern, sure))
      .sort((one, other) => one.chance - other.chance),
    patterns: patterns.length,
    lines: { baseline: totalOf(before), current: totalOf(now) },
  };
}

function tallyWindow({ records }: LogWindow, miner: TemplateMiner): Tallies {
  const tallies: Tallies = new Map();
  for (const { text, at } of records) {
    const { message, level } = parseLogLine(text);
    tallyLine(tallies, miner.add(headline(message)), { count: 1, firstAt: at, lastAt: at, level });
  }
  return tallies;
}

function sumOf(shapes: readonly LogShape[], tallies: Tallies): Tally {
  return shapes.reduce((sum, shape) => addTallies(sum, tallies.get(shape) ?? NOTHING), NOTHING);
}

function totalOf(tallies: Tallies): number {
  return [...tallies.values()].reduce((sum, { count }) => sum + count, 0);
}

function compareTallies(
  { before, now }: { before: Tally; now: Tally },
  secondsBefore: number,
  secondsNow: number,
): Omit<LogPattern, 'template' | 'example'> {
  const rateBefore = { count: before.count, seconds: secondsBefore };
  const rateNow = { count: now.count, seconds: secondsNow };
  const { factor, atLeast } = riseOf(rateBefore, rateNow);
  const fell = before.count > 0 && factor < 1;
  return {
    level: addTallies(before, now).level,
    baseline: occurrenceOf(before, secondsBefore),
    current: occurrenceOf(now, secondsNow),
    factor: before.count === 0 ? undefined : factor,
    factorAtLeast: atLeast,
    chance: fell ? chanceOfRise(rateNow, rateBefore) : chanceOfRise(rateBefore, rateNow),
  };
}

function occurrenceOf({ count, firstAt, lastAt }: Tally, seconds: number): Occurrence {
  return { count, perMinute: (count / seconds) * 60, firstAt, lastAt };
}

function isSurge({ baseline, chance, factorAtLeast }: LogPattern, sure: number): boolean {
  return baseline.count > 0 && chance < sure && factorAtLeast >= LEAST_RISE;
}
