/** Lets at most `limit` tasks run at the same time, in the order they came. */
export type Turnstile = <T>(task: () => Promise<T>) => Promise<T>;

/** Makes a turnstile for `limit` tasks. */
export function createTurnstile(limit: number): Turnstile {
  const waiting: (() => void)[] = [];
  let running = 0;
  return async (task) => {
    if (running >= limit) await new Promise<void>((resolve) => waiting.push(resolve));
    else running += 1;
    try {
      return await task();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else running -= 1;
    }
  };
}
