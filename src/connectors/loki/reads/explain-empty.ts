import type { TimeWindow } from '#connectors/kit';
import { nearest } from '#ground/text';
import { readSyntax } from '../logql/syntax.ts';
import type { Server } from '../server.ts';
import { nanos } from '../words/vocabulary.ts';
import { isoOf } from './line.ts';
import { fetchLines } from './read-lines.ts';

const SHOWN = 6;
const BEFORE_MS = 7 * 86_400_000;

interface Empty {
  query: string;
  window: TimeWindow;
}

/** What a query's labels demand that does not exist. */
async function missingNames(
  { vocabulary }: Server,
  { query, window }: Empty,
  signal?: AbortSignal,
): Promise<string[]> {
  const labels = await vocabulary.labels(window, signal);
  if (labels.length === 0) return [];
  const found: string[] = [];
  for (const { label, op, value } of readSyntax(query).matchers) {
    if (op !== '=' || value === '') continue;
    if (!labels.includes(label)) {
      const near = nearest(label, labels, 3);
      found.push(
        `There is no label ${label}; there are ${(near.length > 0 ? near : labels.slice(0, SHOWN)).join(', ')}.`,
      );
      continue;
    }
    const values = await vocabulary.values(label, window, signal);
    if (values.includes(value)) continue;
    const near = nearest(value, values, 3);
    found.push(
      `There is no ${label} ${JSON.stringify(value)}; there are ${(near.length > 0 ? near : values.slice(0, SHOWN)).join(', ')}.`,
    );
  }
  return found;
}

function selectorOf(query: string): string {
  const end = /^[^{]*\{(?:[^"`}]|"(?:[^"\\]|\\.)*"|`[^`]*`)*\}/.exec(query)?.[0] ?? '';
  return end.slice(end.indexOf('{'));
}

async function lastLine(server: Server, { query, window }: Empty, signal?: AbortSignal): Promise<string> {
  const selector = selectorOf(query);
  const request = { query: selector, order: 'newest' as const, limit: 1, end: nanos(window.end) };
  const [inside] = await fetchLines(server, { ...request, start: nanos(window.start) }, signal);
  if (inside) return `${selector} has lines in that time, but none that passes the filters.`;
  const start = nanos(window.start - BEFORE_MS);
  const [before] = await fetchLines(server, { ...request, start, end: nanos(window.start) }, signal);
  if (before)
    return `${selector} was silent in that time: its last line before is of ${isoOf(before.nanos)}.`;
  return `${selector} has no lines in the seven days before either.`;
}

/** Why a query found nothing, in words: what was looked for, when, and what there is instead. */
export async function explainEmpty(server: Server, empty: Empty, signal?: AbortSignal): Promise<string> {
  const { start, end } = empty.window;
  const said = `No lines between ${new Date(start).toISOString()} and ${new Date(end).toISOString()} for ${empty.query}.`;
  try {
    const missing = await missingNames(server, empty, signal);
    return `${said} ${missing.length > 0 ? missing.join(' ') : await lastLine(server, empty, signal)}`;
  } catch {
    return said;
  }
}
