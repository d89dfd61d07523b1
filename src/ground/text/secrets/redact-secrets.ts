import { findCredentials } from './credentials.ts';
import { findKeyBlocks } from './key-blocks.ts';
import { findNamedSecrets } from './named-secrets.ts';
import { MARK, type Span } from './span.ts';
import { findTokens } from './tokens.ts';

/**
 * The text with the values of secrets blacked out, and how many there were. Names, keys and everything around a value
 * stay. Takes time in proportion to the text; doing it twice changes nothing.
 */
export function redactSecrets(text: string): { text: string; count: number } {
  const found = [findKeyBlocks, findTokens, findCredentials, findNamedSecrets].flatMap((find) => find(text));
  const spans = merge(found.filter((span) => isValue(text, span)));
  return { text: blackOut(text, spans), count: spans.length };
}

function isValue(text: string, { start, end }: Span): boolean {
  return end > start && !text.startsWith(MARK, start) && text.slice(start, end).trim() !== '';
}

function merge(spans: Span[]): Span[] {
  const merged: Span[] = [];
  for (const span of spans.sort((a, b) => a.start - b.start)) {
    const last = merged.at(-1);
    if (last && span.start < last.end) last.end = Math.max(last.end, span.end);
    else merged.push({ ...span });
  }
  return merged;
}

function blackOut(text: string, spans: Span[]): string {
  if (spans.length === 0) return text;
  const parts: string[] = [];
  let at = 0;
  for (const { start, end } of spans) {
    parts.push(text.slice(at, start), MARK);
    at = end;
  }
  return parts.join('') + text.slice(at);
}
