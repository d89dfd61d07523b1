import type { Severity } from '#diagnosis';
import { say, type Block, type Draft } from './answer/draft.ts';
import { bold, inline } from './answer/markdown.ts';
import { nextFocus } from './memory/focus.ts';
import type { Evidence } from './turn-event.ts';
import type { Focus, Reading } from './understand/reading.ts';

/** What a message came to: how it was read, what is answered, and what the conversation is about now. */
export interface Result {
  reading: Reading;
  draft: Draft;
  focus: Focus;
}

/** Reads and answers one question, within what was spoken of before it. */
export type AnswerOne = (message: string, focus: Focus) => Promise<Omit<Result, 'focus'>>;

interface Part extends Result {
  message: string;
}

const MOST_SUGGESTIONS = 6;
const SEVERITIES: readonly Severity[] = ['critical', 'warning', 'info'];

const AGAIN =
  /^(?:(?:ok|okay|and|so|please|can you|jamie|hey)[, ]+)*(?:again|once more|one more time|refresh|re-?check|(?:check|look|try|ask|same|run (?:it|that)|say (?:it|that)|check (?:it|that)) again|re-?run(?: (?:it|that))?|retry|repeat(?: (?:it|that))?|now|(?:what|how) about now|how is it now|any (?:change|changes|updates?|news)|update)(?: now| please| again)*[?.!\s]*$/i;
/** What means another thing each time that it is said. */
const STEPS = /^\W*(?:and |the |show |me )*(?:next|previous|prior|last|other)\b/i;
const MOST_EVIDENCE = 10;

/** What is asked once the message is read within the conversation: "again" is the question before it. */
export const askedFor = (message: string, { lastMessage, lastSkill }: Focus): string =>
  lastMessage !== undefined && lastSkill !== 'walk' && AGAIN.test(message.trim()) ? lastMessage : message;

/** The focus with what "again" and "how do you know?" go back to. */
export function remembering(
  focus: Focus,
  message: string,
  told: { draft: Draft; evidence: Evidence[] },
): Focus {
  if (told.draft.outcome !== 'answered' || STEPS.test(message)) return focus;
  const evidence = told.evidence.slice(0, MOST_EVIDENCE).map(({ id: _, ...observation }) => observation);
  const { severity } = told.draft;
  return { ...focus, severity, lastMessage: message, ...(evidence.length > 0 ? { evidence } : {}) };
}

/** Answers the questions of one message in their order; what follows may speak of what was just answered. */
export async function answerSeveral(messages: string[], focus: Focus, answer: AnswerOne): Promise<Result> {
  const parts: Part[] = [];
  for (const message of messages) {
    const before = parts.at(-1)?.focus ?? focus;
    const { reading, draft } = await answer(message, before);
    parts.push({ message, reading, draft, focus: nextFocus(before, reading, draft) });
  }
  const [first] = parts;
  const last = parts.at(-1);
  if (first === undefined || last === undefined) throw new TypeError('a message has at least one question');
  if (parts.length === 1) return first;
  return { reading: told(parts)?.reading ?? first.reading, draft: together(parts), focus: last.focus };
}

const told = (parts: readonly Part[]): Part | undefined =>
  parts.find(({ draft }) => draft.outcome === 'answered');

function together(parts: readonly Part[]): Draft {
  const drafts = parts.map(({ draft }) => draft);
  const suggestions = drafts.flatMap((draft) => draft.suggestions);
  const open = drafts.find(({ question }) => question !== undefined);
  return {
    ...open,
    outcome: told(parts)?.draft.outcome ?? drafts[0]?.outcome ?? 'unknown',
    blocks: parts.flatMap(headed),
    focus: drafts.findLast((draft) => draft.focus !== undefined)?.focus,
    suggestions: suggestions
      .filter((one, at) => suggestions.findIndex(({ message }) => message === one.message) === at)
      .slice(0, MOST_SUGGESTIONS),
    severity: SEVERITIES.find((severity) => drafts.some((draft) => draft.severity === severity)),
    gap: drafts.find(({ gap }) => gap !== undefined)?.gap,
  };
}

/** A part under its own question; one that was not answered says so at once. */
function headed({ message, draft }: Part, at: number): Block[] {
  const question = message.replace(/[?.!\s]+$/, '');
  const isLost = draft.outcome === 'unknown';
  const lost = isLost ? inline` (this part I could not answer)` : inline``;
  return [say(inline`${bold(inline`${at + 1}. ${question}`)}${lost}`), ...draft.blocks];
}
