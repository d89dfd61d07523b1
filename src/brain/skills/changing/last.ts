import type { ObjectRef } from '#diagnosis/evidence';
import { fact, type Block } from '../../answer/draft.ts';
import { bold, inline } from '../../answer/markdown.ts';
import { fullName } from '../../cluster/name.ts';
import { indexOf, targetOf } from '../../cluster/target.ts';
import { deploymentOf, rolloutInWords } from '../diagnosing/changed.ts';
import type { SkillContext } from '../skill.ts';
import { citeRolled, revisionInWords, timelineOf, whenRolled } from './timeline.ts';

/** The last rollout of a workload, whenever it was. */
export function lastOf(context: SkillContext, ref: ObjectRef): Block[] | undefined {
  const found = targetOf(context, ref);
  const target = found === undefined ? undefined : (deploymentOf(context, found) ?? found);
  const [newest] = target === undefined ? [] : timelineOf(target);
  if (target === undefined || newest === undefined) return undefined;
  if (newest.at === undefined && !newest.isReturn) return undefined;
  const head = bold(inline`${fullName(target.ref)} was last rolled out ${whenRolled(context, newest)}`);
  const text = inline`${head}, to ${revisionInWords(newest)}: ${rolloutInWords(newest.revision, newest.previous)}.`;
  context.looked(ref.cluster, ['Deployment', 'ReplicaSet'], [ref.namespace]);
  return [fact(text, [citeRolled(context, target, newest)])];
}

/** The workload of the clusters and namespaces asked about that was rolled out last. */
export function lastRolled(context: SkillContext, clusters: readonly string[]): ObjectRef | undefined {
  const { namespaces } = context.slots;
  const all = clusters.flatMap((cluster) => {
    const index = indexOf(context, cluster);
    return (index?.list('Deployment') ?? []).flatMap((object) => {
      const ref = { cluster, kind: 'Deployment', ...nameOf(object.metadata) };
      const isHere = namespaces.length === 0 || namespaces.includes(ref.namespace);
      const target = isHere ? targetOf(context, ref) : undefined;
      const [newest] = target === undefined ? [] : timelineOf(target);
      return newest?.previous === undefined ? [] : [{ ref, at: newest.at ?? newest.after ?? '' }];
    });
  });
  return all.toSorted((a, b) => (a.at < b.at ? 1 : -1))[0]?.ref;
}

const nameOf = ({ namespace, name }: { namespace: string; name: string }) => ({ namespace, name });
