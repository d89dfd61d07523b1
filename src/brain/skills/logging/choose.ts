import { checkCluster } from '#diagnosis';
import type { Pod } from '#diagnosis/evidence';
import { troubledContainer } from '../../cluster/pods.ts';
import { indexOf } from '../../cluster/target.ts';
import type { Suggestion } from '../../turn-event.ts';
import { LOGS, suggest } from '../ask.ts';
import type { SkillContext } from '../skill.ts';

const MOST_PODS = 6;

/** The pods to read at once, those in trouble first, and how many are left out. */
export function choosePods(context: SkillContext, pods: readonly Pod[]): { chosen: Pod[]; left: number } {
  const container = context.slots.logs?.container;
  const fitting =
    container === undefined
      ? [...pods]
      : pods.filter(({ spec }) =>
          [...spec.containers, ...spec.initContainers].some(({ name }) => name === container),
        );
  const rank = (pod: Pod): number => (troubledContainer(pod, context.now) === undefined ? 1 : 0);
  const chosen = fitting.sort((a, b) => rank(a) - rank(b)).slice(0, MOST_PODS);
  return { chosen, left: fitting.length - chosen.length };
}

const SPEAKING = new Set(['Pod', 'Deployment', 'StatefulSet', 'DaemonSet', 'Job']);

/** Whose logs somebody most likely wants: those of what is in trouble. */
export function likelyLogs(context: SkillContext): Suggestion[] {
  return context.slots.clusters
    .flatMap((cluster) => {
      const index = indexOf(context, cluster);
      return index === undefined ? [] : checkCluster(index.snapshot);
    })
    .map(({ object }) => object)
    .filter(({ kind }) => SPEAKING.has(kind))
    .slice(0, 3)
    .map((ref) => suggest(context.clusters, ref, LOGS));
}
