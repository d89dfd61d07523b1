import { z } from 'zod';
import { chartSeries } from '../chart/series.ts';

export const queryField = z
  .string()
  .min(1)
  .max(8000)
  .describe('A PromQL expression. It is parsed before it is sent; a fault comes back with a suggestion.');
export const timeField = z.iso.datetime({ offset: true }).optional();
export const rangeFields = {
  start: timeField.describe('ISO 8601; `minutes` before the end when left out.'),
  end: timeField.describe('ISO 8601; now when left out.'),
  minutes: z
    .number()
    .positive()
    .max(576_000)
    .optional()
    .describe('Length of the range; 60 when there is no start.'),
  maxPoints: z.number().int().min(2).max(2000).default(120).describe('Points of each series at most.'),
};
export const noteField = z
  .string()
  .optional()
  .describe('Why there is nothing. No data never means that all is well.');
/** A range as it was answered. */
export const chartFields = {
  start: z.string(),
  end: z.string(),
  stepSeconds: z.number(),
  series: z.array(chartSeries),
  total: z.number(),
  note: noteField,
};
