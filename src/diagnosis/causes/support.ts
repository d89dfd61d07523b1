import type { LinedUpChange } from '../changes/line-up-changes.ts';
import { lineUpChanges } from '../changes/line-up-changes.ts';
import type { Deviation } from './deviate.ts';
import { CLEAR, stepOf } from './deviate.ts';
import type { NodeFinding } from './evidence.ts';
import type { Reading } from './reading.ts';
import { clamp01 } from '../statistics.ts';

/** What else speaks for a node, besides that the loss ends there. */
export interface Support {
  changes: readonly LinedUpChange[];
  findings: readonly NodeFinding[];
  saturation: Deviation | undefined;
  /** How much more it is believed for all that: 0 is no more. */
  boost: number;
}

/** When the trouble began at a node: its own first unusual interval, else the symptom's, else the alarm. */
export function beginningAt(reading: Reading, node: string): { at: number; within: number } {
  const { symptom } = reading.index.evidence;
  const [own, top] = [node, symptom.node].map((name) => reading.state(name)[symptom.role]?.deviation);
  const at = own?.onset ?? top?.onset ?? symptom.at;
  return { at, within: stepOf((own ?? top)?.signal.window ?? []) };
}

/** Gathers the changes, findings and saturation of a node that come in time to matter. */
export function supportOf(reading: Reading, node: string): Support {
  const beginning = beginningAt(reading, node);
  const { changes: all } = reading.index.evidence;
  const changes = lineUpChanges(
    all.filter((change) => change.node === node),
    beginning,
  ).filter(({ timing }) => timing === 'before');
  const state = reading.state(node);
  const findings = state.findings.filter(
    ({ at }) => at === undefined || at <= beginning.at + 2 * beginning.within,
  );
  const saturation = (state.saturation?.score ?? 0) >= CLEAR ? state.saturation : undefined;
  const found = Math.max(0, ...findings.map(({ weight }) => clamp01(weight)));
  const boost = (changes[0]?.closeness ?? 0) + found + (saturation ? 0.5 : 0);
  return { changes, findings, saturation, boost };
}
