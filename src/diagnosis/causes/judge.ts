import type { Attribution } from './attribute.ts';
import { attribute } from './attribute.ts';
import type { View } from './deviate.ts';
import { CLEAR, stepOf } from './deviate.ts';
import type { EvidenceIndex } from './index-evidence.ts';
import type { Reading } from './reading.ts';
import { readIncident } from './reading.ts';

/** Whether the symptom is really there, and where it leads. */
export interface Judgement {
  reading: Reading;
  attributions: readonly Attribution[];
  /** In spreads of the usual; undefined when the symptom is not measured. */
  score: number | undefined;
  real: boolean;
  /** It is clearly more than usual; when it is not real, too little to look for a cause. */
  slight: boolean;
}

/** A faint symptom counts when what it leads to stands out so much. */
const FAINT = 1.5;
const STANDS_OUT = 2 * CLEAR;
/** ... and when it is not dwarfed by that: a loss so much smaller is a ripple of its own. */
const COMMENSURATE = 0.02;
/** A symptom that begins at itself is none that anybody looks for the cause of when it is smaller: of latencies a part of the usual and seconds, of availability points. */
const MATERIAL = { share: 0.4, seconds: 0.005, points: 1 };
/** So much more must be seen by a view that is tried because the first showed nothing, or of a symptom that nothing else shows. */
const MORE = 1.5;
/** Alarms go off late: so many intervals earlier the trouble may have begun. */
const LATE_ALARM = 2;

function judgeWith(index: EvidenceIndex, view: View, demand: number): Judgement {
  const reading = readIncident(index, view);
  const { node, role } = index.evidence.symptom;
  const attributions = attribute(reading);
  const deviation = reading.state(node)[role]?.deviation;
  if (!deviation) {
    const real = isCarried(reading, attributions);
    return { reading, attributions, score: undefined, real, slight: false };
  }
  const led = attributions[0] && attributions[0].node !== node ? scoreAt(reading, attributions[0].node) : 0;
  const clear = deviation.score >= CLEAR * demand * (led >= CLEAR ? 1 : MORE);
  const faint =
    deviation.score >= FAINT * demand && led >= STANDS_OUT * demand && !isDwarfed(reading, attributions);
  const seen = clear || faint;
  const matters = seen && [node, attributions[0]?.node ?? node].some((name) => isMaterial(reading, name));
  return {
    reading,
    attributions,
    score: deviation.score,
    real: seen && matters,
    slight: deviation.score >= CLEAR,
  };
}

/** Whether what a node loses is more than people would notice: what is significant need not matter. */
function isMaterial(reading: Reading, node: string): boolean {
  const { role } = reading.index.evidence.symptom;
  const deviation = reading.state(node)[role]?.deviation;
  if (!deviation || deviation.score < CLEAR) return false;
  const harm = deviation.score * deviation.spread;
  if (role === 'availability') return harm >= MATERIAL.points;
  return harm >= MATERIAL.share * deviation.usual && harm >= MATERIAL.seconds;
}

function scoreAt(reading: Reading, node: string): number {
  return reading.state(node)[reading.index.evidence.symptom.role]?.deviation.score ?? 0;
}

function isDwarfed(reading: Reading, [first]: readonly Attribution[]): boolean {
  const { node, role } = reading.index.evidence.symptom;
  const [own, led] = [node, first?.node ?? node].map((name) => reading.state(name)[role]?.peak ?? 0);
  return (own ?? 0) < COMMENSURATE * (led ?? 0);
}

/** An unmeasured symptom is believed when it leads to something that is found wrong. */
function isCarried(reading: Reading, attributions: readonly Attribution[]): boolean {
  const { node } = reading.index.evidence.symptom;
  const [first] = attributions.filter((attribution) => attribution.node !== node);
  if (first && first.share >= 0.5) return true;
  return reading.state(node).findings.some(({ weight }) => weight >= 0.5);
}

function secondViews(index: EvidenceIndex): View[] {
  const { node, role, at } = index.evidence.symptom;
  const window = index.signal(node, role)?.window ?? [];
  const step = stepOf(window);
  const [first] = window;
  const earlier = Array.from({ length: LATE_ALARM }, (_, place) => at - (place + 1) * step);
  return [
    ...earlier
      .filter((begin) => step > 0 && first && first.at + step <= begin)
      .map((begin): View => ({ begin, reference: 'before' })),
    { begin: at, reference: 'normal' },
  ];
}

/** Compares with the time before the alarm; when that shows nothing, with an earlier time and with the normal period: the trouble may be older than its alarm. */
export function judge(index: EvidenceIndex): Judgement {
  const first = judgeWith(index, { begin: index.evidence.symptom.at, reference: 'before' }, 1);
  if (first.real) return first;
  let slight = first.slight ? first : undefined;
  for (const view of secondViews(index)) {
    const second = judgeWith(index, view, MORE);
    if (second.real) return second;
    slight ??= second.slight ? second : undefined;
  }
  return slight ?? first;
}
