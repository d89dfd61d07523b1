import { z } from 'zod';
import { isTimeZone } from '#ground/config';
import {
  evidenceSchema,
  factSchema,
  outcomeSchema,
  REASONER_CHOICES,
  reasonerSchema,
  suggestionSchema,
  turnEventSchema,
} from '#brain';

/** What a question looks like. */
export const chatRequestSchema = z
  .strictObject({
    message: z
      .string()
      .refine((message) => message.trim() !== '', 'must not be empty')
      .meta({ description: 'The question, in plain words.' }),
    conversationId: z
      .string()
      .min(1)
      .max(200)
      .optional()
      .meta({ description: 'To go on with a conversation; a new one when left out.' }),
    timeZone: z
      .string()
      .max(64)
      .refine(isTimeZone, 'must be an IANA time zone, such as Europe/London')
      .optional()
      .meta({ description: 'IANA name of the asker’s time zone, for "since 14:00".' }),
    reasoner: z.enum(REASONER_CHOICES).optional().meta({
      description:
        'Who answers: `embedded` (exact, in milliseconds, without any model), `model`, or `auto`, which takes a model for what the embedded one does not know and for open questions.',
    }),
    model: z
      .string()
      .min(1)
      .max(200)
      .optional()
      .meta({ description: 'A model or provider that is asked first, such as `anthropic`.' }),
  })
  .meta({ examples: [{ message: "How's my cluster?" }, { message: 'why?', conversationId: 'c_1' }] });

export const chatHeadersSchema = z.looseObject({
  'idempotency-key': z.string().min(1).max(200).optional().meta({
    description:
      'Chosen by you, new for each question: the same question again under the same key within ten minutes is not asked twice.',
  }),
});

/** The whole answer of a turn. */
export const chatResultSchema = z.object({
  conversationId: z.string(),
  turnId: z.string(),
  outcome: outcomeSchema,
  text: z.string().meta({ description: 'The answer in Markdown.' }),
  facts: z.array(factSchema).meta({ description: 'Each statement with the evidence that it stands on.' }),
  evidence: z.array(evidenceSchema),
  suggestions: z.array(suggestionSchema),
  severity: z.enum(['critical', 'warning', 'info']).optional(),
  focus: z.array(
    z.object({ cluster: z.string(), kind: z.string(), namespace: z.string(), name: z.string() }),
  ),
  skill: z.string(),
  reasoner: reasonerSchema
    .optional()
    .meta({ description: 'Who answered, with which prompt, and which models did not.' }),
  timing: z.object({ totalMs: z.number(), firstEventMs: z.number(), toolMs: z.number() }),
});
export type ChatResult = z.output<typeof chatResultSchema>;

/** What every error looks like. */
export const errorBodySchema = z.object({
  error: z.object({
    code: z.string().meta({ description: 'Stable: what programs match on.' }),
    message: z.string(),
    faults: z.array(z.object({ at: z.string(), problem: z.string() })),
  }),
});
export type ErrorBody = z.output<typeof errorBodySchema>;

export const statusSchema = z.object({
  clusters: z.array(
    z.object({
      name: z.string(),
      environment: z.string(),
      aliases: z.array(z.string()),
      isDefault: z.boolean(),
      state: z.enum(['connecting', 'ready', 'partial', 'unreachable']),
      problem: z.string().optional(),
      version: z.string().optional(),
      ageMs: z.number().optional().meta({ description: 'How old what is known of it is.' }),
      pods: z.number().optional(),
    }),
  ),
  reasoner: z.literal('embedded'),
  starters: z.array(suggestionSchema).meta({ description: 'Questions to begin with.' }),
  store: z.enum(['embedded', 'postgres']),
  world: z.boolean().meta({ description: 'True when the clusters are the simulated ones.' }),
});
export type Status = z.output<typeof statusSchema>;

export const conversationsSchema = z.array(
  z.object({
    id: z.string(),
    title: z.string(),
    startedAt: z.string(),
    lastTurnAt: z.string(),
    turns: z.number(),
  }),
);

export const eventsSchema = z.array(turnEventSchema);

export const gapsSchema = z.array(
  z.object({
    at: z.string(),
    message: z.string(),
    outcome: z.enum(['not-understood', 'out-of-reach', 'no-such-name', 'failed']),
    detail: z.string(),
  }),
);

export const readySchema = z.object({ ready: z.boolean(), waitingFor: z.array(z.string()) });
export const versionSchema = z.object({ name: z.literal('jamie'), version: z.string(), node: z.string() });
