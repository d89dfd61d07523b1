import { redactSecrets, stripTerminal } from '#ground/text';

/** A value as it may leave the house's connectors. */
interface Guarded {
  value: unknown;
  redacted: number;
  /** Where it was cut, in words. */
  truncated?: string;
}

interface Guard {
  /** Characters that may still be kept. */
  left: number;
  redacted: number;
  cuts: string[];
}

const LONGEST_STRING = 64 * 1024;
/** A text up to this length is never cut: names stay names. */
const ALWAYS_WHOLE = 256;
const DEEPEST = 64;
/** What an element costs beside its text. */
const OVERHEAD = 2;
const MOST_CUTS = 5;

/**
 * Strips terminal escapes from every string of a JSON-like value, blacks out secrets, and cuts what goes beyond `maxChars`:
 * lists lose their ends, texts too. The shape stays, so that it still fits its schema.
 */
export function guardValue(value: unknown, maxChars: number): Guarded {
  const guard: Guard = { left: maxChars, redacted: 0, cuts: [] };
  const guarded = guardAny(guard, value, []);
  const { redacted, cuts } = guard;
  if (cuts.length === 0) return { value: guarded, redacted };
  const more = cuts.length > MOST_CUTS ? ` And ${cuts.length - MOST_CUTS} more cuts.` : '';
  return { value: guarded, redacted, truncated: `${cuts.slice(0, MOST_CUTS).join(' ')}${more}` };
}

/** A text without terminal escapes and secrets. */
export function guardText(text: string): { text: string; count: number } {
  return redactSecrets(stripTerminal(text));
}

type Path = readonly (string | number)[];

function guardAny(guard: Guard, value: unknown, path: Path): unknown {
  if (typeof value === 'string') return guardString(guard, value, path);
  if (Array.isArray(value)) return guardList(guard, value, path);
  if (typeof value === 'object' && value !== null) return guardObject(guard, value, path);
  guard.left -= OVERHEAD;
  return value;
}

function guardString(guard: Guard, value: string, path: Path): string {
  const { text, count } = guardText(value.length > LONGEST_STRING ? value.slice(0, LONGEST_STRING) : value);
  guard.redacted += count;
  const room = Math.max(ALWAYS_WHOLE, guard.left);
  guard.left -= text.length + OVERHEAD;
  const kept = text.length > room ? text.slice(0, room) : text;
  const cut = value.length > LONGEST_STRING || kept.length < text.length;
  if (!cut) return text;
  guard.cuts.push(`${say(path)}: only the first ${kept.length} of ${value.length} characters.`);
  return `${kept.toWellFormed()} [cut]`;
}

function guardList(guard: Guard, list: unknown[], path: Path): unknown[] {
  const kept: unknown[] = [];
  for (const [index, item] of list.entries()) {
    if (guard.left <= 0 || path.length > DEEPEST) {
      guard.cuts.push(`${say(path)}: only the first ${index} of ${list.length}.`);
      break;
    }
    kept.push(guardAny(guard, item, [...path, index]));
  }
  return kept;
}

function guardObject(guard: Guard, object: object, path: Path): Record<string, unknown> {
  const entries = Object.entries(object).map(([key, value]) => {
    guard.left -= key.length + OVERHEAD;
    const plainKey = guardText(key);
    guard.redacted += plainKey.count;
    return [plainKey.text, guardAny(guard, value, [...path, key])];
  });
  return Object.fromEntries(entries) as Record<string, unknown>;
}

function say(path: Path): string {
  return path.length === 0 ? 'The answer' : path.join('.').slice(0, 120);
}
