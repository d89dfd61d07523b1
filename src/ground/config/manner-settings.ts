import { z } from 'zod';
import { setting } from './setting.ts';

const dial = z.enum(['full', 'light', 'off']);
const CHANNELS = ['web', 'terminal', 'slack', 'mcp', 'api', 'webhook'] as const;
const name = z.string().regex(/^[\w.-]{1,40}$/, 'must be 1 to 40 letters, digits, dots or dashes');

const arm = z.strictObject({
  name,
  percent: z.number().min(0).max(100),
  model: z.string().min(1).optional(),
});
const experiment = z
  .strictObject({ id: name, arms: z.array(arm).min(2) })
  .refine(
    ({ arms }) => Math.abs(arms.reduce((sum, { percent }) => sum + percent, 0) - 100) < 1e-9,
    'the percentages of its arms must add up to 100',
  )
  .refine(
    ({ arms }) => new Set(arms.map((one) => one.name)).size === arms.length,
    'its arms must have different names',
  );

/** How Jamie talks, and what is compared on live traffic. */
export const MANNER_SETTINGS = {
  personality: setting({
    schema: dial,
    env: 'JAMIE_PERSONALITY',
    description:
      'How much of Jamie’s own manner shows: full, light (courtesy alone) or off. Everybody may say otherwise for themselves: “less chatty please”.',
    default: () => 'full' as const,
  }),
  personalityByChannel: setting({
    schema: z.partialRecord(z.enum(CHANNELS), dial),
    description: `The same for single channels, such as {slack: light}: ${CHANNELS.join(', ')}.`,
    default: () => ({ webhook: 'off' as const }),
  }),
  experiment: setting({
    schema: experiment.optional(),
    description:
      'A comparison of models on live traffic: {id, arms: [{name, percent, model}]}. Each conversation stays in its arm; `jamie report` compares them.',
    default: () => undefined,
  }),
};
