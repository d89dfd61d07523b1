import { say, type Draft } from '../../answer/draft.ts';
import { bold, inline, prose } from '../../answer/markdown.ts';
import { suggest, WHY } from '../ask.ts';
import { citing } from '../elsewhere/words.ts';
import type { SkillContext } from '../skill.ts';

/** Points of a line at most. */
export const POINTS = 120;
/** Lines of a table at most. */
export const SHOWN = 10;

/** What to say when Prometheus does not. */
export function failed(context: SkillContext, message: string, what: string): Draft {
  return {
    outcome: 'unknown',
    blocks: [say(inline`${bold(inline`I could not get the ${what}.`)} Prometheus: ${prose(message)}`)],
    suggestions: context.slots.objects.slice(0, 1).map((ref) => suggest(context.clusters, ref, WHY)),
    gap: { outcome: 'failed', detail: message.slice(0, 200) },
  };
}

/** Cites an expression and what it gave; gives the evidence id. */
export const cite = citing('prometheus');
