import type { Dependency, Finding, NodeFinding } from '#diagnosis';
import type { Observation, ObjectRef } from '#diagnosis/evidence';
import { checkCluster, joinByFailedCalls } from '#diagnosis';
import { workloadOf, type ClusterIndex } from '../cluster/facts.ts';
import { failedCalls } from '../skills/diagnosing/shared-cause.ts';
import { isTrouble } from '../skills/findings.ts';
import type { SkillContext } from '../skills/skill.ts';
import { behind } from './dependencies.ts';
import type { Gathered } from './source.ts';

const WEIGHTS = { critical: 0.9, warning: 0.5, info: 0.1 };

/** What the checks find, and whom failing programs say they cannot reach. */
interface Troubles {
  findings: Gathered<NodeFinding>;
  calls: Dependency[];
}

/** The name in the call graph of what a finding is about: the workload of a pod, the workload behind a service. */
function nodeOf(context: SkillContext, index: ClusterIndex, ref: ObjectRef): string {
  if (ref.kind === 'Service') return behind(context, index, ref);
  const pod = ref.kind === 'Pod' ? index.get('Pod', ref.namespace, ref.name) : undefined;
  return pod === undefined ? ref.name : workloadOf(index, pod).name;
}

function listed(
  context: SkillContext,
  index: ClusterIndex,
  found: readonly Finding[],
): Gathered<NodeFinding> {
  const each = found.map((finding, at) => ({ finding, id: `finding/${at}` }));
  return {
    items: each.map(({ finding, id }) => ({
      id,
      node: nodeOf(context, index, finding.object),
      says: finding.cause,
      weight: WEIGHTS[finding.severity],
    })),
    sources: each.flatMap(({ finding, id }) =>
      finding.evidence.slice(0, 1).map((one): [string, Observation] => [id, one]),
    ),
    missing: [],
  };
}

/** What the checks find wrong now, at its root and at its victims, and the calls that the victims say they could not make. */
export async function findTroubles(context: SkillContext, index: ClusterIndex): Promise<Troubles> {
  const found = checkCluster(index.snapshot);
  const failed = await failedCalls(context, index, found);
  const joined = failed.length === 0 ? found : joinByFailedCalls(index.snapshot, found, failed);
  const calls = failed.map(({ from, to }) => ({
    dependent: nodeOf(context, index, from),
    dependency: behind(context, index, to),
  }));
  const roots = joined.filter((finding) => !found.includes(finding));
  return { findings: listed(context, index, [...roots, ...found].filter(isTrouble)), calls };
}
