import { code, inline, type Markdown } from '../../answer/markdown.ts';
import { iso } from '../../answer/phrase.ts';
import type { Guide } from '../../knowledge/guide.ts';
import type { SkillContext } from '../skill.ts';

const LONGEST_QUOTE = 1_900;

/** A date as people say it: "3 November 2026". */
export const dateIn = (at: string, timeZone: string): string =>
  new Intl.DateTimeFormat('en-GB', { timeZone, dateStyle: 'long' }).format(new Date(at));

/** Whose knowledge it is: "From my guide ...", "Sam taught me this on ...". */
export function sourceInWords({ timeZone }: SkillContext, { id, provenance }: Guide): Markdown {
  if (provenance.kind === 'shipped') return inline`From my guide ${code(id)}`;
  const on = dateIn(provenance.at, timeZone);
  if (provenance.kind === 'imported') {
    const { path, origin, commit, by } = provenance;
    const at = commit === undefined ? inline`` : inline` at ${code(commit.slice(0, 10))}`;
    return inline`From ${code(path)} of ${code(origin)}${at}, imported by ${by} on ${on}`;
  }
  const { by, approvedBy } = provenance;
  const shared = approvedBy === undefined ? inline`` : inline`, approved by ${approvedBy}`;
  return inline`${by} taught me this on ${on}${shared}`;
}

const plainly = ({ provenance, title }: Guide): string => {
  if (provenance.kind === 'shipped') return `Guide "${title}"`;
  if (provenance.kind === 'taught') return `Taught by ${provenance.by}`;
  return `"${title}", imported from ${provenance.origin}`;
};

/** Cites a guide, with the sections that an answer uses. */
export function citeGuide({ ledger, now }: SkillContext, guide: Guide, used: readonly string[]): string {
  const { id, sections, links, provenance } = guide;
  const text = sections
    .filter(({ heading }) => used.includes(heading))
    .map((section) => section.text)
    .join('\n');
  const [link] = links;
  return ledger.add({
    at: provenance.kind === 'shipped' ? iso(now) : provenance.at,
    source: { system: 'knowledge', query: `show guide ${id}`, ...(link && { link: link.url }) },
    says: `${plainly(guide)}: ${text.slice(0, LONGEST_QUOTE)}`,
  });
}
