import type { Dependency } from '#diagnosis';
import type { ObjectRef } from '#diagnosis/evidence';
import { workloadOf, type ClusterIndex } from '../cluster/facts.ts';
import { readPointers } from '../cluster/pointers.ts';
import { livePods, podsFor, targetOf } from '../cluster/target.ts';
import type { SkillContext } from '../skills/skill.ts';
import type { Gathered } from './source.ts';

/** The names that a service's work is told under: the workload of its pods, else its own. */
function behind(context: SkillContext, index: ClusterIndex, service: ObjectRef): string {
  const target = targetOf(context, service);
  const [pod] = target === undefined ? [] : podsFor(target);
  return pod === undefined ? service.name : workloadOf(index, pod).name;
}

/** What runs where: every workload needs the nodes of its pods. */
function placements(index: ClusterIndex): Dependency[] {
  return livePods(index.list('Pod')).flatMap((pod) => {
    const { nodeName } = pod.spec;
    if (nodeName === undefined) return [];
    return [{ dependent: workloadOf(index, pod).name, dependency: nodeName }];
  });
}

const keyOf = ({ dependent, dependency }: Dependency): string => `${dependent} ${dependency}`;

/** Who needs whom, as far as settings and network policies tell, and which nodes carry it. */
export async function findDependencies(
  context: SkillContext,
  index: ClusterIndex,
): Promise<Gathered<Dependency>> {
  const services = index.list('Service').map((service) => index.ref('Service', service));
  const { found, unread } = await readPointers(context, index, services);
  const calls = found.map(({ from, to }) => ({
    dependent: from.name,
    dependency: behind(context, index, to),
  }));
  const all = [...calls, ...placements(index)].filter(
    ({ dependent, dependency }) => dependent !== dependency,
  );
  return {
    items: [...new Map(all.map((one) => [keyOf(one), one])).values()],
    sources: [],
    missing: unread.map(({ kind, why }) => `every ${kind}: ${why.replace(/\.$/, '')}`),
  };
}
