import { z } from 'zod';
import type { RawFile } from '../schema.ts';
import { AREAS, areaOf } from './areas.ts';
import { riskOf } from './risk.ts';

const EXAMPLES = 5;

export const summaryField = z.object({
  files: z.number(),
  additions: z.number().describe('Lines.'),
  deletions: z.number().describe('Lines.'),
  areas: z.array(
    z.object({
      area: z.enum(AREAS),
      files: z.number(),
      additions: z.number(),
      deletions: z.number(),
      examples: z.array(z.string()),
    }),
  ),
  risk: z
    .object({
      level: z.enum(['low', 'medium', 'high']),
      reasons: z.array(z.string()),
    })
    .describe('What the diff says about what may break; not whether it did.'),
});
/** A change by its areas, with its risk. */
export type ChangeSummary = z.output<typeof summaryField>;

const sum = (files: readonly RawFile[], of: 'additions' | 'deletions'): number =>
  files.reduce((total, file) => total + file[of], 0);

/** Sums up a change: how much in which area, and what may break. `more` are reasons that the files do not show. */
export function summarise(files: readonly RawFile[], more: Parameters<typeof riskOf>[1] = []): ChangeSummary {
  const byArea = Map.groupBy(files, ({ filename }) => areaOf(filename));
  const areas = AREAS.flatMap((area) => {
    const own = byArea.get(area) ?? [];
    if (own.length === 0) return [];
    const largest = [...own].sort((a, b) => b.additions + b.deletions - a.additions - a.deletions);
    const examples = largest.slice(0, EXAMPLES).map(({ filename }) => filename);
    return [
      {
        area,
        files: own.length,
        additions: sum(own, 'additions'),
        deletions: sum(own, 'deletions'),
        examples,
      },
    ];
  });
  const size = {
    files: files.length,
    additions: sum(files, 'additions'),
    deletions: sum(files, 'deletions'),
  };
  return { ...size, areas, risk: riskOf(files, more) };
}
