import { z } from 'zod';
import { defineTool } from '#connectors/kit';
import { findServices } from '../reads/services.ts';
import { onCall } from '../schema.ts';
import type { Server } from '../server.ts';
import { serviceField } from './fields.ts';

const MOST = 300;

const input = z.object({
  service: serviceField,
  policy: z
    .string()
    .max(200)
    .optional()
    .describe('Words of an escalation policy or schedule, such as a team.'),
  at: z.iso.datetime({ offset: true }).optional().describe('ISO 8601; now when left out.'),
});

const output = z.object({
  at: z.string(),
  onCall: z.array(
    z.object({
      person: z.string(),
      email: z.string().optional(),
      level: z.number(),
      policy: z.string(),
      schedule: z.string().optional(),
      since: z.string().optional(),
      until: z.string().optional(),
    }),
  ),
  total: z.number(),
  note: z.string().optional(),
});

/** pagerduty_list_on_call. */
export const listOnCallTool = (server: Server) =>
  defineTool({
    name: 'pagerduty_list_on_call',
    description:
      'Who is on call now, or at a moment: by service, or by words of the escalation policy or schedule (such as a team). Level 1 is asked first.',
    input,
    output,
    effect: 'read',
    deadlineMs: 20_000,
    run: async ({ service, policy, at }, { signal }) => {
      const time = new Date(at ?? server.now()).toISOString();
      const services = service === undefined ? [] : await findServices(server, service, signal);
      const policies = [...new Set(services.map(({ escalation_policy: { id } }) => id))];
      const params = { since: time, until: time, 'escalation_policy_ids[]': policies };
      const list = { name: 'oncalls', item: onCall, most: MOST };
      const { items, more } = await server.client.list({ path: '/oncalls', params, signal }, list);
      const words = (policy ?? '').toLowerCase().split(/\s+/).filter(Boolean);
      const named = items.filter(({ escalation_policy: one, schedule }) =>
        words.every((word) => `${one.summary} ${schedule?.summary ?? ''}`.toLowerCase().includes(word)),
      );
      const known = [...new Set(items.map((one) => one.escalation_policy.summary))].slice(0, 20).join(', ');
      return {
        at: time,
        onCall: named
          .map(personOf)
          .sort((a, b) => (a.policy < b.policy ? -1 : a.policy > b.policy ? 1 : a.level - b.level)),
        total: named.length,
        ...(more ? { note: `Only the first ${MOST} were read.` } : {}),
        ...(named.length === 0
          ? { note: `Nobody is on call there. Policies with somebody: ${known || 'none'}.` }
          : {}),
      };
    },
  });

function personOf({
  user,
  escalation_level: level,
  escalation_policy: policy,
  schedule,
  start,
  end,
}: z.output<typeof onCall>) {
  return {
    person: user.name ?? user.summary,
    ...(user.email ? { email: user.email } : {}),
    level,
    policy: policy.summary,
    ...(schedule ? { schedule: schedule.summary } : {}),
    ...(start ? { since: new Date(start).toISOString() } : {}),
    ...(end ? { until: new Date(end).toISOString() } : {}),
  };
}
