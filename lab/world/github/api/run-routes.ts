import { jobsOf } from '../history/jobs.ts';
import type { Job } from '../history/jobs.ts';
import { OWNER } from '../history/repository.ts';
import { runsOf } from '../history/runs.ts';
import type { Run } from '../history/runs.ts';
import { deploymentsOf } from '../history/deployments.ts';
import type { DeploymentRecord } from '../history/deployments.ts';
import { recordNode } from './node-ids.ts';
import { iso } from './site.ts';
import type { Page, Route, Visit } from './site.ts';
import { user, webUrl } from './views.ts';

function verdict(failed: boolean, ended: boolean): string | null {
  if (!ended) return null;
  return failed ? 'failure' : 'success';
}

function runView({ base, repository, site }: Visit, run: Run) {
  const ended = run.endsAt <= site.now();
  const url = `${base}/repos/${OWNER}/${repository.name}/actions/runs/${run.id}`;
  return {
    id: run.id,
    name: run.workflow.name,
    path: run.workflow.path,
    display_title: run.title,
    head_branch: run.branch,
    head_sha: run.sha,
    run_number: run.number,
    run_attempt: 1,
    event: run.event,
    status: ended ? 'completed' : 'in_progress',
    conclusion: verdict(run.failure !== undefined, ended),
    workflow_id: 500 + run.workflow.name.length,
    url,
    jobs_url: `${url}/jobs`,
    html_url: webUrl(`${repository.name}/actions/runs/${run.id}`),
    actor: user(run.actor),
    created_at: iso(run.at),
    run_started_at: iso(run.at),
    updated_at: iso(Math.min(run.endsAt, site.now())),
  };
}

function jobView({ base, repository }: Visit, { id, run, name, conclusion, from, to, steps }: Job) {
  const state = (end: string | null): string => (end === null ? 'in_progress' : 'completed');
  return {
    id,
    run_id: run.id,
    name,
    status: state(conclusion),
    conclusion,
    head_sha: run.sha,
    started_at: iso(from),
    completed_at: conclusion === null ? null : iso(to),
    html_url: webUrl(`${repository.name}/actions/runs/${run.id}/job/${id}`),
    run_url: `${base}/repos/${OWNER}/${repository.name}/actions/runs/${run.id}`,
    labels: ['ubuntu-latest'],
    steps: steps.map((step) => ({
      name: step.name,
      number: step.number,
      status: state(step.conclusion),
      conclusion: step.conclusion,
      started_at: iso(step.from),
      completed_at: step.conclusion === null ? null : iso(step.to),
    })),
  };
}

function inSpan(at: number, span: string | null): boolean {
  if (span === null) return true;
  const [from = '', to = ''] = span.split('..');
  if (to !== '') return at >= (Date.parse(from) || -Infinity) && at <= (Date.parse(to) || Infinity);
  const edge = Date.parse(from.replace(/^[<>]=?/, ''));
  return from.startsWith('<') ? at <= edge : at >= edge;
}

function runs(visit: Visit): Page {
  const { params, repository, site } = visit;
  const asked = (name: string, value: string): boolean => [null, '', value].includes(params.get(name));
  const found = runsOf(repository, site.now())
    .filter((run) => asked('branch', run.branch) && asked('event', run.event) && asked('head_sha', run.sha))
    .filter(({ at }) => inSpan(at, params.get('created')))
    .map((run) => runView(visit, run))
    .filter(({ status, conclusion }) => [null, '', status, conclusion].includes(params.get('status')));
  return { list: found, key: 'workflow_runs' };
}

const runOf = ({ repository, site, parts }: Visit): Run | undefined =>
  runsOf(repository, site.now()).find(({ id }) => id === Number(parts[0]));

function jobs(visit: Visit): Page {
  const run = runOf(visit);
  return run && { list: jobsOf(run, visit.site.now()).map((job) => jobView(visit, job)), key: 'jobs' };
}

/** The job of this number, with what it printed. */
export function jobNumbered(
  { repository, site }: Pick<Visit, 'repository' | 'site'>,
  id: number,
): Job | undefined {
  return runsOf(repository, site.now())
    .flatMap((run) => jobsOf(run, site.now()))
    .find((job) => job.id === id);
}

function deploymentView({ base, repository }: Visit, record: DeploymentRecord) {
  const url = `${base}/repos/${OWNER}/${repository.name}/deployments/${record.id}`;
  return {
    id: record.id,
    node_id: recordNode(repository.name, record),
    url,
    sha: record.sha,
    ref: record.ref,
    task: 'deploy',
    payload: {},
    original_environment: record.environment,
    environment: record.environment,
    description: record.description,
    creator: user(record.by),
    created_at: iso(record.at),
    updated_at: iso(record.statuses[0]?.at ?? record.at),
    statuses_url: `${url}/statuses`,
    transient_environment: false,
    production_environment: record.environment === 'production',
  };
}

const recordsOf = ({ repository, site }: Visit) =>
  deploymentsOf(repository.name, site.history(), site.models);

function deployments(visit: Visit): Page {
  const asked = (name: string, value: string): boolean => [null, '', value].includes(visit.params.get(name));
  const found = recordsOf(visit)
    .filter(
      ({ environment, sha, ref }) =>
        asked('environment', environment) && asked('sha', sha) && asked('ref', ref),
    )
    .map((record) => deploymentView(visit, record));
  return { list: found };
}

function deployment(visit: Visit): Page {
  const record = recordsOf(visit).find(({ id }) => id === Number(visit.parts[0]));
  return record && { one: deploymentView(visit, record) };
}

function statuses(visit: Visit): Page {
  const record = recordsOf(visit).find(({ id }) => id === Number(visit.parts[0]));
  if (!record) return undefined;
  const list = record.statuses.map(({ id, state, description, at }) => ({
    id,
    state,
    description,
    environment: record.environment,
    creator: user(record.by),
    log_url: '',
    target_url: '',
    created_at: iso(at),
    updated_at: iso(at),
  }));
  return { list };
}

/** Where logs are kept is another host, which takes no credentials. */
function logs({ base, parts, repository }: Visit): Page {
  const elsewhere = base.replace('//127.0.0.1', '//localhost').replace(/\/api\/v3$/, '');
  return { redirect: `${elsewhere}/_logs/${repository.name}/${parts[0]}?sig=lab&se=2030-01-01` };
}

/** Pages of workflows and deployments. */
export const RUN_ROUTES: readonly Route[] = [
  [/^\/actions\/runs$/, runs],
  [
    /^\/actions\/runs\/(\d+)$/,
    (visit) => {
      const run = runOf(visit);
      return run && { one: runView(visit, run) };
    },
  ],
  [/^\/actions\/runs\/(\d+)\/jobs$/, jobs],
  [
    /^\/actions\/jobs\/(\d+)\/logs$/,
    (visit) => (jobNumbered(visit, Number(visit.parts[0])) ? logs(visit) : undefined),
  ],
  [/^\/deployments$/, deployments],
  [/^\/deployments\/(\d+)$/, deployment],
  [/^\/deployments\/(\d+)\/statuses$/, statuses],
];
