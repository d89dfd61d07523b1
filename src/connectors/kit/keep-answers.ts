/** Keeps what a question found, under its name; within the minute the same question is not asked again. */
export type Once = <T>(key: string, ask: () => Promise<T>) => Promise<T>;

const KEPT_MS = 60_000;
const MOST_KEPT = 500;

/** A memory of answers for a minute. What failed is asked again the next time. */
export function keepAnswers(now: () => number): Once {
  const kept = new Map<string, { until: number; value: Promise<unknown> }>();
  return <T>(key: string, ask: () => Promise<T>): Promise<T> => {
    const known = kept.get(key);
    if (known && known.until > now()) return known.value as Promise<T>;
    const value = ask();
    if (kept.size >= MOST_KEPT) kept.clear();
    kept.set(key, { until: now() + KEPT_MS, value });
    value.catch(() => kept.delete(key));
    return value;
  };
}
