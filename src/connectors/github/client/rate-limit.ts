import type { HttpClient } from '#connectors/kit';
import { UpstreamError } from '#ground/errors';
import { headerOf } from './errors.ts';

type Received = Awaited<ReturnType<HttpClient['ask']>>;

/** Until when nothing may be asked, and what of: everything, or what GitHub counts apart. */
interface Hold {
  until: number;
  resource: string;
  status: number;
}

const EVERYTHING = 'everything';
/** GitHub asks to wait at least so long when it does not say how long. */
const UNSAID_MS = 60_000;
const LONGEST_MS = 3_600_000;

/** What GitHub counts a request under, when an answer does not say. */
function resourceOf(path: string): string {
  if (path.endsWith('/graphql')) return 'graphql';
  return path.includes('/search/') ? 'search' : 'core';
}

function resetOf(received: Received): number | undefined {
  const reset = headerOf(received, 'x-ratelimit-reset');
  const at = Number(reset ?? NaN) * 1000;
  return Number.isFinite(at) ? at : undefined;
}

/** What an answer says of the next ones. */
function holdIn(received: Received, path: string, { now, refused }: { now: number; refused: boolean }) {
  const { status } = received;
  const at = (until: number, resource: string): Hold => ({
    until: Math.min(until, now + LONGEST_MS),
    resource,
    status,
  });
  const resource = headerOf(received, 'x-ratelimit-resource') ?? resourceOf(path);
  const seconds = Number(headerOf(received, 'retry-after') ?? NaN);
  if (refused && Number.isFinite(seconds)) return at(now + seconds * 1000, EVERYTHING);
  const reset = resetOf(received);
  const isSpent = headerOf(received, 'x-ratelimit-remaining') === '0';
  if (isSpent && reset !== undefined) return at(reset, resource);
  return refused ? at(now + UNSAID_MS, EVERYTHING) : undefined;
}

function tooOften(host: string, { until, status }: Hold, now: number): UpstreamError {
  const seconds = Math.max(1, Math.ceil((until - now) / 1000));
  const wait = seconds <= 120 ? ` Ask again in ${seconds} s.` : '';
  const when = `${new Date(Math.ceil(until / 60_000) * 60_000).toISOString().slice(0, 16)}Z`;
  return new UpstreamError({
    code: 'github-rate-limited',
    message: `${host} takes no more requests of this token until ${when}: its rate limit is reached.${wait}`,
    retryable: true,
    status,
  });
}

/** Keeps GitHub's limits: what was refused, or is spent, is not asked for again before its time. */
export function createRateLimit(host: string, now: () => number) {
  const holds = new Map<string, Hold>();
  return {
    /** Throws while there is no use in asking. */
    check(path: string): void {
      for (const resource of [EVERYTHING, resourceOf(path)]) {
        const hold = holds.get(resource);
        if (hold && now() < hold.until) throw tooOften(host, hold, now());
      }
    },
    /** Learns from an answer; gives the error when it is a refusal for being asked too often. */
    learn(received: Received, path: string, refused: boolean): UpstreamError | undefined {
      const hold = holdIn(received, path, { now: now(), refused });
      if (hold) holds.set(hold.resource, hold);
      return hold && refused ? tooOften(host, hold, now()) : undefined;
    },
  };
}
