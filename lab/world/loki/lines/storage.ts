import type { Matcher } from '../logql/expression.ts';

export type Labels = Record<string, string>;

/** One line with its time in ms, and what was noted beside it. */
export interface Line {
  at: number;
  text: string;
  metadata?: Labels;
}

/** The lines of one set of labels. */
export interface Stream {
  labels: Labels;
  /** Those of `from <= at < to`, oldest first. */
  read: (from: number, to: number) => readonly Line[];
  /** About how many lines and bytes that is, without reading them. */
  measure: (from: number, to: number) => { lines: number; bytes: number };
}

/** Where lines are selected from. */
export interface Storage {
  /** Streams that have lines in a window. */
  select(matchers: readonly Matcher[], from: number, to: number): Stream[];
}
