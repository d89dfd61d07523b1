import type { Matcher } from './matcher.ts';

const TOLERANCE = 0.25;

/** Every way to write a number that begins with these two digits. */
function startingWith(digits: number, places: number): string {
  if (places <= 0) return `${digits}\\d{${-places}}(?:\\.\\d+)?`;
  return `${(digits / 10 ** places).toFixed(places).replace('.', '\\.')}\\d*`;
}

/** A measured number, give or take a quarter, before one of these units. */
function near(value: number, unit: string): RegExp {
  const places = 1 - Math.floor(Math.log10(value));
  const [from, to] = [1 - TOLERANCE, 1 + TOLERANCE].map((share) => value * share * 10 ** places);
  const least = Math.floor(from ?? 0);
  const all = Array.from({ length: Math.ceil(to ?? 0) - least + 1 }, (_, at) =>
    startingWith(least + at, places),
  );
  const short = value.toPrecision(1).includes('e')
    ? String(Number(value.toPrecision(1)))
    : value.toPrecision(1);
  return new RegExp(`(?<![\\d.])(?:${[...all, short.replace('.', '\\.')].join('|')}) ?(?:${unit})`);
}

/** A duration of so many seconds. */
export const duration = (seconds: number): Matcher => [
  near(seconds * 1000, 'ms|milliseconds?'),
  near(seconds, 's\\b|seconds?'),
];

/** A share of one, in percent. */
export const percent = (share: number): Matcher =>
  share === 0 ? /(?<![\d.])0(\.0+)? ?%|\bno errors?\b|\bzero\b|\bnone\b/ : [near(share * 100, '%|per ?cent')];

/** So many in a second. */
export const rate = (perSecond: number): Matcher => [
  near(perSecond, '\\/ ?s|req\\/s|rps|(requests?|calls?|queries) ?(\\/|per|a) ?s|per second|a second'),
  near(perSecond * 60, '\\/ ?min|per minute|a minute'),
];

/** An amount of memory or of disk, measured and not written in a manifest. */
export const measuredBytes = (value: number): Matcher => [
  near(value / 2 ** 20, 'mi|mib|mb'),
  near(value / 2 ** 30, 'gi|gib|gb'),
];

/** A measured number that has no unit, or whose unit is part of the question. */
export const about = (value: number): Matcher =>
  [
    near(value, '(?! ?%|\\.?\\d)'),
    near(value / 1000, 'k\\b|thousand'),
    near(value / 1e6, 'm\\b|mio|million'),
  ].map(({ source }) => new RegExp(`(?<![a-z])${source}`));
