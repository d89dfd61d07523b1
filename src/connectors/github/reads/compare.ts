import { z } from 'zod';
import { InputError } from '#ground/errors';
import * as schema from '../schema.ts';
import type { RawComparison } from '../schema.ts';
import type { Server } from '../server.ts';
import { commitFields, fileFields, noteField } from '../words/fields.ts';
import { summaryField, summarise } from '../words/summary.ts';
import { toldCommit, toldFile } from './commits.ts';

const SHOWN_FILES = 40;
const SHOWN_COMMITS = 100;
/** GitHub shows no more. */
const MOST_FILES = 300;
const MANY = 10;

export const comparisonFields = z.object({
  base: z.string(),
  head: z.string(),
  direction: z.enum(['newer', 'older', 'the same', 'diverged']).describe('How head stands to base.'),
  commits: z.array(commitFields).describe('Newest first.'),
  totalCommits: z.number(),
  pullRequests: z.array(z.object({ number: z.number(), title: z.string(), author: z.string() })),
  summary: summaryField,
  files: z.array(fileFields),
  url: z.string(),
  note: noteField,
});
export type Comparison = z.output<typeof comparisonFields>;

const DIRECTIONS: Record<string, Comparison['direction']> = {
  ahead: 'newer',
  behind: 'older',
  identical: 'the same',
  diverged: 'diverged',
};

function beyond({ commits, files, total_commits: total }: RawComparison): string | undefined {
  const missed = [
    ...(total > commits.length ? [`only ${commits.length} of ${total} commits`] : []),
    ...(files.length >= MOST_FILES ? [`only the first ${MOST_FILES} files`] : []),
  ];
  return missed.length > 0
    ? `GitHub shows ${missed.join(' and ')} of this comparison: there is more than was judged.`
    : undefined;
}

function reasonsBeyondFiles({ status, total_commits: total, commits }: RawComparison): [1 | 2 | 3, string][] {
  const reverts = commits.filter(({ commit }) => /^revert\b/i.test(commit.message));
  return [
    ...(status === 'diverged'
      ? [[2, 'The two revisions have gone different ways: something of the older one is missing.']]
      : []),
    ...(total > MANY ? [[2, `${total} commits at once: hard to say which one did it.`]] : []),
    ...(reverts.length > 0
      ? [[1, `Takes something back: ${reverts[0]?.commit.message.split('\n')[0] ?? ''}.`]]
      : []),
  ] as [1 | 2 | 3, string][];
}

function told(raw: RawComparison, base: string, head: string): Comparison {
  const commits = [...raw.commits].reverse().map(toldCommit);
  const pulls = commits.flatMap(({ pullRequest, title, author }) =>
    pullRequest === undefined
      ? []
      : [{ number: pullRequest, title: title.replace(/\s*\(#\d+\)\s*$/, ''), author }],
  );
  return {
    base,
    head,
    direction: DIRECTIONS[raw.status] ?? 'diverged',
    commits: commits.slice(0, SHOWN_COMMITS),
    totalCommits: raw.total_commits,
    pullRequests: pulls,
    summary: summarise(raw.files, reasonsBeyondFiles(raw)),
    files: raw.files.slice(0, SHOWN_FILES).map(toldFile),
    url: raw.html_url,
    note: beyond(raw),
  };
}

/** What lies between two revisions of a repository. A head that is older than its base is compared the other way round, and says so. */
export async function compareRevisions(
  { client }: Server,
  { path, base, head }: { path: string; base: string; head: string },
  signal: AbortSignal,
): Promise<Comparison> {
  const one = async (from: string, to: string): Promise<RawComparison> => {
    const range = `${encodeURIComponent(from)}...${encodeURIComponent(to)}`;
    const question = { path: `${path}/compare/${range}`, signal };
    const found = await client.find(question, schema.comparison);
    if (found) return found;
    throw new InputError({
      code: 'no-such-revision',
      message: `${path.slice('/repos/'.length)} cannot compare ${from} with ${to}: one of them is no branch, tag or commit of it.`,
    });
  };
  const raw = await one(base, head);
  if (raw.status !== 'behind') return told(raw, base, head);
  const back = told(await one(head, base), base, head);
  const note = `${head} is older than ${base}: this is what going back takes away. ${back.note ?? ''}`.trim();
  return { ...back, direction: 'older', note };
}
