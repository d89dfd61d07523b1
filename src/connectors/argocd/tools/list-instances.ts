import { z } from 'zod';
import { defineTool } from '#connectors/kit';
import { isHouseError } from '#ground/errors';
import { askInstances, gapsField } from '../client/every-instance.ts';
import * as schema from '../schema.ts';
import type { Instance, Server } from '../server.ts';

const connection = z.object({ name: z.string(), state: z.string(), message: z.string().optional() });
const instanceFields = z.object({
  name: z.string(),
  version: z.string(),
  account: z.string().describe('Who the token belongs to.'),
  projects: z.array(z.string()),
  clusters: z.array(connection),
  repositories: z.array(connection),
  unread: z.array(z.string()).describe('What this token may not read.'),
});

const LAST = 'Unknown';

function connectionOf(name: string, state: { status: string; message?: string | null } | null | undefined) {
  return { name, state: state?.status ?? LAST, ...(state?.message ? { message: state.message } : {}) };
}

async function readInstance(
  { name, client }: Instance,
  signal: AbortSignal,
): Promise<z.output<typeof instanceFields>> {
  const unread: string[] = [];
  const orNone = async <Item>(what: string, read: Promise<{ items: Item[] }>): Promise<Item[]> => {
    try {
      return (await read).items;
    } catch (error) {
      if (!isHouseError(error)) throw error;
      unread.push(`${what}: ${error.message}`);
      return [];
    }
  };
  const { Version: version } = await client.read({ path: '/api/version', signal }, schema.version);
  const [user, projects, clusters, repositories] = await Promise.all([
    client.read({ path: '/api/v1/session/userinfo', signal }, schema.userInfo),
    orNone('projects', client.read({ path: '/api/v1/projects', signal }, schema.projectList)),
    orNone('clusters', client.read({ path: '/api/v1/clusters', signal }, schema.clusterList)),
    orNone('repositories', client.read({ path: '/api/v1/repositories', signal }, schema.repositoryList)),
  ]);
  return {
    name,
    version,
    account: user.loggedIn ? (user.username ?? 'unknown') : 'nobody: the token is not accepted',
    projects: projects.map(({ metadata }) => metadata.name),
    clusters: clusters.map((one) => connectionOf(one.name ?? one.server, one.connectionState)),
    repositories: repositories.map((one) => connectionOf(one.repo, one.connectionState)),
    unread,
  };
}

/** argocd_list_instances. */
export const listInstancesTool = (server: Server) =>
  defineTool({
    name: 'argocd_list_instances',
    description:
      'Every Argo CD that is known: version, account, projects, and whether it reaches its clusters and repositories.',
    input: z.object({ instance: z.string().max(100).optional() }),
    output: z.object({ instances: z.array(instanceFields), gaps: gapsField }),
    effect: 'read',
    deadlineMs: 15_000,
    run: async ({ instance }, { signal }) => {
      const { answers, gaps } = await askInstances(server, { instance, signal }, readInstance);
      return { instances: answers.map(({ value }) => value), gaps };
    },
  });
