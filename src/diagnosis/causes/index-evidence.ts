import type { IncidentEvidence, NodeFinding, ObservedLoss, Signal, SignalRole } from './evidence.ts';
import type { Sample } from '../sample.ts';

/** Quick look-ups over the evidence, the same whatever order it came in. */
export interface EvidenceIndex {
  evidence: IncidentEvidence;
  nodes: readonly string[];
  signal: (node: string, role: SignalRole) => Signal | undefined;
  saturations: (node: string) => readonly Signal[];
  dependenciesOf: (node: string) => readonly string[];
  dependentsOf: (node: string) => readonly string[];
  findings: (node: string) => readonly NodeFinding[];
  /** What the first lost by the second in the respect of the symptom, where that was seen. */
  observed: (dependent: string, dependency: string) => ObservedLoss | undefined;
}

const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

function groupBy<T>(items: readonly T[], key: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(key(item));
    if (group) group.push(item);
    else groups.set(key(item), [item]);
  }
  return groups;
}

const isTidy = (samples: readonly Sample[]): boolean =>
  samples.every(
    ({ at, value }, place) =>
      (value === null || Number.isFinite(value)) && at > (samples[place - 1]?.at ?? Number.NEGATIVE_INFINITY),
  );

function inOrder(samples: readonly Sample[]): readonly Sample[] {
  if (isTidy(samples)) return samples;
  return samples
    .map(({ at, value }) => ({ at, value: value !== null && Number.isFinite(value) ? value : null }))
    .toSorted((a, b) => a.at - b.at || (a.value ?? 0) - (b.value ?? 0));
}

const tidy = (signal: Signal): Signal => ({
  ...signal,
  window: inOrder(signal.window),
  normal: inOrder(signal.normal),
});

function neighbours(pairs: readonly [string, string][]): (node: string) => readonly string[] {
  const groups = groupBy(
    pairs.filter(([from, to]) => from !== to),
    ([from]) => from,
  );
  const found = new Map(
    [...groups].map(([from, group]) => [from, [...new Set(group.map(([, to]) => to))].toSorted(byText)]),
  );
  return (node) => found.get(node) ?? [];
}

function observedIn({ observed = [], symptom }: IncidentEvidence): EvidenceIndex['observed'] {
  const found = new Map(
    observed
      .filter(({ role }) => role === symptom.role)
      .map((loss) => [`${loss.dependent} ${loss.dependency}`, loss]),
  );
  return (dependent, dependency) => found.get(`${dependent} ${dependency}`);
}

/** Sorts and groups the evidence once; values that are no numbers count as not recorded. */
export function indexEvidence(evidence: IncidentEvidence): EvidenceIndex {
  const signals = evidence.signals.map(tidy).toSorted((a, b) => byText(a.id, b.id));
  const byPlace = groupBy(signals, ({ node, role }) => `${role} ${node}`);
  const findings = groupBy(
    evidence.findings.toSorted((a, b) => byText(a.id, b.id)),
    ({ node }) => node,
  );
  const edges = evidence.dependencies.map((edge): [string, string] => [edge.dependent, edge.dependency]);
  const named = [evidence.symptom.node, ...edges.flat(), ...signals.map(({ node }) => node)];
  return {
    evidence,
    nodes: [...new Set([...named, ...findings.keys()])].toSorted(byText),
    signal: (node, role) => byPlace.get(`${role} ${node}`)?.[0],
    saturations: (node) => byPlace.get(`saturation ${node}`) ?? [],
    dependenciesOf: neighbours(edges),
    dependentsOf: neighbours(edges.map(([from, to]): [string, string] => [to, from])),
    findings: (node) => findings.get(node) ?? [],
    observed: observedIn(evidence),
  };
}
