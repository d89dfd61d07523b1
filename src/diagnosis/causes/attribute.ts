import type { Reading } from './reading.ts';
import { passesOf } from './pass.ts';
import { sum } from '../statistics.ts';

/** How much of what the symptom lost ends at a node, and the way there. */
export interface Attribution {
  node: string;
  /** 0..1: all nodes together account for the whole of it. */
  share: number;
  /** From the symptom's node to this one, on the widest way. */
  path: readonly string[];
  flow: number;
}

const NEGLIGIBLE = 0.005;
/** No loss is followed further down than this. */
const LONGEST = 100;

/** What the symptom lost; where that cannot be said, the most that any node lost. */
function lossAtStart(reading: Reading): number {
  const { node, role } = reading.index.evidence.symptom;
  const own = reading.state(node)[role];
  if (own && own.peak > 0) return own.mass || own.peak;
  return Math.max(1e-9, ...reading.index.nodes.map((name) => reading.state(name)[role]?.mass ?? 0));
}

/** Follows what the symptom lost down the dependencies: what a node's dependencies do not account for is its own. */
export function attribute(reading: Reading): Attribution[] {
  const { node: symptom, role } = reading.index.evidence.symptom;
  const found = new Map<string, Attribution>();
  const settle = (node: string, own: number, way: { path: string[]; flow: number }): void => {
    const known = found.get(node);
    const widest = known && known.flow >= way.flow ? known : way;
    found.set(node, { node, share: (known?.share ?? 0) + own, path: widest.path, flow: widest.flow });
  };
  const visit = (path: string[], flow: number, carried: number): void => {
    const node = path.at(-1) ?? symptom;
    const mass = reading.state(node)[role]?.mass || carried;
    const passes = path.length < LONGEST ? passesOf(reading, { node, mass, seen: path }) : [];
    const next = passes.filter(({ part }) => part * flow > NEGLIGIBLE);
    settle(node, flow * Math.max(0, 1 - sum(next.map(({ part }) => part))), { path, flow });
    for (const { to, part, over } of next) visit([...path, ...over, to], flow * part, mass);
  };
  visit([symptom], 1, lossAtStart(reading));
  return [...found.values()].toSorted((a, b) => b.share - a.share || (a.node < b.node ? -1 : 1));
}
