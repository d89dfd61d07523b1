import { z } from 'zod';
import { chartSeries } from '../chart/series.ts';
import { LEVELS } from '../words/level.ts';
import { logLine } from '../reads/line.ts';

const name = z.string().min(1).max(253).optional();

/** Whose lines. */
export const whoseFields = {
  service: name.describe('As its label calls it, or the workload its pods are named after.'),
  namespace: name,
  pod: name.describe('Also of pods that no longer exist.'),
  container: name,
  node: name,
  cluster: name,
};

/** Which of their lines. */
export const whichFields = {
  level: z
    .enum(LEVELS)
    .optional()
    .describe('This level and worse. "error" finds stack traces and panics too.'),
  only: z.boolean().optional().describe('This level, and none that is worse.'),
  text: z.string().min(1).max(1000).optional().describe('Lines that hold this text, in any case of letters.'),
  regex: z.string().min(1).max(1000).optional().describe('Lines that match this regular expression (RE2).'),
  without: z.string().min(1).max(1000).optional().describe('Leaves out lines that hold this text.'),
};

export const orderField = z
  .enum(['newest', 'oldest'])
  .default('newest')
  .describe('Which come first, and stay when there are too many.');
export const limitField = z.number().int().min(1).max(2000).default(200).describe('Lines at most.');
export const queryField = z
  .string()
  .min(1)
  .max(8000)
  .describe('LogQL. It is parsed before it is sent; a fault comes back with a suggestion.');
const noteField = z
  .string()
  .optional()
  .describe('Why there is nothing, or what was left out. No lines never means that all is well.');

/** Lines as they were answered. */
export const linesFields = {
  query: z.string().describe('The LogQL that was asked; it can be changed and asked again.'),
  start: z.string(),
  end: z.string(),
  order: z.enum(['newest', 'oldest']),
  lines: z.array(logLine),
  total: z
    .number()
    .optional()
    .describe('Lines in the whole window; left out when Loki could not count them.'),
  truncated: z.boolean().describe('Whether there are more lines than are given.'),
  note: noteField,
};

/** Numbers as they were answered. */
export const chartFields = {
  start: z.string(),
  end: z.string(),
  stepSeconds: z.number(),
  series: z.array(chartSeries),
  total: z.number(),
  note: noteField,
};

/** The longest window that is asked for, in days. */
export const LONGEST_DAYS = 400;
