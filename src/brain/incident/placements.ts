import type { Dependency, NodeFinding, Signal } from '#diagnosis';
import { workloadOf, type ClusterIndex } from '../cluster/facts.ts';
import { livePods } from '../cluster/target.ts';

/** A node is suspected when it is so many times as full as it usually is at most. */
const FULLER = 1.3;

const highest = (samples: Signal['window']): number =>
  Math.max(...samples.map(({ value }) => value ?? Number.NEGATIVE_INFINITY));

/** Which workloads stand on which nodes, of the nodes that something is wrong with: a node that is as usual explains nothing. */
export function placements(
  index: ClusterIndex,
  known: { signals: readonly Signal[]; findings: readonly NodeFinding[] },
): Dependency[] {
  const names = new Set(index.list('Node').map(({ metadata }) => metadata.name));
  const full = known.signals.filter(
    ({ node, window, normal }) => names.has(node) && highest(window) > FULLER * highest(normal),
  );
  const suspected = new Set(
    [...full, ...known.findings].map(({ node }) => node).filter((node) => names.has(node)),
  );
  return livePods(index.list('Pod')).flatMap((pod) => {
    const { nodeName = '' } = pod.spec;
    if (!suspected.has(nodeName)) return [];
    return [{ dependent: workloadOf(index, pod).name, dependency: nodeName }];
  });
}
