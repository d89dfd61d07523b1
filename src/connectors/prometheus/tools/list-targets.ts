import { z } from 'zod';
import { defineTool } from '#connectors/kit';
import { targetList } from '../schema.ts';
import type { Server } from '../server.ts';

const output = z.object({
  targets: z.array(
    z.object({
      job: z.string(),
      url: z.string(),
      health: z.string(),
      error: z.string(),
      labels: z.record(z.string(), z.string()),
      lastScrape: z.string(),
    }),
  ),
  up: z.number(),
  down: z.number(),
});

/** prometheus_list_targets. */
export const listTargetsTool = (server: Server) =>
  defineTool({
    name: 'prometheus_list_targets',
    description:
      'What Prometheus scrapes, those that are down first with the reason. Metrics of a target that is down are missing, not zero.',
    input: z.object({
      downOnly: z.boolean().default(true),
      limit: z.number().int().min(1).max(500).default(100),
    }),
    output,
    effect: 'read',
    deadlineMs: 15_000,
    run: async ({ downOnly, limit }, { signal }) => {
      const params = { state: 'active' };
      const { activeTargets } = await server.prometheus.data(
        { path: '/api/v1/targets', params, signal },
        targetList,
      );
      const down = activeTargets.filter(({ health }) => health === 'down');
      const rest = activeTargets.filter(({ health }) => health !== 'down');
      const targets = [...down, ...(downOnly ? [] : rest)].slice(0, limit).map((target) => ({
        job: target.labels['job'] ?? target.scrapePool,
        url: target.scrapeUrl,
        health: target.health,
        error: target.lastError,
        labels: target.labels,
        lastScrape: target.lastScrape,
      }));
      return { targets, up: rest.length, down: down.length };
    },
  });
