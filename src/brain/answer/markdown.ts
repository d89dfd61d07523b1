import { redactSecrets, stripTerminal } from '#ground/text';

/** Text that is safe to show in Markdown. Only this file makes it, so that nothing read from a system is ever taken for markup. */
export interface Markdown {
  readonly markdown: string;
}

/** Left-to-right and right-to-left marks, word joiners: nothing that a cluster says needs them. */
const HIDDEN_MARKS = /[\u200e\u200f\u2060]/g;

/** Text without secrets, terminal escapes, control characters and marks that hide or reorder it; line breaks and tabs stay. */
export function clean(text: string): string {
  return redactSecrets(stripTerminal(text).replace(HIDDEN_MARKS, '')).text;
}

const oneLine = (text: string): string => clean(text).replace(/\s+/g, ' ');

function longestRunOfBackticks(text: string): number {
  return Math.max(0, ...[...text.matchAll(/`+/g)].map((run) => run[0].length));
}

/** A code span: for names, values and commands. */
export function code(text: string): Markdown {
  const shown = oneLine(text).trim();
  if (shown === '') return { markdown: '`(empty)`' };
  const mark = '`'.repeat(longestRunOfBackticks(shown) + 1);
  const pad = shown.startsWith('`') || shown.endsWith('`') ? ' ' : '';
  return { markdown: `${mark}${pad}${shown}${pad}${mark}` };
}

const AS_CODE = /`([^`]+)`|(?:https?:\/\/|www\.)[^\s"'<>)`]+/g;

function escapeInline(text: string): string {
  return text
    .replace(/\\(?=[!-/:-@[-`{-~])/g, '\\\\')
    .replace(/[*<[`]/g, '\\$&')
    .replace(/~~/g, '\\~\\~')
    .replace(/(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])/g, '\\_')
    .replace(/&(?=#?\w+;)/g, '&amp;');
}

function escapeStart(text: string): string {
  return text.replace(/^([#+\->=])/, '\\$1').replace(/^(\d+)([.)])(?=\s|$)/, '$1\\$2');
}

/** Prose from elsewhere, in one line: `quoted` parts and addresses become code spans, all other markup is made inert. */
export function prose(text: string): Markdown {
  const line = oneLine(text);
  let shown = '';
  let done = 0;
  for (const match of line.matchAll(AS_CODE)) {
    shown += escapeInline(line.slice(done, match.index)) + code(match[1] ?? match[0]).markdown;
    done = match.index + match[0].length;
  }
  return { markdown: escapeStart(shown + escapeInline(line.slice(done))) };
}

type Part = Markdown | string | number;

function partOf(part: Part): string {
  if (typeof part === 'number') return String(part);
  return typeof part === 'string' ? prose(part).markdown : part.markdown;
}

/** Builds Markdown: the literal text is ours, every string put into it is made inert. */
export function inline(literals: TemplateStringsArray, ...parts: Part[]): Markdown {
  const pieces = literals.map((literal, at) => {
    const part = parts[at];
    return part === undefined ? literal : literal + partOf(part);
  });
  return { markdown: pieces.join('') };
}

/** Joins pieces; with `last`, as in "a, b and c". */
export function join(pieces: Markdown[], separator = ', ', last = separator): Markdown {
  const texts = pieces.map((piece) => piece.markdown);
  const tail = texts.pop();
  if (tail === undefined) return { markdown: '' };
  return { markdown: texts.length === 0 ? tail : texts.join(separator) + last + tail };
}

export const listed = (pieces: Markdown[]): Markdown => join(pieces, ', ', ' and ');
export const bold = (text: Markdown): Markdown => ({ markdown: `**${text.markdown}**` });

/** A code block that its own text cannot end. */
export function fence(text: string, language: string): Markdown {
  const shown = clean(text).replace(/\n+$/, '');
  const mark = '`'.repeat(Math.max(3, longestRunOfBackticks(shown) + 1));
  return { markdown: `${mark}${language}\n${shown}\n${mark}` };
}

/** A cell of a table. */
export function cell(text: Markdown): string {
  return text.markdown.replace(/\\?\|/g, '\\|').replace(/\n/g, ' ');
}
