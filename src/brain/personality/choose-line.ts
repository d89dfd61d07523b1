import { isWeeksEnd, partOfDay } from './day.ts';
import type { Line } from './lines.ts';

/** What decides between lines that would all do. */
export interface Moment {
  /** The conversation's how many-th turn this is, from 1. */
  turn: number;
  /** What differs from conversation to conversation, so that not everybody hears the same. */
  seed: string;
  /** The line that the person heard last. */
  lastSaid?: string;
  now: number;
  /** IANA name. */
  timeZone: string;
}

const FNV_OFFSET = 0x811c9dc5;
const FNV_PRIME = 0x01000193;

/** FNV-1a (Fowler, Noll, Vo): spreads near seeds far apart. */
function spread(seed: string): number {
  let hash = FNV_OFFSET;
  for (const letter of seed) hash = Math.imul(hash ^ (letter.codePointAt(0) ?? 0), FNV_PRIME);
  return hash >>> 0;
}

/** How a line begins: its first word. */
export const openingOf = (text: string): string => /^[^\s{,.!?:]+/.exec(text)?.[0].toLowerCase() ?? '';

function fits({ at, onWeeksEnd }: Line, { now, timeZone }: Moment): boolean {
  if (onWeeksEnd === true && !isWeeksEnd(now, timeZone)) return false;
  return at === undefined || at.includes(partOfDay(now, timeZone));
}

/** The lines that do not repeat what was heard last, nor begin like it where there are others. */
function fresh(lines: readonly Line[], lastSaid: string | undefined): readonly Line[] {
  if (lastSaid === undefined) return lines;
  const others = lines.filter(({ text }) => text !== lastSaid);
  const unlike = others.filter(({ text }) => openingOf(text) !== openingOf(lastSaid));
  return unlike.length > 0 ? unlike : others;
}

/** One of the lines: of this hour, never the one heard last, another one each turn. Undefined when there is none. */
export function chooseLine(lines: readonly Line[], moment: Moment): string | undefined {
  const fitting = fresh(
    lines.filter((line) => fits(line, moment)),
    moment.lastSaid,
  );
  return fitting[(spread(moment.seed) + moment.turn) % fitting.length]?.text;
}
