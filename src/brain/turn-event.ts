import { z } from 'zod';
import { severitySchema } from '#diagnosis';
import { objectRefSchema, observationSchema } from '#diagnosis/evidence';

/** An observation as one turn numbers it: e1, e2, ... */
export const evidenceSchema = observationSchema.extend({ id: z.string() });
export type Evidence = z.output<typeof evidenceSchema>;

/** One statement of an answer and the evidence that it stands on. */
export const factSchema = z.object({ text: z.string(), evidence: z.array(z.string()).min(1) });
export type Fact = z.output<typeof factSchema>;

/** What to ask or look at next: shown as buttons. `message` is what is sent when it is chosen. */
export const suggestionSchema = z.object({ label: z.string(), message: z.string() });
export type Suggestion = z.output<typeof suggestionSchema>;

/** How an answer knows what it says. */
export const outcomeSchema = z.enum([
  /** Facts with evidence. */
  'answered',
  /** One clarifying question, with choices. */
  'asked',
  /** Not known or out of reach; what was tried is said, the gap is recorded. */
  'unknown',
  /** Greeting, thanks, help: no facts claimed. */
  'talked',
  /** Asked for something that Jamie does not do (yet), such as a change; says what to do instead. */
  'declined',
]);
export type Outcome = z.output<typeof outcomeSchema>;

/** A model that was to answer and did not; `reason` is for people. */
const fallbackSchema = z.object({ model: z.string(), code: z.string(), reason: z.string() });

/** Who answered: Jamie's own reasoner, or a language model with the wording it was given. */
export const reasonerSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('embedded'), fallbacks: z.array(fallbackSchema) }),
  z.object({
    kind: z.literal('model'),
    model: z.string(),
    /** The version of the prompt, such as `answer@1`. */
    prompt: z.string(),
    fallbacks: z.array(fallbackSchema),
  }),
]);
export type Reasoner = z.output<typeof reasonerSchema>;

const base = { turnId: z.string(), seq: z.number().int(), at: z.string() };

/** The only output of a turn; web, Slack, terminal and MCP render it. `seq` counts from 1 within a conversation without gaps. */
export const turnEventSchema = z.discriminatedUnion('type', [
  z.object({ ...base, type: z.literal('turn-started'), conversationId: z.string(), message: z.string() }),
  z.object({ ...base, type: z.literal('thought-shared'), text: z.string() }),
  z.object({
    ...base,
    type: z.literal('tool-started'),
    callId: z.string(),
    tool: z.string(),
    input: z.unknown(),
  }),
  z.object({
    ...base,
    type: z.literal('tool-finished'),
    callId: z.string(),
    tool: z.string(),
    ok: z.boolean(),
    ms: z.number(),
    summary: z.string(),
  }),
  z.object({ ...base, type: z.literal('evidence-added'), evidence: evidenceSchema }),
  z.object({ ...base, type: z.literal('text-delta'), text: z.string() }),
  z.object({
    ...base,
    type: z.literal('question-asked'),
    question: z.string(),
    choices: z.array(suggestionSchema),
  }),
  z.object({
    ...base,
    type: z.literal('turn-finished'),
    conversationId: z.string(),
    outcome: outcomeSchema,
    /** The whole answer in Markdown: the concatenated deltas. */
    text: z.string(),
    facts: z.array(factSchema),
    evidence: z.array(evidenceSchema),
    suggestions: z.array(suggestionSchema),
    /** The worst severity that the answer speaks of, if any. */
    severity: severitySchema.optional(),
    /** What the answer was about; follow-ups resolve against it. */
    focus: z.array(objectRefSchema),
    /** Which skill answered. */
    skill: z.string(),
    /** Missing in answers that were kept before there were models. */
    reasoner: reasonerSchema.optional(),
    timing: z.object({ totalMs: z.number(), firstEventMs: z.number(), toolMs: z.number() }),
  }),
  z.object({
    ...base,
    type: z.literal('turn-failed'),
    conversationId: z.string(),
    error: z.object({ code: z.string(), message: z.string(), retryable: z.boolean() }),
  }),
]);
export type TurnEvent = z.output<typeof turnEventSchema>;
export type TurnFinished = Extract<TurnEvent, { type: 'turn-finished' }>;
