const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const YEAR = 365 * DAY;

/** "1 pod", "3 policies", "2 ingresses": the number and its noun, which is given in the singular. */
export function plural(n: number, word: string): string {
  return `${n} ${n === 1 ? word : pluralOf(word)}`;
}

function pluralOf(word: string): string {
  if (/[^aeiou]y$/i.test(word)) return `${word.slice(0, -1)}ies`;
  return /(?:s|x|z|ch|sh)$/i.test(word) ? `${word}es` : `${word}s`;
}

/** A text with a capital at its beginning. */
export const capitalise = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}`;

/** A length of time as kubectl writes it: 45s, 5m30s, 3h, 2d5h, 1y40d. Negative is 0s. */
export function formatAge(ms: number): string {
  if (ms < 2 * MINUTE) return `${Math.max(0, Math.floor(ms / SECOND))}s`;
  if (ms < 10 * MINUTE) return twoUnits(ms, [MINUTE, 'm'], [SECOND, 's']);
  if (ms < 3 * HOUR) return `${Math.floor(ms / MINUTE)}m`;
  if (ms < 8 * HOUR) return twoUnits(ms, [HOUR, 'h'], [MINUTE, 'm']);
  if (ms < 2 * DAY) return `${Math.floor(ms / HOUR)}h`;
  if (ms < 8 * DAY) return twoUnits(ms, [DAY, 'd'], [HOUR, 'h']);
  if (ms < 2 * YEAR) return `${Math.floor(ms / DAY)}d`;
  return twoUnits(ms, [YEAR, 'y'], [DAY, 'd']);
}

type Unit = [ms: number, letter: string];

function twoUnits(ms: number, [big, bigLetter]: Unit, [small, smallLetter]: Unit): string {
  const rest = Math.floor((ms % big) / small);
  return `${Math.floor(ms / big)}${bigLetter}${rest > 0 ? `${rest}${smallLetter}` : ''}`;
}

/** A share of one in percent, with as many places as tell something: "0.14 %", "47 %", "99.95 %"; the smallest are not nothing. */
export function formatShare(share: number): string {
  const hundredths = share * 100;
  if (hundredths !== 0 && Math.abs(hundredths) < 0.01) return 'under 0.01 %';
  const isFine = Math.abs(hundredths) < 10 || (hundredths > 99 && hundredths < 100);
  return `${isFine ? Number(hundredths.toFixed(2)) : Math.round(hundredths)} %`;
}

/** A number with the three digits that tell something: 0.123, 12.3, 1230. */
export const formatNumber = (value: number): string => String(Number(value.toPrecision(3)));

/** A length of time that machines measure, in seconds: "240 ms", "1.2 s", "85 µs". */
export function formatDuration(seconds: number): string {
  if (seconds < 0.001) return `${formatNumber(seconds * 1_000_000)} µs`;
  return seconds < 1 ? `${formatNumber(seconds * 1000)} ms` : `${formatNumber(seconds)} s`;
}

const BINARY_UNITS = ['', 'Ki', 'Mi', 'Gi', 'Ti', 'Pi'];

/** Bytes in Kubernetes' binary units, at most one decimal: 512, 1.5Gi, 200Mi. */
export function formatBytes(bytes: number): string {
  let value = bytes;
  let unit = 0;
  while (rounded(value) >= 1024 && unit < BINARY_UNITS.length - 1) {
    value /= 1024;
    unit += 1;
  }
  return `${unit === 0 ? Math.round(value) : rounded(value)}${BINARY_UNITS[unit] ?? ''}`;
}

function rounded(value: number): number {
  return value >= 100 ? Math.round(value) : Math.round(value * 10) / 10;
}

/** Cores as Kubernetes writes them: 250m below one core, else 1.5 or 12. */
export function formatCores(cores: number): string {
  const millis = Math.round(cores * 1000);
  if (millis < 1000) return millis === 0 && cores > 0 ? '1m' : `${millis}m`;
  return String(Math.round(cores * 100) / 100);
}
