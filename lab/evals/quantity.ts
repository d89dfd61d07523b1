import type { Matcher } from './matcher.ts';

const UNITS: Record<string, number> = {
  Ki: 2 ** 10,
  Mi: 2 ** 20,
  Gi: 2 ** 30,
  Ti: 2 ** 40,
  k: 1e3,
  M: 1e6,
  G: 1e9,
  T: 1e12,
  m: 1e-3,
  '': 1,
};

/** A Kubernetes quantity as a plain number: bytes, or cores. */
export function amount(quantity: string | undefined): number {
  const parts = /^([\d.]+)([A-Za-z]*)$/.exec(quantity ?? '0');
  return Number(parts?.[1] ?? 0) * (UNITS[parts?.[2] ?? ''] ?? 1);
}

/** A number rounded to none, one or two places, in all the ways it may be written. */
function written(value: number): string[] {
  const rounded = [0, 1, 2].map((places) => value.toFixed(places));
  const trimmed = rounded.map((text) => (text.includes('.') ? text.replace(/\.?0+$/, '') : text));
  const close = (text: string) => Math.abs(Number(text) - value) <= value * 0.03;
  return [...new Set([...rounded, ...trimmed])].filter(close);
}

const oneOf = (values: string[], unit: string): RegExp[] =>
  values.length === 0
    ? []
    : [new RegExp(`(?<![\\d.])(${values.map((value) => value.replace('.', '\\.')).join('|')}) ?${unit}`)];

/** An amount of memory or storage in whichever unit the answer likes. */
export function bytes(value: number): Matcher {
  return [
    ...oneOf(written(value / 2 ** 20), '(mi|mib|mb)\\b'),
    ...oneOf(written(value / 2 ** 30), '(gi|gib|gb)\\b'),
    ...oneOf(written(value / 2 ** 40), '(ti|tib|tb)\\b'),
  ];
}

/** An amount of CPU in millicores, or in cores with the unit or, as Kubernetes writes it, without. */
export function cores(value: number): Matcher {
  return [
    ...oneOf(written(value * 1000), '(m|millicores?|mcpu)\\b'),
    ...oneOf(written(value), '((v?cpus?|cores?)\\b|(?![\\d.]*\\d|[a-z%]))'),
  ];
}
