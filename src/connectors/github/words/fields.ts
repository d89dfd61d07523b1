import { z } from 'zod';
import { InputError } from '#ground/errors';

export const repositoryInput = z
  .string()
  .min(1)
  .max(140)
  .describe('owner/name, or the name alone for a repository of the known owner.');
const moment = z.iso.datetime({ offset: true }).optional();
export const windowInput = {
  since: moment.describe('ISO 8601.'),
  until: moment.describe('ISO 8601; now when left out.'),
  minutes: z
    .number()
    .positive()
    .max(5_256_000)
    .optional()
    .describe('Looks back so far when there is no `since`.'),
};
export const limitInput = z.number().int().min(1).max(200).default(30);
export const noteField = z.string().optional().describe('What is missing, or why there is nothing.');

export const commitFields = z.object({
  sha: z.string(),
  title: z.string(),
  author: z.string(),
  at: z.string().describe('When it was committed, UTC.'),
  pullRequest: z.number().optional(),
  url: z.string(),
});

export const fileFields = z.object({
  path: z.string(),
  before: z.string().optional().describe('Its path before it was moved.'),
  status: z.string(),
  area: z.string(),
  additions: z.number(),
  deletions: z.number(),
  diff: z.string().optional().describe('The beginning of its diff.'),
});

export const pullFields = z.object({
  number: z.number(),
  title: z.string(),
  state: z.enum(['open', 'draft', 'merged', 'closed']),
  author: z.string(),
  createdAt: z.string(),
  mergedAt: z.string().optional(),
  url: z.string(),
});

const TOO_FAR = Date.UTC(2005, 3, 1);

/** The edges of a window as GitHub takes them; InputError when it runs backwards or to before Git. */
export function windowOf(
  { since, until, minutes }: { since?: string; until?: string; minutes?: number },
  now: number,
): { since?: string; until?: string } {
  const end = until === undefined ? now : Date.parse(until);
  const start =
    since !== undefined ? Date.parse(since) : minutes === undefined ? undefined : end - minutes * 60_000;
  if (start !== undefined && (start >= end || start < TOO_FAR))
    throw new InputError({
      code: 'bad-range',
      message: `The range begins ${new Date(start).toISOString()} and ends ${new Date(end).toISOString()}: it must begin before it ends, and after 2005.`,
    });
  const iso = (ms: number): string => `${new Date(ms).toISOString().slice(0, 19)}Z`;
  return {
    ...(start === undefined ? {} : { since: iso(start) }),
    ...(until === undefined ? {} : { until: iso(end) }),
  };
}

/** A range in words, for "nothing found". */
export function saidWindow({ since, until }: { since?: string; until?: string }): string {
  if (since === undefined && until === undefined) return '';
  return ` between ${since ?? 'the beginning'} and ${until ?? 'now'}`;
}
