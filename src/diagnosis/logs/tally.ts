import type { LogLevel } from './lines/level.ts';
import { currentShape } from './templates/shape.ts';
import type { LogShape } from './templates/shape.ts';

/** What is counted of the lines of one shape. */
export interface Tally {
  readonly count: number;
  readonly firstAt: number | undefined;
  readonly lastAt: number | undefined;
  /** The worst of their levels. */
  readonly level: LogLevel | undefined;
}

/** From the worst; a line that does not tell stands between a warning and information. */
const SEVERITY: readonly (LogLevel | undefined)[] = ['fatal', 'error', 'warn', undefined, 'info', 'debug'];
const MOST_TALLIES = 20_000;

export const NOTHING: Tally = { count: 0, firstAt: undefined, lastAt: undefined, level: 'debug' };

/** The rank of a level, 0 the worst. */
export function severityRank(level: LogLevel | undefined): number {
  return SEVERITY.indexOf(level);
}

/** Counts of two shapes, or of one in two stretches, as those of one. */
export function addTallies(one: Tally, other: Tally): Tally {
  return {
    count: one.count + other.count,
    firstAt: pick(Math.min, one.firstAt, other.firstAt),
    lastAt: pick(Math.max, one.lastAt, other.lastAt),
    level: severityRank(one.level) <= severityRank(other.level) ? one.level : other.level,
  };
}

/** Of two numbers the one to prefer, or the one that is known. */
function pick(
  choose: (one: number, other: number) => number,
  one: number | undefined,
  other: number | undefined,
): number | undefined {
  return one === undefined || other === undefined ? (one ?? other) : choose(one, other);
}

/** Counts one more; shapes that the miner has joined meanwhile are counted together when there are too many. */
export function tallyLine(tallies: Map<LogShape, Tally>, shape: LogShape, line: Tally): void {
  tallies.set(shape, addTallies(tallies.get(shape) ?? NOTHING, line));
  if (tallies.size <= MOST_TALLIES) return;
  const all = [...tallies];
  tallies.clear();
  for (const [each, tally] of all) {
    const heir = currentShape(each);
    tallies.set(heir, addTallies(tallies.get(heir) ?? NOTHING, tally));
  }
}
