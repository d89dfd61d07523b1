import { z } from 'zod';
import { outcomeSchema } from '../turn-event.ts';

/** An alert as the system that raised it told of it. */
export interface IncomingAlert {
  source: 'alertmanager' | 'pagerduty';
  /** The source's own name of this one occasion: the same when it is told of again, and when it ends. */
  key: string;
  name: string;
  state: 'firing' | 'resolved';
  /** ISO 8601. */
  startsAt: string;
  endsAt?: string;
  /** What it is about, in the source's words: namespace, service, pod ... */
  labels: Record<string, string>;
  summary?: string;
  runbook?: string;
  /** Where the source shows it. */
  link?: string;
}

/** An alert that came in, and what Jamie found out about it. */
export const receivedAlertSchema = z.object({
  id: z.string(),
  source: z.enum(['alertmanager', 'pagerduty']),
  name: z.string(),
  state: z.enum(['firing', 'resolved']),
  startsAt: z.string(),
  endsAt: z.string().optional(),
  receivedAt: z.string(),
  labels: z.record(z.string(), z.string()),
  summary: z.string().optional(),
  runbook: z.string().optional(),
  link: z.string().optional(),
  explanation: z.discriminatedUnion('state', [
    z.object({ state: z.literal('waiting') }),
    z.object({ state: z.literal('left-out'), why: z.string() }),
    z.object({
      state: z.literal('given'),
      at: z.string(),
      conversationId: z.string().meta({ description: 'Go on asking here.' }),
      question: z.string().meta({ description: 'What was asked in its name.' }),
      outcome: outcomeSchema,
      text: z.string().meta({ description: 'The answer in Markdown.' }),
    }),
  ]),
});
export type ReceivedAlert = z.output<typeof receivedAlertSchema>;
export type Explanation = ReceivedAlert['explanation'];
