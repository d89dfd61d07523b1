import type { Finding } from '#diagnosis';
import type { ObjectRef } from '#diagnosis/evidence';
import { revisionsOf } from '../../cluster/revisions.ts';
import { standingOf } from '../../cluster/standing.ts';
import { targetOf, type Target } from '../../cluster/target.ts';
import { commandFor, type Wish } from '../commanding/commands.ts';
import { effectOf, type Effect } from '../commanding/effect.ts';
import { deploymentOf } from '../diagnosing/changed.ts';
import type { SkillContext } from '../skill.ts';

/** A change that would mend something: the command, what it does and how to walk it back. */
export interface Mend {
  ref: ObjectRef;
  command: string;
  effect: Effect;
}

/** Troubles that the change of a rollout may have brought. */
const OF_ROLLOUTS =
  /^(?:pod-(?:image-pull|crash-loop|restarting|probe-failing|killed-by-probe|container|init-failing|missing-reference)|deployment-)/;

/** Whether the pod in trouble is of the newest revision, and an older one is there to go back to. */
function isOfNewest(target: Target, { object }: Finding): boolean {
  const [newest, before] = revisionsOf(target);
  return (
    newest !== undefined &&
    before !== undefined &&
    (object.kind !== 'Pod' || object.name.startsWith(`${newest.replicaSet}-`))
  );
}

function verbFor(target: Target, finding: Finding | undefined): string | undefined {
  if (standingOf(target, 0).isIdle === true) return 'scale';
  if (finding === undefined) return undefined;
  if (finding.check === 'pod-oom-killed') return 'set-resources';
  if (finding.check === 'node-cordoned') return 'uncordon';
  if (/^(?:cronjob|job)-suspended$/.test(finding.check)) return 'resume';
  return OF_ROLLOUTS.test(finding.check) && isOfNewest(target, finding) ? 'rollback' : undefined;
}

/** The change that would mend a trouble, where one command does; undefined where something must be corrected first. */
export function mendOf(context: SkillContext, ref: ObjectRef, finding?: Finding): Mend | undefined {
  const found = targetOf(context, ref);
  const target = found === undefined ? undefined : (deploymentOf(context, found) ?? found);
  const verb = target === undefined ? undefined : verbFor(target, finding);
  return target === undefined || verb === undefined
    ? undefined
    : changeOf(context, target, { verb, parameters: {} });
}

/** A change of an object as a command with its effect. */
export function changeOf(
  context: SkillContext,
  target: Target,
  { verb, parameters }: Pick<Wish, 'verb' | 'parameters'>,
): Mend | undefined {
  const wish: Wish = { verb, parameters, ref: target.ref, clusters: context.clusters };
  const command = commandFor(wish);
  return command === undefined
    ? undefined
    : { ref: target.ref, command, effect: effectOf(target, wish, context.now) };
}
