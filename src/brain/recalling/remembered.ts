import { z } from 'zod';
import { cutText, redactSecrets, stripTerminal } from '#ground/text';
import type { TurnEvent } from '../turn-event.ts';

/** What is remembered of one turn. */
export const rememberedSchema = z.object({
  turnId: z.string(),
  conversationId: z.string(),
  /** Of the conversation: its first message. */
  title: z.string(),
  at: z.string(),
  /** What was said to Jamie, without secrets. */
  message: z.string(),
  /** What was answered, in plain words, its beginning. */
  answer: z.string(),
  /** What it was about. */
  names: z.array(z.string()),
  outcome: z.string(),
  skill: z.string(),
});
export type Remembered = z.output<typeof rememberedSchema>;

/** A turn that ended, as it is to be remembered. */
export type NewMemory = Omit<Remembered, 'title' | 'at' | 'turnId' | 'conversationId'> & {
  importance: number;
};

const LONGEST_MESSAGE = 8_000;
const LONGEST_ANSWER = 2_000;
const MOST_NAMES = 40;
/** Something that a person would type as it is: with a dash, a dot, a slash or a digit in it. */
const NAME_LIKE = /(?<![\w./-])[a-z][\w]*(?:[-./][\w]+)+|(?<![\w.-])[a-z]+\d[\w-]*/gi;

/** Text as it is kept to be searched: one that PostgreSQL takes, without secrets, escapes and markup. */
function plain(text: string, longest: number): string {
  const bare = redactSecrets(stripTerminal(text)).text.toWellFormed().replaceAll('\0', '\ufffd');
  return cutText(
    bare
      .replace(/```\w*|\[e\d+\]|[`*_#>|]+/g, ' ')
      .replace(/\s+/g, ' ')
      .trim(),
    longest,
  );
}

const OUTCOMES: Readonly<Record<string, number>> = {
  answered: 0.4,
  asked: 0.2,
  unknown: 0.3,
  declined: 0.4,
  talked: 0.05,
};
const SEVERITIES: Readonly<Record<string, number>> = { critical: 0.4, warning: 0.2, info: 0.05 };
/** What people tell rather than ask: worth more than one of many questions. */
const TOLD =
  /\b(?:we|i|let'?s|they|you) (?:have |had |will |all )?(?:decided|agreed|chose|fixed|solved|moved|changed|promise\w*|must|should)\b|\b(?:decision|root cause|turned out|the (?:fix|cause|reason) (?:was|is)|from now on|remember (?:that|this)|todo|i'?ll|we'?ll|i will|we will)\b/i;

function importanceOf(message: string, outcome: string, severity = ''): number {
  const told = TOLD.test(message) ? 0.3 : 0;
  return Math.min(1, (OUTCOMES[outcome] ?? 0.2) + (SEVERITIES[severity] ?? 0) + told);
}

function namesIn(message: string, event: TurnEvent): string[] {
  const focus = event.type === 'turn-finished' ? event.focus : [];
  const objects = focus.slice(0, MOST_NAMES).flatMap(({ name, namespace }) => [name, namespace]);
  const typed = [...message.matchAll(NAME_LIKE)].map(([name]) => name);
  const all = [...typed, ...objects].filter((name) => name !== '').map((name) => name.toLowerCase());
  return [...new Set(all)].slice(0, MOST_NAMES);
}

/** What to remember of a turn, from what was said and its last event; undefined of one that has not ended. */
export function memoryOf(said: string, event: TurnEvent): NewMemory | undefined {
  const message = plain(said, LONGEST_MESSAGE);
  const names = namesIn(message, event);
  if (event.type === 'turn-failed')
    return { message, answer: '', names, outcome: 'failed', skill: 'none', importance: 0.2 };
  if (event.type !== 'turn-finished') return undefined;
  const { outcome, skill, text, severity } = event;
  const importance = importanceOf(message, outcome, severity);
  return { message, answer: plain(text, LONGEST_ANSWER), names, outcome, skill, importance };
}

/** What of a turn is given a place by its meaning. */
export const meaningOf = ({
  message,
  answer,
  names,
}: Pick<Remembered, 'message' | 'answer' | 'names'>): string =>
  `${message}\n${names.slice(0, 8).join(' ')}\n${answer.slice(0, 300)}`;
