import { z } from 'zod';
import { defineTool } from '#connectors/kit';
import { InputError } from '#ground/errors';
import { operationsOf, operationStats } from '../reads/operations.ts';
import { sampleTraces, sizeField } from '../reads/sample.ts';
import { isoOf, rangeFields, windowOf } from '../reads/window.ts';
import type { Window } from '../reads/window.ts';
import type { Server } from '../server.ts';
import { writeQuery } from '../traceql/write-query.ts';
import { wishFields } from './fields.ts';

const time = z.iso.datetime({ offset: true }).optional();
const side = z.object({
  start: z.string(),
  end: z.string(),
  traces: z.number(),
  unread: z.number(),
  operations: z.array(operationStats),
});

const MOST = 60;

/** As long as the window and right before it, unless told. */
function baselineOf(
  window: Window,
  given: { baselineStart?: string; baselineEnd?: string },
  now: number,
): Window {
  const { baselineStart: start, baselineEnd: end } = given;
  if (start === undefined && end === undefined) return { from: 2 * window.from - window.to, to: window.from };
  if (start === undefined || end === undefined)
    throw new InputError({
      code: 'bad-range',
      message: 'A baseline needs both baselineStart and baselineEnd.',
    });
  return windowOf({ start, end }, now);
}

/** tempo_compare_windows. */
export const compareWindowsTool = (server: Server) =>
  defineTool({
    name: 'tempo_compare_windows',
    description:
      'What each operation of each service took in a window and in a baseline, from samples of traces of both: calls, errors, median, ' +
      '95th percentile. The baseline is the time right before unless told.',
    input: z.object({
      ...wishFields,
      ...rangeFields,
      baselineStart: time,
      baselineEnd: time,
      traces: sizeField.describe('Traces that are read whole, of each side.'),
    }),
    output: z.object({ query: z.string(), window: side, baseline: side, note: z.string().optional() }),
    effect: 'read',
    deadlineMs: 30_000,
    run: async ({ start, end, minutes, traces, baselineStart, baselineEnd, ...wish }, { signal }) => {
      const window = windowOf({ start, end, minutes }, server.now());
      const before = baselineOf(window, { baselineStart, baselineEnd }, server.now());
      const query = writeQuery(wish);
      const sideOf = async (part: Window) => {
        const sample = await sampleTraces(server, { query, window: part, traces }, signal);
        const { traces: read, unread, spans } = sample;
        const operations = operationsOf(spans).slice(0, MOST);
        return { start: isoOf(part.from), end: isoOf(part.to), traces: read, unread, operations };
      };
      const [now, baseline] = await Promise.all([sideOf(window), sideOf(before)]);
      const empty = now.traces === 0 ? 'the window' : baseline.traces === 0 ? 'the baseline' : undefined;
      const note = `There are no traces for ${query} in ${empty ?? ''}: nothing can be compared.`;
      return { query, window: now, baseline, ...(empty !== undefined && { note }) };
    },
  });
