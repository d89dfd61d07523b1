import type { Block, Draft } from '../answer/draft.ts';
import { renderBlock } from '../answer/render.ts';
import { finishedBlock } from '../answer/sentence.ts';
import type { Asker } from '../asker.ts';
import type { Focus, Mood, Reading } from '../understand/reading.ts';
import type { PersonalityDial } from './dial.ts';
import { feelMood } from './feel-mood.ts';
import { closingFor, type Occasion } from './voice.ts';

/** What of a turn decides how it is spoken. */
interface Heard {
  conversationId: string;
  message: string;
  asker: Asker;
  focus: Focus;
  turn: number;
  lastSaid?: string;
  dial?: PersonalityDial;
}

/** To whom the turn speaks, when, and in which mood they are; `unfelt` while the message is not read yet. */
export function occasionOf(
  { conversationId, message, asker, focus, turn, lastSaid, dial = 'full' }: Heard,
  { mood, now, timeZone }: { mood: Mood | 'unfelt'; now: number; timeZone: string },
): Occasion {
  return {
    dial,
    mood: mood === 'unfelt' ? 'neutral' : feelMood(mood, message),
    name: asker.name,
    severity: focus.severity,
    turn,
    seed: conversationId,
    lastSaid,
    now,
    timeZone: asker.timeZone ?? timeZone,
  };
}

/** What could not be seen is no time for an all-is-well. */
const RESERVED =
  /\b(?:cannot|could not|may not|not (?:looked|seen|connected)|out of reach|do not know|unseen)\b/i;
const isReserved = (block: Block): boolean => RESERVED.test(renderBlock(block));

/**
 * The answer's blocks with a line of Jamie's manner below them where there is room for one, and that line as it is
 * remembered. The answer itself is the same under every dial.
 */
export function giveVoice(
  draft: Draft,
  reading: Reading,
  occasion: Occasion,
): { blocks: Block[]; said?: string } {
  const isCheckUp = reading.type === 'skill' && reading.skill === 'cluster-health';
  const isSound = draft.outcome === 'answered' && draft.severity === undefined;
  const allWell = isCheckUp && isSound && !draft.blocks.some(isReserved);
  const severity = draft.severity ?? occasion.severity;
  const closing = closingFor(draft, { ...occasion, severity, allWell });
  const blocks = draft.blocks.map(finishedBlock);
  return {
    blocks: closing === undefined ? blocks : [...blocks, closing.block],
    said: draft.said ?? closing?.said,
  };
}
