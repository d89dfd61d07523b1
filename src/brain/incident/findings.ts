import { checkCluster, type NodeFinding } from '#diagnosis';
import type { Finding } from '#diagnosis';
import { workloadOf, type ClusterIndex } from '../cluster/facts.ts';
import { isTrouble } from '../skills/findings.ts';
import type { Gathered } from './source.ts';

const WEIGHTS = { critical: 0.9, warning: 0.5, info: 0.1 };

/** The nodes of the call graph that a finding is about: the workloads of its pods, or a node by its own name. */
function nodesOf(index: ClusterIndex, finding: Finding): string[] {
  const touched = [finding.object, ...finding.related];
  return touched.flatMap((ref) => {
    if (ref.kind === 'Pod') {
      const pod = index.get('Pod', ref.namespace, ref.name);
      return pod === undefined ? [] : [workloadOf(index, pod).name];
    }
    return ['Deployment', 'StatefulSet', 'DaemonSet', 'Service', 'Node'].includes(ref.kind) ? [ref.name] : [];
  });
}

/** What the checks find wrong now, by the workloads it touches. */
export function findTroubles(index: ClusterIndex): Gathered<NodeFinding> {
  const found = checkCluster(index.snapshot).filter(isTrouble);
  const each = found.flatMap((finding, at) =>
    [...new Set(nodesOf(index, finding))].map((node) => ({ finding, node, id: `finding/${at}/${node}` })),
  );
  return {
    items: each.map(({ finding, node, id }) => ({
      id,
      node,
      says: `${finding.title}: ${finding.cause}`,
      weight: WEIGHTS[finding.severity],
    })),
    sources: each.flatMap(({ finding, id }) =>
      finding.evidence.slice(0, 1).map((one) => [id, one] as [string, typeof one]),
    ),
    missing: [],
  };
}
