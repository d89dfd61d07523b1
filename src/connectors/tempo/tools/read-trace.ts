import { z } from 'zod';
import { defineTool } from '#connectors/kit';
import { InputError } from '#ground/errors';
import { tempoSpan } from '../reads/spans.ts';
import type { TempoSpan } from '../reads/spans.ts';
import { findTrace } from '../reads/trace.ts';
import type { Server } from '../server.ts';

/** Those that tell most when not all fit: failed ones and the longest, which are the ancestors too. */
function mostTelling(spans: readonly TempoSpan[], most: number): TempoSpan[] {
  if (spans.length <= most) return [...spans];
  const rank = ({ failed, duration }: TempoSpan): number => (failed ? 1e12 : 0) + duration;
  return spans
    .toSorted((a, b) => rank(b) - rank(a))
    .slice(0, most)
    .sort((a, b) => a.start - b.start);
}

function summarise(spans: readonly TempoSpan[]) {
  const ids = new Set(spans.map(({ spanId }) => spanId));
  const isRoot = ({ parentId }: TempoSpan): boolean => parentId === undefined || !ids.has(parentId);
  const root = spans.find(({ parentId }) => parentId === undefined) ?? spans.find(isRoot);
  const start = Math.min(...spans.map((span) => span.start));
  const end = Math.max(...spans.map((span) => span.start + span.duration));
  return {
    service: root?.service ?? '',
    operation: root?.name ?? '',
    at: new Date(start).toISOString(),
    durationMs: Math.round((end - start) * 100) / 100,
    services: [...new Set(spans.map(({ service }) => service))],
    errors: spans.filter(({ failed }) => failed).length,
    total: spans.length,
    orphans: spans.filter((span) => span.parentId !== undefined && isRoot(span)).length,
  };
}

const output = z.object({
  traceId: z.string(),
  service: z.string().describe('Of the root span.'),
  operation: z.string(),
  at: z.string(),
  durationMs: z.number(),
  services: z.array(z.string()),
  errors: z.number().describe('Spans that failed.'),
  total: z.number().describe('Spans of the trace, those left out included.'),
  orphans: z.number().describe('Spans whose parent was not recorded, or not yet.'),
  isPartial: z.boolean().describe('Tempo itself left spans out.'),
  spans: z.array(tempoSpan),
});

/** tempo_read_trace. */
export const readTraceTool = (server: Server) =>
  defineTool({
    name: 'tempo_read_trace',
    description:
      'All spans of one trace by its id: who called whom, how long each took, what failed and what it said. Times are of the clocks of ' +
      'different machines and may disagree by milliseconds.',
    input: z.object({
      traceId: z.string().min(1).max(64),
      maxSpans: z
        .number()
        .int()
        .min(1)
        .max(5000)
        .default(1000)
        .describe('Beyond it, failed and long ones are kept.'),
    }),
    output,
    effect: 'read',
    deadlineMs: 20_000,
    maxChars: 4 * 1024 * 1024,
    run: async ({ traceId, maxSpans }, { signal }) => {
      const found = await findTrace(server, traceId, signal);
      if (!found)
        throw new InputError({
          code: 'no-such-trace',
          message: `Tempo has no trace ${traceId}: it was not sampled, is older than what is kept, or has not arrived yet.`,
        });
      const { spans, isPartial } = found;
      return {
        traceId: spans[0]?.traceId ?? traceId,
        ...summarise(spans),
        isPartial,
        spans: mostTelling(spans, maxSpans),
      };
    },
  });
