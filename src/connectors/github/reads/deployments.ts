import { z } from 'zod';
import * as schema from '../schema.ts';
import type { RawDeployment } from '../schema.ts';
import type { Server } from '../server.ts';

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

async function withStatus(
  { client }: Server,
  from: { path: string; deployment: RawDeployment },
  signal: AbortSignal,
): Promise<Deployment> {
  const { id, environment, sha, ref, creator, created_at: at, description } = from.deployment;
  const question = { path: `${from.path}/deployments/${id}/statuses`, limit: 30, signal };
  const { items } = await client.list(question, schema.deploymentStatus);
  const [newest] = items;
  return {
    id,
    environment,
    sha,
    ref,
    state: newest?.state ?? 'unknown',
    stateAt: newest?.created_at,
    ...(newest?.description ? { detail: newest.description } : {}),
    succeeded: items.some(({ state }) => state === 'success'),
    by: creator?.login ?? 'unknown',
    at,
    ...(description ? { description } : {}),
  };
}

/** The deployment records of a repository with what became of each, newest first. */
export async function readDeployments(
  server: Server,
  { path, environment, limit }: { path: string; environment?: string; limit: number },
  signal: AbortSignal,
): Promise<{ deployments: Deployment[]; more: boolean }> {
  const question = { path: `${path}/deployments`, params: { environment }, limit, signal };
  const { items, more } = await server.client.list(question, schema.deployment);
  const deployments = await Promise.all(
    items.map((deployment) => withStatus(server, { path, deployment }, signal)),
  );
  return { deployments, more };
}
