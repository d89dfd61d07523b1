import { z } from 'zod';
import * as schema from '../schema.ts';
import type { RawDeployment } from '../schema.ts';
import type { Server } from '../server.ts';
import { askAtOnce } from './at-once.ts';

export const deploymentFields = z.object({
  id: z.number(),
  environment: z.string(),
  sha: z.string(),
  ref: z.string(),
  state: z.string().describe('Of its newest status; "unknown" when nobody reported one.'),
  stateAt: z.string().optional(),
  detail: z.string().optional(),
  succeeded: z.boolean().describe('Whether it was ever reported as a success.'),
  by: z.string(),
  at: z.string(),
  description: z.string().optional(),
});
export type Deployment = z.output<typeof deploymentFields>;

type Status = Pick<z.output<typeof schema.deploymentStatus>, 'state' | 'description' | 'created_at'>;

const MOST_STATUSES = 30;
const MOST_AT_ONCE = 100;
const QUERY = `query Statuses($ids: [ID!]!) {
  nodes(ids: $ids) {
    ... on Deployment { id statuses(first: ${MOST_STATUSES}) { nodes { state description createdAt } } }
  }
}`;

function told(deployment: RawDeployment, statuses: readonly Status[]): Deployment {
  const { id, environment, sha, ref, creator, created_at: at, description } = deployment;
  const [newest] = [...statuses].sort((a, b) => b.created_at.localeCompare(a.created_at));
  return {
    id,
    environment,
    sha,
    ref,
    state: newest?.state ?? 'unknown',
    stateAt: newest?.created_at,
    ...(newest?.description ? { detail: newest.description } : {}),
    succeeded: statuses.some(({ state }) => state === 'success'),
    by: creator?.login ?? 'unknown',
    at,
    ...(description ? { description } : {}),
  };
}

/** The statuses of up to a hundred deployments by their node, in one call instead of one each. */
async function statusesAtOnce(server: Server, deployments: readonly RawDeployment[], signal: AbortSignal) {
  const ids = deployments.flatMap(({ node_id: id }) => id ?? []).slice(0, MOST_AT_ONCE);
  if (ids.length < 2) return new Map<string, Status[]>();
  const answer = await askAtOnce(server, { query: QUERY, variables: { ids }, signal }, schema.statusGraph);
  return new Map(
    (answer?.nodes ?? []).map(({ id, statuses }): [string, Status[]] => [
      id ?? '',
      (statuses?.nodes ?? []).map(({ state, description, createdAt }) => ({
        state: state.toLowerCase(),
        description,
        created_at: createdAt,
      })),
    ]),
  );
}

/** The deployment records of a repository with what became of each, newest first. */
export async function readDeployments(
  server: Server,
  { path, environment, limit }: { path: string; environment?: string; limit: number },
  signal: AbortSignal,
): Promise<{ deployments: Deployment[]; more: boolean }> {
  const question = { path: `${path}/deployments`, params: { environment }, limit, signal };
  const { items, more } = await server.client.list(question, schema.deployment);
  const known = await statusesAtOnce(server, items, signal);
  const statusesOf = async (id: number): Promise<Status[]> => {
    const asked = { path: `${path}/deployments/${id}/statuses`, limit: MOST_STATUSES, signal };
    return (await server.client.list(asked, schema.deploymentStatus)).items;
  };
  const deployments = await Promise.all(
    items.map(async (one) => told(one, known.get(one.node_id ?? '') ?? (await statusesOf(one.id)))),
  );
  return { deployments, more };
}
