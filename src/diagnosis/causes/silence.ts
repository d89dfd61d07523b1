import type { Reading, Standpoint } from './reading.ts';
import { sureness } from './reading.ts';
import { clamp01, median } from '../statistics.ts';

/** Requests that never arrived while the dependent went on calling others. */
const UNREACHED = 0.7;
/** With nothing to compare it to, the dependent may just as well have failed before it called. */
const NO_SIBLINGS = 0.4;
const ENOUGH_REQUESTS = 5;

/** Which part of its due requests a dependency did not get. */
function missing(reading: Reading, from: string, to: string): number | undefined {
  const [upper, lower] = [reading.state(from).traffic, reading.state(to).traffic];
  if (!lower || lower.usual < ENOUGH_REQUESTS) return undefined;
  const due = lower.usual * Math.min(1, upper && upper.usual > 0 ? upper.now / upper.usual : 1);
  return due > 0 ? clamp01(1 - lower.now / due) : undefined;
}

/**
 * Which part of the failures a dependency accounts for that fell silent: what all its siblings miss too is not its doing,
 * unless something was found wrong with it.
 */
export function silence(reading: Reading, from: Standpoint, to: string): number {
  const own = missing(reading, from.node, to);
  const { traffic } = reading.state(to);
  if (own === undefined || own === 0 || !traffic || reading.index.evidence.symptom.role !== 'availability')
    return 0;
  const siblings = reading.index
    .dependenciesOf(from.node)
    .flatMap((other) => (other === to ? [] : (missing(reading, from.node, other) ?? [])));
  const common = siblings.length > 0 ? median(siblings) : 0;
  const due = siblings.length > 0 ? UNREACHED : NO_SIBLINGS;
  const found = Math.max(0, ...reading.state(to).findings.map(({ weight }) => clamp01(weight)));
  const alone = Math.max(found, (own - common) / own);
  return due * alone * sureness(traffic.fall.score) * Math.min(1, traffic.fall.mass / from.mass);
}
