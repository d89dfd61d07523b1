import { z } from 'zod';
import { defineTool } from '#connectors/kit';
import { readRules } from '../reads/alerts.ts';
import type { Server } from '../server.ts';

const output = z.object({
  rules: z.array(
    z.object({
      group: z.string(),
      name: z.string(),
      type: z.string(),
      expression: z.string(),
      state: z.string().optional(),
      waitsSeconds: z.number().optional(),
      labels: z.record(z.string(), z.string()),
      summary: z.string().optional(),
      runbook: z.string().optional(),
      health: z.string(),
      error: z.string().optional(),
    }),
  ),
  total: z.number(),
});

/** prometheus_list_rules. */
export const listRulesTool = (server: Server) =>
  defineTool({
    name: 'prometheus_list_rules',
    description:
      'Alerting and recording rules with their expressions, how long they wait, their state, and those that cannot be evaluated.',
    input: z.object({
      type: z.enum(['alert', 'record']).optional(),
      contains: z.string().max(200).optional().describe('A text in the name or the expression.'),
      unhealthyOnly: z.boolean().default(false),
      limit: z.number().int().min(1).max(500).default(100),
    }),
    output,
    effect: 'read',
    deadlineMs: 15_000,
    run: async ({ type, contains = '', unhealthyOnly, limit }, { signal }) => {
      const groups = await readRules(server, type, signal);
      const wanted = contains.toLowerCase();
      const rules = groups
        .flatMap((group) => group.rules.map((rule) => ({ group: group.name, rule })))
        .filter(({ rule }) => !unhealthyOnly || rule.health === 'err')
        .filter(({ rule }) => `${rule.name} ${rule.query}`.toLowerCase().includes(wanted))
        .map(({ group, rule }) => ({
          group,
          name: rule.name,
          type: rule.type,
          expression: rule.query,
          state: rule.state,
          waitsSeconds: rule.duration,
          labels: rule.labels,
          summary: rule.annotations['summary'],
          runbook: rule.annotations['runbook_url'],
          health: rule.health,
          error: rule.lastError,
        }));
      return { rules: rules.slice(0, limit), total: rules.length };
    },
  });
