import { teamMembers } from '../../company/people.ts';
import type { Person } from '../../company/people.ts';
import { hash32 } from '../../engine/random.ts';
import { DAY, HOUR, MINUTE } from '../../kube/time.ts';
import type { Commit, Pull, Repository, Tag } from './repository.ts';
import { MAIN } from './repository.ts';

/** Why a run failed: which job and step, and what was printed last. */
export interface Failure {
  job: string;
  step: string;
  lines: string[];
}

export interface Run {
  id: number;
  workflow: { name: string; path: string };
  event: 'push' | 'pull_request' | 'schedule';
  branch: string;
  sha: string;
  title: string;
  number: number;
  actor: Person;
  at: number;
  /** When it ended, or will. */
  endsAt: number;
  jobs: string[];
  failure?: Failure;
}

const CI = { name: 'CI', path: '.github/workflows/ci.yaml' };
const RELEASE = { name: 'Release', path: '.github/workflows/release.yaml' };
const NIGHTLY = { name: 'Nightly audit', path: '.github/workflows/nightly.yaml' };
const NIGHTS = 14;
/** The one repository whose dependencies nobody looks after. */
const UNLOVED = 'reporting';

const idOf = (key: string): number => 9_000_000_000 + hash32(`run/${key}`);

function testFailure(branch: string): Failure {
  return {
    job: 'test',
    step: 'Run tests',
    lines: [
      '✓ answers a healthy request (12 ms)',
      '✗ keeps the order of items (231 ms)',
      `  AssertionError: expected [ 3, 1, 2 ] to deeply equal [ 1, 2, 3 ] on ${branch}`,
      '    at src/list/assemble.test:41:7',
      'Tests: 1 failed, 214 passed, 215 total',
      '##[error]Process completed with exit code 1.',
    ],
  };
}

function pushFailure(repository: string, version: string): Failure {
  const image = `registry.harbour.example/${repository}:${version}`;
  return {
    job: 'publish',
    step: 'Push image',
    lines: [
      `The push refers to repository [registry.harbour.example/${repository}]`,
      '8f2c: Pushed',
      'aa31: Retrying in 5 seconds',
      `error: failed to push ${image}: unexpected status from PUT request to https://registry.harbour.example/v2/: 503 Service Unavailable`,
      '##[error]Process completed with exit code 1.',
    ],
  };
}

const AUDIT: Failure = {
  job: 'audit',
  step: 'Audit dependencies',
  lines: [
    'npm notice using token NPM_TOKEN=npm_labOnly0123456789labOnly0123456789ab',
    'axios  1.6.0  high  Server-Side Request Forgery  fixed in 1.7.4',
    '1 high severity vulnerability',
    '##[error]Process completed with exit code 1.',
  ],
};

function ofCommit({ name }: Repository, { sha, at, author, message }: Commit, number: number): Run {
  const key = `${name}/ci/${sha}`;
  const title = message.split('\n')[0] ?? '';
  const run = { workflow: CI, event: 'push' as const, branch: MAIN, sha, title, number, actor: author };
  return {
    ...run,
    id: idOf(key),
    at: at + 4_000,
    endsAt: at + 3 * MINUTE + (hash32(key) % (4 * MINUTE)),
    jobs: ['lint', 'test'],
  };
}

function ofPull({ name }: Repository, pull: Pull): Run {
  const key = `${name}/pull/${pull.headSha}`;
  const { createdAt, branch, headSha: sha, title, author: actor, number } = pull;
  const failed = hash32(`red/${key}`) % 6 === 0;
  const run = { workflow: CI, event: 'pull_request' as const, branch, sha, title, number, actor };
  const endsAt = createdAt + 4 * MINUTE + (hash32(key) % (3 * MINUTE));
  const failure = failed ? { failure: testFailure(branch) } : {};
  return { ...run, id: idOf(key), at: createdAt + 5_000, endsAt, jobs: ['lint', 'test'], ...failure };
}

function ofTag({ name }: Repository, tag: Tag, number: number): Run {
  const { name: branch, sha, at: endsAt, author: actor, title, published, version } = tag;
  const run = { workflow: RELEASE, event: 'push' as const, branch, sha, title, number, actor };
  const failure = published ? {} : { failure: pushFailure(name, version) };
  return {
    ...run,
    id: idOf(`${name}/release/${sha}`),
    at: endsAt - 8 * MINUTE,
    endsAt,
    jobs: ['test', 'publish'],
    ...failure,
  };
}

function nightly({ name, team, commits }: Repository, now: number): Run[] {
  const [actor] = teamMembers(team);
  if (name !== UNLOVED || !actor) return [];
  const tonight = Math.floor((now - 3 * HOUR) / DAY);
  return Array.from({ length: NIGHTS }, (_, index) => {
    const at = (tonight - index) * DAY + 3 * HOUR;
    const sha = commits.findLast((commit) => commit.at <= at)?.sha ?? '';
    const run = {
      workflow: NIGHTLY,
      event: 'schedule' as const,
      branch: MAIN,
      sha,
      title: NIGHTLY.name,
      actor,
    };
    const number = tonight - index - 20_000;
    return {
      ...run,
      number,
      id: idOf(`${name}/nightly/${at}`),
      at,
      endsAt: at + 2 * MINUTE,
      jobs: ['audit'],
      failure: AUDIT,
    };
  });
}

/** Every run of a repository's workflows that has begun, newest first. */
export function runsOf(repository: Repository, now: number): Run[] {
  const { commits, pulls, tags } = repository;
  return [
    ...commits.map((commit) => ofCommit(repository, commit, commit.pull.number)),
    ...pulls.map((pull) => ofPull(repository, pull)),
    ...tags.map((tag, index) => ofTag(repository, tag, tags.length - index)),
    ...nightly(repository, now),
  ]
    .filter(({ at }) => at <= now)
    .sort((a, b) => b.at - a.at);
}
