import type { Finding } from '#diagnosis';
import { fact, type Block } from '../answer/draft.ts';
import { inline, listed } from '../answer/markdown.ts';
import { sameObject, type ClusterIndex } from '../cluster/facts.ts';
import { emptyServices } from '../cluster/idle.ts';
import { fullName, shortName } from '../cluster/name.ts';
import { citeList } from '../cluster/observe.ts';
import type { SkillContext } from './skill.ts';

const MOST = 3;

interface LookedOver {
  index: ClusterIndex;
  namespaces: readonly string[];
  cluster: string;
  trouble: readonly Finding[];
}

/** What is scaled to nothing although a service leads to it: no trouble by itself, but it may explain some. */
export function nothingBehind(
  context: SkillContext,
  { index, namespaces, cluster, trouble }: LookedOver,
): Block[] {
  const empty = emptyServices(index).filter(
    ({ service, idle }) =>
      (namespaces.length === 0 || namespaces.includes(service.namespace)) &&
      !idle.some((ref) => trouble.some(({ object }) => sameObject(object, ref))),
  );
  return empty.slice(0, MOST).map(({ service, idle }) => {
    const says = idle.map(({ kind, name }) => `${kind} ${name} is scaled to 0`).join(', ');
    const cite = citeList(context, { cluster, namespace: service.namespace }, [
      'get',
      'deployments,statefulsets',
    ]);
    return fact(
      inline`Worth knowing: nothing answers behind ${fullName(service)}, as ${listed(idle.map(shortName))} is scaled to 0 replicas.`,
      [cite(says)],
    );
  });
}
