import { z } from 'zod';
import { defineTool, windowFields, windowOf } from '#connectors/kit';
import { InputError } from '#ground/errors';
import { nearest } from '#ground/text';
import type { Server } from '../server.ts';
import { DIMENSIONS } from '../words/dimensions.ts';
import { labelOf } from '../words/write-selector.ts';
import type { Lookup } from '../words/write-selector.ts';
import { LONGEST_DAYS } from './fields.ts';

const EXAMPLES = 5;

const input = z.object({
  label: z.string().min(1).max(200).optional(),
  contains: z.string().max(200).optional().describe('Only values that hold this text.'),
  ...windowFields,
  limit: z.number().int().min(1).max(1000).default(200),
});

const output = z.object({
  labels: z.array(
    z.object({
      label: z.string(),
      names: z.string().optional(),
      values: z.number(),
      examples: z.array(z.string()),
    }),
  ),
  values: z.array(z.string()).describe('Of the label that was asked for.'),
  total: z.number().describe('Labels, or values of the label that was asked for.'),
  note: z.string().optional(),
});

/** loki_list_labels. */
export const listLabelsTool = (server: Server) =>
  defineTool({
    name: 'loki_list_labels',
    description:
      'The labels of the lines in a window, with what they name (service, namespace, pod ...) and examples; or all values of one label. Use it ' +
      'to find out what services and pods are called in the logs.',
    input,
    output,
    effect: 'read',
    deadlineMs: 15_000,
    run: async ({ label, contains = '', limit, ...asked }, { signal }) => {
      const window = windowOf(asked, { now: server.now(), minutes: 6 * 60, longestDays: LONGEST_DAYS });
      const { vocabulary } = server;
      const labels = await vocabulary.labels(window, signal);
      const note = labels.length === 0 ? { note: 'Loki has no lines at all in that time.' } : {};
      if (label !== undefined) {
        if (labels.length > 0 && !labels.includes(label)) throw noSuchLabel(label, labels);
        const all = labels.length === 0 ? [] : await vocabulary.values(label, window, signal);
        const values = all.filter((value) => value.toLowerCase().includes(contains.toLowerCase()));
        return { labels: [], values: values.slice(0, limit), total: values.length, ...note };
      }
      const lookup = { vocabulary, window, signal };
      const described = await describe(lookup, labels.slice(0, limit));
      return { labels: described, values: [], total: labels.length, ...note };
    },
  });

/** Labels with what they name, and examples. */
async function describe(lookup: Lookup, labels: readonly string[]) {
  const { vocabulary, window, signal } = lookup;
  const named = await Promise.all(DIMENSIONS.map(async (one) => [await labelOf(lookup, one), one] as const));
  return Promise.all(
    labels.map(async (label) => {
      const values = await vocabulary.values(label, window, signal);
      const names = named.find(([known]) => known === label)?.[1];
      return {
        label,
        ...(names ? { names } : {}),
        values: values.length,
        examples: values.slice(0, EXAMPLES),
      };
    }),
  );
}

function noSuchLabel(label: string, labels: string[]): InputError {
  const near = nearest(label, labels, 3);
  const there = near.length > 0 ? near : labels;
  return new InputError({
    code: 'no-such-label',
    message: `There is no label ${label}; there are ${there.join(', ')}.`,
  });
}
