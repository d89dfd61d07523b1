/** One value of a series, or the lack of one. */
export interface Sample {
  /** Milliseconds since 1970: the start of the interval that the value sums up. */
  at: number;
  /** null: nothing was recorded. */
  value: number | null;
}
