import type { Deviation, View } from './deviate.ts';
import { deviate, present, splitAt } from './deviate.ts';
import type { Signal } from './evidence.ts';
import type { Sample } from '../sample.ts';
import type { EvidenceIndex } from './index-evidence.ts';
import { median, sum } from '../statistics.ts';

/** How much a node is asked since the beginning, per interval. */
export interface Traffic {
  signal: Signal;
  usual: number;
  now: number;
  /** In spreads: positive when it is asked more than usual. */
  score: number;
  /** Requests that did not come though as many as usual were due: how unusual that is, and how many. */
  fall: { score: number; mass: number };
}

/** A series that ends where the trouble begins is a node that is asked nothing more; single gaps are only gaps. */
function sinceThen(index: EvidenceIndex, signal: Signal, begin: number): readonly Sample[] {
  const { since } = splitAt(signal.window, begin);
  if (present(since).length > 0) return since;
  const { node, role } = index.evidence.symptom;
  const clock = splitAt(index.signal(node, role)?.window ?? signal.window, begin).since;
  return clock.map(({ at }) => ({ at, value: 0 }));
}

/** The same departures seen from the other side. */
function fallOf(deviation: Deviation | undefined): Traffic['fall'] {
  if (!deviation) return { score: 0, mass: 0 };
  const falls = deviation.departures.map(({ harm }) => -harm).toSorted((a, b) => b - a);
  const score = sum(falls.slice(0, 2)) / Math.min(2, falls.length) / deviation.spread;
  return { score, mass: sum(falls.map((fall) => Math.max(0, fall))) };
}

/** Reads how much a node is asked; nothing when nobody counts its requests. */
export function readTraffic(index: EvidenceIndex, node: string, view: View): Traffic | undefined {
  const signal = index.signal(node, 'requests');
  if (!signal) return undefined;
  const { before } = splitAt(signal.window, view.begin);
  const since = sinceThen(index, signal, view.begin);
  const [first, second] = view.reference === 'before' ? [before, signal.normal] : [signal.normal, before];
  const usual = median(present(present(first).length > 0 ? first : second)) || 0;
  const deviation = deviate({ ...signal, window: [...before, ...since] }, { ...view, requests: undefined });
  const now = median(present(since)) || 0;
  return { signal, usual, now, score: deviation?.score ?? 0, fall: fallOf(deviation) };
}
