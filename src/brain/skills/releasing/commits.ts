import { iso } from '../../answer/phrase.ts';
import type { GithubConnector } from '#connectors/github';
import { plural } from '#ground/text';
import { fact, type Draft } from '../../answer/draft.ts';
import { bold, inline } from '../../answer/markdown.ts';
import { citeSaid, rangeOf, unread } from '../elsewhere/words.ts';
import type { SkillContext } from '../skill.ts';
import { commitItem, riskOf } from './in-words.ts';
import { askRepositories, listedDraft, repositoryOf, whose } from './repositories.ts';

const WEEK = 7 * 24;

/** The latest commits of the main branch. */
export async function commits(context: SkillContext, github: GithubConnector): Promise<Draft> {
  const { from, to, said } = rangeOf(context, WEEK);
  const answers = await askRepositories(context, github, {
    what: 'commits',
    ask: (repository) => github.listCommits({ repository, since: iso(from), until: iso(to), limit: 20 }),
  });
  if ('outcome' in answers) return answers;
  const found = answers.values
    .flatMap(({ commits: own, repository }) => own.map((commit) => ({ commit, repository })))
    .toSorted((a, b) => (a.commit.at < b.commit.at ? 1 : -1));
  const cited = citeSaid(context, { system: 'github', query: 'git log', says: `${found.length} commits` });
  const head =
    found.length === 0 ? inline`No commit (${said}).` : inline`${plural(found.length, 'commit')} (${said}).`;
  const items = found.map(({ commit, repository }) => commitItem(context, repository, commit));
  return listedDraft(context, { head, cited, items, notes: answers.notes });
}

/** One commit with what it touches. */
export async function oneCommit(context: SkillContext, github: GithubConnector): Promise<Draft> {
  const { sha = '' } = context.slots.deployments ?? {};
  const repository = repositoryOf(context);
  if (repository === undefined) return whose('commit');
  const told = await github.readCommit({ repository, sha });
  if (!told.ok) return unread('commit', [told.error.message]);
  const { commit, summary, repository: name } = told.value;
  const { text, evidence } = commitItem(context, name, commit);
  return {
    outcome: 'answered',
    blocks: [fact(bold(text), evidence), ...riskOf(summary)],
    focus: context.slots.objects,
    suggestions: [],
  };
}
