import type { Severity } from '#diagnosis';
import type { Draft } from '../answer/draft.ts';
import type { Mood, Slots } from '../understand/reading.ts';
import { CLOSINGS, TALK, THINKING } from './lines.ts';

type Register = keyof typeof CLOSINGS;

/** Picks by turn, never the line that was said last. */
function pick(lines: readonly string[], turn: number, last: string | undefined): string {
  const fresh = lines.filter((line) => line !== last);
  return fresh[turn % fresh.length] ?? '';
}

/** A name that reads as one: letters only, so that it cannot carry markup or pass for a fact. */
function addressed(name: string | undefined): string {
  const first = name?.trim().split(/\s+/)[0] ?? '';
  return /^\p{L}[\p{L}'’-]{0,30}$/u.test(first) ? `, ${first}` : '';
}

interface TalkRequest {
  talk: NonNullable<Slots['talk']>;
  name?: string;
  turn: number;
  lastSaid?: string;
}

/** A line of small talk, and the line as it is remembered. */
export function talkBack({ talk, name, turn, lastSaid }: TalkRequest): { text: string; said: string } {
  const said = pick(TALK[talk], turn, lastSaid);
  return { said, text: said.replace('{name}', addressed(name)) };
}

/** A line for while evidence is gathered. */
export const thinkingLine = (turn: number): string => pick(THINKING, turn, undefined);

interface Occasion {
  mood: Mood;
  turn: number;
  lastSaid?: string;
  /** A check-up that found nothing at all. */
  allWell: boolean;
}

function registerFor(draft: Draft, { mood, turn, allWell }: Occasion): Register | undefined {
  const severity: Severity | undefined = draft.severity;
  if (draft.outcome !== 'answered' || severity === 'critical' || mood === 'urgent') return undefined;
  if (mood === 'frustrated') return 'frustrated';
  if (severity === 'warning') return turn % 2 === 0 ? 'trouble' : undefined;
  if (allWell) return 'allWell';
  return mood === 'pleased' ? 'pleased' : undefined;
}

/**
 * The closing line for an answer, if its mood and severity leave room for one. Never during something critical or when
 * the asker is in a hurry. It comes from a fixed list: no number and no name can change through it.
 */
export function closingFor(draft: Draft, occasion: Occasion): string | undefined {
  const register = registerFor(draft, occasion);
  return register === undefined ? undefined : pick(CLOSINGS[register], occasion.turn, occasion.lastSaid);
}
