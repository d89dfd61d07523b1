import { createHash } from 'node:crypto';
import { InputError } from '#ground/errors';
import type { Server } from '../server.ts';
import { identityOf } from './line.ts';
import type { ExactLine } from './line.ts';
import { fetchLines, inOrder } from './read-lines.ts';

/** Lines may come to Loki a little late: so far back is looked again. */
const OVERLAP = 5_000_000_000n;
const MOST_REMEMBERED = 1000;
const MOST_AT_ONCE = 5000;
const NANOS = 1_000_000n;

/** Where following goes on: a moment, and the lines from it on that were given already. */
export interface Place {
  from: bigint;
  given: ReadonlySet<string>;
}

function markOf(line: ExactLine): string {
  return createHash('sha1').update(identityOf(line)).digest('base64url').slice(0, 10);
}

/** A place as text. */
export function writePlace({ from, given }: Place): string {
  return [String(from), ...given].join('.');
}

/** The place of a text. InputError when it was made by nobody here. */
export function readPlace(text: string): Place {
  const [from = '', ...given] = text.split('.');
  if (!/^\d{1,19}$/.test(from))
    throw new InputError({ code: 'bad-cursor', message: 'This cursor is none that following has given.' });
  return { from: BigInt(from), given: new Set(given) };
}

/** What is new, oldest first, and where to go on. */
export interface Followed {
  lines: ExactLine[];
  place: Place;
  /** Whether more is there already. */
  isBehind: boolean;
}

function nextPlace(place: Place, seen: readonly ExactLine[]): Place {
  const newest = seen.at(-1)?.nanos;
  if (newest === undefined) return place;
  const wanted = newest - OVERLAP > place.from ? newest - OVERLAP : place.from;
  const recent = seen.filter(({ nanos }) => nanos >= wanted);
  const from = recent.length <= MOST_REMEMBERED ? wanted : newest;
  const kept = seen.filter(({ nanos }) => nanos >= from).map(markOf);
  return { from, given: new Set(kept) };
}

/** Reads from a place on until so many lines are new. Neither loses a line nor gives one twice, at equal times neither. */
export async function followFrom(
  server: Server,
  { query, place, limit }: { query: string; place: Place; limit: number },
  signal?: AbortSignal,
): Promise<Followed> {
  const end = String(BigInt(server.now()) * NANOS + NANOS);
  const asked = Math.min(MOST_AT_ONCE, limit + place.given.size);
  const request = { query, start: String(place.from), end, order: 'oldest' as const };
  let found = await fetchLines(server, { ...request, limit: asked }, signal);
  if (found.length >= asked && asked < MOST_AT_ONCE && isOneMoment(found))
    found = await fetchLines(server, { ...request, limit: MOST_AT_ONCE }, signal);
  const seen = inOrder(found, 'oldest');
  const fresh = seen.filter((line) => !place.given.has(markOf(line)));
  const lines = fresh.slice(0, limit);
  const last = lines.at(-1);
  const passed = last === undefined ? seen : seen.slice(0, seen.indexOf(last) + 1);
  return {
    lines,
    place: nextPlace(place, passed),
    isBehind: fresh.length > lines.length || found.length >= asked,
  };
}

function isOneMoment(lines: readonly ExactLine[]): boolean {
  return lines.every(({ nanos }) => nanos === lines[0]?.nanos);
}
