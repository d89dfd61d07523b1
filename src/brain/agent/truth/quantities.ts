import type { Token } from './tokens.ts';

/** What a number measures. */
type Measure = 'count' | 'seconds' | 'bytes' | 'cores' | 'share' | 'clock' | 'day' | 'instant';

interface Reading {
  measure: Measure;
  value: number;
  /** Half of the last place that was written, in the same unit. */
  precision: number;
}

/** A number as it stands in a text; some can be read in two ways ("250m"). */
export interface Quantity {
  readings: Reading[];
  raw: string;
  bound: 'exact' | 'about' | 'over' | 'under';
  /** Stems of the words around it: what it is a number of. */
  nouns: string[];
  /** How long ago. */
  isAgo: boolean;
}

type Unit = [Measure, factor: number];
const K = 1024;
const UNITS: Record<string, Unit[]> = {
  ns: [['seconds', 1e-9]],
  µs: [['seconds', 1e-6]],
  us: [['seconds', 1e-6]],
  ms: [['seconds', 1e-3]],
  s: [['seconds', 1]],
  m: [
    ['seconds', 60],
    ['cores', 1e-3],
  ],
  h: [['seconds', 3600]],
  d: [['seconds', 86_400]],
  w: [['seconds', 604_800]],
  y: [['seconds', 31_536_000]],
  ki: [['bytes', K]],
  mi: [['bytes', K ** 2]],
  gi: [['bytes', K ** 3]],
  ti: [['bytes', K ** 4]],
  k: [
    ['count', 1e3],
    ['bytes', 1e3],
  ],
  kb: [['bytes', 1e3]],
  mb: [['bytes', 1e6]],
  gb: [['bytes', 1e9]],
  tb: [['bytes', 1e12]],
  g: [['bytes', 1e9]],
  b: [['bytes', 1]],
  '%': [['share', 0.01]],
  x: [['count', 1]],
};
const ALIASES: [RegExp, string][] = [
  [/^(?:milliseconds?|msecs?)$/, 'ms'],
  [/^(?:microseconds?)$/, 'µs'],
  [/^(?:seconds?|secs?)$/, 's'],
  [/^(?:minutes?|mins?)$/, 'min'],
  [/^(?:hours?|hrs?)$/, 'h'],
  [/^days?$/, 'd'],
  [/^weeks?$/, 'w'],
  [/^years?$/, 'y'],
  [/^(?:percent|percentage|per-cent)$/, '%'],
  [/^kib(?:ibytes?)?$/, 'ki'],
  [/^(?:mib|mebibytes?)$/, 'mi'],
  [/^(?:gib|gibibytes?)$/, 'gi'],
  [/^(?:tib|tebibytes?)$/, 'ti'],
  [/^(?:kilobytes?)$/, 'kb'],
  [/^(?:megabytes?)$/, 'mb'],
  [/^(?:gigabytes?)$/, 'gb'],
  [/^bytes?$/, 'b'],
  [/^(?:cores?|cpus?|vcpus?)$/, 'core'],
  [/^(?:millicores?|milli-?cpus?)$/, 'milli'],
];
const NAMED: Record<string, Unit[]> = {
  ...UNITS,
  min: [['seconds', 60]],
  core: [['cores', 1]],
  milli: [['cores', 1e-3]],
};
const WORDS =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty'.split(
    ' ',
  );
const TIMES: Record<string, number> = { once: 1, twice: 2, thrice: 3, dozen: 12 };

const NUMBER = /^[-+]?(?:\d{1,3}(?:[,_]\d{3})+|\d+)(?:\.\d+)?$/;
const WITH_UNIT = /^([-+]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?)([a-zµ%]{1,3})$/i;
const COMPOUND = /^(?:\d+(?:\.\d+)?(?:ms|[ydhms])){2,}$/;
const CLOCK = /^(\d{1,2}):(\d{2})(?::(\d{2}))?(?:\.\d+)?Z?$/;
const ISO = /^\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?)?$/;
const FRACTION = /^(\d+)\/(\d+)$/;

const places = (digits: string): number => 0.5 * 10 ** -(digits.split('.')[1]?.length ?? 0);
const plain = (digits: string): number => Number(digits.replace(/[,_]/g, ''));

function measured(digits: string, units: readonly Unit[]): Reading[] {
  return units.map(([measure, factor]) => ({
    measure,
    value: plain(digits) * factor,
    precision: places(digits) * factor,
  }));
}

function compound(text: string): Reading[] {
  const parts = [...text.matchAll(/(\d+(?:\.\d+)?)(ms|[ydhms])/g)];
  const value = parts.reduce((sum, [, n = '0', unit = 's']) => {
    return sum + Number(n) * (UNITS[unit]?.[0]?.[1] ?? 0);
  }, 0);
  const smallest = UNITS[parts.at(-1)?.[2] ?? 's']?.[0]?.[1] ?? 1;
  return [{ measure: 'seconds', value, precision: smallest / 2 }];
}

const minutesIn = (date: Date, timeZone: string): number => {
  const [hours = 0, minutes = 0] = date
    .toLocaleTimeString('en-GB', { timeZone, hour: '2-digit', minute: '2-digit' })
    .split(':')
    .map(Number);
  return hours * 60 + minutes;
};

function moment(text: string, timeZone: string): Reading[] {
  const value = Date.parse(text);
  if (Number.isNaN(value)) return [];
  const date = new Date(value);
  const day: Reading = { measure: 'day', value: Math.floor(value / 86_400_000), precision: 0 };
  if (!text.includes('T')) return [day];
  const clocks = [...new Set([minutesIn(date, 'UTC'), minutesIn(date, timeZone)])];
  return [
    { measure: 'instant', value: value / 1000, precision: 0 },
    day,
    ...clocks.map((at): Reading => ({ measure: 'clock', value: at, precision: 0.5 })),
  ];
}

function clock(text: string): Reading[] {
  const [, hours = '0', minutes = '0', seconds] = CLOCK.exec(text) ?? [];
  const value = Number(hours) * 60 + Number(minutes) + Number(seconds ?? 0) / 60;
  return [{ measure: 'clock', value, precision: seconds === undefined ? 0.5 : 0.01 }];
}

/** How a token with digits, or a number in words, can be read; nothing when it is no number. */
export function readingsOf(text: string, timeZone: string): Reading[] {
  const lower = text.toLowerCase();
  if (NUMBER.test(text)) return measured(text, [['count', 1]]);
  if (CLOCK.test(text)) return clock(text);
  if (ISO.test(text)) return moment(text, timeZone);
  if (COMPOUND.test(text)) return compound(text);
  const [, digits, suffix = ''] = WITH_UNIT.exec(text) ?? [];
  const units = UNITS[unitOf(suffix)];
  if (digits !== undefined && units !== undefined) return measured(digits, units);
  const word = WORDS.indexOf(lower);
  if (word >= 2 || lower === 'zero') return measured(String(word), [['count', 1]]);
  const times = TIMES[lower];
  return times === undefined ? [] : measured(String(times), [['count', 1]]);
}

function unitOf(word: string): string {
  const lower = word.toLowerCase();
  return ALIASES.find(([pattern]) => pattern.test(lower))?.[1] ?? lower;
}

/** The unit that stands after a number as a word of its own. */
export function unitAfter(token: Token | undefined): Unit[] | undefined {
  if (token === undefined) return undefined;
  const unit = unitOf(token.text);
  return ['m', 'x', 'k', 'g'].includes(unit) ? undefined : NAMED[unit];
}

/** A number with the unit that stands after it. */
export const inUnit = (digits: string, units: readonly Unit[]): Reading[] => measured(digits, units);

/** "3/5": two numbers. */
export function fractionOf(text: string): [string, string] | undefined {
  const [, a, b] = FRACTION.exec(text) ?? [];
  return a === undefined || b === undefined ? undefined : [a, b];
}

const ABOUT = 0.1;
const FAR = 2;
/** How near "about" is of a moment, in its own unit. */
const NEARLY: Partial<Record<Measure, number>> = { clock: 6, instant: 360, day: 0 };

const isMoment = ({ measure }: Reading): boolean => measure in NEARLY;

function sameValue(said: Reading, seen: Reading, bound: Quantity['bound']): boolean {
  const gap = Math.abs(said.value - seen.value);
  if (bound === 'over') return seen.value >= said.value && seen.value <= said.value * FAR + 1;
  if (bound === 'under') return seen.value <= said.value && seen.value * FAR + 1 >= said.value;
  if (bound === 'about')
    return (
      gap <=
      Math.max(isMoment(said) ? 0 : Math.abs(seen.value) * ABOUT, NEARLY[said.measure] ?? said.precision)
    );
  if (gap <= Math.abs(seen.value) * 1e-9 + 1e-12) return true;
  const isFiner =
    seen.precision < said.precision || (seen.measure !== 'count' && said.precision >= seen.precision);
  return isFiner && gap <= Math.min(said.precision * 1.0001, Math.abs(seen.value) * ABOUT);
}

/** Whether two numbers are the same, as far as the one that was said is exact. */
export function sameQuantity(said: Quantity, seen: Quantity, now: number): boolean {
  const ofMoments = [said, seen].every(({ readings }) =>
    readings.some(({ measure }) => measure === 'instant'),
  );
  return said.readings.some((one) =>
    seen.readings.some((other) => {
      if (ofMoments && one.measure !== 'instant') return false;
      if (one.measure === other.measure) return sameValue(one, other, said.bound);
      if (one.measure === 'seconds' && other.measure === 'instant' && said.isAgo)
        return sameValue(
          { ...one },
          { ...other, measure: 'seconds', value: now / 1000 - other.value },
          'about',
        );
      return one.measure === 'share' && other.measure === 'count' && other.value <= 1 && other.value % 1 !== 0
        ? Math.abs(one.value - other.value) <= one.precision * 1.0001
        : false;
    }),
  );
}
