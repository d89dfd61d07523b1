import type { Deviation, View } from './deviate.ts';
import { deviate, present } from './deviate.ts';
import type { NodeFinding, Symptom } from './evidence.ts';
import type { EvidenceIndex } from './index-evidence.ts';
import { median, sum } from '../statistics.ts';
import type { Traffic } from './traffic.ts';
import { readTraffic } from './traffic.ts';

/** What a node lost in one respect: how unusual it is, and how much in all (seconds of waiting, failed requests). */
export interface Harm {
  deviation: Deviation;
  mass: number;
  /** What was lost in the worst interval alone. */
  peak: number;
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

/** Requests in each interval. A node that does not count them is taken to have as many as the node of the symptom. */
function countsOf(index: EvidenceIndex, node: string): (at: number) => number {
  const signal = index.signal(node, 'requests') ?? index.signal(index.evidence.symptom.node, 'requests');
  if (!signal) return () => 1;
  const counts = new Map(signal.window.map(({ at, value }) => [at, value]));
  const typical = median(present(signal.window)) || 0;
  return (at) => counts.get(at) ?? typical;
}

function readHarm(index: EvidenceIndex, node: string, options: HarmOptions): Harm | undefined {
  const signal = index.signal(node, options.role);
  const { traffic, view, role } = options;
  const requests = traffic && Math.max(traffic.usual, traffic.now);
  const deviation = signal && deviate(signal, { ...view, requests });
  if (!deviation) return undefined;
  const count = countsOf(index, node);
  const perRequest = role === 'availability' ? 100 : 1;
  const lostIn = ({ at, harm }: Deviation['worst']): number => (harm / perRequest) * count(at);
  const mass = Math.max(0, sum(deviation.departures.map(lostIn)));
  return { deviation, mass, peak: Math.max(0, lostIn(deviation.worst)) };
}

interface HarmOptions {
  role: Symptom['role'];
  view: View;
  traffic: Traffic | undefined;
}

function worstSaturation(index: EvidenceIndex, node: string, view: View): Deviation | undefined {
  return index
    .saturations(node)
    .flatMap((signal) => deviate(signal, { ...view, requests: undefined }) ?? [])
    .toSorted((a, b) => b.score - a.score)[0];
}

function readNode(index: EvidenceIndex, node: string, view: View): NodeState {
  const traffic = readTraffic(index, node, view);
  return {
    node,
    latency: readHarm(index, node, { role: 'latency', view, traffic }),
    availability: readHarm(index, node, { role: 'availability', view, traffic }),
    traffic,
    saturation: worstSaturation(index, node, view),
    findings: index.findings(node),
  };
}

/** Reads each node once, on demand. */
export function readNodes(index: EvidenceIndex, view: View): NodeReader {
  const known = new Map<string, NodeState>();
  return (node) => {
    const state = known.get(node) ?? readNode(index, node, view);
    known.set(node, state);
    return state;
  };
}
