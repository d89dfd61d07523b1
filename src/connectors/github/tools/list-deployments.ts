import { z } from 'zod';
import { defineTool } from '#connectors/kit';
import { deploymentFields, readDeployments } from '../reads/deployments.ts';
import { repositoryPath } from '../reads/repositories.ts';
import type { Server } from '../server.ts';
import { noteField, repositoryInput } from '../words/fields.ts';

/** github_list_deployments. */
export const listDeploymentsTool = (server: Server) =>
  defineTool({
    name: 'github_list_deployments',
    description:
      'Deployment records of a repository with their state (success, failure, inactive ...), newest first.',
    input: z.object({
      repository: repositoryInput,
      environment: z.string().max(255).optional().describe('Such as production; every one when left out.'),
      limit: z.number().int().min(1).max(50).default(10),
    }),
    output: z.object({
      repository: z.string(),
      deployments: z.array(deploymentFields),
      more: z.boolean(),
      note: noteField,
    }),
    effect: 'read',
    deadlineMs: 25_000,
    run: async ({ repository, environment, limit }, { signal }) => {
      const path = await repositoryPath(server, repository, signal);
      const { deployments, more } = await readDeployments(server, { path, environment, limit }, signal);
      const name = path.slice('/repos/'.length);
      const note = `${name} has no deployment records${environment ? ` of ${environment}` : ''}: GitHub was told of none.`;
      return { repository: name, deployments, more, ...(deployments.length === 0 ? { note } : {}) };
    },
  });
