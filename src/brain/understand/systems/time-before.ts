import { UNITS } from '../lexicon/numbers.ts';
import type { TimeRange } from '../slot-types.ts';

const SHIFTED =
  /^(?:(?:ok|okay|and|now|then|so|show me|show|what about|how about)[, ]+)*the (?:(\d{1,3}|two|three|five|ten) )?(second|minute|min|hour|day|week)s? (before|earlier|prior|previously|after|afterwards|later)(?: (?:that|it|then|to that))?[?.!]*$/i;
const WORDS: Readonly<Record<string, number>> = { two: 2, three: 3, five: 5, ten: 10 };
const HOUR = 3_600_000;

/** "the hour before": a time told by the one that was spoken of. */
export function beforeThat(text: string, time: TimeRange): TimeRange | undefined {
  const [, amount, unit = '', direction = ''] = SHIFTED.exec(text.trim()) ?? [];
  if (unit === '') return undefined;
  const count = amount === undefined ? 1 : (WORDS[amount.toLowerCase()] ?? Number(amount));
  const length = count * (UNITS[unit.toLowerCase()]?.factor ?? HOUR);
  const said = `the ${amount === undefined ? '' : `${amount} `}${unit}${amount === undefined ? '' : 's'}`;
  return /^(?:after|later)/i.test(direction)
    ? { from: time.to, to: time.to + length, said: `${said} after ${time.said}` }
    : { from: time.from - length, to: time.from, said: `${said} before ${time.said}` };
}
