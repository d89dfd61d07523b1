import type { Matcher } from './matcher.ts';

/** An answer without its Markdown, in lower case, with plain spaces: what matchers look at. */
export function plain(text: string): string {
  return text
    .toLowerCase()
    .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/[`*|]+/g, ' ')
    .replace(/[\u2018\u2019]/g, "'")
    .replace(/(\d),(?=\d{3}\b)/g, '$1')
    .replace(/\s+/g, ' ')
    .trim();
}

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** A name stands alone: `cart` is not in `cart-db`, nor `web-1` in `web-10`. */
function phrase(text: string): RegExp {
  return new RegExp(`(?<![a-z0-9-])${escaped(plain(text))}(?![a-z0-9]|-[a-z0-9]|\\.[a-z0-9])`);
}

/** Whether plain text has what the matcher asks for. */
export function matches(text: string, matcher: Matcher): boolean {
  if (Array.isArray(matcher)) return matcher.some((one) => matches(text, one));
  if (matcher instanceof RegExp) return new RegExp(matcher.source, matcher.flags.replace('g', '')).test(text);
  return phrase(matcher).test(text);
}

/** The matcher in words, for a report. */
export function inWords(matcher: Matcher): string {
  if (Array.isArray(matcher)) return matcher.map(inWords).join(' or ');
  return matcher instanceof RegExp ? String(matcher) : `"${matcher}"`;
}
