import type { Deviation, Reference } from './deviate.ts';
import { deviate, present, splitAt } from './deviate.ts';
import type { NodeFinding, Signal, Symptom } from './evidence.ts';
import type { EvidenceIndex } from './index-evidence.ts';
import { median, sum } from './statistics.ts';

/** What a node lost in one respect: how unusual it is, and how much in all (seconds of waiting, failed requests). */
export interface Harm {
  deviation: Deviation;
  mass: number;
}

/** How much a node is asked since the alarm, per interval. */
export interface Traffic {
  signal: Signal;
  usual: number;
  now: number;
  /** In spreads: positive when it is asked more than usual. */
  score: number;
}

/** All that is known of one node in the incident. */
export interface NodeState {
  node: string;
  latency: Harm | undefined;
  availability: Harm | undefined;
  traffic: Traffic | undefined;
  saturation: Deviation | undefined;
  findings: readonly NodeFinding[];
}

export type NodeReader = (node: string) => NodeState;

function readTraffic(index: EvidenceIndex, node: string, reference: Reference): Traffic | undefined {
  const signal = index.signal(node, 'requests');
  if (!signal) return undefined;
  const { before, since } = splitAt(signal.window, index.evidence.symptom.at);
  const [first, second] = reference === 'before' ? [before, signal.normal] : [signal.normal, before];
  const usual = median(present(present(first).length > 0 ? first : second)) || 0;
  const now = median(since.map(({ value }) => value ?? 0)) || 0;
  const comparison = { alarm: index.evidence.symptom.at, reference, requests: undefined };
  return { signal, usual, now, score: deviate(signal, comparison)?.score ?? 0 };
}

/** A node that does not count its requests is taken to have as many as the node of the symptom. */
function countsOf(index: EvidenceIndex, node: string): Map<number, number> | undefined {
  const signal = index.signal(node, 'requests') ?? index.signal(index.evidence.symptom.node, 'requests');
  return signal && new Map(signal.window.map(({ at, value }) => [at, value ?? 0]));
}

function readHarm(index: EvidenceIndex, node: string, options: HarmOptions): Harm | undefined {
  const signal = index.signal(node, options.role);
  const { at: alarm } = index.evidence.symptom;
  const requests = options.traffic && Math.max(options.traffic.usual, options.traffic.now);
  const deviation = signal && deviate(signal, { alarm, reference: options.reference, requests });
  if (!deviation) return undefined;
  const counts = countsOf(index, node);
  const perRequest = options.role === 'availability' ? 100 : 1;
  const parts = deviation.departures.map(({ at, harm }) => (harm / perRequest) * (counts?.get(at) ?? 1));
  return { deviation, mass: Math.max(0, sum(parts)) };
}

interface HarmOptions {
  role: Symptom['role'];
  reference: Reference;
  traffic: Traffic | undefined;
}

function worstSaturation(index: EvidenceIndex, node: string, reference: Reference): Deviation | undefined {
  const comparison = { alarm: index.evidence.symptom.at, reference, requests: undefined };
  return index
    .saturations(node)
    .flatMap((signal) => deviate(signal, comparison) ?? [])
    .toSorted((a, b) => b.score - a.score)[0];
}

/** Reads each node once, on demand. */
export function readNodes(index: EvidenceIndex, reference: Reference): NodeReader {
  const known = new Map<string, NodeState>();
  return (node) => {
    const before = known.get(node);
    if (before) return before;
    const traffic = readTraffic(index, node, reference);
    const state: NodeState = {
      node,
      latency: readHarm(index, node, { role: 'latency', reference, traffic }),
      availability: readHarm(index, node, { role: 'availability', reference, traffic }),
      traffic,
      saturation: worstSaturation(index, node, reference),
      findings: index.findings(node),
    };
    known.set(node, state);
    return state;
  };
}
