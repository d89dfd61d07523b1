import { createHash } from 'node:crypto';
import { z } from 'zod';

const name = z.string().regex(/^[\w.-]{1,40}$/, 'must be 1 to 40 letters, digits, dots or dashes');

const armSchema = z.strictObject({
  name,
  percent: z.number().min(0).max(100),
  /** The model that this arm asks first. */
  model: z.string().min(1).optional(),
  /** The version of the prompt that this arm uses, such as `answer@2`. */
  prompt: z.string().min(1).optional(),
});

/** A comparison on live traffic: each conversation falls into one arm, for good. */
export const experimentSchema = z
  .strictObject({ id: name, arms: z.array(armSchema).min(2) })
  .refine(
    ({ arms }) => Math.abs(arms.reduce((sum, { percent }) => sum + percent, 0) - 100) < 1e-9,
    'the percentages of its arms must add up to 100',
  )
  .refine(
    ({ arms }) => new Set(arms.map((arm) => arm.name)).size === arms.length,
    'its arms must have different names',
  );
export type Experiment = z.output<typeof experimentSchema>;
export type Arm = z.output<typeof armSchema>;

const BUCKETS = 10_000;

/** Where a conversation falls, 0 to 100, the same for ever: a hash, so that arms of two experiments have nothing to do with each other. */
function placeOf(experimentId: string, conversationId: string): number {
  const hash = createHash('sha256').update(`${experimentId}\n${conversationId}`).digest();
  return ((hash.readUInt32BE(0) % BUCKETS) * 100) / BUCKETS;
}

/** The arm of a conversation. */
export function armOf({ id, arms }: Experiment, conversationId: string): Arm | undefined {
  const place = placeOf(id, conversationId);
  let upTo = 0;
  return arms.find(({ percent }) => place < (upTo += percent)) ?? arms.findLast(({ percent }) => percent > 0);
}

/** How an arm is written down with an answer. */
export const armName = ({ id }: Experiment, arm: Arm): string => `${id}/${arm.name}`;
