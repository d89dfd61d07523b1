import { z } from 'zod';
import type { Gap } from './gap.ts';
import type { Library } from './library.ts';
import { gapGroupSchema, groupGaps } from './group-gaps.ts';

/** Questions that nobody could answer, and the guide that comes nearest. */
export const weeklyGapSchema = gapGroupSchema.extend({
  suggested: z
    .object({ id: z.string(), title: z.string() })
    .optional()
    .meta({ description: 'The guide that comes nearest: what is missing may belong there.' }),
});
export type WeeklyGap = z.output<typeof weeklyGapSchema>;

const WEEK_MS = 7 * 24 * 3_600_000;
const MOST_READ = 1_000;
const MOST_GROUPS = 50;
/** A nearest guide below this has nothing to do with the question. */
const NEAR = 0.14;

interface GapDeps {
  library: Pick<Library, 'find'>;
  /** The latest first. */
  gaps: (limit: number) => Promise<Gap[]>;
}

/** What could not be answered in the week before a moment, the most often asked first. */
export async function weeklyGaps(deps: GapDeps, personId: string, now: number): Promise<WeeklyGap[]> {
  const all = await deps.gaps(MOST_READ);
  const fresh = all.filter(({ at }) => now - Date.parse(at) <= WEEK_MS);
  const groups = groupGaps(fresh).slice(0, MOST_GROUPS);
  return Promise.all(
    groups.map(async (group) => {
      const [best] = await deps.library.find(group.question, personId, 1);
      if (best === undefined || best.score < NEAR) return group;
      return { ...group, suggested: { id: best.guide.id, title: best.guide.title } };
    }),
  );
}
