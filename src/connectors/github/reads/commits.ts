import type { z } from 'zod';
import type { RawCommit, RawFile, RawPull } from '../schema.ts';
import { areaOf } from '../words/areas.ts';
import type { commitFields, fileFields, pullFields } from '../words/fields.ts';

const DIFF_LINES = 60;

/** The number of the pull request that a squash or merge commit names. */
function pullNumberIn(message: string): number | undefined {
  const [title = ''] = message.split('\n');
  const found = /\(#(\d+)\)\s*$/.exec(title) ?? /^Merge pull request #(\d+) /.exec(title);
  return found ? Number(found[1]) : undefined;
}

/** A commit as tools tell it. */
export function toldCommit({ sha, commit, author, html_url: url }: RawCommit): z.output<typeof commitFields> {
  return {
    sha,
    title: (commit.message.split('\n')[0] ?? '').slice(0, 200),
    author: author?.login ?? commit.author?.name ?? 'unknown',
    at: commit.committer?.date ?? commit.author?.date ?? '',
    pullRequest: pullNumberIn(commit.message),
    url,
  };
}

/** A changed file as tools tell it, with the beginning of its diff. */
export function toldFile(file: RawFile): z.output<typeof fileFields> {
  const { filename, previous_filename: before, status, additions, deletions, patch } = file;
  const lines = (patch ?? '').split('\n');
  const diff =
    lines.length > DIFF_LINES
      ? [...lines.slice(0, DIFF_LINES), `... ${lines.length - DIFF_LINES} more lines`]
      : lines;
  return {
    path: filename,
    ...(before ? { before } : {}),
    status,
    area: areaOf(filename),
    additions,
    deletions,
    ...(patch ? { diff: diff.join('\n') } : {}),
  };
}

function stateOf({ draft, state, merged_at }: RawPull): z.output<typeof pullFields>['state'] {
  if (merged_at) return 'merged';
  if (state === 'closed') return 'closed';
  return draft ? 'draft' : 'open';
}

/** A pull request as tools tell it. */
export function toldPull(pull: RawPull): z.output<typeof pullFields> {
  return {
    number: pull.number,
    title: pull.title,
    state: stateOf(pull),
    author: pull.user?.login ?? 'unknown',
    createdAt: pull.created_at,
    mergedAt: pull.merged_at ?? undefined,
    url: pull.html_url,
  };
}
