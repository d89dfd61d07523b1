import { plural } from '#ground/text';
import type { Pod } from '#diagnosis/evidence';
import { fact, type Block } from '../../answer/draft.ts';
import { bold, code, listed, inline, type Markdown } from '../../answer/markdown.ts';
import { isPodFinished, podStatus } from '../../cluster/facts.ts';
import { fullName } from '../../cluster/name.ts';
import { citeList } from '../../cluster/observe.ts';
import { isRunning } from '../../cluster/pods.ts';
import { indexOf, podsFor, targetOf, type Target } from '../../cluster/target.ts';
import type { SkillContext } from '../skill.ts';

const MOST_IDLE = 5;

/** Whose usage is asked for. */
export interface Question {
  cluster: string;
  of: 'pod' | 'node';
  /** Names of pods to keep, by namespace and name; undefined: all. */
  only?: Set<string>;
  subject: Markdown;
  single: boolean;
}

/** A pod's or node's key among those asked about. */
export const keyOf = ({ namespace, name }: { namespace: string; name: string }): string =>
  `${namespace}/${name}`;

/** Whose usage a message asks for on one cluster. */
export function question(context: SkillContext, cluster: string): Question {
  const { objects, namespaces, kind } = context.slots;
  const here = objects.filter((ref) => ref.cluster === cluster);
  const nodes = here.filter((ref) => ref.kind === 'Node');
  if (nodes.length > 0)
    return {
      cluster,
      of: 'node',
      only: new Set(nodes.map(keyOf)),
      subject: inline`(${listed(nodes.map(fullName))})`,
      single: nodes.length === 1,
    };
  if (kind === 'Node') return { cluster, of: 'node', subject: inline`of ${code(cluster)}`, single: false };
  const targets: Target[] = here.flatMap((ref) => targetOf(context, ref) ?? []);
  const pods = targets.flatMap((target) => podsFor(target).map(({ metadata }) => keyOf(metadata)));
  if (targets.length > 0)
    return {
      cluster,
      of: 'pod',
      only: new Set(pods),
      subject: inline`of ${listed(here.map(fullName))}`,
      single: pods.length === 1,
    };
  const where =
    namespaces.length === 0
      ? inline`on ${code(cluster)}`
      : inline`in ${listed(namespaces.map(code))} on ${code(cluster)}`;
  return { cluster, of: 'pod', subject: where, single: false };
}

/** The pods asked about by name that do not run and are not over. */
export function idlePods(context: SkillContext, { cluster, of, only }: Question): readonly Pod[] {
  const index = indexOf(context, cluster);
  if (index === undefined || of === 'node' || only === undefined) return [];
  return index
    .list('Pod')
    .filter((pod) => only.has(keyOf(pod.metadata)) && !isRunning(pod) && !isPodFinished(pod));
}

/** What was measured as nothing, or not at all, because it does not run: "0 memory" would be no measurement. */
export function notRunning(context: SkillContext, { cluster }: Question, idle: readonly Pod[]): Block[] {
  if (idle.length === 0) return [];
  const shown = idle.slice(0, MOST_IDLE).map((pod) => inline`${code(pod.metadata.name)} (${podStatus(pod)})`);
  const more = idle.length > MOST_IDLE ? [inline`${idle.length - MOST_IDLE} more`] : [];
  const says = idle.map((pod) => `${pod.metadata.name}: ${podStatus(pod)}`).slice(0, MOST_IDLE);
  const verb = idle.length === 1 ? 'is' : 'are';
  return [
    fact(
      bold(
        inline`Not running, so using nothing, ${verb} ${plural(idle.length, 'pod')}: ${listed([...shown, ...more])}.`,
      ),
      [citeList(context, { cluster }, ['get', 'pods', '-A'])(says.join(', '))],
    ),
  ];
}
