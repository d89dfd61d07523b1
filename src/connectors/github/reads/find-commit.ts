import { z } from 'zod';
import * as schema from '../schema.ts';
import type { Server } from '../server.ts';
import { commitFields } from '../words/fields.ts';
import { gitTagsOf, imageParts, labelledRevision, labelledSource, shaInTag } from '../words/image.ts';
import { toldCommit } from './commits.ts';
import { readDeployments } from './deployments.ts';
import { openRepository } from './repositories.ts';

const WAYS = [
  'label',
  'tag is a commit',
  'tag is a version',
  'deployment record',
  'Argo CD revision',
] as const;
const SURENESS = ['certain', 'likely', 'a guess'] as const;

export const foundFields = z.object({
  image: z.string(),
  repository: z.string(),
  found: z.boolean(),
  commit: commitFields.optional(),
  way: z.enum(WAYS).optional(),
  sure: z.enum(SURENESS).optional(),
  why: z.string().describe('Why it is this commit, and why it might not be; or what was looked for in vain.'),
  tried: z.array(z.object({ way: z.enum(WAYS), outcome: z.string() })),
});
export type FoundCommit = z.output<typeof foundFields>;

/** What is known of a running image. */
export interface ImageClues {
  image: string;
  labels?: Record<string, string>;
  repository?: string;
  /** The revision that Argo CD runs, and its repository. */
  argoRevision?: string;
  argoRepository?: string;
  environment?: string;
  /** When it began to run. */
  deployedAt?: string;
}

interface Search extends ImageClues {
  server: Server;
  path: string;
  tag?: string;
  service: string;
  signal: AbortSignal;
}

type Way = (typeof WAYS)[number];
type Hit = { ref: string; sure: (typeof SURENESS)[number]; why: string };
type Outcome = Hit | string;
type Step = [way: Way, look: (search: Search) => Promise<Outcome>];

const readCommit = ({ server, path, signal }: Search, ref: string) =>
  server.client.find({ path: `${path}/commits/${encodeURIComponent(ref)}`, signal }, schema.commit);

async function byLabel(search: Search): Promise<Outcome> {
  const revision = labelledRevision(search.labels ?? {});
  if (revision === undefined) return search.labels ? 'Its labels name no commit.' : 'No labels were given.';
  if (!/^[0-9a-f]{7,64}$/i.test(revision))
    return 'The label that should name its commit holds something else.';
  return { ref: revision, sure: 'certain', why: 'The image itself carries the commit in a label.' };
}

async function bySha({ tag }: Search): Promise<Outcome> {
  const sha = shaInTag(tag ?? '');
  if (sha === undefined)
    return tag === undefined ? 'The image has no tag.' : `The tag ${tag} spells out no commit.`;
  return {
    ref: sha,
    sure: sha.length >= 12 ? 'certain' : 'likely',
    why: `The tag ${tag} spells out the commit.`,
  };
}

async function byVersion(search: Search): Promise<Outcome> {
  const { server, path, tag, service, signal } = search;
  if (tag === undefined || /^(latest|stable|edge|main|master|nightly|dev)$/i.test(tag))
    return `The tag ${tag ?? '(none)'} says no version: it means another image every time.`;
  const forms = gitTagsOf(tag, service);
  for (const form of forms) {
    const question = { path: `${path}/git/ref/tags/${encodeURIComponent(form)}`, signal };
    if (await server.client.find(question, schema.anything))
      return {
        ref: form,
        sure: 'likely',
        why: `Git has the tag ${form}, of the same version as the image. Tags can be moved.`,
      };
  }
  return `Git has no tag ${forms.slice(0, 4).join(', ')} or the like.`;
}

async function byDeployment(search: Search): Promise<Outcome> {
  const { server, path, tag, environment, deployedAt, signal } = search;
  const { deployments } = await readDeployments(server, { path, environment, limit: 20 }, signal);
  if (deployments.length === 0)
    return `There are no deployment records${environment ? ` of ${environment}` : ''}.`;
  const bare = tag?.replace(/^v/i, '');
  const named = deployments.find(
    ({ ref, description = '' }) =>
      bare !== undefined && (ref.replace(/^.*v/i, '') === bare || description.includes(bare)),
  );
  if (named)
    return {
      ref: named.sha,
      sure: 'likely',
      why: `A deployment record of ${named.environment} (${named.at}) names this version.`,
    };
  if (deployedAt === undefined) return 'No deployment record names this version.';
  const before = deployments.find(({ at }) => Date.parse(at) <= Date.parse(deployedAt) + 120_000);
  if (!before) return 'No deployment record is as old as the image.';
  const why = `The last deployment record before it began to run (${before.environment}, ${before.at}); it does not name this version.`;
  return { ref: before.sha, sure: 'a guess', why };
}

async function byArgo(search: Search): Promise<Outcome> {
  const { argoRevision, argoRepository, server, signal, repository: _own } = search;
  if (argoRevision === undefined) return 'No revision of Argo CD was given.';
  if (argoRepository === undefined)
    return {
      ref: argoRevision,
      sure: 'a guess',
      why: 'The revision that Argo CD runs; of which repository was not said.',
    };
  const { full_name: name } = await openRepository(server, argoRepository, signal);
  if (search.path === `/repos/${name}`)
    return {
      ref: argoRevision,
      sure: 'likely',
      why: 'The revision that Argo CD runs, of the same repository. The image may be older.',
    };
  const question = { path: `/repos/${name}/commits/${encodeURIComponent(argoRevision)}`, signal };
  const made = await server.client.find(question, schema.commit);
  const own = search.path.slice('/repos/'.length).toLowerCase();
  const named = new RegExp(`(?:${own.replace(/[.]/g, '\\.')})@([0-9a-f]{7,40})`, 'i').exec(
    made?.commit.message ?? '',
  )?.[1];
  if (named === undefined)
    return `The commit ${argoRevision.slice(0, 7)} of ${name} says nothing of a commit of ${own}.`;
  return {
    ref: named,
    sure: 'likely',
    why: `The commit ${argoRevision.slice(0, 7)} of ${name}, which Argo CD runs, names it.`,
  };
}

/** The surest first. */
const STEPS: readonly Step[] = [
  ['label', byLabel],
  ['tag is a commit', bySha],
  ['tag is a version', byVersion],
  ['deployment record', byDeployment],
  ['Argo CD revision', byArgo],
];

async function openSearch(server: Server, clues: ImageClues, signal: AbortSignal): Promise<Search> {
  const { name: service, tag } = imageParts(clues.image);
  const said = clues.repository ?? labelledSource(clues.labels ?? {}) ?? service;
  const { full_name: name } = await openRepository(server, said, signal);
  return { ...clues, server, path: `/repos/${name}`, tag, service, signal };
}

/** The commit behind an image: every way is tried from the surest on, until one leads to a commit that exists. */
export async function findCommit(
  server: Server,
  clues: ImageClues,
  signal: AbortSignal,
): Promise<FoundCommit> {
  const search = await openSearch(server, clues, signal);
  const tried: FoundCommit['tried'] = [];
  const base = { image: clues.image, repository: search.path.slice('/repos/'.length) };
  for (const [way, look] of STEPS) {
    const outcome = await look(search);
    const commit = typeof outcome === 'string' ? undefined : await readCommit(search, outcome.ref);
    if (typeof outcome !== 'string' && commit)
      return {
        ...base,
        found: true,
        commit: toldCommit(commit),
        way,
        sure: outcome.sure,
        why: outcome.why,
        tried,
      };
    tried.push({
      way,
      outcome: typeof outcome === 'string' ? outcome : `${outcome.ref} is no commit of ${base.repository}.`,
    });
  }
  return {
    ...base,
    found: false,
    why: `No way leads from this image to a commit of ${base.repository}.`,
    tried,
  };
}
