import type { Dependency } from '#diagnosis';
import type { ObjectRef } from '#diagnosis/evidence';
import { workloadOf, type ClusterIndex } from '../cluster/facts.ts';
import { readPointers } from '../cluster/pointers.ts';
import { podsFor, targetOf } from '../cluster/target.ts';
import type { SkillContext } from '../skills/skill.ts';
import type { Gathered } from './source.ts';

/** The names that a service's work is told under: the workload of its pods, else its own. */
export function behind(context: SkillContext, index: ClusterIndex, service: ObjectRef): string {
  const target = targetOf(context, service);
  const [pod] = target === undefined ? [] : podsFor(target);
  return pod === undefined ? service.name : workloadOf(index, pod).name;
}

const keyOf = ({ dependent, dependency }: Dependency): string => `${dependent} ${dependency}`;

/** Who needs whom, as far as settings and network policies tell. */
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
  const all = calls.filter(({ dependent, dependency }) => dependent !== dependency);
  return {
    items: [...new Map(all.map((one) => [keyOf(one), one])).values()],
    sources: [],
    missing: unread.map(({ kind, why }) => `every ${kind}: ${why.replace(/\.$/, '')}`),
  };
}
