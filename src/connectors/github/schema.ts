import { z } from 'zod';

const account = z.object({ login: z.string() }).nullish();
const text = z.string().nullish();

export const repository = z.object({
  name: z.string(),
  full_name: z.string(),
  html_url: z.string(),
  description: text,
  language: text,
  default_branch: z.string().default('main'),
  archived: z.boolean().default(false),
  private: z.boolean().default(false),
  pushed_at: text,
});

const gitPerson = z.object({ name: text, email: text, date: text }).nullish();

export const commit = z.object({
  sha: z.string(),
  html_url: z.string().default(''),
  commit: z.object({ message: z.string(), author: gitPerson, committer: gitPerson }),
  author: account,
  parents: z.array(z.object({ sha: z.string() })).default([]),
});
export type RawCommit = z.output<typeof commit>;

export const changedFile = z.object({
  filename: z.string(),
  previous_filename: text,
  status: z.string(),
  additions: z.number(),
  deletions: z.number(),
  patch: text,
});
export type RawFile = z.output<typeof changedFile>;

export const wholeCommit = commit.extend({
  stats: z.object({ additions: z.number(), deletions: z.number() }).optional(),
  files: z.array(changedFile).default([]),
});

export const comparison = z.object({
  html_url: z.string().default(''),
  status: z.string(),
  ahead_by: z.number(),
  behind_by: z.number(),
  total_commits: z.number(),
  base_commit: commit,
  commits: z.array(commit),
  files: z.array(changedFile).default([]),
});
export type RawComparison = z.output<typeof comparison>;

export const pull = z.object({
  node_id: text,
  number: z.number(),
  title: z.string(),
  body: text,
  html_url: z.string(),
  state: z.string(),
  draft: z.boolean().default(false),
  user: account,
  created_at: z.string(),
  merged_at: text,
  closed_at: text,
  merge_commit_sha: text,
  head: z.object({ ref: z.string(), sha: z.string() }).optional(),
  base: z.object({ ref: z.string() }).optional(),
});
export type RawPull = z.output<typeof pull>;

export const wholePull = pull.extend({
  merged: z.boolean().default(false),
  merged_by: account,
  commits: z.number().default(0),
  additions: z.number().default(0),
  deletions: z.number().default(0),
  changed_files: z.number().default(0),
});

export const review = z.object({ user: account, state: z.string(), submitted_at: text });

export const release = z.object({
  tag_name: z.string(),
  name: text,
  body: text,
  html_url: z.string(),
  draft: z.boolean().default(false),
  prerelease: z.boolean().default(false),
  published_at: text,
  author: account,
});

export const tag = z.object({ name: z.string(), commit: z.object({ sha: z.string() }) });

export const run = z.object({
  id: z.number(),
  name: text,
  display_title: z.string().default(''),
  head_branch: text,
  head_sha: z.string(),
  run_number: z.number(),
  run_attempt: z.number().default(1),
  event: z.string(),
  status: text,
  conclusion: text,
  html_url: z.string(),
  actor: account,
  created_at: z.string(),
  run_started_at: text,
  updated_at: z.string(),
});
export type RawRun = z.output<typeof run>;

const step = z.object({
  name: z.string(),
  number: z.number(),
  conclusion: text,
  started_at: text,
  completed_at: text,
});
export const job = z.object({
  id: z.number(),
  name: z.string(),
  status: z.string(),
  conclusion: text,
  html_url: text,
  started_at: text,
  completed_at: text,
  steps: z.array(step).default([]),
});
export type RawJob = z.output<typeof job>;

export const deployment = z.object({
  id: z.number(),
  node_id: text,
  sha: z.string(),
  ref: z.string(),
  environment: z.string(),
  description: text,
  creator: account,
  created_at: z.string(),
});
export type RawDeployment = z.output<typeof deployment>;

export const deploymentStatus = z.object({
  state: z.string(),
  description: text,
  created_at: z.string(),
  log_url: text,
});

/** The nodes of a list in GraphQL; one that the asker may not see is null. */
const nodesOf = <Item extends z.ZodType>(item: Item) =>
  z.object({
    nodes: z
      .array(item.nullable())
      .nullish()
      .transform((all) => (all ?? []).filter((one) => one !== null)),
  });

const statusNode = z.object({
  id: z.string().optional(),
  statuses: nodesOf(z.object({ state: z.string(), description: text, createdAt: z.string() })).nullish(),
});
export const statusGraph = nodesOf(statusNode);

const check = z.object({ name: text, status: text, conclusion: text, context: text, state: text });
const rollup = z
  .object({ state: z.string(), contexts: nodesOf(check).extend({ totalCount: z.number() }) })
  .nullish();
const pullNode = z.object({
  id: z.string().optional(),
  reviewDecision: text,
  reviews: nodesOf(z.object({ author: account, state: z.string(), submittedAt: text })).nullish(),
  commits: nodesOf(z.object({ commit: z.object({ statusCheckRollup: rollup }) })).nullish(),
});
export type PullNode = z.output<typeof pullNode>;
export const pullGraph = nodesOf(pullNode);

const issue = z.object({
  number: z.number(),
  title: z.string(),
  html_url: z.string(),
  repository_url: z.string(),
  state: z.string(),
  user: account,
  created_at: z.string(),
  pull_request: z.object({ merged_at: text }).optional(),
});
export const foundIssues = z.object({ total_count: z.number(), items: z.array(issue) });
export const foundCommits = z.object({
  total_count: z.number(),
  items: z.array(commit.extend({ repository: z.object({ full_name: z.string() }) })),
});

/** Where it only matters that it is there. */
export const anything = z.unknown();
