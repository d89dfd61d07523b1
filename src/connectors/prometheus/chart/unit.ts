/** What an expression's values are counted in; '' when that is not known. */
export type Unit =
  | 'bytes'
  | 'seconds'
  | 'milliseconds'
  | 'cores'
  | 'ratio'
  | 'percent'
  | 'per second'
  | 'bytes per second'
  | 'count'
  | '';

const RATE = /\b(rate|irate|deriv)\s*\(/;
const QUOTIENT = /\)\s*\/\s*(on|ignoring|sum|avg|max|min|count|rate|\(|[a-z_])/;

/** The unit of an expression's values, from the names in it; '' when they do not tell. */
export function guessUnit(query: string): Unit {
  const isRate = RATE.test(query);
  if (/histogram_quantile/.test(query)) {
    if (/_milliseconds|_ms_/.test(query)) return 'milliseconds';
    return /_seconds/.test(query) ? 'seconds' : /_bytes/.test(query) ? 'bytes' : '';
  }
  if (/\*\s*100\b|\b100\s*\*/.test(query)) return 'percent';
  if (QUOTIENT.test(query)) return 'ratio';
  if (/cpu[a-z_]*seconds/.test(query) && isRate) return 'cores';
  if (/_bytes/.test(query)) return isRate ? 'bytes per second' : 'bytes';
  if (isRate) return 'per second';
  if (/_seconds\b|_seconds[{[]/.test(query)) return 'seconds';
  if (/_ratio\b/.test(query)) return 'ratio';
  return /^\s*(count|sum|topk|increase)?\b.*_total/.test(query) || /\bcount\s*(by|\()/.test(query)
    ? 'count'
    : '';
}
