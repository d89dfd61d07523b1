const DIGITS = 9;

/** Numbers to nine digits, for sums may be taken in another order. */
function rounded(text: string): string {
  const value = Number(text);
  if (text === '' || !Number.isFinite(value)) return text;
  return String(Number(value.toPrecision(DIGITS)));
}

function isSample(value: unknown): value is [number, string] {
  return Array.isArray(value) && typeof value[0] === 'number' && typeof value[1] === 'string';
}

function simplified(value: unknown): unknown {
  if (isSample(value)) return [value[0], rounded(value[1])];
  if (Array.isArray(value)) return value.map(simplified);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => key !== 'stats' && key !== '__error_details__')
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => [key, simplified(inner)]),
  );
}

function sorted(values: unknown[]): unknown[] {
  return [...values].sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
}

function sortedResults(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || !('data' in value)) return value;
  const { data } = value;
  if (Array.isArray(data)) return { ...value, data: sorted(data as unknown[]) };
  if (typeof data !== 'object' || data === null || !('result' in data)) return value;
  const { result } = data;
  if (!Array.isArray(result) || isSample(result)) return value;
  return { ...value, data: { ...data, result: sorted(result as unknown[]) } };
}

/**
 * An answer without what may differ: statistics, the order of streams and series, the last digits, what a parser says of a
 * broken line, and which tokens a grammar would have liked.
 */
export function normal(answer: unknown): unknown {
  const { status, body } = answer as { status: number; body: unknown };
  if (typeof body === 'string') {
    const plain = body.replace(/, expecting .*$/s, '').replace(/for series: '.*'/s, 'for a series');
    return { status, body: plain.trim() };
  }
  return { status, body: sortedResults(simplified(body)) };
}
