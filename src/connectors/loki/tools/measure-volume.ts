import { z } from 'zod';
import { defineTool, windowFields, windowOf } from '#connectors/kit';
import { chartSeries } from '../chart/series.ts';
import type { ChartSeries } from '../chart/series.ts';
import { chooseStep, runMetric } from '../reads/run-metric.ts';
import type { Server } from '../server.ts';
import { DIMENSIONS, LEVEL_LABELS } from '../words/dimensions.ts';
import { labelOf } from '../words/write-selector.ts';
import type { Lookup } from '../words/write-selector.ts';
import { writeQueries } from '../words/write-queries.ts';
import type { Wish } from '../words/write-queries.ts';
import { chartFields, LONGEST_DAYS, whichFields, whoseFields } from './fields.ts';

type By = (typeof DIMENSIONS)[number] | 'level';

async function groupingFor(lookup: Lookup, by: By | undefined): Promise<string> {
  if (by === undefined) return '';
  if (by === 'level') return ` by (${LEVEL_LABELS.slice(0, 3).join(', ')})`;
  return ` by (${(await labelOf(lookup, by)) ?? by})`;
}

const keyOf = ({ labels }: ChartSeries): string => JSON.stringify(Object.entries(labels).sort());
const sumOfPoints = ({ points }: ChartSeries): number =>
  points.reduce((sum, [, value]) => sum + (value ?? 0), 0);

interface WholeWindow extends Pick<Lookup, 'window' | 'signal'> {
  query: (seconds: number) => string;
}

/** The exact count of each series over the whole window, which the points of a chart miss at both ends; none where Loki refuses it. */
async function sumsOf(
  server: Server,
  { query, window, signal }: WholeWindow,
): Promise<Map<string, number> | undefined> {
  const seconds = Math.max(1, Math.round((window.end - window.start) / 1000));
  const atEnd = { start: window.end, end: window.end };
  const request = { query: query(seconds), window: atEnd, stepSeconds: seconds, maxPoints: 2 };
  const { series } = await runMetric(server, request, signal).catch(() => ({ series: [] }));
  return series.length === 0 ? undefined : new Map(series.map((one) => [keyOf(one), one.last ?? 0]));
}

interface Measured extends Wish {
  by?: By | undefined;
  unit: 'lines' | 'bytes';
  start?: string | undefined;
  end?: string | undefined;
  minutes?: number | undefined;
  maxPoints: number;
  limit: number;
}

async function measure(
  server: Server,
  { by, unit, start, end, minutes, maxPoints, limit, ...wish }: Measured,
  signal?: AbortSignal,
) {
  const asked = { start, end, minutes };
  const window = windowOf(asked, { now: server.now(), minutes: 60, longestDays: LONGEST_DAYS });
  const lookup = { vocabulary: server.vocabulary, window, signal };
  const stepSeconds = chooseStep(window, maxPoints);
  const grouping = await groupingFor(lookup, by);
  const queries = await writeQueries(server, lookup, wish);
  const fn = unit === 'lines' ? 'count_over_time' : 'bytes_over_time';
  const over = (seconds: number): string =>
    `sum${grouping} (${queries.map((query) => `${fn}(${query} [${seconds}s])`).join(' or ')})`;
  const query = over(stepSeconds);
  const [answer, sums] = await Promise.all([
    runMetric(server, { query, window, stepSeconds, maxPoints }, signal),
    sumsOf(server, { query: over, window, signal }),
  ]);
  const series = answer.series.map((one) => ({
    ...one,
    sum: sums === undefined ? sumOfPoints(one) : (sums.get(keyOf(one)) ?? 0),
  }));
  return { ...answer, unit, series: series.slice(0, limit) };
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
      series: z.array(chartSeries.extend({ sum: z.number().describe('In the whole window.') })),
    }),
    effect: 'read',
    deadlineMs: 20_000,
    run: (request, { signal }) => measure(server, request, signal),
  });
