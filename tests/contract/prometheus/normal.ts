const DIGITS = 10;

/** Numbers to ten digits, for sums may be taken in another order. */
function rounded(text: string): string {
  const value = Number(text);
  if (text === '' || Number.isNaN(value) || !Number.isFinite(value)) return text;
  return String(Number(value.toPrecision(DIGITS)));
}

function isPair(value: unknown): value is [number, string] {
  return (
    Array.isArray(value) && value.length === 2 && typeof value[0] === 'number' && typeof value[1] === 'string'
  );
}

function simplified(value: unknown): unknown {
  if (isPair(value)) return [value[0], rounded(value[1])];
  if (Array.isArray(value)) return value.map(simplified);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => [key, simplified(inner)]),
  );
}

function sortedResults(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || !('data' in value)) return value;
  const { data } = value;
  if (typeof data !== 'object' || data === null || !('result' in data)) return value;
  const { result } = data;
  if (!Array.isArray(result) || isPair(result)) return value;
  const sorted = [...(result as unknown[])].sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
  return { ...value, data: { ...data, result: sorted } };
}

/** An answer without what may differ: the order of elements, the last digits. */
export function normal(answer: unknown, inOrder: boolean): unknown {
  const { status, body } = answer as { status: number; body: unknown };
  const simple = simplified(body);
  return { status, body: inOrder ? simple : sortedResults(simple) };
}
