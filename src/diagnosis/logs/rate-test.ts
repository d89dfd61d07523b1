/** Events counted over some time. */
export interface Rate {
  readonly count: number;
  readonly seconds: number;
}

/** Two-sided 95 %. */
const Z = 1.96;
const NEGLIGIBLE = 1e-17;

/**
 * The probability that chance alone puts as many of all events in `after` as there are, or more, if the rate is the
 * same before and after. Exact for small counts (conditional binomial test of two Poisson rates).
 */
export function chanceOfRise(before: Rate, after: Rate): number {
  const share = shareOf(before, after);
  return tail(after.count, before.count + after.count, share);
}

/** The smallest and the likeliest factor by which the rate rose (95 % Wilson interval of the share). */
export function riseOf(before: Rate, after: Rate): { factor: number; atLeast: number } {
  const total = before.count + after.count;
  if (total === 0) return { factor: 1, atLeast: 0 };
  const share = after.count / total;
  const spread = Z * Math.sqrt((share * (1 - share)) / total + (Z * Z) / (4 * total * total));
  const low = Math.max(0, (share + (Z * Z) / (2 * total) - spread) / (1 + (Z * Z) / total));
  const perSecond = before.seconds / after.seconds;
  return { factor: (after.count / before.count) * perSecond, atLeast: (low / (1 - low)) * perSecond };
}

function shareOf(before: Rate, after: Rate): number {
  return after.seconds / (before.seconds + after.seconds);
}

/** P(X >= least) for X binomial, summed from `least` until the terms vanish. */
function tail(least: number, total: number, share: number): number {
  if (least <= 0) return 1;
  const odds = share / (1 - share);
  let term = Math.exp(
    logChoose(total, least) + least * Math.log(share) + (total - least) * Math.log1p(-share),
  );
  let sum = 0;
  for (let count = least; count <= total; count += 1) {
    sum += term;
    term *= ((total - count) / (count + 1)) * odds;
    if (term < sum * NEGLIGIBLE) break;
  }
  return Math.min(1, sum);
}

function logChoose(total: number, chosen: number): number {
  return logFactorial(total) - logFactorial(chosen) - logFactorial(total - chosen);
}

/** Stirling's series, exact enough from 10 on; below that, the product. */
function logFactorial(n: number): number {
  if (n < 10)
    return Math.log(Array.from({ length: n }, (_, at) => at + 1).reduce((product, at) => product * at, 1));
  const x = n + 1;
  return (x - 0.5) * Math.log(x) - x + Math.log(2 * Math.PI) / 2 + 1 / (12 * x) - 1 / (360 * x ** 3);
}
