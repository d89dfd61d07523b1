import type { Threshold } from '../../slot-types.ts';

const ABOVE =
  'above|over|more than|higher than|greater than|larger than|bigger than|slower than|longer than|worse than|beyond|exceed(?:s|ed|ing)?|at least|past|cross(?:es|ed|ing)?|reach(?:es|ed|ing)?|hit(?:s|ting)?|>=?|up to or above';
const BELOW =
  'below|under|less than|lower than|smaller than|faster than|quicker than|shorter than|better than|within|at most|beneath|<=?|fewer than';
const UNIT =
  '%|percent|per ?cent|pct|ms|millis(?:econds?)?|milliseconds?|seconds?|secs?|s|minutes?|mins?|rps|qps|req(?:uests?)?\\s?\\/\\s?(?:s|sec|second|min|minute)|req(?:uests?)? (?:per|a) (?:second|minute|sec|min)|\\/\\s?(?:s|sec|min)|per (?:second|minute)|[kmgt]i?b?(?:ytes?)?|(?:mega|giga|kilo)bytes?|bytes?|cores?|cpus?|millicores?|messages?|jobs|items|entries|connections?|requests?|restarts?';
const BOUND = new RegExp(
  `(?<![\\w-])(?:(?<above>${ABOVE})|(?<below>${BELOW}))\\s*(?:a |an |the |about |around |roughly )?(?<value>\\d+(?:[.,]\\d+)?)\\s*(?<unit>${UNIT})?(?![\\w-])`,
  'i',
);

const SIZES: Readonly<Record<string, number>> = {
  k: 1e3,
  ki: 1024,
  m: 1e6,
  mi: 1024 ** 2,
  g: 1e9,
  gi: 1024 ** 3,
  t: 1e12,
  ti: 1024 ** 4,
};

type Measure = Pick<Threshold, 'unit'> & { factor: number };

function sizeOf(unit: string): Measure | undefined {
  if (unit === 'm') return undefined;
  const [, size = ''] = /^([kmgt]i?)(?:b(?:ytes?)?)?$/.exec(unit) ?? [];
  const named = { kilobyte: 'k', megabyte: 'm', gigabyte: 'g' }[unit.replace(/s$/, '')] ?? size;
  const factor = /^bytes?$/.test(unit) ? 1 : SIZES[named];
  return factor === undefined ? undefined : { unit: 'bytes', factor };
}

/** What a word for a unit counts, and how much of it. */
function measureOf(said: string): Measure {
  const unit = said.toLowerCase().replace(/\s+/g, ' ').trim();
  if (/^(?:%|percent|per ?cent|pct)$/.test(unit)) return { unit: 'ratio', factor: 0.01 };
  if (/^(?:ms|milli)/.test(unit) && !/cores?$/.test(unit)) return { unit: 'seconds', factor: 0.001 };
  if (/min/.test(unit))
    return /\/|per|a /.test(unit) ? { unit: 'per second', factor: 1 / 60 } : { unit: 'seconds', factor: 60 };
  if (/^(?:rps|qps)$|\/|per | a /.test(unit)) return { unit: 'per second', factor: 1 };
  if (/^s(?:ec(?:ond)?s?)?$/.test(unit)) return { unit: 'seconds', factor: 1 };
  if (/^millicores?$|^m$/.test(unit)) return { unit: 'cores', factor: 0.001 };
  if (/^(?:cores?|cpus?)$/.test(unit)) return { unit: 'cores', factor: 1 };
  return sizeOf(unit) ?? { unit: 'count', factor: 1 };
}

/** "above 80 %", "under 300 ms": a bound that is asked about. */
export function thresholdIn(text: string): Threshold | undefined {
  const groups = BOUND.exec(text)?.groups;
  if (groups === undefined) return undefined;
  const { above, value = '', unit: said = '' } = groups;
  const { unit, factor } = measureOf(said);
  return {
    than: above === undefined ? 'below' : 'above',
    value: Number(value.replace(',', '.')) * factor,
    said: `${value} ${said}`.trim(),
    unit,
  };
}

/** The text without its bound. */
export const withoutThreshold = (text: string): string => text.replace(BOUND, ' ');

const RANGE = new RegExp(
  `\\b(?:between|from) \\d+(?:[.,]\\d+)?\\s*(?:${UNIT})? (?:and|to) \\d+(?:[.,]\\d+)?\\s*(?:${UNIT})(?![\\w-])`,
  'i',
);
const OF_TIME = /(?:min(?:ute)?s?|hours?)$/i;

/** Bounds that are said and not held against anything: a range, or a second bound beside the first. */
export function furtherBounds(text: string): string[] {
  const [range] = RANGE.exec(text) ?? [];
  const [second] = BOUND.exec(withoutThreshold(text)) ?? [];
  return [range, second]
    .filter((one) => one !== undefined)
    .filter((one) => /\d\s*[a-z%]/i.test(one) && !OF_TIME.test(one));
}
