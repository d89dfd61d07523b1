import type { Coupling } from './couple.ts';
import { learnCoupling } from './couple.ts';
import type { View } from './deviate.ts';
import { CLEAR } from './deviate.ts';
import type { EvidenceIndex } from './index-evidence.ts';
import type { NodeReader } from './node-state.ts';
import { readNodes } from './node-state.ts';

/** The incident as read: the evidence, each node's state, and what the ordinary period taught. */
export interface Reading {
  index: EvidenceIndex;
  view: View;
  state: NodeReader;
  coupling: Coupling;
}

/** Where a loss is followed from: the node, how much it lost, and the way so far. */
export interface Standpoint {
  node: string;
  mass: number;
  seen: readonly string[];
}

/** How surely something is unusual: half at four spreads, next to nothing at one. */
export const sureness = (score: number): number => 1 / (1 + Math.exp(CLEAR - score));

/** Reads an incident; nothing is decided yet. */
export function readIncident(index: EvidenceIndex, view: View): Reading {
  const coupling = learnCoupling(index, index.evidence.symptom.role);
  const known = new Map<string, number>();
  return {
    index,
    view,
    state: readNodes(index, view),
    coupling: (dependent, dependency) => {
      const key = `${dependent}\n${dependency}`;
      const found = known.get(key) ?? coupling(dependent, dependency);
      known.set(key, found);
      return found;
    },
  };
}
