import type { Analysis } from '../analyse.ts';
import { kindOfWord } from '../grammar.ts';
import { UNITS } from '../lexicon/numbers.ts';
import type { Word } from '../names/word.ts';
import type { LogSlots, TimeRange } from '../slot-types.ts';

const ERRORS =
  /^(?:errors?|exceptions?|failures?|fatal|panics?|stack|stacktraces?|tracebacks?|warnings?|fail|failed|failing|timeouts?)$/;
const FOLLOW = /^(?:follow|stream|streaming|live|watch|tailing)$/;
const MOST_LINES = 10_000;

/** Which lines of a log are asked for. */
export function logSlots(analysis: Analysis): LogSlots {
  const { words, flags, searched } = analysis;
  const has = (pattern: RegExp) =>
    words.some(({ word, claim }) => claim !== 'name' && claim !== 'text' && pattern.test(word));
  const slots: LogSlots = {};
  const container = flags.container ?? containerNamed(analysis);
  const tail = linesAsked(analysis);
  if (container !== undefined) slots.container = container;
  if (flags.previous || isPrevious(analysis)) slots.previous = true;
  if (flags.follow || has(FOLLOW)) slots.follow = true;
  if (tail !== undefined) slots.tail = tail;
  if (searched !== undefined) slots.contains = searched;
  if (searched === undefined && words.some((word, index) => isErrorWord(word, words[index + 1])))
    slots.errorsOnly = true;
  return slots;
}

/** "errors in the logs", but not "the failing pods". */
const isErrorWord = ({ word, claim }: Word, next: Word | undefined) =>
  claim !== 'name' &&
  claim !== 'text' &&
  ERRORS.test(word) &&
  !(/^fail/.test(word) && kindOfWord(next?.word ?? '') !== undefined);

function isPrevious({ words, text }: Analysis): boolean {
  if (
    /\b(?:before (?:the|it|its|that) (?:last )?(?:crash|restart|died)|last (?:run|crash|termination)|crashed container|(?:previous|prior|last) (?:instance|container))/i.test(
      text,
    )
  )
    return true;
  return words.some(({ word, claim }) => word === 'previous' && claim === undefined);
}

/** "the web container", "container web", "-c web". */
function containerNamed({ words }: Analysis): string | undefined {
  const at = words.findIndex(({ word }) => word === 'container' || word === 'sidecar');
  const noun = words[at];
  if (noun === undefined) return undefined;
  if (noun.word === 'sidecar') return 'sidecar';
  const [before, after] = [words[at - 1], noun.ends ? undefined : words[at + 1]];
  if (noun.word === 'container' && after !== undefined && isContainerName(after.word)) return after.raw;
  return before !== undefined && isContainerName(before.word) ? before.raw : undefined;
}

const isContainerName = (word: string) =>
  /^[a-z0-9][a-z0-9-]{0,62}$/.test(word) &&
  !/^(?:the|a|an|of|in|for|from|this|that|its|each|every|all|both|init|log|logs|which|what|and|one|is|has|any|first|second|crashed|previous|last|other|to|on|with|named|called|my|our|single|main)$/.test(
    word,
  );

function linesAsked({ words, items, flags, text }: Analysis): number | undefined {
  if (flags.tail !== undefined && /^\d{1,6}$/.test(flags.tail))
    return Math.min(MOST_LINES, Number(flags.tail));
  const at = items.findIndex(
    (item, index) =>
      item.amount?.dimension === undefined &&
      item.amount !== undefined &&
      /^(?:lines?|log|logs|entries|messages|rows|recent)$/.test(
        [1, 2]
          .map((step) => items[index + step]?.word.split(' ')[0] ?? '')
          .find((word) => !/^(?:latest|newest|recent|most|final|last|error)$/.test(word)) ?? '',
      ),
  );
  const count = items[at]?.amount?.value;
  if (count !== undefined && count > 0) return Math.min(MOST_LINES, Math.round(count));
  const bare =
    /\b(?:tail|last|head)(?: -n)? (\d{1,5})\b(?! *(?:s|secs?|seconds?|m|mins?|minutes?|h|hrs?|hours?|d|days?|w|weeks?|months?)\b)/i.exec(
      text,
    )?.[1];
  if (bare !== undefined && Number(bare) > 0) return Math.min(MOST_LINES, Number(bare));
  return words.some(
    ({ word }, index) => word === 'last' && /^(?:line|log)$/.test(words[index + 1]?.word ?? ''),
  )
    ? 1
    : undefined;
}

/** `--since=5m` as a span of time. */
export function sinceFlag({ flags, input: { now } }: Analysis): TimeRange | undefined {
  if (flags.sinceTime !== undefined && !Number.isNaN(Date.parse(flags.sinceTime)))
    return { from: Date.parse(flags.sinceTime), to: now, said: flags.sinceTime };
  const [, amount = '', unit = ''] = /^(\d{1,6})([smhd])$/.exec(flags.since ?? '') ?? [];
  const factor = UNITS[unit]?.factor;
  return factor === undefined
    ? undefined
    : { from: now - Number(amount) * factor, to: now, said: `the last ${flags.since}` };
}
