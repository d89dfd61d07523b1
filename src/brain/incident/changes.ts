import type { ChangeEvent } from '#diagnosis';
import type { Observation } from '#diagnosis/evidence';
import { ownersOf, type ClusterIndex } from '../cluster/facts.ts';
import { changesIn, type Change, type Span } from '../skills/changing/collect.ts';
import { kubectlOn } from '../cluster/kubectl.ts';
import type { SkillContext } from '../skills/skill.ts';
import { usersOf } from '../cluster/users.ts';
import { targetOf } from '../cluster/target.ts';
import type { Gathered } from './source.ts';

const plainText = ({ text }: Change): string => text.markdown.replaceAll(/[`*\\]/g, '');

/** The workloads that a changed object belongs to, or that use it. */
function nodesOf(context: SkillContext, index: ClusterIndex, { ref }: Change): string[] {
  const target = targetOf(context, ref);
  if (target === undefined) return [ref.name];
  if (ref.kind === 'ConfigMap' || ref.kind === 'Secret') return usersOf(target).map(({ name }) => name);
  if (ref.kind === 'HorizontalPodAutoscaler') return [ref.name];
  const owner = ownersOf(index, target.object).at(-1);
  return [owner?.name ?? ref.name];
}

/** What was changed in the cluster in a span, by the workloads that it changed; what only shows trouble is left out. */
export function findChanges(context: SkillContext, index: ClusterIndex, span: Span): Gathered<ChangeEvent> {
  const changes = changesIn(context, index, span).filter(({ symptom, isAtLeast }) => !symptom && !isAtLeast);
  const each = changes.flatMap((change, at) =>
    [...new Set(nodesOf(context, index, change))].map((node) => ({
      change,
      node,
      id: `change/${at}/${node}`,
    })),
  );
  return {
    items: each.map(({ change, node, id }) => ({ id, node, at: change.at, says: plainText(change) })),
    sources: each.map(({ change, id }): [string, Observation] => [
      id,
      {
        at: new Date(change.at).toISOString(),
        source: {
          system: 'kubernetes',
          cluster: change.ref.cluster,
          object: change.ref,
          query: kubectlOn(context.clusters, change.ref, ['describe']),
        },
        says: plainText(change),
      },
    ]),
    missing: [],
  };
}
