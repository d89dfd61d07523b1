import { say, type Draft } from '../../answer/draft.ts';
import { bold, inline, prose } from '../../answer/markdown.ts';
import { suggest, WHY } from '../ask.ts';
import type { SkillContext } from '../skill.ts';

/** Points of a line at most. */
export const POINTS = 120;
/** Lines of a table at most. */
export const SHOWN = 10;

/** A moment as systems want it. */
export const iso = (at: number): string => new Date(at).toISOString();

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
export function cite(context: SkillContext, query: string, says: string): string {
  const [cluster] = context.slots.clusters;
  return context.ledger.add({ at: iso(context.now), source: { system: 'prometheus', cluster, query }, says });
}
