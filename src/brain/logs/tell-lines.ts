import type { LogLine } from '#connectors/kubernetes';
import { clean } from '../answer/markdown.ts';
import { weighLine, type Weight } from './judge-line.ts';

/** Lines that say the same thing, told by the last of them. */
export interface TellingLine {
  text: string;
  pod: string;
  container: string;
  weight: Weight;
  count: number;
  firstAt?: string;
  lastAt?: string;
}

const LONGEST_LINE = 400;
const TEMPLATE_LENGTH = 160;

/** The line with what differs from one occurrence to the next taken out. */
export function templateOf(text: string): string {
  return text
    .replace(/\d{4}-\d{2}-\d{2}[T ][\d:.,]+(?:Z|[+-]\d{2}:?\d{2})?/g, '#')
    .replace(/\b[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}\b/gi, '#')
    .replace(/\b(?:0x)?[0-9a-f]{8,}\b/gi, '#')
    .replace(/\d+/g, '#')
    .slice(0, TEMPLATE_LENGTH);
}

function shown(text: string): string {
  const line = clean(text).trim();
  return line.length > LONGEST_LINE ? `${line.slice(0, LONGEST_LINE)}…` : line;
}

const earliest = (a: string | undefined, b: string | undefined): string | undefined =>
  a === undefined || (b !== undefined && b < a) ? b : a;
const latest = (a: string | undefined, b: string | undefined): string | undefined =>
  a === undefined || (b !== undefined && b > a) ? b : a;

function grouped(lines: readonly LogLine[], least: Weight): TellingLine[] {
  const groups = new Map<string, TellingLine>();
  for (const line of lines) {
    const weight = weighLine(line.text);
    if (weight < least) continue;
    const key = templateOf(line.text);
    const known = groups.get(key);
    const { at, pod, container } = line;
    groups.delete(key);
    groups.set(key, {
      text: shown(line.text),
      pod,
      container,
      weight,
      count: (known?.count ?? 0) + 1,
      firstAt: earliest(known?.firstAt, at),
      lastAt: latest(known?.lastAt, at),
    });
  }
  return [...groups.values()];
}

/**
 * The lines that tell most about trouble, heaviest first and the latest first among equals, each standing for those
 * like it. Errors when there are any; warnings only where there are no errors.
 */
export function tellingLines(lines: readonly LogLine[], limit: number): TellingLine[] {
  const errors = grouped(lines, 3);
  const chosen = errors.length > 0 ? errors : grouped(lines, 2);
  return chosen
    .map((line, at) => ({ line, at }))
    .sort((a, b) => b.line.weight - a.line.weight || b.at - a.at)
    .slice(0, limit)
    .map(({ line }) => line);
}

/** Whether the line looks like an error. */
export const isErrorLine = (text: string): boolean => weighLine(text) >= 3;
