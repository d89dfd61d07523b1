import type { Signal } from './evidence.ts';
import type { Sample } from '../sample.ts';
import { median, outerSpread, spread, sum } from '../statistics.ts';

/** What values since the beginning are compared with: the part of the window before it, or the earlier period when nothing was wrong. */
export type Reference = 'before' | 'normal';

/** How an incident is looked at: since when, and against what. */
export interface View {
  /** When the trouble is taken to begin: what ends earlier is before it. */
  begin: number;
  reference: Reference;
}

/** One interval of the incident against what was usual; harm is positive when it hurts. */
interface Departure {
  at: number;
  value: number;
  harm: number;
}

/** How a signal behaves since the beginning, measured against its own usual behaviour. */
export interface Deviation {
  signal: Signal;
  usual: number;
  spread: number;
  departures: readonly Departure[];
  /** The worst interval. */
  worst: Departure;
  /** Mean of the two worst intervals, in spreads of the usual: one odd interval is no incident. */
  score: number;
  /** The first interval that is clearly unusual. */
  onset: number | undefined;
}

/** A departure of so many spreads is clearly unusual. */
export const CLEAR = 4;
/** Usual values vary by at least so much of themselves, however calm the little that was seen of them. */
const RELATIVE_FLOOR = 0.03;
const ENOUGH_NORMAL = 5;
/** With fewer values than enough, as much variation as that is taken for granted. */
const UNKNOWN_FLOOR = 0.15;

export const present = (samples: readonly Sample[]): number[] =>
  samples.flatMap(({ value }) => (value === null ? [] : [value]));

/** The length of one interval of a window; 0 when it has fewer than two. */
export function stepOf(window: readonly Sample[]): number {
  const gaps = window.slice(1).map(({ at }, index) => at - (window[index]?.at ?? at));
  return gaps.length === 0 ? 0 : median(gaps);
}

/** Splits a window where the trouble begins: the interval that contains the beginning belongs to the incident. */
export function splitAt(window: readonly Sample[], begin: number): { before: Sample[]; since: Sample[] } {
  const step = stepOf(window);
  return {
    before: window.filter(({ at }) => at + step <= begin),
    since: window.filter(({ at }) => at + step > begin),
  };
}

interface Known {
  usual: number;
  requests: number | undefined;
  count: number;
}

function leastSpread(signal: Signal, { usual, requests, count }: Known): number {
  const oneRequest = signal.role === 'availability' ? 100 / Math.max(1, requests ?? 100) : 0;
  const oneCount = signal.role === 'requests' ? Math.sqrt(Math.max(1, usual)) : 0;
  const relative =
    signal.role === 'availability'
      ? 0
      : Math.abs(usual) * (count < ENOUGH_NORMAL ? UNKNOWN_FLOOR : RELATIVE_FLOOR);
  return Math.max(oneRequest, oneCount, relative, 1e-9);
}

/** What one signal is compared by. */
export interface Comparison extends View {
  /** The usual requests of the node in one interval: one failed request among few is no outage. */
  requests: number | undefined;
}

/** The signal since the beginning against its usual behaviour; nothing when either side has no values. */
export function deviate(signal: Signal, { begin, reference, requests }: Comparison): Deviation | undefined {
  const { before, since } = splitAt(signal.window, begin);
  const [earlier, normal] = [present(before), present(signal.normal)];
  const preferred = reference === 'before' ? earlier : normal;
  const usual = median(preferred.length > 0 ? preferred : [...earlier, ...normal]);
  if (Number.isNaN(usual)) return undefined;
  const known = normal.length >= ENOUGH_NORMAL ? normal : [...normal, ...earlier];
  const least = leastSpread(signal, { usual, requests, count: known.length });
  const varies = Math.max(spread(known), outerSpread(known), least);
  const sign = signal.role === 'availability' ? -1 : 1;
  const departures = since.flatMap(({ at, value }) =>
    value === null ? [] : [{ at, value, harm: sign * (value - usual) }],
  );
  const worstFirst = departures.toSorted((a, b) => b.harm - a.harm);
  const [worst] = worstFirst;
  if (!worst) return undefined;
  const score = sum(worstFirst.slice(0, 2).map(({ harm }) => harm / varies)) / Math.min(2, departures.length);
  const onset = departures.find(({ harm }) => harm / varies >= CLEAR)?.at;
  return { signal, usual, spread: varies, departures, worst, score, onset };
}
