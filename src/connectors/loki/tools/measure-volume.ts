import { z } from 'zod';
import { defineTool, windowFields, windowOf } from '#connectors/kit';
import { chooseStep, runMetric } from '../reads/run-metric.ts';
import type { Server } from '../server.ts';
import { DIMENSIONS, LEVEL_LABELS } from '../words/dimensions.ts';
import { labelOf } from '../words/write-selector.ts';
import type { Lookup } from '../words/write-selector.ts';
import { writeQueries } from '../words/write-queries.ts';
import { chartFields, LONGEST_DAYS, whichFields, whoseFields } from './fields.ts';

type By = (typeof DIMENSIONS)[number] | 'level';

async function groupingFor(lookup: Lookup, by: By | undefined): Promise<string> {
  if (by === undefined) return '';
  if (by === 'level') return ` by (${LEVEL_LABELS.slice(0, 3).join(', ')})`;
  return ` by (${(await labelOf(lookup, by)) ?? by})`;
}

/** loki_measure_volume. */
export const measureVolumeTool = (server: Server) =>
  defineTool({
    name: 'loki_measure_volume',
    description:
      'How many lines (or bytes) were logged over a window, as a chart: in all, or by service, namespace, pod, container, node, cluster or level. ' +
      'With a level or a text: how many such lines, which shows when errors began and ended.',
    input: z.object({
      ...whoseFields,
      ...whichFields,
      by: z.enum([...DIMENSIONS, 'level']).optional(),
      unit: z.enum(['lines', 'bytes']).default('lines'),
      ...windowFields,
      maxPoints: z.number().int().min(2).max(500).default(60),
      limit: z.number().int().min(1).max(200).default(20).describe('Series, those with the largest values.'),
    }),
    output: z.object({
      query: z.string(),
      unit: z.string().describe('What each point counts: so many in the step before it.'),
      ...chartFields,
    }),
    effect: 'read',
    deadlineMs: 20_000,
    run: async ({ by, unit, start, end, minutes, maxPoints, limit, ...wish }, { signal }) => {
      const asked = { start, end, minutes };
      const window = windowOf(asked, { now: server.now(), minutes: 60, longestDays: LONGEST_DAYS });
      const lookup = { vocabulary: server.vocabulary, window, signal };
      const stepSeconds = chooseStep(window, maxPoints);
      const grouping = await groupingFor(lookup, by);
      const queries = await writeQueries(server, lookup, wish);
      const fn = unit === 'lines' ? 'count_over_time' : 'bytes_over_time';
      const counts = queries.map((query) => `${fn}(${query} [${stepSeconds}s])`);
      const query = `sum${grouping} (${counts.join(' or ')})`;
      const answer = await runMetric(server, { query, window, stepSeconds, maxPoints }, signal);
      return { ...answer, unit, series: answer.series.slice(0, limit) };
    },
  });
