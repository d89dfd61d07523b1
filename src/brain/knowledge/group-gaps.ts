import { z } from 'zod';
import { gapOutcomeSchema, type Gap } from './gap.ts';
import { termsOf, isConcept } from './search/terms.ts';

/** Questions that nobody could answer and that are much the same. */
export const gapGroupSchema = z.object({
  question: z.string().meta({ description: 'The one of them that was asked last.' }),
  count: z.number().int(),
  firstAt: z.string(),
  lastAt: z.string(),
  outcomes: z.array(gapOutcomeSchema),
});
type GapGroup = z.output<typeof gapGroupSchema>;

const ALIKE = 0.5;

interface Open {
  gaps: Gap[];
  terms: ReadonlySet<string>;
}

const termsIn = (message: string): Set<string> =>
  new Set(termsOf(message).filter((term) => !isConcept(term)));

function likeness(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const shared = [...a].filter((term) => b.has(term)).length;
  return shared === 0 ? 0 : shared / (a.size + b.size - shared);
}

/** Groups questions by likeness of their words, the most often asked first; given the latest first. */
export function groupGaps(gaps: readonly Gap[]): GapGroup[] {
  const groups: Open[] = [];
  for (const gap of gaps) {
    const terms = termsIn(gap.message);
    const same = groups.find(
      (group) => likeness(group.terms, terms) >= ALIKE || group.gaps[0]?.message === gap.message,
    );
    if (same === undefined) groups.push({ gaps: [gap], terms });
    else same.gaps.push(gap);
  }
  return groups
    .map(({ gaps: own }) => ({
      question: own[0]?.message ?? '',
      count: own.length,
      firstAt: own.at(-1)?.at ?? '',
      lastAt: own[0]?.at ?? '',
      outcomes: [...new Set(own.map(({ outcome }) => outcome))],
    }))
    .sort((a, b) => b.count - a.count || b.lastAt.localeCompare(a.lastAt));
}
