import type { Finding } from '#diagnosis';
import { say, type Block } from '../answer/draft.ts';
import { inline, listed } from '../answer/markdown.ts';
import { sameObject } from '../cluster/facts.ts';
import { fullName } from '../cluster/name.ts';
import { subjectOf } from './findings.ts';
import type { SkillContext } from './skill.ts';

/** The findings without those about what the person said to know already. */
export function withoutKnown(context: SkillContext, findings: Finding[]): Finding[] {
  const { without = [] } = context.slots;
  const isKnown = (finding: Finding): boolean =>
    [finding.object, subjectOf(context, finding)].some((ref) => without.some((one) => sameObject(one, ref)));
  return without.length === 0 ? findings : findings.filter((finding) => !isKnown(finding));
}

/** Says what was left out. */
export const leavingOut = ({ slots: { without = [] } }: SkillContext): Block[] =>
  without.length === 0 ? [] : [say(inline`Leaving out ${listed(without.map(fullName))}, as you said:`)];
