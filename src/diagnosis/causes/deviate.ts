import type { Sample, Signal } from './evidence.ts';
import { median, robustSpread, sum } from './statistics.ts';

/** What a value is compared with: the part of the window before the alarm, or the earlier period when nothing was wrong. */
export type Reference = 'before' | 'normal';

/** One interval of the incident against what was usual; harm is positive when it hurts. */
interface Departure {
  at: number;
  value: number;
  harm: number;
}

/** How a signal behaves since the alarm, measured against its own usual behaviour. */
export interface Deviation {
  signal: Signal;
  usual: number;
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

export const present = (samples: readonly Sample[]): number[] =>
  samples.flatMap(({ value }) => (value === null ? [] : [value]));

/** The length of one interval of a window; 0 when it has fewer than two. */
export function stepOf(window: readonly Sample[]): number {
  const gaps = window.slice(1).map(({ at }, index) => at - (window[index]?.at ?? at));
  return gaps.length === 0 ? 0 : median(gaps);
}

/** Splits a window at the alarm: the interval that contains the alarm belongs to the incident. */
export function splitAt(window: readonly Sample[], alarm: number): { before: Sample[]; since: Sample[] } {
  const step = stepOf(window);
  return {
    before: window.filter(({ at }) => at + step <= alarm),
    since: window.filter(({ at }) => at + step > alarm),
  };
}

function leastSpread(signal: Signal, usual: number, requests: number | undefined): number {
  const oneRequest = signal.role === 'availability' ? 100 / Math.max(1, requests ?? 100) : 0;
  const oneCount = signal.role === 'requests' ? Math.sqrt(Math.max(1, usual)) : 0;
  const relative = signal.role === 'availability' ? 0 : Math.abs(usual) * RELATIVE_FLOOR;
  return Math.max(oneRequest, oneCount, relative, 1e-9);
}

export interface Comparison {
  alarm: number;
  reference: Reference;
  /** The usual requests of the node in one interval: one failed request among few is no outage. */
  requests: number | undefined;
}

/** The signal since the alarm against its usual behaviour; nothing when either side has no values. */
export function deviate(signal: Signal, { alarm, reference, requests }: Comparison): Deviation | undefined {
  const { before, since } = splitAt(signal.window, alarm);
  const [earlier, normal] = [present(before), present(signal.normal)];
  const preferred = reference === 'before' ? earlier : normal;
  const usual = median(preferred.length > 0 ? preferred : [...earlier, ...normal]);
  if (Number.isNaN(usual)) return undefined;
  const known = normal.length >= ENOUGH_NORMAL ? normal : [...normal, ...earlier];
  const spread = Math.max(robustSpread(known), leastSpread(signal, usual, requests));
  const sign = signal.role === 'availability' ? -1 : 1;
  const departures = since.flatMap(({ at, value }) =>
    value === null ? [] : [{ at, value, harm: sign * (value - usual) }],
  );
  const worstFirst = departures.toSorted((a, b) => b.harm - a.harm);
  const [worst] = worstFirst;
  if (!worst) return undefined;
  const score = sum(worstFirst.slice(0, 2).map(({ harm }) => harm / spread)) / Math.min(2, departures.length);
  const onset = departures.find(({ harm }) => harm / spread >= CLEAR)?.at;
  return { signal, usual, departures, worst, score, onset };
}
