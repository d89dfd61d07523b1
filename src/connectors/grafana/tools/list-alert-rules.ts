import { z } from 'zod';
import { defineTool } from '#connectors/kit';
import { ruleGroups } from '../schema.ts';
import type { Server } from '../server.ts';

const labels = z.record(z.string(), z.string());

const input = z.object({
  state: z.enum(['firing', 'pending', 'inactive']).optional(),
  text: z.string().max(200).optional().describe('Words of name or labels, such as a service.'),
  limit: z.number().int().min(1).max(200).default(50),
});

const output = z.object({
  rules: z.array(
    z.object({
      name: z.string(),
      folder: z.string(),
      group: z.string(),
      state: z.string(),
      health: z.string(),
      error: z.string().optional(),
      query: z.string(),
      waitsSeconds: z.number().optional(),
      labels,
      summary: z.string(),
      runbook: z.string().optional(),
      since: z.string().optional().describe('When the first of its alerts became active.'),
    }),
  ),
  total: z.number(),
  firing: z.number(),
});

type Rule = z.output<typeof ruleGroups>['data']['groups'][number]['rules'][number];

function reported(rule: Rule) {
  const { name, state, health, lastError, query, duration, annotations, alerts } = rule;
  const runbook = annotations['runbook_url'];
  const [since] = alerts
    .flatMap(({ activeAt }) => activeAt ?? [])
    .map((text) => new Date(text).toISOString())
    .sort();
  return {
    name,
    state,
    health,
    query,
    labels: rule.labels,
    summary: annotations['summary'] ?? annotations['description'] ?? '',
    ...(lastError ? { error: lastError } : {}),
    ...(duration === undefined ? {} : { waitsSeconds: duration }),
    ...(runbook === undefined ? {} : { runbook }),
    ...(since === undefined ? {} : { since }),
  };
}

/** grafana_list_alert_rules. */
export const listAlertRulesTool = ({ client }: Server) =>
  defineTool({
    name: 'grafana_list_alert_rules',
    description:
      "Alert rules that Grafana itself evaluates, with their states, the firing ones first. Prometheus' own rules are prometheus_list_rules.",
    input,
    output,
    effect: 'read',
    deadlineMs: 15_000,
    run: async ({ state, text = '', limit }, { signal }) => {
      const path = '/api/prometheus/grafana/api/v1/rules';
      const { data } = await client.read({ path, signal }, ruleGroups);
      const words = text.toLowerCase().split(/\s+/).filter(Boolean);
      const all = data.groups.flatMap(({ name: group, file: folder, rules }) =>
        rules.map((rule) => ({ ...reported(rule), group, folder })),
      );
      const order = ['firing', 'pending'];
      const rank = (one: string): number => (order.includes(one) ? order.indexOf(one) : order.length);
      const found = all
        .filter((rule) => state === undefined || rule.state === state)
        .filter((rule) => {
          const said = `${rule.name} ${Object.values(rule.labels).join(' ')}`.toLowerCase();
          return words.every((word) => said.includes(word));
        })
        .sort((a, b) => rank(a.state) - rank(b.state));
      return {
        rules: found.slice(0, limit),
        total: found.length,
        firing: found.filter((rule) => rule.state === 'firing').length,
      };
    },
  });
