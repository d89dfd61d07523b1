import { checkObject, type Finding } from '#diagnosis';
import type { ObjectRef } from '#diagnosis/evidence';
import { sameObject } from '../../cluster/facts.ts';
import { indexOf } from '../../cluster/target.ts';
import { joinShared } from '../diagnosing/shared-cause.ts';
import { isTrouble, subjectOf } from '../findings.ts';
import { reach } from '../out-of-reach.ts';
import type { SkillContext } from '../skill.ts';

/** The trouble that a question is about, and what a person would call the thing in trouble. */
export interface Story {
  finding: Finding;
  subject: ObjectRef;
}

async function storiesOn(context: SkillContext, cluster: string): Promise<Story[]> {
  const index = indexOf(context, cluster);
  if (index === undefined) return [];
  const { namespaces } = context.slots;
  const findings = await joinShared(context, index);
  return findings
    .filter(isTrouble)
    .filter(
      ({ object, related }) =>
        namespaces.length === 0 ||
        [object, ...related].some(({ namespace }) => namespaces.includes(namespace)),
    )
    .map((finding) => ({ finding, subject: subjectOf(context, finding) }));
}

/** The worst trouble of the clusters and namespaces asked about. */
export async function worstStory(context: SkillContext): Promise<Story | undefined> {
  const all = await Promise.all(reach(context).reachable.map((cluster) => storiesOn(context, cluster)));
  return all.flat()[0];
}

/** The trouble that an object is in: its own, else one that it shares. */
export async function storyOf(context: SkillContext, ref: ObjectRef): Promise<Story | undefined> {
  const stories = await storiesOn({ ...context, slots: { ...context.slots, namespaces: [] } }, ref.cluster);
  const isIn = ({ namespace }: ObjectRef) => ref.kind === 'Namespace' && namespace === ref.name;
  const own = stories.find(
    ({ finding, subject }) => sameObject(finding.object, ref) || sameObject(subject, ref),
  );
  const shared = stories.find(({ finding }) => finding.related.some((one) => sameObject(one, ref)));
  const inside = stories.find(({ finding }) => isIn(finding.object));
  const told = own ?? shared ?? inside;
  if (told !== undefined) return told;
  const snapshot = context.snapshot(ref.cluster);
  const [finding] = snapshot === undefined ? [] : checkObject(snapshot, ref).filter(isTrouble);
  return finding && { finding, subject: subjectOf(context, finding) };
}
