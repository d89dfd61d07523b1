import type { Assignment } from '../logql/expression.ts';
import { ParseError } from '../logql/errors.ts';
import { compileRegexp } from '../logql/parse-log.ts';
import { labelName, noteError, setParsed } from './entry.ts';
import type { Entry, Step } from './entry.ts';

type Fields = Record<string, unknown>;

function flatten(entry: Entry, prefix: string, fields: Fields): void {
  for (const [key, value] of Object.entries(fields)) {
    const clean = labelName(key);
    const name = prefix === '' ? clean : `${prefix}_${clean.replace(/^_(?=\d)/, '')}`;
    if (Array.isArray(value) || value === null) continue;
    if (typeof value === 'object') flatten(entry, name, value as Fields);
    else setParsed(entry, name, typeof value === 'string' ? value : JSON.stringify(value));
  }
}

function readJson(entry: Entry): Fields | undefined {
  try {
    const value: unknown = JSON.parse(entry.line);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Fields;
    noteError(entry, 'JSONParserErr', "Value looks like object, but can't find closing '}' symbol");
  } catch {
    noteError(
      entry,
      'JSONParserErr',
      entry.line.trimStart().startsWith('{')
        ? 'Malformed JSON error'
        : "Value looks like object, but can't find closing '}' symbol",
    );
  }
  return undefined;
}

function pathOf(text: string): string[] {
  return [...text.matchAll(/\["((?:[^"\\]|\\.)*)"\]|\[(\d+)\]|([^.[\]]+)/g)].map(
    ([, quoted, index, plain]) => quoted ?? index ?? plain ?? '',
  );
}

function jsonAt(fields: Fields, path: readonly string[]): string {
  const found = path.reduce<unknown>(
    (value, key) =>
      typeof value === 'object' && value !== null ? value[key as keyof typeof value] : undefined,
    fields,
  );
  if (found === undefined || found === null) return '';
  return typeof found === 'string' ? found : JSON.stringify(found);
}

/** `| json`, with or without named fields. */
export function jsonStep(fields: readonly Assignment[]): Step {
  const wanted = fields.map(({ label, from = label }) => ({ label, path: pathOf(from) }));
  return (entry) => {
    const found = readJson(entry);
    if (!found) return true;
    if (wanted.length === 0) flatten(entry, '', found);
    for (const { label, path } of wanted) setParsed(entry, label, jsonAt(found, path));
    return true;
  };
}

const PAIR = /([^\s="]+)(?:=("(?:[^"\\]|\\.)*"|[^\s"]*))?(?=\s|$)\s*/y;

/** The keys and values of a logfmt line, and where it stops being one. */
function readLogfmt(line: string): { pairs: [string, string][]; faultAt?: number } {
  const pairs: [string, string][] = [];
  PAIR.lastIndex = /^\s*/.exec(line)?.[0].length ?? 0;
  while (PAIR.lastIndex < line.length) {
    const at = PAIR.lastIndex;
    const [, key, raw] = PAIR.exec(line) ?? [];
    if (key === undefined) return { pairs, faultAt: at };
    if (raw !== undefined) pairs.push([key, raw.startsWith('"') ? unquoted(raw) : raw]);
  }
  return { pairs };
}

function unquoted(raw: string): string {
  try {
    return JSON.parse(raw) as string;
  } catch {
    return raw.slice(1, -1);
  }
}

/** `| logfmt`, with or without named fields. */
export function logfmtStep(fields: readonly Assignment[], flags: readonly string[]): Step {
  const strict = flags.includes('--strict');
  const keepEmpty = flags.includes('--keep-empty');
  return (entry) => {
    const { pairs, faultAt } = readLogfmt(entry.line);
    if (faultAt !== undefined && strict)
      noteError(
        entry,
        'LogfmtParserErr',
        `logfmt syntax error at pos ${faultAt + 1} : unexpected '${entry.line[faultAt] ?? ''}'`,
      );
    if (fields.length === 0)
      for (const [key, value] of pairs)
        if (value !== '' || keepEmpty) setParsed(entry, labelName(key), value);
    for (const { label, from = label } of fields)
      setParsed(entry, label, pairs.find(([key]) => key === from)?.[1] ?? '');
    return true;
  };
}

/** `| regexp`, whose named groups become labels. */
export function regexpStep(text: string): Step {
  const regexp = compileRegexp(text);
  if (!/\(\?P?<\w+>/.test(text))
    throw new ParseError('invalid regexp parser: at least one named capture must be supplied');
  return (entry) => {
    const groups = regexp.exec(entry.line)?.groups ?? {};
    for (const [name, value] of Object.entries(groups)) setParsed(entry, name, value ?? '');
    return true;
  };
}

interface Part {
  /** A name to capture under, `_` for none, or text that must be there. */
  capture?: string;
  literal: string;
}

function partsOf(text: string): Part[] {
  return [...text.matchAll(/<([a-zA-Z_]\w*)>|((?:(?!<[a-zA-Z_]\w*>)[\s\S])+)/g)].map(
    ([, capture, literal = '']) => (capture === undefined ? { literal } : { capture, literal: '' }),
  );
}

function capturesOf(parts: readonly Part[], line: string): [string, string][] {
  const found: [string, string][] = [];
  let at = 0;
  for (const [index, { capture, literal }] of parts.entries()) {
    if (capture === undefined) {
      if (index === 0 && !line.startsWith(literal)) return found;
      if (index === 0) at = literal.length;
      continue;
    }
    const until = parts[index + 1]?.literal;
    const end = until === undefined ? line.length : line.indexOf(until, at);
    if (capture !== '_') found.push([capture, line.slice(at, end < 0 ? line.length : end)]);
    if (end < 0) return found;
    at = end + (until?.length ?? 0);
  }
  return found;
}

/** `| pattern`, whose placeholders become labels. */
export function patternStep(text: string): Step {
  const parts = partsOf(text);
  if (!parts.some(({ capture }) => capture !== undefined && capture !== '_'))
    throw new ParseError('invalid pattern parser: at least one capture is required');
  if (parts.some(({ capture }, index) => capture !== undefined && parts[index + 1]?.capture !== undefined))
    throw new ParseError(
      `invalid pattern parser: found consecutive capture '<${parts[0]?.capture ?? ''}><${parts[1]?.capture ?? ''}>': invalid expression`,
    );
  return (entry) => {
    for (const [name, value] of capturesOf(parts, entry.line)) setParsed(entry, name, value);
    return true;
  };
}

/** `| unpack`: a packed line gets its own text back. */
export const unpackStep: Step = (entry) => {
  const fields = readJson(entry);
  if (!fields) return true;
  for (const [key, value] of Object.entries(fields))
    if (typeof value === 'string' && key !== '_entry') setParsed(entry, labelName(key), value);
  if (typeof fields['_entry'] === 'string') entry.line = fields['_entry'];
  return true;
};

/** The test of a `|>` line filter: `<_>` stands for anything. */
export function patternTest(text: string): (line: string) => boolean {
  const source = text
    .split('<_>')
    .map((literal) => literal.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
    .join('[\\s\\S]*?');
  const regexp = new RegExp(`^${source}$`);
  return (line) => regexp.test(line);
}
