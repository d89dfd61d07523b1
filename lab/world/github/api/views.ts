import type { Person } from '../../company/people.ts';
import { hash32 } from '../../engine/random.ts';
import { MAIN, OWNER } from '../history/repository.ts';
import type { Commit, FileChange, Pull, Repository, Tag } from '../history/repository.ts';
import { pullNode } from './node-ids.ts';
import { iso } from './site.ts';

const WEB = 'https://github.harbour.example';

export const webUrl = (path: string): string => `${WEB}/${OWNER}/${path}`;

/** An account as GitHub shows it. */
export function user({ login }: Pick<Person, 'login'>) {
  return {
    login,
    id: 1000 + (hash32(login) % 90_000),
    type: 'User',
    site_admin: false,
    html_url: `${WEB}/${login}`,
  };
}

/** A repository as GitHub shows it. */
export function repositoryView(base: string, repository: Repository) {
  const { name, description, language, commits } = repository;
  const pushed = commits.at(-1)?.at ?? 0;
  return {
    id: 100_000 + (hash32(name) % 900_000),
    name,
    full_name: `${OWNER}/${name}`,
    private: true,
    owner: { login: OWNER, id: 42, type: 'Organization' },
    html_url: webUrl(name),
    url: `${base}/repos/${OWNER}/${name}`,
    description,
    fork: false,
    archived: false,
    disabled: false,
    visibility: 'private',
    language,
    default_branch: MAIN,
    topics: [repository.team],
    open_issues_count: repository.pulls.filter(({ mergedAt }) => mergedAt === undefined).length,
    created_at: iso(Date.UTC(2025, 6, 1)),
    updated_at: iso(pushed),
    pushed_at: iso(pushed),
  };
}

function total(files: readonly FileChange[], of: 'additions' | 'deletions'): number {
  return files.reduce((sum, file) => sum + file[of], 0);
}

function fileView({ filename, status, additions, deletions, patch }: FileChange) {
  const sha = hash32(patch).toString(16).padStart(40, '0');
  return { sha, filename, status, additions, deletions, changes: additions + deletions, patch };
}

export const fileViews = (files: readonly FileChange[]) => files.map(fileView);

/** A commit as lists show it. */
export function commitView(base: string, repository: string, { sha, author, at, message, parent }: Commit) {
  const person = { name: author.name, email: author.email, date: iso(at) };
  const url = `${base}/repos/${OWNER}/${repository}/commits/${sha}`;
  return {
    sha,
    url,
    html_url: webUrl(`${repository}/commit/${sha}`),
    commit: {
      author: person,
      committer: { name: 'GitHub', email: 'noreply@github.com', date: iso(at) },
      message,
      comment_count: 0,
      verification: { verified: true, reason: 'valid' },
    },
    author: user(author),
    committer: user({ login: 'web-flow' }),
    parents: parent === undefined ? [] : [{ sha: parent, url: url.replace(sha, parent) }],
  };
}

/** A commit with its numbers and files. */
export function wholeCommit(base: string, repository: string, commit: Commit) {
  const additions = total(commit.files, 'additions');
  const deletions = total(commit.files, 'deletions');
  return {
    ...commitView(base, repository, commit),
    stats: { total: additions + deletions, additions, deletions },
    files: fileViews(commit.files),
  };
}

/** A pull request as lists show it. */
export function pullView(base: string, repository: string, pull: Pull) {
  const { number, title, body, author, createdAt, mergedAt, branch, headSha, mergeSha, reviewer } = pull;
  const at = mergedAt === undefined ? null : iso(mergedAt);
  return {
    id: 7_000_000 + number,
    node_id: pullNode(repository, pull),
    number,
    url: `${base}/repos/${OWNER}/${repository}/pulls/${number}`,
    html_url: webUrl(`${repository}/pull/${number}`),
    state: at === null ? 'open' : 'closed',
    draft: false,
    locked: false,
    title,
    body,
    user: user(author),
    labels: [],
    requested_reviewers: at === null ? [user(reviewer)] : [],
    created_at: iso(createdAt),
    updated_at: at ?? iso(createdAt),
    closed_at: at,
    merged_at: at,
    merge_commit_sha: mergeSha ?? null,
    head: { ref: branch, sha: headSha, label: `${OWNER}:${branch}` },
    base: { ref: MAIN, label: `${OWNER}:${MAIN}` },
  };
}

/** A pull request alone: with its numbers and who merged it. */
export function wholePull(base: string, repository: string, pull: Pull) {
  const { files, mergedAt, author, reviewer, approved } = pull;
  return {
    ...pullView(base, repository, pull),
    merged: mergedAt !== undefined,
    mergeable: mergedAt === undefined ? true : null,
    merged_by: mergedAt === undefined ? null : user(approved ? reviewer : author),
    comments: 0,
    review_comments: 0,
    commits: 1,
    additions: total(files, 'additions'),
    deletions: total(files, 'deletions'),
    changed_files: files.length,
  };
}

/** What reviewers said. */
export function reviewViews({ approved, reviewer, mergedAt, createdAt, headSha, number }: Pull) {
  if (!approved) return [];
  const submitted = iso((mergedAt ?? createdAt) - 300_000);
  return [
    {
      id: 800_000 + number,
      user: user(reviewer),
      body: '',
      state: 'APPROVED',
      submitted_at: submitted,
      commit_id: headSha,
    },
  ];
}

/** A published release. */
export function releaseView(repository: string, { name, at, author, title, version }: Tag) {
  return {
    id: 300_000 + (hash32(`${repository}/${name}`) % 600_000),
    tag_name: name,
    target_commitish: MAIN,
    name: `${repository} ${version}`,
    body: `- ${title}`,
    draft: false,
    prerelease: false,
    created_at: iso(at),
    published_at: iso(at),
    author: user(author),
    html_url: webUrl(`${repository}/releases/tag/${name}`),
  };
}
