import { setTimeout as delay } from 'node:timers/promises';

/** Waits `ms`, or less when the signal aborts; never rejects. */
export async function wait(ms: number, signal?: AbortSignal): Promise<void> {
  if (signal?.aborted) return;
  await delay(ms, undefined, { signal }).catch(() => undefined);
}

/** Doubles with every attempt up to `max`, then takes off up to half of it at random. */
export function backoff(
  attempt: number,
  limits: { base: number; max: number; random: () => number },
): number {
  const full = Math.min(limits.max, limits.base * 2 ** Math.min(attempt, 20));
  return full * (1 - limits.random() / 2);
}
