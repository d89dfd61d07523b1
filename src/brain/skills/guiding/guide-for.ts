import type { Finding } from '#diagnosis';
import type { Suggestion } from '../../turn-event.ts';
import type { SkillContext } from '../skill.ts';

/** The guide that explains what was found, to be offered beside a live answer: that never waits for it in vain. */
export async function guideFor(
  { knowledge, asker }: SkillContext,
  findings: readonly Finding[],
): Promise<Suggestion[]> {
  const [root] = findings;
  if (root === undefined) return [];
  const guide = await knowledge.guideOfCheck(root.check, asker.personId).catch(() => undefined);
  return guide === undefined
    ? []
    : [{ label: `How to fix: ${guide.title}`, message: `show guide ${guide.id}` }];
}

/** The guide on a term. */
export async function guideOn({ knowledge, asker }: SkillContext, term: string): Promise<Suggestion[]> {
  const [best] = await knowledge.find(term, asker.personId, 1).catch(() => []);
  return best?.isSure === true ? [{ label: best.guide.title, message: `show guide ${best.guide.id}` }] : [];
}
