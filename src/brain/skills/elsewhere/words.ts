import { say, type Block, type Draft } from '../../answer/draft.ts';
import { bold, code, inline, join, listed, prose, type Markdown } from '../../answer/markdown.ts';
import { clock, iso, span } from '../../answer/phrase.ts';
import type { TimeRange } from '../../understand/slot-types.ts';
import type { SkillContext } from '../skill.ts';

/** Something that a system beside the clusters said. */
export interface Said {
  system: string;
  cluster?: string | undefined;
  /** How anybody can see it again. */
  query: string;
  says: string;
  link?: string;
}

/** Cites what a system said; gives the evidence id. */
export const citeSaid = (context: SkillContext, { system, cluster, query, says, link }: Said): string =>
  context.ledger.add({
    at: iso(context.now),
    source: { system, cluster, query, ...(link === undefined ? {} : { link }) },
    says,
  });

/** Cites what one system said of the cluster asked about, for a room that asks no other. */
export const citing =
  (system: string) =>
  (context: SkillContext, query: string, says: string): string =>
    citeSaid(context, { system, cluster: context.slots.clusters[0], query, says });

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

/** A time as tools take it. */
export const windowOf = ({ from, to }: Pick<TimeRange, 'from' | 'to'>) => ({
  start: iso(from),
  end: iso(to),
});

/** Days end at a quarter of an hour in every zone. */
const DAY_PART = 15 * 60_000;

/** A span of time in the asker's zone: "13:00:00 to 14:00:00 Europe/Berlin (the last hour)". */
export function whenInWords({ now, timeZone }: SkillContext, { from, to, said }: TimeRange): Markdown {
  const isOver = to % DAY_PART === 0 && to < now;
  const [start, end] = [from, isOver ? to - 1 : to].map((at) => clock(iso(at), now, timeZone));
  return inline`${start ?? ''} to ${end ?? ''} ${timeZone} (${said})`;
}

/** Names, and how many there are beyond a few. */
export function few(names: readonly string[], most = 4): Markdown {
  const shown = names.slice(0, most).map(code);
  const rest = names.length - shown.length;
  return rest > 0 ? inline`${join(shown)} and ${rest} more` : listed(shown);
}
