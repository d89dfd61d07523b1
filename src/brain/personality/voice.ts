import type { Severity } from '#diagnosis';
import { voice, type Block, type Draft } from '../answer/draft.ts';
import { inline } from '../answer/markdown.ts';
import { factsOf } from '../answer/render.ts';
import type { Mood } from '../understand/reading.ts';
import { chooseLine, type Moment } from './choose-line.ts';
import type { PersonalityDial } from './dial.ts';
import {
  CLOSINGS,
  DIAL_SET,
  PLAIN_TALK,
  PLAIN_THINKING,
  RATED,
  TALK,
  THINKING,
  type Line,
  type Register,
  type Talk,
} from './lines.ts';

/** To whom something is said, and when. */
export interface Occasion extends Moment {
  dial: PersonalityDial;
  mood: Mood;
  /** As the door or a preference gives it. */
  name?: string;
  /** The worst that this or the last answer of the conversation spoke of. */
  severity?: Severity;
}

/** Something said in a voice: as it is shown, and as it is remembered. */
export interface Spoken {
  block: Block;
  said: string;
}

const NAME_EVERY = 3;

/** A name that reads as one: letters only, so that it cannot carry markup or pass for a fact. Used sparingly. */
function addressed({ name, turn, dial }: Occasion): string {
  const first = name?.trim().split(/\s+/)[0] ?? '';
  const isDue = dial !== 'off' && turn % NAME_EVERY === 1;
  return isDue && /^\p{L}[\p{L}'’-]{0,30}$/u.test(first) ? `, ${first}` : '';
}

function spoken(lines: readonly Line[], occasion: Occasion): Spoken | undefined {
  const said = chooseLine(lines, occasion);
  if (said === undefined) return undefined;
  return {
    said,
    block: voice({ markdown: inline`${said.replace('{name}', addressed(occasion))}`.markdown }),
  };
}

/** Whether there is room for more than courtesy: never while something critical is on, nor in a hurry, nor for those who want none. */
const isAtEase = ({ dial, mood, severity }: Occasion): boolean =>
  dial === 'full' && severity !== 'critical' && mood !== 'urgent' && mood !== 'frustrated';

/** A reply to small talk. */
export const talkBack = (talk: Talk, occasion: Occasion): Spoken | undefined =>
  spoken((isAtEase(occasion) ? TALK : PLAIN_TALK)[talk], occasion);

/** How a wish about the manner is met, in the manner wished for. */
export const dialSet = (dial: PersonalityDial, occasion: Occasion): Spoken | undefined =>
  spoken(DIAL_SET[dial], { ...occasion, dial });

/** How a word on an answer is met; nothing where the manner is off. */
export const ratingHeard = (rating: 'good' | 'bad', occasion: Occasion): Spoken | undefined =>
  occasion.dial === 'off' ? undefined : spoken(RATED[rating], occasion);

/** A line for while evidence is gathered. */
export function thinkingLine(occasion: Occasion): string {
  return chooseLine(isAtEase(occasion) ? THINKING : PLAIN_THINKING, occasion) ?? '';
}

interface Closing extends Occasion {
  /** A check-up that found nothing at all. */
  allWell: boolean;
}

function registerOfTrouble({ mood, severity, turn }: Closing): Register | undefined {
  if (mood === 'frustrated') return 'frustrated';
  return severity === 'warning' && turn % 2 === 0 ? 'trouble' : undefined;
}

/** A quip below every check-up would wear thin. */
const isDue = ({ turn, lastSaid }: Closing): boolean =>
  turn % 2 === 1 || !CLOSINGS.success.some(({ text }) => text === lastSaid);

const OTHER_OUTCOMES = { asked: 'asking', declined: 'refusing', unknown: 'stumped' } as const;

function registerFor({ outcome, gap, blocks }: Draft, closing: Closing): Register | undefined {
  const { mood, severity, allWell, turn } = closing;
  if (outcome === 'talked') return undefined;
  if (outcome === 'answered') {
    if (allWell && mood !== 'frustrated') return isDue(closing) ? 'success' : undefined;
    return (
      registerOfTrouble(closing) ?? (mood === 'pleased' && severity === undefined ? 'pleased' : undefined)
    );
  }
  const isLost = gap?.outcome === 'not-understood' && factsOf(blocks).length === 0;
  if (outcome === 'unknown' && !isLost) return undefined;
  if (mood === 'frustrated') return outcome === 'unknown' ? 'patient' : undefined;
  return turn % 2 === 1 ? OTHER_OUTCOMES[outcome] : undefined;
}

/**
 * The line below an answer, if its mood and severity leave room for one. Never during something critical, nor when the
 * asker is in a hurry, nor unless the dial is full. It comes from a fixed list: no number and no name can change through it.
 */
export function closingFor(draft: Draft, closing: Closing): Spoken | undefined {
  const { dial, mood, severity } = closing;
  if (dial !== 'full' || severity === 'critical' || mood === 'urgent') return undefined;
  const register = registerFor(draft, closing);
  return register && spoken(CLOSINGS[register], closing);
}
