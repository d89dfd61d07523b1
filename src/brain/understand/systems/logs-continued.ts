import type { Analysis } from '../analyse.ts';
import type { Mood, Reading, Slots } from '../reading.ts';
import type { KeptLogs, LogSlots, TimeRange } from '../slot-types.ts';
import { upToNow } from '../time.ts';
import { dimensionIn, textIn } from './logs-words.ts';
import { beforeThat } from './time-before.ts';

const OPENED = String.raw`^(?:(?:ok|okay|and|now|then|so|please|show|show me|give me|what about|how about|just|only|but)[, ]+)*`;
const AROUND =
  /\b(?:around|surrounding|context (?:of|around|for)|before and after|near) (?:that|this|the|it)\b|^(?:and |show )*(?:the )?context\??$/i;
const LEVEL = new RegExp(
  String.raw`${OPENED}(?:the |its )?(errors?|exceptions?|warnings?)(?: only| lines?)?[?.!]*$`,
  'i',
);
const ALL_LEVELS = new RegExp(String.raw`${OPENED}(?:all (?:lines?|levels?|of them)|everything)[?.!]*$`, 'i');
const PATTERNS = new RegExp(
  String.raw`${OPENED}(?:as |the |by |group(?:ed)?(?: them)?(?: by)? )*(?:patterns?|groups?|group(?:ed)? them)[?.!]*$`,
  'i',
);
const CHANGES = new RegExp(
  String.raw`${OPENED}(?:what(?:'s| is) new|anything new|what changed|new ones?|is (?:any of )?(?:that|this|it) new|compare (?:that|it|them) (?:with|to) .+)(?: there| in there| among them)?[?.!]*$`,
  'i',
);
const VOLUME = new RegExp(
  String.raw`${OPENED}(?:how many(?: (?:of them|were there|are there))?(?: (?:per|a|by) \w+)?|(?:as a |the )?(?:chart|graph|histogram|volume|count)|over time|per (?:second|minute|hour)|by (?:service|pod|namespace|node|container|level))[?.!]*$`,
  'i',
);
const WITH_TEXT = new RegExp(
  String.raw`${OPENED}(?:those |the ones |lines? )?(?:with|containing|mentioning|that (?:say|contain|mention)) ["'\x60]?[^"'\x60]+["'\x60]?[?.!]*$`,
  'i',
);
const END = new RegExp(
  String.raw`^(?:and |so |but |show me |show |what(?: is|'s| was) )*(?:when (?:was|is|did) )?(?:the )?(first|last|latest|earliest|newest|oldest|most recent)(?: (?:one|of them|time|line|occurrence|error))?(?: (?:logged|seen|happen(?:ed)?|appear(?:ed)?))?[?.!]*$`,
  'i',
);
const HOUR = 3_600_000;

interface Change {
  kept?: Partial<KeptLogs>;
  logs?: Partial<LogSlots>;
  time?: TimeRange;
}

function levelChange(text: string): Change | undefined {
  const said = LEVEL.exec(text)?.[1];
  if (said !== undefined)
    return /^warn/i.test(said)
      ? { kept: { level: 'warn', only: true }, logs: { errorsOnly: true } }
      : { kept: { level: 'error', only: undefined }, logs: { errorsOnly: true } };
  return ALL_LEVELS.test(text)
    ? { kept: { level: undefined, only: undefined }, logs: { errorsOnly: undefined } }
    : undefined;
}

function changeIn(text: string, time: TimeRange): Change | undefined {
  const earlier = beforeThat(text, time);
  if (earlier !== undefined) return { time: earlier, kept: { sinceRollout: undefined } };
  if (AROUND.test(text)) return { kept: { what: 'around' } };
  if (PATTERNS.test(text)) return { kept: { what: 'patterns' } };
  if (CHANGES.test(text)) return { kept: { what: 'changes' } };
  const end = END.exec(text)?.[1];
  if (end !== undefined)
    return { kept: { what: 'lines', end: /^(?:first|earliest|oldest)/i.test(end) ? 'first' : 'last' } };
  if (VOLUME.test(text)) return { kept: { what: 'volume', by: dimensionIn(text) } };
  const level = levelChange(text);
  if (level !== undefined) return level;
  if (!WITH_TEXT.test(text)) return undefined;
  const said =
    textIn(text) ?? / (?:with|containing|mentioning|say|contain|mention) (.+?)[?.!]*$/i.exec(` ${text}`)?.[1];
  return said === undefined ? undefined : { logs: { contains: said, errorsOnly: undefined } };
}

/** "only errors", "and the hour before", "around that line", "as patterns": the last lines seen otherwise. */
export function logsContinued({ input, text }: Analysis, mood: Mood): Reading | undefined {
  const { focus, now } = input;
  const { lastSlots: last } = focus;
  if (focus.lastSkill !== 'logs' || last?.logs === undefined) return undefined;
  const range = upToNow(last.time, now) ?? { from: now - HOUR, to: now, said: 'the last hour' };
  const change = changeIn(text.trim(), range);
  const isPlain = last.logs.kept === undefined;
  if (change === undefined || (isPlain && change.kept?.level !== undefined)) return undefined;
  const before = last.logs.kept;
  const kept: KeptLogs = {
    ...before,
    what: before === undefined || before.what === 'around' ? 'lines' : before.what,
    ...change.kept,
  };
  const time = change.time ?? upToNow(last.time, now);
  const slots: Slots = {
    ...last,
    logs: { ...last.logs, ...change.logs, kept },
    ...(time === undefined ? {} : { time }),
  };
  return { type: 'skill', skill: 'logs', slots, confidence: 0.85, mood };
}
