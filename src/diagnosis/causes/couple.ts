import type { Symptom } from './evidence.ts';
import type { Sample } from '../sample.ts';
import type { EvidenceIndex } from './index-evidence.ts';
import { present } from './deviate.ts';
import { clamp01, median, quantile, sum } from '../statistics.ts';

/** 0..1: how far the ordinary ups and downs of the second node are seen to reach the first. */
export type Coupling = (dependent: string, dependency: string) => number;

const ENOUGH_PAIRS = 30;
const FULLY_COUPLED = 0.5;
const CERTAIN = 3;

/** What the node lost or gained in each interval of the ordinary, in its requests' total; rare extremes are cut off. */
function ordinaryExcess(index: EvidenceIndex, node: string, role: Symptom['role']): Map<number, number> {
  const samples: readonly Sample[] = index.signal(node, role)?.normal ?? [];
  const counts = new Map(index.signal(node, 'requests')?.normal.map(({ at, value }) => [at, value ?? 0]));
  const usual = median(present(samples));
  const excess = samples.map(({ at, value }): [number, number] => [
    at,
    value === null ? 0 : (value - usual) * (counts.get(at) ?? 1),
  ]);
  const cap =
    quantile(
      excess.map(([, amount]) => Math.abs(amount)),
      0.98,
    ) || 0;
  return new Map(excess.map(([at, amount]) => [at, Math.max(-cap, Math.min(cap, amount))]));
}

/** The upper bound of the slope counts: only what is surely apart is called apart. */
function upperSlope(pairs: readonly (readonly [number, number])[]): number {
  const above = sum(pairs.map(([y]) => y)) / pairs.length;
  const below = sum(pairs.map(([, x]) => x)) / pairs.length;
  const square = sum(pairs.map(([, x]) => (x - below) ** 2));
  const product = sum(pairs.map(([y, x]) => (y - above) * (x - below)));
  const rest = sum(pairs.map(([y]) => (y - above) ** 2)) - product ** 2 / square;
  return product / square + CERTAIN * Math.sqrt(Math.max(0, rest) / pairs.length / square);
}

/** Learns from the ordinary period whether a dependency's delays are waited for: calls that nobody waits for are not coupled. */
export function learnCoupling(index: EvidenceIndex, role: Symptom['role']): Coupling {
  const excess = new Map<string, Map<number, number>>();
  const excessOf = (node: string): Map<number, number> => {
    const found = excess.get(node) ?? ordinaryExcess(index, node, role);
    excess.set(node, found);
    return found;
  };
  return (dependent, dependency) => {
    const upper = excessOf(dependent);
    const pairs = [...excessOf(dependency)].flatMap(([at, x]) => {
      const y = upper.get(at);
      return y === undefined ? [] : [[y, x] as const];
    });
    const slope = pairs.length < ENOUGH_PAIRS ? Number.NaN : upperSlope(pairs);
    return Number.isNaN(slope) ? 1 : clamp01(slope / FULLY_COUPLED);
  };
}
