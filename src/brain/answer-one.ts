import type { Draft } from './answer/draft.ts';
import { troubleInstead } from './skills/diagnosing/trouble-instead.ts';
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

/** Reads and answers one question; of an unclear one that tells of trouble, the trouble where there is some. */
export async function answerOne(
  contextFor: ContextFor,
  understand: Understand,
  input: UnderstandInput,
): Promise<{ reading: Reading; draft: Draft }> {
  const { message } = input;
  const reading = understand(input);
  const draft = await draftFor({ ...contextFor(reading), message }, reading);
  const ill = isUnclear(reading, draft) ? troubleSpokenOf(input) : undefined;
  const instead = ill && (await troubleInstead({ ...contextFor(ill), message }));
  return ill === undefined || instead === undefined ? { reading, draft } : { reading: ill, draft: instead };
}
