import type { Draft } from './answer/draft.ts';
import { heed } from './heeding/heed.ts';
import { troubleInstead } from './skills/diagnosing/trouble-instead.ts';
import { knownInstead } from './skills/guiding/known-instead.ts';
import { skillOf } from './skills/index.ts';
import { replyTo } from './skills/readings.ts';
import { blindReply } from './skills/sight.ts';
import type { SkillContext } from './skills/skill.ts';
import type { Reading, Understand, UnderstandInput } from './understand/reading.ts';
import { troubleSpokenOf } from './understand/trouble-spoken-of.ts';

type ContextFor = (reading: Reading) => SkillContext;

async function draftFor(context: SkillContext, reading: Reading): Promise<Draft> {
  if (reading.type !== 'skill') return replyTo(context, reading);
  return blindReply(context, reading.skill) ?? skillOf(reading.skill).answer(context);
}

/** Whether a message was not understood, or not every word of it. */
const isUnclear = (reading: Reading, { outcome }: Draft): boolean =>
  outcome === 'unknown' &&
  (reading.type === 'not-understood' ||
    (reading.type === 'skill' && reading.skill === 'inventory' && reading.slots.query?.unread !== undefined));

/** Reads and answers one question, and owns up to what of it the answer leaves out; of an unclear one that tells of trouble, the trouble where there is some, and else what is known of it. */
export async function answerOne(
  contextFor: ContextFor,
  understand: Understand,
  input: UnderstandInput,
): Promise<{ reading: Reading; draft: Draft }> {
  const { message } = input;
  const reading = understand(input);
  const context = { ...contextFor(reading), message };
  const before = context.calls.asked().length;
  const draft = await draftFor(context, reading);
  const ill = isUnclear(reading, draft) ? troubleSpokenOf(input) : undefined;
  const instead = ill && (await troubleInstead({ ...contextFor(ill), message }));
  if (ill !== undefined && instead !== undefined) return { reading: ill, draft: instead };
  const known = draft.outcome === 'unknown' ? await knownInstead(context, reading) : undefined;
  if (known !== undefined) return { reading, draft: known };
  return { reading, draft: heed(input, { reading, draft }, context.calls.asked().slice(before)) };
}
