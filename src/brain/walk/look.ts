import { inline } from '../answer/markdown.ts';
import { fullName } from '../cluster/name.ts';
import { targetOf, type Target } from '../cluster/target.ts';
import { outOfReach } from '../skills/out-of-reach.ts';
import type { SkillContext } from '../skills/skill.ts';
import { brief, type Found } from './found.ts';
import * as around from './look-around.ts';
import * as object from './look-at-object.ts';
import type { StepId, Symptom, Walk } from './walk.ts';

type Look = (context: SkillContext, target: Target, guilty?: string) => Found | Promise<Found>;

const LOOKS: Readonly<Record<StepId, Look>> = {
  status: object.lookAtStatus,
  changes: object.lookAtChanges,
  logs: object.lookAtLogs,
  config: object.lookAtConfig,
  node: object.lookAtNodes,
  room: around.lookAtRoom,
  endpoints: around.lookAtEndpoints,
  network: around.lookAtNetwork,
  requests: around.lookAtRequests,
  dependencies: around.lookAtDependencies,
  guilty: around.lookAtGuilty,
  callers: around.lookAtCallers,
  resources: around.lookAtResources,
  cause: around.lookAtCause,
};

const ASKS: Readonly<Record<Symptom, string>> = {
  slow: 'why is it slow?',
  errors: 'why does it answer with errors?',
  restarts: 'why does it restart?',
  unreachable: 'why is it not reachable?',
  other: 'what is wrong with it?',
};

/** Takes one step of a walk: looks at one thing, with the same eyes as the skill that answers for it. */
export async function look(context: SkillContext, walk: Walk, step: StepId): Promise<Found> {
  const { subject, symptom = 'other', guilty } = walk;
  const slots = { clusters: [subject.cluster], clusterNamed: false, namespaces: [], objects: [subject] };
  const own: SkillContext = { ...context, slots, message: ASKS[symptom] };
  if (context.snapshot(subject.cluster) === undefined)
    return { items: brief([outOfReach(own, subject.cluster)]), signals: [] };
  const target = targetOf(own, subject);
  if (target === undefined)
    return {
      items: [
        { text: inline`${fullName(subject)} is not there (any more), or I may not see it.`, evidence: [] },
      ],
      signals: ['gone'],
    };
  return LOOKS[step](own, target, guilty);
}
