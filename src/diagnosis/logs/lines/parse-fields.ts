import { z } from 'zod';
import { levelFromWord } from './level.ts';
import type { LogEntry } from './log-entry.ts';

type Fields = Readonly<Record<string, string>>;

const objectSchema = z.record(z.string(), z.unknown());

const MESSAGE = [
  'msg',
  'message',
  '@message',
  '@m',
  '@mt',
  'log',
  'text',
  'short_message',
  'event',
  'body',
  'error',
  'err',
];
const LEVEL = [
  'level',
  'severity',
  'lvl',
  'loglevel',
  'log.level',
  'levelname',
  'severity_text',
  'severityText',
  '@l',
  's',
];
const TIME = ['time', 'ts', 'timestamp', '@timestamp', '@t', 't', 'datetime', 'date', 'asctime', 'eventTime'];
const MOST_FIELDS = 64;
const LONGEST_JSON = 65_536;

/** The fields of a JSON line; undefined when it is none. Nested fields get dotted names. */
function parseJson(line: string): Fields | undefined {
  if (!line.startsWith('{') || line.length > LONGEST_JSON) return undefined;
  try {
    const parsed = objectSchema.safeParse(JSON.parse(line));
    return parsed.success ? flatten(parsed.data) : undefined;
  } catch {
    return undefined;
  }
}

function flatten(object: Readonly<Record<string, unknown>>): Fields {
  const fields: [string, string][] = [];
  for (const [key, value] of Object.entries(object)) {
    const nested = objectSchema.safeParse(value);
    if (nested.success && !Array.isArray(value))
      for (const [inner, text] of Object.entries(nested.data)) fields.push([`${key}.${inner}`, asText(text)]);
    else fields.push([key, asText(value)]);
  }
  return Object.fromEntries(fields.slice(0, MOST_FIELDS));
}

function asText(value: unknown): string {
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
}

const PAIR = /([\w.@/-]+)=(?:"((?:[^"\\]|\\.)*)"|(\S*))(?:\s+|$)/y;

/** The fields of a logfmt line: nothing but `key=value`, at least two, one of which tells the level or the message. */
function parseLogfmt(line: string): Fields | undefined {
  const fields: [string, string][] = [];
  PAIR.lastIndex = 0;
  while (PAIR.lastIndex < line.length && fields.length < MOST_FIELDS) {
    const match = PAIR.exec(line);
    if (!match) return undefined;
    const [, key = '', quoted, plain = ''] = match;
    fields.push([key, quoted?.replace(/\\(["\\])/g, '$1').replaceAll('\\n', '\n') ?? plain]);
  }
  const known = fields.some(([key]) => MESSAGE.includes(key) || LEVEL.includes(key));
  return fields.length >= 2 && known ? Object.fromEntries(fields) : undefined;
}

/** Takes a JSON or logfmt line apart; undefined when it is neither or says nothing. */
export function parseFields(line: string): LogEntry | undefined {
  const all = parseJson(line) ?? parseLogfmt(line);
  if (!all) return undefined;
  const has = (key: string): boolean => (all[key] ?? '') !== '';
  const messageKey = MESSAGE.find(has);
  if (messageKey === undefined) return undefined;
  const levelKey = LEVEL.find((key) => has(key) && levelFromWord(all[key] ?? '') !== undefined);
  const timeKey =
    TIME.find(has) ?? Object.keys(all).find((key) => /^(?:t|time|timestamp)\.\$date$/.test(key));
  const taken = [messageKey, levelKey, timeKey];
  return {
    message: (all[messageKey] ?? '').trimEnd(),
    level: levelKey === undefined ? undefined : levelFromWord(all[levelKey] ?? ''),
    time: timeKey === undefined ? undefined : all[timeKey],
    fields: Object.fromEntries(Object.entries(all).filter(([key]) => !taken.includes(key))),
  };
}
