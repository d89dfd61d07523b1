import type { Word } from '../names/word.ts';
import type { Quote } from './token.ts';

const SEARCHES = new Set([
  'grep',
  'containing',
  'contain',
  'contains',
  'mentioning',
  'mention',
  'mentions',
  'matching',
  'saying',
  'says',
]);
const ABOUT_LOGS = new Set(['log', 'logs', 'line', 'lines', 'grep', 'messages', 'output', 'entries', 'tail']);

const ABOUT = new Set([
  'for',
  'containing',
  'with',
  'like',
  'matching',
  'mentioning',
  'contain',
  'find',
  'search',
  'grep',
]);

/** What logs are searched for: the word after grep or containing, or a quotation. Lays claim to its words. */
export function takeSearchText(words: Word[], quotes: readonly Quote[]): string | undefined {
  if (!words.some(({ word }) => ABOUT_LOGS.has(word))) return undefined;
  const quote = quotes.at(-1);
  if (quote !== undefined && !/^(?:kubectl|k|oc)\s/.test(quote.text)) {
    for (const word of words) if (word.start >= quote.start && word.end <= quote.end) word.claim = 'text';
    return quote.text.slice(0, 200);
  }
  const single = words.find(
    ({ quoted, hint }, index) => quoted && !hint && ABOUT.has(words[index - 1]?.word ?? ''),
  );
  if (single !== undefined) {
    single.claim = 'text';
    return single.raw;
  }
  const at = words.findIndex(
    ({ word, ends }, index) => SEARCHES.has(word) && !ends && index < words.length - 1,
  );
  const target =
    words[at + 1]?.word === 'for' || words[at + 1]?.word === 'the' ? words[at + 2] : words[at + 1];
  if (at < 0 || target === undefined || target.claim) return undefined;
  target.claim = 'text';
  return target.raw;
}
