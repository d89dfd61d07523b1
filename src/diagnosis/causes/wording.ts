import { formatDuration, formatNumber } from '#ground/text';
import type { Deviation } from './deviate.ts';

/** A value in the unit of its role. */
export function inUnit(role: Deviation['signal']['role'], value: number): string {
  if (role === 'latency') return formatDuration(value);
  return role === 'availability' ? `${formatNumber(value)} %` : formatNumber(value);
}

export const percent = (share: number): string => `${Math.round(share * 100)} %`;

const NAMES = {
  latency: 'latency',
  availability: 'availability',
  requests: 'request count',
  saturation: 'saturation',
} as const;

/** "latency of cart: 120 ms at worst, 20 ms usually". */
export function deviationInWords({ signal, usual, worst }: Deviation): string {
  const { role, node, what = NAMES[role] } = signal;
  return `${what} of ${node}: ${inUnit(role, worst.value)} at worst, ${inUnit(role, usual)} usually`;
}

/** What a symptom costs: "additional waiting". */
export const lossInWords = (role: 'latency' | 'availability'): string =>
  role === 'latency' ? 'additional waiting' : 'additional failures';
