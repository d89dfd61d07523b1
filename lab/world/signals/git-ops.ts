import type { Person } from '../company/people.ts';
import { teamMembers, teamOf } from '../company/people.ts';
import { hash32 } from '../engine/random.ts';
import { tagOf } from '../kube/image.ts';
import type { KubeObject } from '../kube/types.ts';
import { changesOf } from './changes.ts';
import type { ChangedFile, DeclaredChange } from './changes.ts';
import type { SignalModel } from './model.ts';
import { pullNumberAt, releasesOf, shaOf } from './releases.ts';
import type { Release } from './releases.ts';
import type { ImageChange } from './image-changes.ts';

/** The repository that says what runs where. */
export const GIT_OPS_REPOSITORY = 'deployments';

/** A commit of that repository which changed what one service runs with in one cluster. */
export interface GitOpsCommit {
  sha: string;
  service: string;
  namespace: string;
  cluster: string;
  environment: string;
  author: Person;
  /** When it was committed; the cluster follows a little later. */
  at: number;
  syncedAt: number;
  title: string;
  body: string;
  pullRequest: number;
  files: ChangedFile[];
  /** Of a change of image. */
  image?: string;
  release?: Release;
  /** Objects as they are to be from here on; undefined values of a revert are as they were before. */
  wanted?: readonly KubeObject[];
  reverted?: DeclaredChange;
}

const BEFORE_SYNC = 70_000;
const UP_TO = 90_000;

function committedBefore(syncedAt: number, key: string): number {
  return syncedAt - BEFORE_SYNC - (hash32(`sync/${key}`) % UP_TO);
}

function imagePatch({ service, environment }: ImageChange, from: string, to: string): ChangedFile {
  const path = `apps/${service.name}/overlays/${environment}/kustomization.yaml`;
  const image = `registry.harbour.example/${service.namespace}/${service.name}`;
  const lines = ['@@ -8,3 +8,3 @@ images:', `   - name: ${image}`];
  return { path, patch: [...lines, `-    newTag: "${from}"`, `+    newTag: "${to}"`].join('\n') };
}

function ofImageChange(release: Release, change: ImageChange): GitOpsCommit {
  const { service, cluster, environment, at: syncedAt, image, previous } = change;
  const { version } = release;
  const before = previous === undefined ? undefined : tagOf(previous);
  const isReturn = release.rollouts.some((other) => other.cluster === cluster && other.at < syncedAt);
  const key = `deploy/${cluster}/${service.name}/${version}/${syncedAt}`;
  const at = committedBefore(syncedAt, key);
  const title = isReturn
    ? `Revert "Deploy ${service.name} ${before} to ${environment}"`
    : `Deploy ${service.name} ${version} to ${environment}`;
  return {
    sha: shaOf(key),
    service: service.name,
    namespace: service.namespace,
    cluster,
    environment,
    author: release.author,
    at,
    syncedAt,
    title,
    body: `Source: harbour/${service.name}@${release.sha}`,
    pullRequest: pullNumberAt(at, key),
    files: [imagePatch(change, before ?? '0.0.0', version)],
    image,
    release,
  };
}

function swapped(patch: string): string {
  const lines = patch.split('\n').map((line) => line.replace(/^[+-]/, (sign) => (sign === '+' ? '-' : '+')));
  return lines.join('\n');
}

function authorOf({ author, service, id }: DeclaredChange): Person {
  const members = teamMembers(teamOf(service));
  const named = members.find(({ login }) => login === author);
  const person = named ?? members[hash32(id) % members.length];
  if (!person) throw new Error(`nobody looks after ${service}`);
  return person;
}

function ofChange({ cluster }: SignalModel, change: DeclaredChange): GitOpsCommit[] {
  const { id, service, namespace, title, body = '', files, at: syncedAt, revertedAt, wanted } = change;
  const one = (key: string, moment: number): Omit<GitOpsCommit, 'title' | 'body' | 'files'> => {
    const at = committedBefore(moment, key);
    const place = { service, namespace, cluster: cluster.name, environment: cluster.environment };
    const pullRequest = pullNumberAt(at, key);
    return { sha: shaOf(key), ...place, author: authorOf(change), at, syncedAt: moment, pullRequest };
  };
  const made: GitOpsCommit = { ...one(`change/${id}`, syncedAt), title, body, files, wanted };
  if (revertedAt === undefined) return [made];
  const back = files.map(({ path, patch }) => ({ path, patch: swapped(patch) }));
  const says = { title: `Revert "${title}"`, body: `This reverts commit ${made.sha}.`, files: back };
  return [made, { ...one(`revert/${id}`, revertedAt), ...says, reverted: change }];
}

/** No two pull requests have the same number. */
function numbered(commits: readonly GitOpsCommit[]): GitOpsCommit[] {
  let last = 0;
  return commits.map((commit) => {
    last = Math.max(last + 1, commit.pullRequest);
    return { ...commit, pullRequest: last };
  });
}

/** Every commit by which what runs was changed through Git, oldest first. */
export function gitOpsCommitsOf(models: readonly SignalModel[]): GitOpsCommit[] {
  const releases = releasesOf(models).flatMap((release) =>
    release.rollouts.map((change) => ofImageChange(release, change)),
  );
  const changes = models.flatMap((model) =>
    changesOf(model.cluster)
      .filter(({ via = 'git', kind }) => via === 'git' && kind !== 'migration')
      .flatMap((change) => ofChange(model, change)),
  );
  return numbered([...releases, ...changes].sort((a, b) => a.at - b.at));
}
