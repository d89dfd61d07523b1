import { z } from 'zod';
import { defineTool } from '#connectors/kit';
import { listDashboards } from '../reads/dashboards.ts';
import type { Server } from '../server.ts';
import { isAbout, scoreDashboard } from '../words/match-dashboard.ts';
import { wordsOf } from '../words/score-panel.ts';
import { dashboardFields, serviceField } from './fields.ts';

const input = z.object({
  text: z.string().max(200).optional().describe('Words of title, tags or folder.'),
  tags: z.array(z.string().max(100)).max(10).default([]).describe('It must bear all of them.'),
  service: serviceField.describe('Only dashboards about this service.'),
  limit: z.number().int().min(1).max(100).default(20),
});

const output = z.object({
  dashboards: z.array(z.object(dashboardFields)),
  total: z.number(),
  note: z.string().optional(),
});

/** grafana_search_dashboards. */
export const searchDashboardsTool = ({ client }: Server) =>
  defineTool({
    name: 'grafana_search_dashboards',
    description: 'Dashboards of Grafana by words, tags or service, the best match first, each with a link.',
    input,
    output,
    effect: 'read',
    deadlineMs: 15_000,
    run: async ({ text = '', tags, service, limit }, { signal }) => {
      const all = await listDashboards(client, signal);
      const words = wordsOf(text);
      const fits = all
        .filter((one) => tags.every((tag) => one.tags.some((own) => own.toLowerCase() === tag.toLowerCase())))
        .filter((one) => service === undefined || isAbout(one, service))
        .map((one) => ({ one, score: scoreDashboard(one, words) }))
        .filter(({ score }) => words.length === 0 || score > 0)
        .sort((a, b) => b.score - a.score || (a.one.title < b.one.title ? -1 : 1));
      const some = all.slice(0, 10).map(({ title }) => title);
      return {
        dashboards: fits.slice(0, limit).map(({ one }) => one),
        total: fits.length,
        ...(fits.length === 0
          ? {
              note: `None of the ${all.length} dashboards fits. There are: ${some.join(', ') || 'none that Jamie may see'}.`,
            }
          : {}),
      };
    },
  });
