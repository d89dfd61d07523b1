import type { Attribution } from './attribute.ts';
import { attribute } from './attribute.ts';
import { CLEAR } from './deviate.ts';
import type { Reference } from './deviate.ts';
import type { EvidenceIndex } from './index-evidence.ts';
import type { Reading } from './pass.ts';
import { readIncident } from './pass.ts';

/** Whether the symptom is really there, and where it leads. */
export interface Judgement {
  reading: Reading;
  attributions: readonly Attribution[];
  /** In spreads of the usual; undefined when the symptom is not measured. */
  score: number | undefined;
  real: boolean;
}

/** A faint symptom counts when what it leads to stands out so much. */
const FAINT = 1.5;
const STANDS_OUT = 2 * CLEAR;
/** Against the distant past more must be seen: systems drift without being ill. */
const AGAINST_NORMAL = 1.5;

function judgeAgainst(index: EvidenceIndex, reference: Reference): Judgement {
  const reading = readIncident(index, reference);
  const { node, role } = index.evidence.symptom;
  const attributions = attribute(reading);
  const deviation = reading.state(node)[role]?.deviation;
  if (!deviation) return { reading, attributions, score: undefined, real: isCarried(reading, attributions) };
  const strict = reference === 'normal' ? AGAINST_NORMAL : 1;
  const led = attributions[0] && attributions[0].node !== node ? scoreAt(reading, attributions[0].node) : 0;
  const clear = deviation.score >= CLEAR * strict;
  const faint = deviation.score >= FAINT * strict && led >= STANDS_OUT * strict;
  return { reading, attributions, score: deviation.score, real: clear || faint };
}

function scoreAt(reading: Reading, node: string): number {
  return reading.state(node)[reading.index.evidence.symptom.role]?.deviation.score ?? 0;
}

/** An unmeasured symptom is believed when it leads to something that is found wrong. */
function isCarried(reading: Reading, attributions: readonly Attribution[]): boolean {
  const { node } = reading.index.evidence.symptom;
  const [first] = attributions.filter((attribution) => attribution.node !== node);
  if (first && first.share >= 0.5) return true;
  return reading.state(node).findings.some(({ weight }) => weight >= 0.5);
}

/** Compares with the time before the alarm; when that shows nothing, with the normal period: the trouble may be older than the window. */
export function judge(index: EvidenceIndex): Judgement {
  const before = judgeAgainst(index, 'before');
  if (before.real) return before;
  const normal = judgeAgainst(index, 'normal');
  return normal.real ? normal : before;
}
