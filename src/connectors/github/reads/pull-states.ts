import { z } from 'zod';
import * as schema from '../schema.ts';
import type { PullNode } from '../schema.ts';
import type { Server } from '../server.ts';
import { askAtOnce } from './at-once.ts';

export const reviewFields = z.object({ by: z.string(), state: z.string(), at: z.string().optional() });
export type Review = z.output<typeof reviewFields>;

export const checksFields = z.object({
  state: z
    .string()
    .describe('success, failure, error, pending or expected, over all checks of the last commit.'),
  total: z.number(),
  failing: z.array(z.string()),
  running: z.array(z.string()),
});

/** What reviewers and checks say of one pull request. */
export interface PullState {
  /** What the rules of the branch make of the reviews; undefined where there are none. */
  decision?: string;
  reviews: Review[];
  /** Undefined where nothing was checked. */
  checks?: z.output<typeof checksFields>;
}

const QUERY = `query PullStates($ids: [ID!]!) {
  nodes(ids: $ids) {
    ... on PullRequest {
      id
      reviewDecision
      reviews(last: 50) { nodes { author { login } state submittedAt } }
      commits(last: 1) {
        nodes {
          commit {
            statusCheckRollup {
              state
              contexts(first: 50) {
                totalCount
                nodes {
                  __typename
                  ... on CheckRun { name status conclusion }
                  ... on StatusContext { context state }
                }
              }
            }
          }
        }
      }
    }
  }
}`;
const MOST_AT_ONCE = 50;
const FAILED = new Set(['FAILURE', 'ERROR', 'TIMED_OUT', 'STARTUP_FAILURE', 'ACTION_REQUIRED', 'CANCELLED']);

const inWords = (constant: string): string => constant.toLowerCase().replaceAll('_', ' ');

type Rollup = NonNullable<NonNullable<PullNode['commits']>['nodes'][number]['commit']['statusCheckRollup']>;

function checksOf({ state, contexts }: Rollup): PullState['checks'] {
  const verdictOf = (check: Rollup['contexts']['nodes'][number]): string =>
    check.conclusion ?? check.state ?? check.status ?? '';
  const names = (suits: (verdict: string) => boolean): string[] =>
    contexts.nodes
      .filter((check) => suits(verdictOf(check)))
      .map(({ name, context }) => name ?? context ?? 'unnamed');
  return {
    state: inWords(state),
    total: contexts.totalCount,
    failing: names((verdict) => FAILED.has(verdict)),
    running: names((verdict) => /^(PENDING|EXPECTED|QUEUED|IN_PROGRESS|WAITING|REQUESTED)$/.test(verdict)),
  };
}

function stateOf({ reviewDecision, reviews, commits }: PullNode): PullState {
  const rollup = commits?.nodes[0]?.commit.statusCheckRollup;
  return {
    ...(reviewDecision ? { decision: inWords(reviewDecision) } : {}),
    reviews: (reviews?.nodes ?? []).map(({ author, state, submittedAt: at }) => ({
      by: author?.login ?? 'unknown',
      state: inWords(state),
      ...(at ? { at } : {}),
    })),
    ...(rollup ? { checks: checksOf(rollup) } : {}),
  };
}

/** Reviews and checks of pull requests by their nodes, in one call instead of three each. Empty where GraphQL cannot be asked. */
export async function readPullStates(
  server: Server,
  nodes: readonly (string | null | undefined)[],
  signal: AbortSignal,
): Promise<Map<string, PullState>> {
  const ids = nodes.filter((id) => typeof id === 'string').slice(0, MOST_AT_ONCE);
  if (ids.length === 0) return new Map();
  const answer = await askAtOnce(server, { query: QUERY, variables: { ids }, signal }, schema.pullGraph);
  return new Map((answer?.nodes ?? []).map((node) => [node.id ?? '', stateOf(node)]));
}
