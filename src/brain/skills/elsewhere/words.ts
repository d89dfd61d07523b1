import { say, type Block, type Draft } from '../../answer/draft.ts';
import { bold, inline, join, prose, type Markdown } from '../../answer/markdown.ts';
import { clock, span } from '../../answer/phrase.ts';
import type { SkillContext } from '../skill.ts';

/** Something that a system beside the clusters said. */
export interface Said {
  system: string;
  /** How anybody can see it again. */
  query: string;
  says: string;
  link?: string;
}

/** Cites what a system said; gives the evidence id. */
export const citeSaid = (context: SkillContext, { system, query, says, link }: Said): string =>
  context.ledger.add({
    at: new Date(context.now).toISOString(),
    source: { system, query, ...(link === undefined ? {} : { link }) },
    says,
  });

/** "GitHub did not answer: ...": a part that is missing is said, never passed over. */
export const missing = (system: string, message: string): Block =>
  say(inline`${bold(inline`${system} is missing here`)}: ${prose(message)}`);

/** What to say when nothing could be read at all. */
export function unread(what: string, problems: readonly string[]): Draft {
  return {
    outcome: 'unknown',
    blocks: [say(inline`${bold(inline`I could not read the ${what}.`)} ${join(problems.map(prose), ' ')}`)],
    suggestions: [],
    gap: { outcome: 'failed', detail: problems.join(' ').slice(0, 200) },
  };
}

/** "15 Nov 12:24:38, 6 days ago". */
export function moment(context: SkillContext, at: string | undefined): Markdown {
  if (at === undefined) return inline`at an unknown time`;
  const ago = context.now - Date.parse(at);
  return inline`${clock(at, context.now, context.timeZone)}, ${ago < 0 ? `in ${span(-ago)}` : `${span(ago)} ago`}`;
}

/** A moment as systems want it. */
export const iso = (at: number): string => new Date(at).toISOString();

/** A commit as people quote it. */
export const short = (sha: string): string => sha.slice(0, 7);

const HOUR = 3_600_000;

/** The range of a message, else the hours before now; a day that is not over ends now. */
export function rangeOf(
  { slots: { time }, now }: SkillContext,
  hours: number,
): { from: number; to: number; said: string } {
  if (time === undefined)
    return {
      from: now - hours * HOUR,
      to: now,
      said: hours >= 48 ? `the last ${hours / 24} days` : `the last ${hours} hours`,
    };
  return { from: time.from, to: Math.max(time.from + 60_000, Math.min(time.to, now)), said: time.said };
}
