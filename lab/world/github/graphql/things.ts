import { iso } from '../api/site.ts';
import type { Site } from '../api/site.ts';
import { nodeNamed, pullNode, recordNode } from '../api/node-ids.ts';
import { reviewViews } from '../api/views.ts';
import { deploymentsOf } from '../history/deployments.ts';
import type { DeploymentRecord } from '../history/deployments.ts';
import { jobsOf } from '../history/jobs.ts';
import type { Job } from '../history/jobs.ts';
import type { Pull, Repository } from '../history/repository.ts';
import { runsOf } from '../history/runs.ts';
import type { Run } from '../history/runs.ts';
import { QueryError } from './execute.ts';
import type { Args, Thing } from './execute.ts';

const MOST = 100;

/** A list of the graph, cut as `first` or `last` say; GitHub insists on one of them. */
function connection(typeName: string, all: readonly Thing[]) {
  return ({ first, last }: Args): Thing => {
    const count = typeof first === 'number' ? first : last;
    if (typeof count !== 'number' || count < 1 || count > MOST) {
      const message = `You must provide a \`first\` or \`last\` value between 1 and ${MOST} to properly paginate the \`${typeName}\` connection.`;
      throw new QueryError(message, { code: 'MISSING_PAGINATION_BOUNDARIES' });
    }
    const nodes = first === undefined ? all.slice(-count) : all.slice(0, count);
    return { __typename: typeName, totalCount: all.length, nodes };
  };
}

const user = (login: string): Thing => ({ __typename: 'User', login });

function checkRun({ name, conclusion }: Job): Thing {
  return {
    __typename: 'CheckRun',
    name,
    status: conclusion === null ? 'IN_PROGRESS' : 'COMPLETED',
    conclusion: conclusion?.toUpperCase() ?? null,
  };
}

/** One query's view of the site: the runs of a repository are made once. */
interface Graph {
  site: Site;
  runs: (repository: Repository) => Map<string, Run[]>;
}

function graphOf(site: Site): Graph {
  const known = new Map<string, Map<string, Run[]>>();
  return {
    site,
    runs(repository) {
      const runs =
        known.get(repository.name) ?? Map.groupBy(runsOf(repository, site.now()), ({ sha }) => sha);
      known.set(repository.name, runs);
      return runs;
    },
  };
}

function rollup({ site, runs }: Graph, repository: Repository, sha: string): Thing | null {
  const jobs = (runs(repository).get(sha) ?? []).flatMap((run) => jobsOf(run, site.now()));
  if (jobs.length === 0) return null;
  const failed = jobs.some(({ conclusion }) => conclusion === 'failure');
  const state = failed
    ? 'FAILURE'
    : jobs.some(({ conclusion }) => conclusion === null)
      ? 'PENDING'
      : 'SUCCESS';
  const contexts = connection('StatusCheckRollupContextConnection', jobs.map(checkRun));
  return { __typename: 'StatusCheckRollup', state, contexts };
}

function decisionOf({ approved, mergedAt }: Pull): string | null {
  if (approved) return 'APPROVED';
  return mergedAt === undefined ? 'REVIEW_REQUIRED' : null;
}

function pullThing(graph: Graph, repository: Repository, pull: Pull): Thing {
  const reviews = reviewViews(pull).map(({ user: { login }, state, submitted_at: submittedAt }): Thing => ({
    __typename: 'PullRequestReview',
    author: user(login),
    state,
    submittedAt,
  }));
  const commit: Thing = {
    __typename: 'Commit',
    oid: pull.headSha,
    statusCheckRollup: () => rollup(graph, repository, pull.headSha),
  };
  return {
    __typename: 'PullRequest',
    id: pullNode(repository.name, pull),
    number: pull.number,
    title: pull.title,
    author: user(pull.author.login),
    reviewDecision: decisionOf(pull),
    reviews: connection('PullRequestReviewConnection', reviews),
    commits: connection('PullRequestCommitConnection', [{ __typename: 'PullRequestCommit', commit }]),
  };
}

function recordThing(repository: Repository, record: DeploymentRecord): Thing {
  const statuses = record.statuses.map(({ state, description, at }): Thing => ({
    __typename: 'DeploymentStatus',
    state: state.toUpperCase(),
    description,
    createdAt: iso(at),
  }));
  return {
    __typename: 'Deployment',
    id: recordNode(repository.name, record),
    environment: record.environment,
    statuses: connection('DeploymentStatusConnection', statuses),
  };
}

function nodeOf(graph: Graph, name: unknown): Thing | null {
  const { site } = graph;
  const named = nodeNamed(name);
  const history = site.history();
  const repository = history.repositories.get(named?.repository ?? '');
  if (!named || !repository) return null;
  if (named.kind === 'PR') {
    const pull = repository.pulls.find(({ number }) => number === named.id);
    return pull ? pullThing(graph, repository, pull) : null;
  }
  const record = deploymentsOf(repository.name, history, site.models).find(({ id }) => id === named.id);
  return record ? recordThing(repository, record) : null;
}

/** What every query begins at. */
export function rootOf(site: Site, login: string): Thing {
  const graph = graphOf(site);
  return {
    __typename: 'Query',
    viewer: user(login),
    node: ({ id }: Args) => nodeOf(graph, id),
    nodes: ({ ids }: Args) => (Array.isArray(ids) ? ids.map((id) => nodeOf(graph, id)) : []),
  };
}
