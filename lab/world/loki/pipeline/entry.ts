import type { Labels } from '../lines/storage.ts';

/** A line on its way through a pipeline. */
export interface Entry {
  at: number;
  line: string;
  /** Of its stream, from beside it, and parsed. */
  labels: Labels;
  /** What it came with: parsed labels of the same name get `_extracted`. */
  base: Labels;
}

/** Changes an entry; false drops it. */
export type Step = (entry: Entry) => boolean;

/** Notes that a stage could not do its work, unless an earlier one could not either. */
export function noteError(entry: Entry, error: string, details: string): void {
  if (entry.labels['__error__'] !== undefined) return;
  entry.labels['__error__'] = error;
  entry.labels['__error_details__'] = details;
}

/** A key as the name of a label. */
export function labelName(key: string): string {
  const clean = key.trim().replace(/[^a-zA-Z0-9_]/g, '_');
  return /^\d/.test(clean) ? `_${clean}` : clean;
}

/** Keeps what a parser found; what came first stays. */
export function setParsed(entry: Entry, name: string, value: string): void {
  const own = name in entry.base ? `${name}_extracted` : name;
  if (own !== '' && entry.labels[own] === undefined) entry.labels[own] = value;
}
