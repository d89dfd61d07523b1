import { levelFromWord } from './level.ts';
import type { LogLevel } from './level.ts';

/** What stands before the message. */
export interface LogHeader {
  readonly time: string | undefined;
  readonly level: LogLevel | undefined;
  /** Where the message begins. */
  readonly length: number;
}

const MONTH = '(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)';
const DAY = '(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)';
const CLOCK = String.raw`\d{1,2}:\d{1,2}:\d{1,2}(?:[.,:]\d{1,9})?`;
const ZONE = String.raw`(?:\s?(?:Z|UTC|GMT|(?:[CEMPW]E?[SD]?|[JIB]S)T|MSK|[+-]\d{2}:?\d{2}))?`;
const TIMES = [
  String.raw`\d{4}[-/.]\d{2}[-/.]\d{2}[T _-]${CLOCK}${ZONE}`,
  String.raw`\d{4}-\d{2}-\d{2}-\d{2}\.\d{2}\.\d{2}\.\d+`,
  String.raw`\d{4}-\d{2}-\d{2},? ${CLOCK}`,
  String.raw`\d{2}[-/.]\d{2}(?:[-/.]\d{2,4})? ${CLOCK}`,
  String.raw`\d{8}[-T ]?${CLOCK}`,
  String.raw`\d{6} \d{6}(?=\s)`,
  String.raw`(?:${DAY},? )?${MONTH} {1,2}\d{1,2} ${CLOCK}(?: \d{4})?`,
  String.raw`\d{1,2}[ /]${MONTH}[ /]\d{4}[: ]${CLOCK}${ZONE}`,
  String.raw`\d{10}(?:\d{3})?(?:\.\d{1,9})?(?=[\s\]])`,
  String.raw`\d{2}:\d{2}:\d{2}(?:[.,]\d{1,9})?(?=[\s\]])`,
];
const TIME = new RegExp(String.raw`^[[(]?(?:${TIMES.join('|')})[\])]?[,:]?`);
const SYSLOG_TIME = new RegExp(
  String.raw`^(?:${MONTH} {1,2}\d{1,2} ${CLOCK}|\d{4}-\d{2}-\d{2}T${CLOCK}${ZONE})`,
);
const UPTIME = /^\[\s*\d+\.\d{3,6}\]/;
const PRIORITY = /^<(?<priority>\d{1,3})>(?:\d )?/;
const RFC5424_SOURCE = /^ (?:\S+ ){4}(?:-|\[[^\]]*\])(?= )/;
const KLOG = /^(?<level>[IWEF])(?<time>\d{4} \d{2}:\d{2}:\d{2}\.\d+)\s+\d+ [\w./-]+:\d+\] /;
const RUBY = /^(?<level>[DIWEFA]), \[(?<time>[\d:T.-]+) #\d+\]\s+[A-Z]+ -- [^:]*: /;
const DOTNET = /^(?<level>trce|dbug|info|warn|fail|crit): [\w.]+\[\d+\]\s+/;
const PYTHON = /^(?<level>DEBUG|INFO|WARNING|ERROR|CRITICAL):[\w.]+:/;
const REDIS = /^\d+:[A-Z] (?<time>\d{2} \w{3} \d{4} [\d:.]+) (?<level>[-.*#]) /;
const WHOLE_HEADERS = [KLOG, RUBY, DOTNET, PYTHON, REDIS];

/** What may stand between time and message, each with where a level might be. */
const PARTS: readonly RegExp[] = [
  /^\s+/,
  /^(?:-+|:|,|\])(?=[\s|[]|$)/,
  /^\|(?:[\w.:-]{0,60}(?=\|))?/,
  /^[[(<]?(?<level>[A-Za-z]{4,13}\d?|LOG|ERR|INF|WRN|DBG|TRC|[EWIDFVT](?=\s+[\w.-]+\s*:|\/))[\])>]?(?::|\s*\||(?=[\s\][/]|$))/,
  /^std(?:out|err) [FP] /,
  /^\[ *[\w.:/#$@-]{0,80} *\](?::(?=\s))?/,
  /^\d+(?:#\d+)?(?:(?=\s)|:)/,
  /^[\w$-]+(?:[.:/]+[\w$[\]-]+)+(?:\s+[:-](?=\s)|:(?=\s)|\](?=\s)|\t)/,
  /^[\w./-]+\[\d+\]:?(?=\s)/,
  /^[\w.$-]+ - (?=[A-Z]{4,8} )/,
  /^[\w.-]+@[\w.-]+ (?=[A-Z]{3,9}:)/,
];
const MOST_PARTS = 16;

/** Finds time, level and source before a message, in whatever order systems write them; none is a header of length 0. */
export function parseHeader(line: string): LogHeader {
  const whole = WHOLE_HEADERS.map((pattern) => pattern.exec(line)).find((match) => match !== null);
  if (whole) return { time: whole.groups?.['time'], level: levelOf(whole), length: whole[0].length };
  const priority = PRIORITY.exec(line);
  const from = priority?.[0].length ?? 0;
  const time = (TIME.exec(line.slice(from)) ?? UPTIME.exec(line.slice(from)))?.[0];
  const start =
    from + (time?.length ?? 0) + hostLength(line.slice(from), priority?.[0].endsWith(' ') ?? false);
  const fallback = priority ? levelFromWord(String(Number(priority.groups?.['priority']) & 7)) : undefined;
  const { level, length } = takeParts(line, start, time === undefined);
  if (time === undefined && level === undefined) return { time, level: fallback, length: from };
  return { time: time?.replace(/^[[(]|[\])]?[,:]?$/g, ''), level: level ?? fallback, length };
}

function levelOf(match: RegExpExecArray): LogLevel | undefined {
  const word = match.groups?.['level'];
  return word === undefined ? undefined : levelFromWord(word === 'A' ? 'fatal' : word);
}

/** Syslog names host and program after the time. */
function hostLength(line: string, version: boolean): number {
  const time = SYSLOG_TIME.exec(line)?.[0];
  if (time === undefined) return 0;
  if (version) return RFC5424_SOURCE.exec(line.slice(time.length))?.[0].length ?? 0;
  return /^ [\w.-]+ [\w./()-]+(?:\[\d+\])?:(?=\s)/.exec(line.slice(time.length))?.[0].length ?? 0;
}

/** Takes part after part from the front; without a time in front only a level in capitals makes it a header. */
function takeParts(line: string, start: number, timeless: boolean): { level?: LogLevel; length: number } {
  let length = start;
  let level: LogLevel | undefined;
  for (let count = 0; count < MOST_PARTS; count += 1) {
    const rest = line.slice(length, length + 200);
    const match = PARTS.map((part) => part.exec(rest)).find((found) => isPart(found, level));
    if (!match) break;
    level ??= levelOf(match);
    if (timeless && (level === undefined || match[0] !== match[0].toUpperCase())) break;
    length += match[0].length;
  }
  return { level: length > start ? level : undefined, length };
}

/** A word is part of the header only when it is the level. */
function isPart(match: RegExpExecArray | null, level: LogLevel | undefined): match is RegExpExecArray {
  if (!match || match[0].length === 0) return false;
  if (match.groups?.['level'] === undefined) return true;
  return level === undefined && levelOf(match) !== undefined;
}
