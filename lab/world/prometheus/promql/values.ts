import type { Labels } from './labels.ts';
import type { Matcher } from './matchers.ts';

/** Samples of one series, oldest first. */
export interface Samples {
  times: number[];
  values: number[];
}

/** A stored or computed series. */
export interface Series {
  labels: Labels;
  /** The samples from `from` to `to` in ms, both included. A stale marker is a NaN in `stale`. */
  read(from: number, to: number): Samples & { stale?: boolean[] };
}

/** Where series come from. */
export interface Storage {
  /** The series that may have samples between two moments. */
  select(matchers: readonly Matcher[], from: number, to: number): Series[];
}

/** One element of an instant vector. */
export interface Point {
  labels: Labels;
  value: number;
}

/** One element of a range vector, with the window it was cut by. */
export interface Window extends Samples {
  labels: Labels;
}

export type Value =
  | { type: 'scalar'; value: number }
  | { type: 'string'; value: string }
  | { type: 'vector'; points: Point[] }
  | { type: 'matrix'; windows: Window[]; start: number; end: number };
