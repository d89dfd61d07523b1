import type { GithubConnector } from '#connectors/github';
import { plural } from '#ground/text';
import { codeBlock, fact, say, type Block, type Draft } from '../../answer/draft.ts';
import { bold, code, inline, prose } from '../../answer/markdown.ts';
import { citeSaid, iso, missing, moment, rangeOf, short, unread } from '../elsewhere/words.ts';
import type { SkillContext } from '../skill.ts';
import { commitItem, riskOf, type Value } from './in-words.ts';
import { imageName, rolloutOf } from './rollouts.ts';

const DAYS = 24;
const WEEK = 7 * DAYS;
const LOOKED_AT = 12;
const SHOWN = 12;

/** The repository of what was named: that of its image, else its own name. */
export function repositoryOf(context: SkillContext): string | undefined {
  const [ref] = context.slots.objects;
  if (ref === undefined) return undefined;
  const image = rolloutOf(context, ref)?.image;
  return image === undefined ? ref.name : imageName(image);
}

async function someRepositories(
  context: SkillContext,
  github: GithubConnector,
): Promise<{ names: string[]; note: Block[]; problem?: string }> {
  const named = repositoryOf(context);
  if (named !== undefined) return { names: [named], note: [] };
  const listed = await github.listRepositories({ limit: 200 });
  if (!listed.ok) return { names: [], note: [], problem: listed.error.message };
  const all = listed.value.repositories.filter(({ archived }) => !archived).map(({ name }) => name);
  const names = all.slice(0, LOOKED_AT);
  const rest = all.length - names.length;
  const note =
    rest === 0
      ? []
      : [
          say(
            inline`I looked at the ${names.length} repositories that were pushed to last; ${rest} more I did not. Name a service to see its own.`,
          ),
        ];
  return { names, note };
}

type Pull = Value<'listPullRequests'>['pullRequests'][number] & { repository: string };

/** Pull requests that are open, or were merged in the range. */
export async function pulls(context: SkillContext, github: GithubConnector): Promise<Draft> {
  const { state = 'open' } = context.slots.deployments ?? {};
  const { from, to, said } = rangeOf(context, WEEK);
  const isRanged = state === 'merged' || context.slots.time !== undefined;
  const { names, note, problem } = await someRepositories(context, github);
  if (problem !== undefined) return unread('pull requests', [problem]);
  const window = isRanged ? { since: iso(from), until: iso(to) } : {};
  const answers = await Promise.all(
    names.map((repository) => github.listPullRequests({ repository, state, ...window, limit: 50 })),
  );
  const failed = answers.flatMap((one) => (one.ok ? [] : [one.error.message]));
  if (failed.length > 0 && failed.length === answers.length)
    return unread('pull requests', failed.slice(0, 1));
  const found: Pull[] = answers.flatMap((one) =>
    one.ok ? one.value.pullRequests.map((pull) => ({ ...pull, repository: one.value.repository })) : [],
  );
  const sorted = found.toSorted((a, b) =>
    (a.mergedAt ?? a.createdAt) < (b.mergedAt ?? b.createdAt) ? 1 : -1,
  );
  const of =
    names.length === 1
      ? inline` of ${code(answers[0]?.ok ? answers[0].value.repository : (names[0] ?? ''))}`
      : inline``;
  const when = isRanged ? ` in ${said.replace(/^in /, '')}` : '';
  const head =
    sorted.length === 0
      ? inline`No ${state === 'open' ? 'open pull request' : 'pull request was merged'}${of}${state === 'open' ? '' : when}.`
      : inline`${plural(sorted.length, state === 'open' ? 'open pull request' : 'merged pull request')}${of}${when}.`;
  const cited = citeSaid(context, {
    system: 'github',
    query: `pull requests, ${state}`,
    says: `${sorted.length} ${state}`,
  });
  const items = sorted.map(({ number, title, author, state: is, createdAt, mergedAt, url, repository }) => ({
    text: inline`${bold(inline`#${number}`)} ${prose(title)}, by ${author}${names.length > 1 ? ` in ${repository}` : ''}, ${is === 'draft' ? 'a draft, ' : ''}${mergedAt === undefined ? 'opened' : 'merged'} ${moment(context, mergedAt ?? createdAt)}`,
    evidence: [
      citeSaid(context, {
        system: 'github',
        query: `${repository}#${number}`,
        says: `${title} (${author})`,
        link: url,
      }),
    ],
  }));
  return {
    outcome: 'answered',
    blocks: [
      fact(bold(head), [cited]),
      ...(items.length === 0 ? [] : [{ type: 'list' as const, items, cap: SHOWN }]),
      ...note,
      ...failed.slice(0, 1).map((message) => missing('GitHub, in part,', message)),
    ],
    focus: context.slots.objects,
    suggestions: [],
  };
}

type Run = Value<'listWorkflowRuns'>['runs'][number];

async function oneRun(
  context: SkillContext,
  github: GithubConnector,
  asked: { repository: string; runId?: number; branch?: string },
): Promise<Draft> {
  const told = await github.readWorkflowRun(asked);
  if (!told.ok)
    return told.error.code === 'no-failed-run'
      ? { outcome: 'answered', blocks: [say(bold(prose(told.error.message)))], suggestions: [] }
      : unread('workflow run', [told.error.message]);
  const { run, failures, repository, note } = told.value;
  const cited = citeSaid(context, {
    system: 'github',
    query: `${repository}: run ${run.id}`,
    says: `${run.workflow} #${run.number} ${run.state} on ${run.branch ?? '?'}`,
    link: run.url,
  });
  const jobs = failures.flatMap(({ job, step, state, lines, note: noLog }): Block[] => [
    fact(inline`Job ${code(job)} ended with ${state}${step === undefined ? '' : ` in the step “${step}”`}:`, [
      cited,
    ]),
    ...(lines.length === 0 ? [] : [codeBlock('', lines.join('\n'))]),
    ...(noLog === undefined ? [] : [say(prose(noLog))]),
  ]);
  const on = run.branch === undefined ? inline`` : inline` on ${code(run.branch)}`;
  return {
    outcome: 'answered',
    blocks: [
      fact(
        inline`${bold(inline`${run.workflow} of ${code(repository)} ended with ${run.state}${on}`)}, ${moment(context, run.at)}: “${prose(run.title)}” by ${run.by}, commit ${code(short(run.sha))}.`,
        [cited],
      ),
      ...jobs,
      ...(note === undefined ? [] : [say(prose(note))]),
    ],
    suggestions: [],
  };
}

/** Runs that failed, or why the last one did. */
export async function runs(context: SkillContext, github: GithubConnector): Promise<Draft> {
  const { branch, why } = context.slots.deployments ?? {};
  const on = branch === undefined ? {} : { branch };
  const { names, note, problem } = await someRepositories(context, github);
  if (problem !== undefined) return unread('workflow runs', [problem]);
  const [only] = names;
  if (why === true && names.length === 1 && only !== undefined)
    return oneRun(context, github, { repository: only, ...on });
  const { from, said } = rangeOf(context, why === true ? 4 * WEEK : WEEK);
  const wanted = /\b(?:status|pass\w*|green|latest|last run|ok)\b/i.test(context.message)
    ? {}
    : { state: 'failure' as const };
  const answers = await Promise.all(
    names.map((repository) =>
      github.listWorkflowRuns({
        repository,
        ...wanted,
        ...on,
        since: iso(from),
        limit: names.length > 1 ? 5 : 20,
      }),
    ),
  );
  const failed = answers.flatMap((one) => (one.ok ? [] : [one.error.message]));
  if (failed.length > 0 && failed.length === answers.length)
    return unread('workflow runs', failed.slice(0, 1));
  const found = answers
    .flatMap((one) =>
      one.ok ? one.value.runs.map((run) => ({ ...run, repository: one.value.repository })) : [],
    )
    .toSorted((a, b) => (a.at < b.at ? 1 : -1));
  const [newest] = found;
  if (why === true && newest !== undefined)
    return oneRun(context, github, { repository: newest.repository, runId: newest.id });
  return {
    outcome: 'answered',
    blocks: [
      ...runsInWords(context, found, { said, branch, isFailed: 'state' in wanted }),
      ...note,
      ...failed.slice(0, 1).map((message) => missing('GitHub, in part,', message)),
    ],
    focus: context.slots.objects,
    suggestions:
      newest === undefined
        ? []
        : [
            {
              label: 'Why did it fail?',
              message: `why did CI fail of ${newest.repository.split('/').at(-1) ?? ''}?`,
            },
          ],
  };
}

function runsInWords(
  context: SkillContext,
  found: readonly (Run & { repository: string })[],
  { said, branch, isFailed }: { said: string; branch: string | undefined; isFailed: boolean },
): Block[] {
  const on = branch === undefined ? inline`` : inline` on ${code(branch)}`;
  const what = isFailed ? 'failed workflow run' : 'workflow run';
  const cited = citeSaid(context, {
    system: 'github',
    query: 'workflow runs',
    says: `${found.length} ${what}s in ${said}`,
  });
  const head =
    found.length === 0
      ? inline`No ${what}${on} in ${said}.`
      : inline`${plural(found.length, what)}${on} in ${said}.`;
  const items = found.map(({ repository, workflow, title, state, branch: at, by, at: when, url, id }) => ({
    text: inline`${code(repository)} ${workflow} on ${code(at ?? '?')}: ${state}, ${moment(context, when)}, “${prose(title)}” by ${by}`,
    evidence: [
      citeSaid(context, {
        system: 'github',
        query: `${repository}: run ${id}`,
        says: `${workflow} ${state}`,
        link: url,
      }),
    ],
  }));
  return [
    fact(bold(head), [cited]),
    ...(items.length === 0 ? [] : [{ type: 'list' as const, items, cap: SHOWN }]),
  ];
}

/** The latest commits of the main branch. */
export async function commits(context: SkillContext, github: GithubConnector): Promise<Draft> {
  const { from, to, said } = rangeOf(context, WEEK);
  const { names, note, problem } = await someRepositories(context, github);
  if (problem !== undefined) return unread('commits', [problem]);
  const answers = await Promise.all(
    names.map((repository) =>
      github.listCommits({ repository, since: iso(from), until: iso(to), limit: 20 }),
    ),
  );
  const failed = answers.flatMap((one) => (one.ok ? [] : [one.error.message]));
  if (failed.length > 0 && failed.length === answers.length) return unread('commits', failed.slice(0, 1));
  const found = answers
    .flatMap((one) =>
      one.ok ? one.value.commits.map((commit) => ({ commit, repository: one.value.repository })) : [],
    )
    .toSorted((a, b) => (a.commit.at < b.commit.at ? 1 : -1));
  const cited = citeSaid(context, {
    system: 'github',
    query: 'git log',
    says: `${found.length} commits in ${said}`,
  });
  const head =
    found.length === 0
      ? inline`No commit in ${said}.`
      : inline`${plural(found.length, 'commit')} in ${said}.`;
  return {
    outcome: 'answered',
    blocks: [
      fact(bold(head), [cited]),
      ...(found.length === 0
        ? []
        : [
            {
              type: 'list' as const,
              cap: SHOWN,
              items: found.map(({ commit, repository }) => commitItem(context, repository, commit)),
            },
          ]),
      ...note,
    ],
    focus: context.slots.objects,
    suggestions: [],
  };
}

const NO_REPOSITORY = 'Of which service? Name it, such as “pull request 12 of checkout”.';

/** One pull request with what it touches. */
export async function onePull(context: SkillContext, github: GithubConnector): Promise<Draft> {
  const { number = 0 } = context.slots.deployments ?? {};
  const repository = repositoryOf(context);
  if (repository === undefined) return unread('pull request', [NO_REPOSITORY]);
  const told = await github.readPullRequest({ repository, number });
  if (!told.ok) return unread('pull request', [told.error.message]);
  const { pullRequest, mergedBy, reviews, summary, repository: name } = told.value;
  const { title, author, state, mergedAt, createdAt, url } = pullRequest;
  const cited = citeSaid(context, {
    system: 'github',
    query: `${name}#${number}`,
    says: `${title} (${author}, ${state})`,
    link: url,
  });
  const merged = mergedBy === undefined ? '' : `, merged by ${mergedBy}`;
  const approved = reviews.filter((one) => one.state === 'approved').map(({ by }) => by);
  return {
    outcome: 'answered',
    blocks: [
      fact(
        inline`${bold(inline`#${number} of ${code(name)}: ${prose(title)}`)}, by ${author}: ${state}${merged}, ${moment(context, mergedAt ?? createdAt)}.`,
        [cited],
      ),
      say(
        approved.length === 0 ? inline`Nobody has approved it.` : inline`Approved by ${approved.join(', ')}.`,
      ),
      ...riskOf(summary),
    ],
    focus: context.slots.objects,
    suggestions: [],
  };
}

/** One commit with what it touches. */
export async function oneCommit(context: SkillContext, github: GithubConnector): Promise<Draft> {
  const { sha = '' } = context.slots.deployments ?? {};
  const repository = repositoryOf(context);
  if (repository === undefined) return unread('commit', [NO_REPOSITORY]);
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
