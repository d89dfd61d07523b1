/** A sample's value; null where it is not a number that JSON can say. */
export function valueOf(text: string): number | null {
  const value = Number(text.replace('Inf', 'Infinity'));
  return Number.isFinite(value) ? value : null;
}

const FINE = 1e6;

/** To six digits: nobody reads more, and answers stay small. */
export function rounded(value: number): number {
  return Math.abs(value) >= FINE ? Math.round(value) : Number(value.toPrecision(6));
}
