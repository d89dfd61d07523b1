import type { Observation } from '#diagnosis/evidence';
import type { Evidence } from '../turn-event.ts';
import { clean } from './markdown.ts';

/** The evidence of one turn, numbered e1, e2, ... in the order in which it was first cited. */
export interface Ledger {
  /** The id of the observation; the same one for the same observation. */
  add: (observation: Observation) => string;
  addAll: (observations: readonly Observation[]) => string[];
  all: () => Evidence[];
}

const LONGEST_QUOTE = 2_000;

function tidy(observation: Observation): Observation {
  return { ...observation, says: clean(observation.says).slice(0, LONGEST_QUOTE) };
}

/** An empty ledger; `added` hears of each new piece of evidence once. */
export function openLedger(added: (evidence: Evidence) => void): Ledger {
  const known = new Map<string, Evidence>();
  const add = (observation: Observation): string => {
    const { source, says } = observation;
    const key = JSON.stringify([source.system, source.cluster, source.query, says]);
    const present = known.get(key);
    if (present !== undefined) return present.id;
    const evidence = { ...tidy(observation), id: `e${known.size + 1}` };
    known.set(key, evidence);
    added(evidence);
    return evidence.id;
  };
  return {
    add,
    addAll: (observations) => [...new Set(observations.map(add))],
    all: () => [...known.values()],
  };
}
