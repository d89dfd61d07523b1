import { MOOD_PHRASES } from './lexicon/moods.ts';
import type { Mood } from './reading.ts';
import { phraseTrie, type TrieWord } from './text/phrase-trie.ts';

const MOODS = phraseTrie(
  (Object.entries(MOOD_PHRASES) as [Exclude<Mood, 'neutral'>, readonly string[]][]).flatMap(
    ([mood, phrases]) => phrases.map((phrase) => [phrase, mood] as const),
  ),
);
const ORDER: readonly Exclude<Mood, 'neutral'>[] = ['frustrated', 'urgent', 'pleased'];

/** How the person sounds. Anger outweighs haste, haste outweighs joy. */
export function moodOf(words: readonly TrieWord[], text: string): Mood {
  const said = new Set(MOODS.all(words).flatMap(({ meanings }) => meanings));
  const found = ORDER.find((mood) => said.has(mood));
  if (found !== undefined) return found;
  return isShouted(text) ? 'frustrated' : 'neutral';
}

/** Mostly capitals, or a row of exclamation marks. */
function isShouted(text: string): boolean {
  const letters = text.replace(/[^a-zA-Z]/g, '');
  const capitals = letters.replace(/[^A-Z]/g, '').length;
  return /[!?]{3,}/.test(text) || (letters.length >= 12 && capitals / letters.length > 0.7);
}
