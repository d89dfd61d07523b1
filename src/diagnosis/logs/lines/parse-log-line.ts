import { stripTerminal } from '#ground/text';
import { levelFromText } from './level.ts';
import type { LogEntry } from './log-entry.ts';
import { parseFields } from './parse-fields.ts';
import { parseHeader } from './parse-header.ts';

const WRAPPINGS = 3;

/**
 * Takes a log line of any system apart: JSON, logfmt, or a message behind time, level and source. The level is the one
 * that is written, else what the words tell. A line it cannot read is all message; it never throws.
 */
export function parseLogLine(line: string): LogEntry {
  let entry: LogEntry = {
    message: stripTerminal(line).trimEnd(),
    level: undefined,
    time: undefined,
    fields: {},
  };
  for (let depth = 0; depth < WRAPPINGS; depth += 1) {
    const inner = unwrap(entry);
    if (!inner) break;
    entry = inner;
  }
  return { ...entry, level: entry.level ?? levelFromText(entry.message) };
}

/** One layer off, what it said kept where the next says nothing; undefined when there is none. */
function unwrap(outer: LogEntry): LogEntry | undefined {
  const structured = parseFields(outer.message);
  if (structured)
    return {
      message: structured.message,
      level: structured.level ?? outer.level,
      time: structured.time ?? outer.time,
      fields: { ...outer.fields, ...structured.fields },
    };
  if (outer.time !== undefined && Object.keys(outer.fields).length === 0) return undefined;
  const { time, level, length } = parseHeader(outer.message);
  if (length === 0 || length >= outer.message.length) return undefined;
  return {
    message: outer.message.slice(length),
    level: level ?? outer.level,
    time: outer.time ?? time,
    fields: outer.fields,
  };
}
