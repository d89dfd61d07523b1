import { z } from 'zod';
import { defineTool } from '#connectors/kit';
import { compareRevisions, comparisonFields } from '../reads/compare.ts';
import { deploymentFields } from '../reads/deployments.ts';
import { foundFields } from '../reads/find-commit.ts';
import { endsByImages, endsByRecords } from '../reads/last-deployment.ts';
import { openRepository } from '../reads/repositories.ts';
import type { Server } from '../server.ts';
import { repositoryInput } from '../words/fields.ts';

const input = z.object({
  repository: repositoryInput,
  environment: z.string().max(255).optional().describe('Production when left out and there is one.'),
  deploymentId: z.number().int().positive().optional(),
  before: z
    .string()
    .max(500)
    .optional()
    .describe('The image that ran before; with `after`, deployment records are not needed.'),
  after: z.string().max(500).optional().describe('The image that runs now.'),
});
const output = z.object({
  repository: z.string(),
  way: z.enum(['deployment records', 'images']),
  how: z.string(),
  deployment: deploymentFields.optional(),
  previous: deploymentFields.optional(),
  images: z.array(foundFields).optional(),
  comparison: comparisonFields,
});

/** github_read_deployment. */
export const readDeploymentTool = (server: Server) =>
  defineTool({
    name: 'github_read_deployment',
    description:
      'What changed in the last deployment: the newest deployment record of an environment against what was there before it, or the two ' +
      'images of a rollout; commits, pull requests, areas of the diff and risk.',
    input,
    output,
    effect: 'read',
    deadlineMs: 30_000,
    run: async ({ repository, before, after, ...asked }, { signal }) => {
      const { full_name: name } = await openRepository(server, repository, signal);
      const path = `/repos/${name}`;
      const ends =
        before !== undefined && after !== undefined
          ? await endsByImages(server, { repository: name, before, after }, signal)
          : await endsByRecords(server, { path, ...asked }, signal);
      const { base, head, ...told } = ends;
      return {
        repository: name,
        ...told,
        comparison: await compareRevisions(server, { path, base, head }, signal),
      };
    },
  });
