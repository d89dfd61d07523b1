import { z } from 'zod';
import { defineTool } from '#connectors/kit';
import { InputError } from '#ground/errors';
import { toldFile, toldPull } from '../reads/commits.ts';
import { checksFields, readPullStates, reviewFields } from '../reads/pull-states.ts';
import type { PullState, Review } from '../reads/pull-states.ts';
import { repositoryPath } from '../reads/repositories.ts';
import * as schema from '../schema.ts';
import type { Server } from '../server.ts';
import { fileFields, noteField, pullFields, repositoryInput } from '../words/fields.ts';
import { summarise, summaryField } from '../words/summary.ts';

const SHOWN_FILES = 60;
const MOST_FILES = 300;

function reasonsOf(by: string, mergedBy: string | undefined, reviews: Review[]): [1 | 2, string][] {
  if (mergedBy === undefined) return [];
  const approved = reviews.some((review) => review.state === 'approved' && review.by !== by);
  if (approved) return [];
  return [
    [2, mergedBy === by ? 'Merged by its own author without an approval.' : 'Merged without an approval.'],
  ];
}

const input = z.object({ repository: repositoryInput, number: z.number().int().positive() });
const output = z.object({
  repository: z.string(),
  pullRequest: pullFields,
  body: z.string(),
  mergedBy: z.string().optional(),
  mergeCommit: z.string().optional(),
  branch: z.string().optional(),
  commits: z.number(),
  reviews: z.array(reviewFields),
  decision: z.string().optional().describe('What the rules of the branch make of the reviews.'),
  checks: checksFields.optional().describe('Of its last commit.'),
  summary: summaryField,
  files: z.array(fileFields),
  note: noteField,
});

function noSuchPull(repository: string, number: number): InputError {
  const message = `${repository} has no pull request ${number}.`;
  return new InputError({ code: 'no-such-pull-request', message });
}

function toldReview({ user, state, submitted_at: at }: z.output<typeof schema.review>): Review {
  const said = { by: user?.login ?? 'unknown', state: state.toLowerCase().replaceAll('_', ' ') };
  return at ? { ...said, at } : said;
}

/** Reviews and checks in one call; reviews alone where GraphQL cannot be asked. */
async function stateOf(
  server: Server,
  { node, at }: { node?: string | null; at: string },
  signal: AbortSignal,
): Promise<PullState> {
  const known = (await readPullStates(server, [node], signal)).get(node ?? '');
  if (known) return known;
  const given = await server.client.list({ path: `${at}/reviews`, limit: 100, signal }, schema.review);
  return { reviews: given.items.map(toldReview) };
}

/** github_read_pull_request. */
export const readPullRequestTool = (server: Server) =>
  defineTool({
    name: 'github_read_pull_request',
    description:
      'One pull request: what it says, who merged it and when, reviews, checks, files, areas and risk.',
    input,
    output,
    effect: 'read',
    deadlineMs: 20_000,
    run: async ({ repository, number }, { signal }) => {
      const path = await repositoryPath(server, repository, signal);
      const name = path.slice('/repos/'.length);
      const at = `${path}/pulls/${number}`;
      const pull = await server.client.find({ path: at, signal }, schema.wholePull);
      if (!pull) throw noSuchPull(name, number);
      const [files, state] = await Promise.all([
        server.client.list({ path: `${at}/files`, limit: MOST_FILES, signal }, schema.changedFile),
        stateOf(server, { node: pull.node_id, at }, signal),
      ]);
      const told = toldPull(pull);
      const mergedBy = pull.merged ? (pull.merged_by?.login ?? 'unknown') : undefined;
      return {
        repository: name,
        pullRequest: told,
        body: pull.body ?? '',
        mergedBy,
        mergeCommit: pull.merged ? (pull.merge_commit_sha ?? undefined) : undefined,
        branch: pull.head?.ref,
        commits: pull.commits,
        ...state,
        summary: summarise(files.items, reasonsOf(told.author, mergedBy, state.reviews)),
        files: files.items.slice(0, SHOWN_FILES).map(toldFile),
        ...(files.more
          ? { note: `Only the first ${MOST_FILES} of ${pull.changed_files} files were judged.` }
          : {}),
      };
    },
  });
