import { iso } from '../../answer/phrase.ts';
import type { GithubConnector } from '#connectors/github';
import { plural } from '#ground/text';
import { fact, say, type Draft, type Item } from '../../answer/draft.ts';
import { bold, code, inline, prose } from '../../answer/markdown.ts';
import { citeSaid, moment, rangeOf, unread } from '../elsewhere/words.ts';
import type { SkillContext } from '../skill.ts';
import { riskOf, type Value } from './in-words.ts';
import { askRepositories, listedDraft, repositoryOf, whose } from './repositories.ts';

const WEEK = 7 * 24;

type Pull = Value<'listPullRequests'>['pullRequests'][number] & { repository: string };

const dateOf = ({ mergedAt, createdAt }: Pull): string => mergedAt ?? createdAt;

function pullItem(context: SkillContext, pull: Pull, isAlone: boolean): Item {
  const { number, title, author, state, mergedAt, url, repository } = pull;
  const where = isAlone ? '' : ` in ${repository}`;
  const how = `${state === 'draft' ? 'a draft, ' : ''}${mergedAt === undefined ? 'opened' : 'merged'}`;
  const says = `${title} (${author})`;
  return {
    text: inline`${bold(inline`#${number}`)} ${prose(title)}, by ${author}${where}, ${how} ${moment(context, dateOf(pull))}`,
    evidence: [citeSaid(context, { system: 'github', query: `${repository}#${number}`, says, link: url })],
  };
}

/** Pull requests that are open, that were merged in the range, or the latest of any state. */
export async function pulls(context: SkillContext, github: GithubConnector): Promise<Draft> {
  const { state = 'open' } = context.slots.deployments ?? {};
  const { from, to, said } = rangeOf(context, WEEK);
  const isRanged = state === 'merged' || context.slots.time !== undefined;
  const window = isRanged ? { since: iso(from), until: iso(to) } : {};
  const answers = await askRepositories(context, github, {
    what: 'pull requests',
    ask: (repository) => github.listPullRequests({ repository, state, ...window, limit: 50 }),
  });
  if ('outcome' in answers) return answers;
  const { values, names, notes } = answers;
  const sorted = values
    .flatMap(({ pullRequests, repository }) => pullRequests.map((pull) => ({ ...pull, repository })))
    .toSorted((a, b) => (dateOf(a) < dateOf(b) ? 1 : -1));
  const of = names.length === 1 ? inline` of ${code(values[0]?.repository ?? names[0] ?? '')}` : inline``;
  const when = isRanged ? ` (${said})` : '';
  const kind = state === 'all' ? 'recent pull request' : `${state} pull request`;
  const head =
    sorted.length === 0
      ? inline`No ${kind}${of}${when}.`
      : inline`${plural(sorted.length, kind)}${of}${when}.`;
  const cited = citeSaid(context, { system: 'github', query: `${kind}s`, says: `${sorted.length} found` });
  const items = sorted.map((pull) => pullItem(context, pull, names.length === 1));
  return listedDraft(context, { head, cited, items, notes });
}

/** One pull request with what it touches. */
export async function onePull(context: SkillContext, github: GithubConnector): Promise<Draft> {
  const { number = 0 } = context.slots.deployments ?? {};
  const repository = repositoryOf(context);
  if (repository === undefined) return whose('pull request');
  const told = await github.readPullRequest({ repository, number });
  if (!told.ok) return unread('pull request', [told.error.message]);
  const { pullRequest, mergedBy, reviews, summary, repository: name } = told.value;
  const { title, author, state, mergedAt, createdAt, url } = pullRequest;
  const says = `${title} (${author}, ${state})`;
  const cited = citeSaid(context, { system: 'github', query: `${name}#${number}`, says, link: url });
  const by = mergedBy === undefined ? '' : ` by ${mergedBy}`;
  const approved = reviews.filter((one) => one.state === 'approved').map((one) => one.by);
  const head = inline`#${number} of ${code(name)}: ${prose(title)}`;
  return {
    outcome: 'answered',
    blocks: [
      fact(inline`${bold(head)}, by ${author}: ${state}${by}, ${moment(context, mergedAt ?? createdAt)}.`, [
        cited,
      ]),
      say(
        approved.length === 0 ? inline`Nobody has approved it.` : inline`Approved by ${approved.join(', ')}.`,
      ),
      ...riskOf(summary),
    ],
    focus: context.slots.objects,
    suggestions: [],
  };
}
