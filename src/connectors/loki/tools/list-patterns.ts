import { z } from 'zod';
import { defineTool, windowFields, windowOf } from '#connectors/kit';
import { ConfigError } from '#ground/errors';
import { patterns } from '../schema.ts';
import type { Server } from '../server.ts';
import { nanos } from '../words/vocabulary.ts';
import { writeSelector } from '../words/write-selector.ts';
import { whoseFields } from './fields.ts';

const ABSENT = new Set(['loki-wrong-url']);

/** Loki that does not mine patterns has no such page. */
function explained(error: unknown): never {
  if (!(error instanceof ConfigError) || !ABSENT.has(error.code)) throw error;
  throw new ConfigError({
    code: 'loki-no-patterns',
    message: 'This Loki does not keep patterns: its pattern_ingester is not enabled.',
    cause: error,
  });
}

const input = z.object({
  ...whoseFields,
  ...windowFields,
  limit: z.number().int().min(1).max(300).default(30),
});

const output = z.object({
  query: z.string(),
  patterns: z.array(
    z.object({
      pattern: z.string(),
      level: z.string(),
      count: z.number(),
      first: z.string(),
      last: z.string(),
    }),
  ),
  total: z.number(),
  note: z.string().optional(),
});

/** loki_list_patterns. */
export const listPatternsTool = (server: Server) =>
  defineTool({
    name: 'loki_list_patterns',
    description:
      'The patterns that Loki itself has found in the lines of the last hours, the most frequent first, <_> for what varies. Not every Loki ' +
      'mines patterns, and none keeps them for long.',
    input,
    output,
    effect: 'read',
    deadlineMs: 15_000,
    run: async ({ limit, start, end, minutes, ...whose }, { signal }) => {
      const window = windowOf({ start, end, minutes }, { now: server.now(), minutes: 60, longestDays: 14 });
      const query = await writeSelector({ vocabulary: server.vocabulary, window, signal }, whose);
      const params = { query, start: nanos(window.start), end: nanos(window.end) };
      const answer = await server.client
        .data({ path: '/patterns', params, signal }, patterns)
        .catch(explained);
      const iso = (seconds: number | undefined): string => new Date((seconds ?? 0) * 1000).toISOString();
      const found = (answer ?? [])
        .map(({ pattern, level, samples }) => ({
          pattern,
          level,
          count: samples.reduce((total, [, count]) => total + count, 0),
          first: iso(samples[0]?.[0]),
          last: iso(samples.at(-1)?.[0]),
        }))
        .sort((a, b) => b.count - a.count);
      const note = 'Loki has no patterns for these lines in that time: it keeps them for a few hours only.';
      return {
        query,
        patterns: found.slice(0, limit),
        total: found.length,
        ...(found.length === 0 ? { note } : {}),
      };
    },
  });
