/** So many of so many. */
export interface Share {
  of: number;
  count: number;
}

/** Whether two shares differ by more than chance. */
export interface Difference {
  /** The second share less the first. */
  by: number;
  z: number;
  /** The chance of a difference as large or larger when there is none, on both sides. */
  p: number;
  isSignificant: boolean;
}

const ALPHA = 0.05;
/** Fewer on either side say nothing, whatever the numbers. */
const FEWEST = 10;

/** Abramowitz and Stegun, Handbook of Mathematical Functions, 7.1.26: within 1.5e-7. */
function erfc(x: number): number {
  const t = 1 / (1 + 0.3275911 * x);
  const [a, b, c, d, e] = [0.254829592, -0.284496736, 1.421413741, -1.453152027, 1.061405429] as const;
  return t * (a + t * (b + t * (c + t * (d + t * e)))) * Math.exp(-x * x);
}

/** The two-proportion z-test with a pooled share (NIST/SEMATECH e-Handbook of Statistical Methods, 7.3.3). */
export function compareShares(before: Share, after: Share): Difference {
  const of = before.of + after.of;
  const by = (after.of === 0 ? 0 : after.count / after.of) - (before.of === 0 ? 0 : before.count / before.of);
  const pooled = of === 0 ? 0 : (before.count + after.count) / of;
  const error = Math.sqrt(pooled * (1 - pooled) * (1 / before.of + 1 / after.of));
  const z = Number.isFinite(error) && error > 0 ? by / error : 0;
  const p = Math.min(1, erfc(Math.abs(z) / Math.SQRT2));
  const isEnough = before.of >= FEWEST && after.of >= FEWEST;
  return { by, z, p, isSignificant: isEnough && p < ALPHA };
}
