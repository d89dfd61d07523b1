import { formatBytes, formatCores, formatDuration, formatNumber, formatShare } from '#ground/text';

const WORDS: Readonly<Record<string, (value: number) => string>> = {
  seconds: formatDuration,
  milliseconds: (value) => formatDuration(value / 1000),
  ratio: formatShare,
  bytes: formatBytes,
  'bytes per second': (value) => `${formatBytes(value)}/s`,
  cores: (value) => `${formatCores(value)} CPU`,
  'per second': (value) => `${formatNumber(value)}/s`,
};

/** A value in its unit, as people read it; "no value" for what is no number. */
export function inUnit(value: number | null, unit: string): string {
  if (value === null || !Number.isFinite(value)) return 'no value';
  return (WORDS[unit] ?? formatNumber)(value);
}
