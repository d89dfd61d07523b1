import { checkCluster, checkObject } from '#diagnosis';
import { say, type Draft } from '../../answer/draft.ts';
import { inline } from '../../answer/markdown.ts';
import { indexOf } from '../../cluster/target.ts';
import { clusterHealth } from '../cluster-health.ts';
import { diagnoseSkill } from '../diagnose.ts';
import { isTrouble } from '../findings.ts';
import type { SkillContext } from '../skill.ts';

/** Whether a check finds trouble in what is spoken of; reads nothing but memory. */
function isIll(context: SkillContext): boolean {
  const { objects, clusters, namespaces } = context.slots;
  const places = objects.length > 0 ? objects.map(({ cluster }) => cluster) : clusters;
  return places.some((cluster, at) => {
    const snapshot = indexOf(context, cluster)?.snapshot;
    const object = objects[at];
    if (snapshot === undefined) return false;
    if (object !== undefined && object.kind !== 'Namespace')
      return checkObject(snapshot, object).some(isTrouble);
    const within = object === undefined ? namespaces : [object.name];
    const isHere = ({ namespace }: { namespace: string }): boolean =>
      within.length === 0 || within.includes(namespace);
    return checkCluster(snapshot).some(
      (finding) => isTrouble(finding) && [finding.object, ...finding.related].some(isHere),
    );
  });
}

/** What is wrong with what an unclear message told trouble of, said to be no more than that; undefined when nothing is wrong with it. */
export async function troubleInstead(context: SkillContext): Promise<Draft | undefined> {
  if (!isIll(context)) return undefined;
  const skill = context.slots.objects.length > 0 ? diagnoseSkill : clusterHealth;
  const draft = await skill.answer(context);
  const isFound = draft.outcome === 'answered' && draft.severity !== undefined && draft.severity !== 'info';
  if (!isFound) return undefined;
  const lead = say(inline`I am not sure that I understood every word of it. What I see that is wrong:`);
  return { ...draft, blocks: [lead, ...draft.blocks] };
}
