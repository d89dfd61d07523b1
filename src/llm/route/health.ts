import type * as Cockatiel from 'cockatiel';
import { ConfigError, UpstreamError } from '#ground/errors';

/** Faults one after the other after which a model is left alone for a while. */
const FAULTS = 3;
/** How much the latest measurement counts against those before. */
const LATEST = 0.3;

/** How one model has been doing. */
export interface Health {
  /** Until when it is left alone, in ms; undefined when it may be asked. */
  restsUntil: () => number | undefined;
  /** The time to the first word as measured lately, in ms. */
  firstTokenMs: () => number | undefined;
  /** The latest fault, in words for people. */
  lastFault: () => string | undefined;
  /** Says that it is being asked; the result is told how that ended. */
  begin: () => Trial;
}

export interface Trial {
  firstToken: (ms: number) => void;
  /** Without an error when nothing can be held against the model. */
  end: (error?: unknown) => void;
}

/** What is the model's or its setting's fault, and may be so again in a moment; not what one request had wrong. */
const isFault = (error: unknown): boolean =>
  error instanceof ConfigError || (error instanceof UpstreamError && error.retryable);

/** Watches one model: a circuit breaker, and the time that it takes. */
export function createHealth(
  { circuitBreaker, handleWhen, ConsecutiveBreaker, CircuitState }: typeof Cockatiel,
  { now, restMs }: { now: () => number; restMs: number },
): Health {
  const breaker = circuitBreaker(handleWhen(isFault), {
    halfOpenAfter: restMs,
    breaker: new ConsecutiveBreaker(FAULTS),
  });
  let openUntil = 0;
  let mean: number | undefined;
  let fault: string | undefined;
  breaker.onBreak(() => {
    openUntil = now() + restMs;
  });
  return {
    restsUntil() {
      if (breaker.state === CircuitState.Closed) return undefined;
      if (breaker.state === CircuitState.Open && now() > openUntil) return undefined;
      return Math.max(openUntil, now());
    },
    firstTokenMs: () => mean,
    lastFault: () => fault,
    begin() {
      const ended = Promise.withResolvers<undefined>();
      breaker.execute(() => ended.promise).catch(() => undefined);
      return {
        firstToken: (ms) => {
          mean = mean === undefined ? ms : mean * (1 - LATEST) + ms * LATEST;
        },
        end: (error) => {
          if (error === undefined || !isFault(error)) return ended.resolve(undefined);
          fault = error instanceof Error ? error.message : undefined;
          ended.reject(error);
        },
      };
    },
  };
}
