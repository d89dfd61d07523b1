import { guardText } from '#connectors/kit';
import { hideArguments } from '../reads/hide-secrets.ts';

/** Cleans trimmed objects in place before anybody else has seen them. */
interface TextCleaner {
  clean: <T extends object>(object: T) => T;
}

/** Fields in which anything may have been written. */
const FREE_TEXT = new Set(['message', 'annotations']);
const ARGUMENTS = new Set(['command', 'args']);
const MOST_REMEMBERED = 100_000;
const LONGEST_SHARED = 256;

/**
 * Makes what cleans the objects of a cluster: free text is stripped of terminal escapes and secrets, and equal strings (labels,
 * images, nodes) become one, so that ten thousand pods take little room.
 */
export function createTextCleaner(): TextCleaner {
  const shared = new Map<string, string>();
  const cleaned = new Map<string, string>();
  const share = (text: string) =>
    text.length > LONGEST_SHARED ? text : remembered(shared, text, (same) => same);
  const guard = (text: string) => remembered(cleaned, text, (raw) => guardText(raw).text);

  const cleanField = (key: string, value: unknown, free: boolean): unknown => {
    if (typeof value === 'string') return free ? guard(value) : share(value);
    if (typeof value !== 'object' || value === null) return value;
    if (Array.isArray(value) && ARGUMENTS.has(key))
      return hideArguments(value).map((one) => guard(String(one)));
    return cleanAll(value, free);
  };
  const cleanAll = <T extends object>(object: T, free: boolean): T => {
    const fields = object as Record<string, unknown>;
    for (const key of Object.keys(fields)) {
      const value = fields[key];
      if (value === undefined) continue;
      const clean = cleanField(key, value, free || FREE_TEXT.has(key));
      if (clean !== value) fields[key] = clean;
    }
    return object;
  };
  return { clean: (object) => cleanAll(object, false) };
}

function remembered(known: Map<string, string>, text: string, make: (text: string) => string): string {
  const before = known.get(text);
  if (before !== undefined) return before;
  if (known.size >= MOST_REMEMBERED) known.clear();
  const made = make(text);
  known.set(text, made);
  return made;
}
