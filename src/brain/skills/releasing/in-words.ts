import type { GithubConnector } from '#connectors/github';
import { plural } from '#ground/text';
import { fact, say, type Block, type Item } from '../../answer/draft.ts';
import { bold, code, inline, join, listed, prose, type Markdown } from '../../answer/markdown.ts';
import { citeSaid, moment, short } from '../elsewhere/words.ts';
import type { SkillContext } from '../skill.ts';

/** What GitHub answers. */
export type Value<Name extends keyof GithubConnector> = GithubConnector[Name] extends (
  ...asked: never[]
) => Promise<infer Result>
  ? Extract<Result, { ok: true }> extends { value: infer Told }
    ? Told
    : never
  : never;
export type Comparison = Omit<Value<'compareRevisions'>, 'repository'>;
export type Commit = Comparison['commits'][number];
type Summary = Comparison['summary'];

const SHOWN = 8;

/** One commit in a line, with who made it and when. */
export function commitItem(context: SkillContext, repository: string, commit: Commit): Item {
  const { sha, title, author, at, url } = commit;
  const says = `${short(sha)} ${title} (${author}, ${at})`;
  const query = `git show ${short(sha)}`;
  return {
    text: inline`${code(short(sha))} ${prose(title)}, by ${author}, ${moment(context, at)}`,
    evidence: [citeSaid(context, { system: 'github', query: `${repository}: ${query}`, says, link: url })],
  };
}

/** The people behind commits: "maren, priya and diego". */
function authorsOf(commits: readonly Commit[]): Markdown {
  const names = [...new Set(commits.map(({ author }) => author))];
  const more = names.length > 4 ? [inline`${names.length - 4} more`] : [];
  return listed([...names.slice(0, 4).map((name) => inline`${name}`), ...more]);
}

/** Which parts of the code a change touches, and what may break: never whether it did. */
export function riskOf({ areas, files, additions, deletions, risk }: Summary): Block[] {
  if (files === 0) return [];
  const touched = areas.map(({ area, files: count }) => inline`${area} (${count})`);
  const reasons = risk.reasons.map(prose);
  const why = reasons.length === 0 ? inline`nothing in the diff stands out.` : join(reasons, ' ');
  return [
    say(
      inline`It touches ${plural(files, 'file')} (+${additions} −${deletions} lines): ${join(touched)}. ${bold(inline`Risk by the diff: ${risk.level}`)}: ${why}`,
    ),
  ];
}

const ways = ({ direction, totalCommits }: Comparison, repository: string): Markdown => {
  if (direction === 'the same') return inline`Both are the same commit of ${code(repository)}.`;
  const back = direction === 'older' ? inline` It is a step back: this is what it takes away.` : inline``;
  const apart = direction === 'diverged' ? inline` The two went different ways.` : inline``;
  const are = totalCommits === 1 ? 'lies' : 'lie';
  return inline`${plural(totalCommits, 'commit')} of ${code(repository)} ${are} between them.${back}${apart}`;
};

/** What lies between two revisions: commits, people, areas and risk. */
export function comparisonInWords(
  context: SkillContext,
  repository: string,
  comparison: Comparison,
): Block[] {
  const { base, head, commits, pullRequests, url, note } = comparison;
  const pulls =
    pullRequests.length === 0 ? inline`` : inline`, in ${plural(pullRequests.length, 'pull request')}`;
  const says = `${comparison.totalCommits} commits between ${short(base)} and ${short(head)}`;
  const evidence = citeSaid(context, {
    system: 'github',
    query: `${repository}: git log ${short(base)}..${short(head)}`,
    says,
    link: url,
  });
  const by = commits.length === 0 ? inline`` : inline` By ${authorsOf(commits)}${pulls}.`;
  return [
    fact(inline`${ways(comparison, repository)}${by}`, [evidence]),
    ...(commits.length === 0
      ? []
      : [
          {
            type: 'list' as const,
            items: commits.map((commit) => commitItem(context, repository, commit)),
            cap: SHOWN,
            seeAll: code(url),
          },
        ]),
    ...riskOf(comparison.summary),
    ...(note === undefined ? [] : [say(prose(note))]),
  ];
}
