import { z } from 'zod';
import { REASONER_CHOICES, turnEventSchema } from '#brain';
import { isTimeZone } from '#ground/config';

const id = z.string().min(1).max(200);

/** What a client may say. */
export const clientMessageSchema = z.discriminatedUnion('type', [
  /** Asks, and follows the conversation from this turn on. */
  z.strictObject({
    type: z.literal('ask'),
    /** Chosen by the client, new for each question: `accepted` or `error` carries it back, and who asks again under it gets the same turn. */
    requestId: id,
    message: z.string().refine((message) => message.trim() !== '', 'must not be empty'),
    conversationId: id.optional(),
    timeZone: z
      .string()
      .max(64)
      .refine(isTimeZone, 'must be an IANA time zone, such as Europe/London')
      .optional(),
    /** Who answers; `auto` when left out. */
    reasoner: z.enum(REASONER_CHOICES).optional(),
    /** A model or provider that is asked first. */
    model: id.optional(),
  }),
  z.strictObject({ type: z.literal('cancel'), turnId: id }),
  /** Follows the conversation from the event after `afterSeq` on; 0 for all of it. */
  z.strictObject({ type: z.literal('resume'), conversationId: id, afterSeq: z.number().int().min(0) }),
  z.strictObject({ type: z.literal('ping') }),
]);
export type ClientMessage = z.output<typeof clientMessageSchema>;

/** What the server says beside TurnEvents. `conversationId` is beside each event, since one socket may follow several. */
export const serverMessageSchema = z.union([
  turnEventSchema.and(z.object({ conversationId: z.string() })),
  z.object({
    type: z.literal('accepted'),
    requestId: z.string(),
    conversationId: z.string(),
    turnId: z.string(),
  }),
  z.object({ type: z.literal('pong') }),
  z.object({
    type: z.literal('error'),
    requestId: z.string().optional(),
    conversationId: z.string().optional(),
    error: z.object({
      code: z.string(),
      message: z.string(),
      faults: z.array(z.object({ at: z.string(), problem: z.string() })),
    }),
  }),
]);
export type ServerMessage = z.output<typeof serverMessageSchema>;
