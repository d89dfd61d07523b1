/** One row of the table. */
export interface Measure {
  what: string;
  value: number;
  unit: 'ms' | 'x' | 'MiB';
  /** The promise, when there is one: at most or at least this. */
  atMost?: number;
  atLeast?: number;
  /** In place of a number: why there is none. */
  skipped?: string;
}

/** Whether the promise is kept; undefined when nothing was promised or measured. */
export function isKept({ value, atMost, atLeast, skipped }: Measure): boolean | undefined {
  if (skipped !== undefined || (atMost === undefined && atLeast === undefined)) return undefined;
  return value <= (atMost ?? Infinity) && value >= (atLeast ?? -Infinity);
}
