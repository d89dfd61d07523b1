import { MAIN, OWNER } from '../history/repository.ts';
import type { Commit, FileChange, Repository } from '../history/repository.ts';
import {
  commitView,
  fileViews,
  pullView,
  releaseView,
  repositoryView,
  reviewViews,
  webUrl,
  wholeCommit,
  wholePull,
} from './views.ts';
import type { Page, Route, Visit } from './site.ts';

const SHORTEST = 7;

/** The commit that a branch, a tag or the beginning of a SHA names. */
function resolve({ commits, tags, pulls }: Repository, ref: string): Commit | undefined {
  const name = ref.replace(/^refs\/(heads|tags)\//, '').replace(/^heads\/|^tags\//, '');
  if (name === MAIN || name === 'HEAD') return commits.at(-1);
  const sha =
    tags.find((tag) => tag.name === name)?.sha ??
    pulls.find(({ branch }) => branch === name)?.mergeSha ??
    name;
  if (sha.length < SHORTEST) return undefined;
  return commits.find((commit) => commit.sha.startsWith(sha.toLowerCase()));
}

const noCommit = (ref: string): Page => ({ refused: 422, message: `No commit found for SHA: ${ref}` });

function commits({ base, params, repository }: Visit): Page {
  const head = resolve(repository, params.get('sha') ?? MAIN);
  if (!head) return undefined;
  const path = params.get('path')?.replace(/\/$/, '');
  const [since, until] = [params.get('since'), params.get('until')].map((at) => Date.parse(at ?? ''));
  const author = params.get('author')?.toLowerCase();
  const found = repository.commits
    .slice(0, repository.commits.indexOf(head) + 1)
    .reverse()
    .filter(({ at }) => !(at < (since ?? NaN)) && !(at > (until ?? NaN)))
    .filter((one) => author === undefined || [one.author.login, one.author.email].includes(author))
    .filter(
      ({ files }) =>
        !path || files.some(({ filename }) => filename === path || filename.startsWith(`${path}/`)),
    );
  return { list: found.map((commit) => commitView(base, repository.name, commit)) };
}

function commit({ base, parts, repository }: Visit): Page {
  const [ref = ''] = parts;
  const found = resolve(repository, ref);
  return found ? { one: wholeCommit(base, repository.name, found) } : noCommit(ref);
}

/** The files of several commits as one diff. */
function together(all: readonly Commit[]): FileChange[] {
  const byName = Map.groupBy(
    all.flatMap(({ files }) => files),
    ({ filename }) => filename,
  );
  return [...byName.values()].map((changes) => ({
    filename: changes[0]?.filename ?? '',
    status: changes[0]?.status ?? 'modified',
    additions: changes.reduce((sum, { additions }) => sum + additions, 0),
    deletions: changes.reduce((sum, { deletions }) => sum + deletions, 0),
    patch: changes.map(({ patch }) => patch).join('\n'),
  }));
}

const MOST_FILES = 300;

function compare({ base, parts, repository, params }: Visit): Page {
  const [from = '', to = ''] = (parts[0] ?? '').split('...');
  const [older, newer] = [resolve(repository, from), resolve(repository, to)];
  if (!older || !newer) return undefined;
  const all = repository.commits;
  const [first, last] = [all.indexOf(older), all.indexOf(newer)];
  const between = all.slice(first + 1, last + 1);
  const page = Math.max(1, Number(params.get('page') ?? 1));
  const size = Math.min(250, Number(params.get('per_page') ?? 250));
  return {
    one: {
      url: `${base}/repos/${OWNER}/${repository.name}/compare/${parts[0]}`,
      html_url: webUrl(`${repository.name}/compare/${parts[0]}`),
      base_commit: commitView(base, repository.name, older),
      merge_base_commit: commitView(base, repository.name, first <= last ? older : newer),
      status: first === last ? 'identical' : first < last ? 'ahead' : 'behind',
      ahead_by: Math.max(0, last - first),
      behind_by: Math.max(0, first - last),
      total_commits: between.length,
      commits: between
        .slice((page - 1) * size, page * size)
        .map((one) => commitView(base, repository.name, one)),
      files: page > 1 ? [] : fileViews(together(between)).slice(0, MOST_FILES),
    },
  };
}

function pulls({ base, params, repository }: Visit): Page {
  const state = params.get('state') ?? 'open';
  const found = repository.pulls.filter(
    ({ mergedAt }) => state === 'all' || (state === 'open') === (mergedAt === undefined),
  );
  const changed = (pull: (typeof found)[number]): number => pull.mergedAt ?? pull.createdAt;
  if (params.get('sort') === 'updated') found.sort((a, b) => changed(b) - changed(a));
  return { list: found.map((pull) => pullView(base, repository.name, pull)) };
}

const pullOf = ({ repository, parts }: Visit) =>
  repository.pulls.find(({ number }) => number === Number(parts[0]));

function onPull(view: (pull: Repository['pulls'][number], visit: Visit) => Page): (visit: Visit) => Page {
  return (visit) => {
    const pull = pullOf(visit);
    return pull && view(pull, visit);
  };
}

function pullsOfCommit({ base, parts, repository }: Visit): Page {
  const found = resolve(repository, parts[0] ?? '');
  return found ? { list: [pullView(base, repository.name, found.pull)] } : noCommit(parts[0] ?? '');
}

function tags({ base, repository }: Visit): Page {
  const list = repository.tags.map(({ name, sha }) => {
    const url = `${base}/repos/${OWNER}/${repository.name}/commits/${sha}`;
    return { name, commit: { sha, url }, node_id: name };
  });
  return { list };
}

function tagRef({ base, parts, repository }: Visit): Page {
  const found = repository.tags.find(({ name }) => name === parts[0]);
  if (!found) return undefined;
  const url = `${base}/repos/${OWNER}/${repository.name}/git/refs/tags/${found.name}`;
  return { one: { ref: `refs/tags/${found.name}`, url, object: { sha: found.sha, type: 'commit' } } };
}

const published = ({ repository }: Visit) => repository.tags.filter((tag) => tag.published);

function releaseOf(visit: Visit, name?: string): Page {
  const found = published(visit).find((tag) => name === undefined || tag.name === name);
  return found && { one: releaseView(visit.repository.name, found) };
}

/** Pages of a repository's code and what people did to it. */
export const CODE_ROUTES: readonly Route[] = [
  [/^$/, ({ base, repository }) => ({ one: repositoryView(base, repository) })],
  [
    /^\/branches$/,
    ({ repository }) => ({
      list: [{ name: MAIN, commit: { sha: repository.commits.at(-1)?.sha }, protected: true }],
    }),
  ],
  [/^\/commits$/, commits],
  [/^\/commits\/([^/]+)$/, commit],
  [/^\/commits\/([^/]+)\/pulls$/, pullsOfCommit],
  [/^\/compare\/(.+)$/, compare],
  [/^\/pulls$/, pulls],
  [
    /^\/pulls\/(\d+)$/,
    onPull((pull, { base, repository }) => ({ one: wholePull(base, repository.name, pull) })),
  ],
  [/^\/pulls\/(\d+)\/reviews$/, onPull((pull) => ({ list: reviewViews(pull) }))],
  [/^\/pulls\/(\d+)\/files$/, onPull(({ files }) => ({ list: fileViews(files) }))],
  [/^\/tags$/, tags],
  [/^\/git\/ref\/tags\/(.+)$/, tagRef],
  [
    /^\/releases$/,
    (visit) => ({ list: published(visit).map((tag) => releaseView(visit.repository.name, tag)) }),
  ],
  [/^\/releases\/latest$/, (visit) => releaseOf(visit)],
  [/^\/releases\/tags\/(.+)$/, (visit) => releaseOf(visit, visit.parts[0])],
];
