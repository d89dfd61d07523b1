import { z } from 'zod';
import { defineTool } from '#connectors/kit';
import { findCommit, foundFields } from '../reads/find-commit.ts';
import type { Server } from '../server.ts';

/** github_find_commit_of_image. */
export const findCommitOfImageTool = (server: Server) =>
  defineTool({
    name: 'github_find_commit_of_image',
    description:
      'The commit behind a running image: by its OCI labels when given, a tag that is a commit or a version, deployment records, or the ' +
      'revision that Argo CD runs. Says by which way it was found and how sure that is.',
    input: z.object({
      image: z.string().min(1).max(500).describe('As the container runs it: registry/path:tag@digest.'),
      labels: z.record(z.string(), z.string()).optional().describe('OCI labels or annotations of the image.'),
      repository: z
        .string()
        .max(140)
        .optional()
        .describe('owner/name; from the labels or the image when left out.'),
      argoRevision: z.string().max(64).optional().describe('The revision that Argo CD says it runs.'),
      argoRepository: z.string().max(300).optional().describe('The repository of that revision.'),
      environment: z.string().max(255).optional(),
      deployedAt: z.iso.datetime({ offset: true }).optional().describe('When it began to run.'),
    }),
    output: foundFields,
    effect: 'read',
    deadlineMs: 25_000,
    run: (clues, { signal }) => findCommit(server, clues, signal),
  });
