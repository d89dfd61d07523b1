import type { Server } from '../server.ts';
import type { ExactLine } from './line.ts';
import { fetchLines, inOrder } from './read-lines.ts';

/** How far the lines around a line may be from it. */
export const REACH_MS = 60 * 60_000;

const NANOS = 1_000_000n;
const REACH = BigInt(REACH_MS) * NANOS;
const MOST_IN_ONE_MS = 1000;

interface Around {
  /** Oldest first, as all of them. */
  before: ExactLine[];
  at: ExactLine[];
  after: ExactLine[];
}

/** The lines right before and after a moment. Loki's own bounds are whole milliseconds: within one it is sorted here. */
export async function readAround(
  server: Server,
  { query, moment, before, after }: { query: string; moment: bigint; before: number; after: number },
  signal?: AbortSignal,
): Promise<Around> {
  const first = (moment / NANOS) * NANOS;
  const ask = async (
    from: bigint,
    to: bigint,
    { limit, order = 'oldest' }: { limit: number; order?: 'newest' | 'oldest' },
  ) => {
    const request = { query, start: String(from), end: String(to), order, limit };
    return limit === 0 ? [] : inOrder(await fetchLines(server, request, signal), 'oldest');
  };
  const [earlier, same, later] = await Promise.all([
    ask(first - REACH, first, { limit: before, order: 'newest' }),
    ask(first, first + NANOS, { limit: MOST_IN_ONE_MS }),
    ask(first + NANOS, first + REACH, { limit: after }),
  ]);
  const justBefore = same.filter(({ nanos }) => nanos < moment);
  const justAfter = same.filter(({ nanos }) => nanos > moment);
  return {
    before: before === 0 ? [] : [...earlier, ...justBefore].slice(-before),
    at: same.filter(({ nanos }) => nanos === moment),
    after: [...justAfter, ...later].slice(0, after),
  };
}
