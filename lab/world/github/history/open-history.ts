import { SERVICES } from '../../company/services.ts';
import { changesOf } from '../../signals/changes.ts';
import type { DeclaredChange } from '../../signals/changes.ts';
import { GIT_OPS_REPOSITORY, gitOpsCommitsOf } from '../../signals/git-ops.ts';
import type { GitOpsCommit } from '../../signals/git-ops.ts';
import type { SignalModel } from '../../signals/model.ts';
import { pairOf, releasesOf, shaOf, pullNumberAt } from '../../signals/releases.ts';
import type { Release } from '../../signals/releases.ts';
import { everydayWork, merged } from './everyday.ts';
import type { Merged } from './everyday.ts';
import { fileChange, filesOf } from './files.ts';
import type { Commit, Pull, Repository, Tag } from './repository.ts';

/** What Git and CI are projections of, at one moment. */
export interface History {
  repositories: ReadonlyMap<string, Repository>;
  releases: readonly Release[];
  gitOps: readonly GitOpsCommit[];
}

type Described = Pick<Repository, 'name' | 'description' | 'language' | 'team'>;

function ofRelease(release: Release): Merged {
  const { service, version, sha, author, reviewer, pullRequest, topic, mergedAt } = release;
  const key = `${service.name}@${version}`;
  const title = topic.title.replaceAll('{service}', service.name);
  const files = filesOf(topic, service, key);
  return merged({
    key,
    mergedAt,
    sha,
    title,
    body: topic.body,
    author,
    reviewer,
    files,
    number: pullRequest,
  });
}

function ofGitOps(commit: GitOpsCommit): Merged {
  const { sha, title, body, author, pullRequest: number, at: mergedAt, service } = commit;
  const key = `${commit.cluster}/${commit.service}/${sha}`;
  const { reviewer } = pairOf(service, key);
  const files = commit.files.map((file) => fileChange(file));
  return merged({ key, mergedAt, sha, title, body, author, reviewer, files, number });
}

function ofMigration(change: DeclaredChange, team: string): Merged {
  const { id, title, body = '', at, files } = change;
  const key = `migration/${id}`;
  const mergedAt = at - 8 * 60_000;
  const number = pullNumberAt(mergedAt, key);
  const changed = files.map((file) => fileChange(file));
  return merged({
    key,
    mergedAt,
    sha: shaOf(key),
    title,
    body,
    ...pairOf(team, key),
    files: changed,
    number,
  });
}

/** Numbers stay as they are; the second of two becomes its neighbour. */
function numbered(pulls: Pull[]): Pull[] {
  const sorted = [...pulls].sort((a, b) => a.number - b.number || a.createdAt - b.createdAt);
  let last = 0;
  for (const pull of sorted) {
    pull.number = Math.max(pull.number, last + 1);
    last = pull.number;
  }
  return sorted.reverse();
}

function lined(work: readonly Merged[]): Commit[] {
  const commits = work.flatMap(({ commit }) => (commit ? [commit] : [])).sort((a, b) => a.at - b.at);
  return commits.map((commit, index) => ({
    ...commit,
    message: commit.message.replace(/ \(#\d+\)/, ` (#${commit.pull.number})`),
    ...(index > 0 ? { parent: commits[index - 1]?.sha } : {}),
  }));
}

function repository(described: Described, work: Merged[], tags: Tag[] = []): Repository {
  const pulls = numbered(work.map(({ pull }) => pull));
  return { ...described, commits: lined(work), pulls, tags };
}

function tagOf({ service, version, sha, builtAt, author, topic, built }: Release): Tag {
  return {
    name: `v${version}`,
    sha,
    at: builtAt,
    version,
    author,
    title: topic.title.replaceAll('{service}', service.name),
    published: built,
  };
}

function serviceRepositories(models: readonly SignalModel[], releases: readonly Release[], now: number) {
  return SERVICES.map((service) => {
    const own = releases.filter((release) => release.service.name === service.name);
    const migrations = models
      .flatMap(({ cluster }) => changesOf(cluster))
      .filter((change) => change.kind === 'migration' && change.service === service.name);
    const work = [
      ...everydayWork(service, now),
      ...own.map(ofRelease),
      ...migrations.map((change) => ofMigration(change, service.team)),
    ];
    const tags = own.map(tagOf).sort((a, b) => b.at - a.at);
    const description = `${service.name} of the ${service.team} team (${service.namespace})`;
    const language = service.language === 'go' ? 'Go' : 'TypeScript';
    return repository({ name: service.name, description, language, team: service.team }, work, tags);
  });
}

function buildHistory(models: readonly SignalModel[], now: number): History {
  const releases = releasesOf(models);
  const gitOps = gitOpsCommitsOf(models);
  const deployments = {
    name: GIT_OPS_REPOSITORY,
    description: 'What runs where: Argo CD follows this repository',
    language: 'Shell',
    team: 'platform',
  };
  const all = [
    ...serviceRepositories(models, releases, now),
    repository(deployments, gitOps.filter(({ at }) => at <= now).map(ofGitOps)),
  ];
  return { repositories: new Map(all.map((one) => [one.name, one])), releases, gitOps };
}

/** The history of every repository, made when it is asked for and anew when something has changed. */
export function openHistory(models: readonly SignalModel[], now: () => number): () => History {
  let known: { key: string; history: History } | undefined;
  return () => {
    const changes = models.flatMap(({ cluster }) => changesOf(cluster));
    const versions = models.map((model) => model.version());
    const written = changes.map(({ id, revertedAt = '' }) => `${id}${revertedAt}`);
    const key = [...versions, ...written, Math.floor(now() / 60_000)].join('/');
    if (known?.key !== key) known = { key, history: buildHistory(models, now()) };
    return known.history;
  };
}
