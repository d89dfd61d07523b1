import { CLEAR } from './deviate.ts';
import type { Judgement } from './judge.ts';
import type { Reading } from './reading.ts';
import type { AlsoUnusual, RankedCause } from './verdict.ts';
import { deviationInWords } from './wording.ts';

/** The node of the symptom and all that it depends on, near or far. */
export function reachable(reading: Reading): string[] {
  const seen = new Set([reading.index.evidence.symptom.node]);
  for (const node of seen) for (const next of reading.index.dependenciesOf(node)) seen.add(next);
  return [...seen].toSorted();
}

function unusualAt(reading: Reading, node: string): (AlsoUnusual & { score: number })[] {
  const { latency, availability, saturation } = reading.state(node);
  const [worst] = [latency?.deviation, availability?.deviation, saturation]
    .flatMap((deviation) => deviation ?? [])
    .toSorted((a, b) => b.score - a.score);
  if (!worst || worst.score < CLEAR) return [];
  const says = `The ${deviationInWords(worst)}: at the same time, but the loss cannot be followed there.`;
  return [{ node, why: { says, evidence: [worst.signal.id] }, score: worst.score }];
}

/** What else that the symptom depends on is clearly unusual, the most unusual first: at the same time is not because of. */
export function alsoUnusual({ reading }: Judgement, causes: readonly RankedCause[]): AlsoUnusual[] {
  const named = new Set(causes.flatMap(({ path }) => path));
  return reachable(reading)
    .filter((node) => !named.has(node))
    .flatMap((node) => unusualAt(reading, node))
    .toSorted((a, b) => b.score - a.score)
    .map(({ node, why }) => ({ node, why }));
}
