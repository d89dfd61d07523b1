import { formatBytes, formatCores } from '#ground/text';

const rounded = (value: number): string => String(Number(value.toPrecision(3)));

function seconds(value: number): string {
  if (value < 0.001) return `${rounded(value * 1_000_000)} µs`;
  return value < 1 ? `${rounded(value * 1000)} ms` : `${rounded(value)} s`;
}

function share(value: number): string {
  const hundredths = value * 100;
  if (hundredths !== 0 && Math.abs(hundredths) < 0.01) return 'under 0.01 %';
  return `${Math.abs(hundredths) < 10 ? Number(hundredths.toFixed(2)) : Math.round(hundredths)} %`;
}

const WORDS: Readonly<Record<string, (value: number) => string>> = {
  seconds,
  milliseconds: (value) => seconds(value / 1000),
  ratio: share,
  bytes: formatBytes,
  'bytes per second': (value) => `${formatBytes(value)}/s`,
  cores: (value) => `${formatCores(value)} CPU`,
  'per second': (value) => `${rounded(value)}/s`,
};

/** A value in its unit, as people read it; "no value" for what is no number. */
export function inUnit(value: number | null, unit: string): string {
  if (value === null || !Number.isFinite(value)) return 'no value';
  return (WORDS[unit] ?? rounded)(value);
}
