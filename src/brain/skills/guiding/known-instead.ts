import { say, type Draft } from '../../answer/draft.ts';
import { inline } from '../../answer/markdown.ts';
import type { Reading } from '../../understand/reading.ts';
import { toldFrom } from '../knowledge.ts';
import type { SkillContext } from '../skill.ts';

/** As sure as a guide has to be that nobody asked for. */
const ENOUGH = 0.55;

const isOwn = (reading: Reading): boolean =>
  reading.type === 'skill' && (reading.skill === 'knowledge' || reading.skill === 'teach');

/**
 * What was taught that answers a question that nothing else does; of a question that was not understood at all, the guide
 * that is surely about it, said to be no more than that. Undefined when there is neither.
 */
export async function knownInstead(context: SkillContext, reading: Reading): Promise<Draft | undefined> {
  if (isOwn(reading)) return undefined;
  const found = await context.knowledge.find(context.message, context.asker.personId, 3).catch(() => []);
  const [best, ...others] = found;
  if (best?.isSure !== true) return undefined;
  if (best.guide.provenance.kind === 'taught') return toldFrom(context, best, others);
  const isUnread = reading.type === 'not-understood' && reading.unread === undefined;
  if (!isUnread || best.score < ENOUGH) return undefined;
  const draft = toldFrom(context, best, others);
  const lead = say(inline`I am not sure that I understood the question. A guide that speaks of it:`);
  return { ...draft, blocks: [lead, ...draft.blocks] };
}
