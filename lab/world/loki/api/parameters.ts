import { QueryError } from '../logql/errors.ts';
import { durationMs } from '../logql/units.ts';

const NANOS = 1_000_000n;
const HOUR = 3_600_000;
const MOST_POINTS = 11_000;
const MOST_ENTRIES = 5000;
const LONGEST_MS = (30 * 24 + 1) * HOUR;

/** Nanoseconds of a moment, as Loki takes them: ns, seconds, or RFC 3339. */
function nanosOf(text: string): bigint {
  if (/^-?\d+\.\d+$/.test(text)) return BigInt(Math.round(Number(text) * 1000)) * NANOS;
  if (/^-?\d+$/.test(text)) return text.length <= 10 ? BigInt(text) * 1_000_000_000n : BigInt(text);
  const time = Date.parse(text);
  if (Number.isNaN(time) || !/^\d{4}-\d\d-\d\dT/.test(text))
    throw new QueryError(`strconv.ParseInt: parsing ${JSON.stringify(text)}: invalid syntax`);
  const fraction = /\.(\d+)/.exec(text)?.[1] ?? '';
  const beyond = fraction.slice(3, 9).padEnd(6, '0');
  return BigInt(time) * NANOS + BigInt(beyond);
}

/** Whole milliseconds: a start never before the moment that was given, an end never after it. */
function millis(nanos: bigint, name: string): number {
  return Number((name === 'start' ? nanos + NANOS - 1n : nanos) / NANOS);
}

function timeIn(params: URLSearchParams, name: string, fallback: number): number {
  const text = params.get(name) ?? '';
  if (text === '') return fallback;
  try {
    return millis(nanosOf(text), name);
  } catch (error) {
    if (error instanceof QueryError && name !== 'time')
      throw new QueryError(`could not parse '${name}' parameter: ${error.message}`);
    throw error;
  }
}

/** The window of a request: an hour back from now when it does not say. */
export function boundsIn(params: URLSearchParams, now: number): { start: number; end: number } {
  const since = params.get('since') ?? '';
  const sinceMs = since === '' ? HOUR : durationMs(since);
  if (sinceMs === undefined)
    throw new QueryError(
      `could not parse 'since' parameter: not a valid duration string: ${JSON.stringify(since)}`,
    );
  const end = timeIn(params, 'end', now);
  const start = timeIn(params, 'start', Math.min(end, now) - sinceMs);
  return { start, end };
}

function secondsOrDuration(text: string): number {
  const ms = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text) ? Number(text) * 1000 : durationMs(text);
  if (ms === undefined) throw new QueryError(`cannot parse ${JSON.stringify(text)} to a valid duration`);
  return ms;
}

/** The whole number of a parameter. */
export function limitIn(params: URLSearchParams, name: string, fallback: number): number {
  const text = params.get(name) ?? '';
  if (text === '') return fallback;
  if (!/^[+-]?\d+$/.test(text))
    throw new QueryError(`strconv.Atoi: parsing ${JSON.stringify(text)}: invalid syntax`);
  if (Number(text) <= 0) throw new QueryError('limit must be a positive value');
  return Number(text);
}

/** The moment of an instant query. */
export function instantIn(params: URLSearchParams, now: number): number {
  return timeIn(params, 'time', now);
}

export interface RangeRequest {
  query: string;
  start: number;
  end: number;
  step: number;
  limit: number;
  backward: boolean;
}

/** A window's step, in ms. */
export function stepIn(params: URLSearchParams, { start, end }: { start: number; end: number }): number {
  const text = params.get('step') ?? '';
  const step =
    text === '' ? Math.max(Math.floor((end - start) / 250_000), 1) * 1000 : secondsOrDuration(text);
  if (step <= 0)
    throw new QueryError(
      'zero or negative query resolution step widths are not accepted. Try a positive integer',
    );
  if ((end - start) / step > MOST_POINTS)
    throw new QueryError(
      'exceeded maximum resolution of 11,000 points per time series. Try increasing the value of the step parameter',
    );
  return step;
}

function checkDirection(params: URLSearchParams): boolean {
  const direction = params.get('direction') ?? 'backward';
  if (!/^(forward|backward)$/i.test(direction)) throw new QueryError(`invalid direction '${direction}'`);
  return direction.toLowerCase() === 'backward';
}

/** Everything a range query says. */
export function rangeIn(params: URLSearchParams, now: number): RangeRequest {
  const { start, end } = boundsIn(params, now);
  if (end < start) throw new QueryError('end timestamp must not be before or equal to start time');
  const limit = limitIn(params, 'limit', 100);
  const backward = checkDirection(params);
  const step = stepIn(params, { start, end });
  return { query: params.get('query') ?? '', start, end, step, limit, backward };
}

function sayDuration(ms: number): string {
  const hours = Math.floor(ms / HOUR);
  return `${hours}h${Math.floor((ms % HOUR) / 60_000)}m${Math.floor((ms % 60_000) / 1000)}s`;
}

/** Refuses what Loki's usual limits refuse. */
export function checkLimits(
  { start, end, limit }: Pick<RangeRequest, 'start' | 'end' | 'limit'>,
  isLog: boolean,
): void {
  if (end - start > LONGEST_MS)
    throw new QueryError(
      `the query time range exceeds the limit (query length: ${sayDuration(end - start)}, limit: 30d1h)`,
    );
  if (isLog && limit > MOST_ENTRIES)
    throw new QueryError(
      `max entries limit per query exceeded, limit > max_entries_limit_per_query (${limit} > ${MOST_ENTRIES})`,
    );
}
