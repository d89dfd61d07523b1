import { z } from 'zod';
import { defineTool, windowFields, windowOf } from '#connectors/kit';
import { InputError } from '#ground/errors';
import { readDashboard } from '../reads/dashboards.ts';
import type { Server } from '../server.ts';
import { deepLink } from '../words/deep-link.ts';
import { serviceField, uidField } from './fields.ts';

const HOUR = 60;
const LONGEST_DAYS = 400;

const input = z.object({
  uid: uidField,
  panelId: z.number().int().min(0).optional().describe('The whole dashboard when left out.'),
  service: serviceField,
  namespace: z.string().max(253).optional(),
  variables: z
    .record(z.string().max(100), z.string().max(500))
    .optional()
    .describe('Other variables by their name.'),
  ...windowFields,
});

const output = z.object({
  link: z.string(),
  title: z.string(),
  variables: z.record(z.string(), z.string()).describe('What was filled in.'),
  start: z.string(),
  end: z.string(),
  note: z.string().optional(),
});

/** grafana_link_to_panel. */
export const linkToPanelTool = ({ client, now }: Server) =>
  defineTool({
    name: 'grafana_link_to_panel',
    description:
      'A deep link to a dashboard, or one panel of it, at a window of time (the last hour by default) with service, namespace and other variables filled in.',
    input,
    output,
    effect: 'read',
    deadlineMs: 15_000,
    run: async ({ uid, panelId, service, namespace, variables, ...asked }, { signal }) => {
      const window = windowOf(asked, { now: now(), minutes: HOUR, longestDays: LONGEST_DAYS });
      const dashboard = await readDashboard(client, uid, signal);
      const panel = dashboard.panels.find(({ id }) => id === panelId);
      if (panelId !== undefined && !panel) {
        const there = dashboard.panels.map(({ id, title }) => `${id} (${title})`).join(', ');
        throw new InputError({
          code: 'no-such-panel',
          message: `${dashboard.title} has no panel ${panelId}. There are: ${there}.`,
        });
      }
      const link = deepLink(dashboard, { panelId, service, namespace, variables, window });
      return {
        link: client.linkTo(link.path),
        title: panel ? `${dashboard.title}: ${panel.title}` : dashboard.title,
        variables: link.variables,
        start: new Date(window.start).toISOString(),
        end: new Date(window.end).toISOString(),
        ...(link.unknown.length > 0
          ? { note: `The dashboard has no variable ${link.unknown.join(', ')}.` }
          : {}),
      };
    },
  });
