import { createRequire } from 'node:module';
import type { Mood } from '../understand/reading.ts';
import { MACHINE_WORDS } from './machine-words.ts';

/** What the library tells of a text: the feeling of each of its words, -5 to 5. It has no types of its own. */
type Sentiment = (text: string) => { tokenizedPhrase?: { value: string; score?: unknown }[] };

const require = createRequire(import.meta.url);
/** Read when the first message is felt: nobody waits for its dictionaries at the start. */
const scored: Sentiment = (text) => (require('wink-sentiment') as Sentiment)(text);

/** Code, quoted. */
const QUOTED = /```[\s\S]*?(?:```|$)|`[^`]*`/g;
/** Names, paths and addresses: whatever they spell, nobody feels it. */
const NAME = /[\d_/=@]|\w[.:-]\w/;
const LONGEST = 2000;
const STRONG = 3;

/** Several in a row. */
const RAISED = /[!?]{3,}/;
/** Signs in place of a swear word, standing alone. */
const SWORN = /(?:^|\s)[#@$%&*!?]{4,}(?=\s|[.,]|$)/;

function isShouted(text: string): boolean {
  const letters = text.replace(/[^a-zA-Z]/g, '');
  return letters.length >= 12 && letters.replace(/[^A-Z]/g, '').length / letters.length > 0.7;
}

function spoken(message: string): string {
  const words = message.replace(QUOTED, ' ').split(/\s+/);
  return words.filter((word) => !NAME.test(word)).join(' ');
}

function scoreOf(text: string): number {
  const { tokenizedPhrase = [] } = scored(text);
  return tokenizedPhrase
    .filter(({ value }) => !MACHINE_WORDS.has(value.toLowerCase()))
    .reduce((sum, { score }) => sum + (typeof score === 'number' ? score : 0), 0);
}

/**
 * How the person sounds: what understanding made of the words, and where those say nothing, the feeling in them, the
 * capitals and the punctuation. Only the manner of an answer may hang on it.
 */
export function feelMood(said: Mood, message: string): Mood {
  if (said !== 'neutral') return said;
  const text = spoken(message.slice(0, LONGEST));
  if (RAISED.test(text) || SWORN.test(message.slice(0, LONGEST)) || isShouted(text)) return 'frustrated';
  const score = scoreOf(text);
  if (score <= -STRONG) return 'frustrated';
  return score >= STRONG ? 'pleased' : 'neutral';
}
