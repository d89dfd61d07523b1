import { z } from 'zod';
import { cutText } from '#ground/text';
import type { Remembered } from './remembered.ts';

/** One thing of a long chat that is worth keeping, and where it was said. */
export const keptSchema = z.object({
  turnId: z.string(),
  at: z.string(),
  kind: z.enum(['decision', 'promise', 'told', 'asked']),
  text: z.string(),
});
export type Kept = z.output<typeof keptSchema>;

const DECIDED =
  /\b(?:(?:we|i|they|team) (?:have |had |all )?(?:decided|agreed|chose|settled)|decision|from now on|let'?s (?:use|go|keep|move|stick)|we(?:'ll| will| are going to| shall) (?:use|move|keep|go|switch|stay|drop)|conclu(?:ded|sion)|(?:root )?cause (?:was|is)|turned out)\b/i;
const PROMISED =
  /\b(?:i(?:'ll| will| shall| promise|'m going to| am going to)|(?:\w+) (?:promised|will (?:fix|do|check|look|send|ask|call|write|open|raise|bring|handle|take))|to ?do|remind me|by (?:monday|tuesday|wednesday|thursday|friday|saturday|sunday|tomorrow|tonight|next week)|deadline)\b/i;
const ASKS =
  /^(?:what|which|who|whose|how|why|when|where|is|are|was|were|do|does|did|can|could|will|would|should|has|have|show|list|count|describe|get|give|tell|find|compare|check|explain|logs?|events?)\b|\?\s*$/i;
/** A number with what it counts, or a name: what a summary must not lose. */
const PRECISE = /\d|(?<!^)(?<!\. )\b[A-Z][a-z]+\b|\b[a-z]+(?:-[a-z0-9]+)+\b/;
const WORTH: Readonly<Record<Kept['kind'], number>> = { decision: 4, promise: 4, told: 3, asked: 0 };
const LONGEST = 240;

function kindOf(sentence: string): Kept['kind'] {
  if (ASKS.test(sentence)) return 'asked';
  if (DECIDED.test(sentence)) return 'decision';
  return PROMISED.test(sentence) ? 'promise' : 'told';
}

const sentencesOf = (text: string): string[] =>
  text
    .split(/(?<=[.!?])\s+(?=[A-Z])|\n+/)
    .map((sentence) => sentence.trim())
    .filter((sentence) => sentence.length > 2);

const worthOf = ({ kind, text }: Kept): number => WORTH[kind] + (PRECISE.test(text) ? 1 : 0);

const plain = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, ' ');

/** What was said, once each: the last time that it was. */
function distinct(kept: readonly Kept[]): Kept[] {
  const last = new Map(kept.map((one) => [plain(one.text), one]));
  return kept.filter((one) => last.get(plain(one.text)) === one);
}

/**
 * What is worth keeping of a conversation, in its order, in at most so many characters: decisions, promises and what was
 * told before what was asked, and names and numbers word for word. Made of what was said alone, by rule.
 */
export function summarise(turns: readonly Remembered[], most: number): Kept[] {
  const said = turns.flatMap(({ turnId, at, message }) =>
    sentencesOf(message).map((text): Kept => ({
      turnId,
      at,
      kind: kindOf(text),
      text: cutText(text, LONGEST),
    })),
  );
  const ranked = distinct(said)
    .map((one, order) => ({ one, order, worth: worthOf(one) }))
    .sort((a, b) => b.worth - a.worth || b.order - a.order);
  let room = most;
  const chosen = ranked.filter(({ one }) => (room -= one.text.length + 1) >= 0);
  return chosen.sort((a, b) => a.order - b.order).map(({ one }) => one);
}
