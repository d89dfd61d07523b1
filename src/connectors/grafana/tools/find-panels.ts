import { z } from 'zod';
import { defineTool, windowFields, windowOf } from '#connectors/kit';
import { findPanels } from '../reads/find-panels.ts';
import type { Server } from '../server.ts';
import { deepLink } from '../words/deep-link.ts';
import { panelFields, serviceField } from './fields.ts';

const HOUR = 60;
const LONGEST_DAYS = 400;

const input = z.object({
  text: z
    .string()
    .min(1)
    .max(200)
    .describe('What is to be seen: "error rate", "memory", or the name of a metric.'),
  service: serviceField,
  namespace: z.string().max(253).optional(),
  ...windowFields,
  limit: z.number().int().min(1).max(50).default(5),
});

const output = z.object({
  panels: z.array(
    z.object({
      ...panelFields,
      dashboard: z.string(),
      dashboardUid: z.string(),
      link: z.string().describe('Opens the panel at this window, for this service.'),
    }),
  ),
  total: z.number(),
  looked: z.string().describe('How many dashboards were opened.'),
  note: z.string().optional(),
});

/** grafana_find_panels. */
export const findPanelsTool = ({ client, now }: Server) =>
  defineTool({
    name: 'grafana_find_panels',
    description:
      'The panels that show something (by title, by metric in their queries, by service), the best first, each with a deep link to ' +
      'a window of time (the last hour by default).',
    input,
    output,
    effect: 'read',
    deadlineMs: 25_000,
    run: async ({ text, service, namespace, limit, ...asked }, { signal }) => {
      const window = windowOf(asked, { now: now(), minutes: HOUR, longestDays: LONGEST_DAYS });
      const { matches, opened, dashboards } = await findPanels(client, { text, service }, signal);
      return {
        panels: matches.slice(0, limit).map(({ panel, dashboard }) => ({
          ...panel,
          dashboard: dashboard.title,
          dashboardUid: dashboard.uid,
          link: client.linkTo(deepLink(dashboard, { panelId: panel.id, service, namespace, window }).path),
        })),
        total: matches.length,
        looked: `${opened} of ${dashboards} dashboards`,
        ...(matches.length === 0
          ? { note: `No panel of the ${opened} dashboards that were opened shows it.` }
          : {}),
      };
    },
  });
