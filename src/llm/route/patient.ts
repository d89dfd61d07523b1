/** How long a stream may be silent. */
export interface Patience {
  firstMs: number;
  idleMs: number;
}

interface Waiting {
  ms: number;
  signal: AbortSignal;
  slow: (ms: number) => Error;
}

async function within<Result>(waited: Promise<Result>, { ms, signal, slow }: Waiting): Promise<Result> {
  const late = Promise.withResolvers<never>();
  const stop = (): void => {
    late.reject(signal.reason);
  };
  const timer = setTimeout(() => {
    late.reject(slow(ms));
  }, ms);
  signal.addEventListener('abort', stop, { once: true });
  // Whoever loses the race may fail later on, when nobody listens any more.
  waited.catch(() => undefined);
  try {
    if (signal.aborted) stop();
    return await Promise.race([late.promise, waited]);
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', stop);
  }
}

/** The same events; or the error that `slow` makes when the next one takes too long, or the reason of the abort. */
export async function* patient<Event>(
  events: AsyncIterable<Event>,
  { firstMs, idleMs }: Patience,
  { signal, slow }: Omit<Waiting, 'ms'>,
): AsyncGenerator<Event> {
  const iterator = events[Symbol.asyncIterator]();
  let ms = firstMs;
  try {
    for (;;) {
      const next = await within(iterator.next(), { ms, signal, slow });
      if (next.done === true) return;
      yield next.value;
      ms = idleMs;
    }
  } finally {
    // Not waited for: a stream that is stuck would hold up its own end.
    void iterator.return?.(undefined).catch(() => undefined);
  }
}
