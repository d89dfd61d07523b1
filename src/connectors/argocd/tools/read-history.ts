import { z } from 'zod';
import { defineTool } from '#connectors/kit';
import { isHouseError } from '#ground/errors';
import { initiatorOf, openApplication } from '../reads/applications.ts';
import type { Opened } from '../reads/applications.ts';
import * as schema from '../schema.ts';
import type { HistoryEntry } from '../schema.ts';
import type { Server } from '../server.ts';
import { applicationInput, noteField } from '../words/fields.ts';

const entryFields = z.object({
  id: z.number().describe('What a rollback names.'),
  revision: z.string(),
  deployedAt: z.string().optional(),
  deployedBy: z.string(),
  author: z.string().optional().describe('Of the commit.'),
  committedAt: z.string().optional(),
  message: z.string().optional(),
  repository: z.string().optional(),
  path: z.string().optional(),
});

type Commit = Pick<z.output<typeof entryFields>, 'author' | 'committedAt' | 'message'>;

async function commitOf(
  { instance, path, params }: Opened,
  entry: HistoryEntry,
  signal: AbortSignal,
): Promise<Commit | undefined> {
  if (!entry.revision) return undefined;
  const at = `${path}/revisions/${encodeURIComponent(entry.revision)}/metadata`;
  try {
    const found = await instance.client.read({ path: at, params, signal }, schema.revisionMetadata);
    return {
      author: found.author?.replace(/\s*<[^>]*>$/, '') || undefined,
      committedAt: found.date ?? undefined,
      message: found.message ?? undefined,
    };
  } catch (error) {
    if (isHouseError(error)) return undefined;
    throw error;
  }
}

const input = z.object({ ...applicationInput, limit: z.number().int().min(1).max(30).default(10) });
const output = z.object({
  instance: z.string(),
  application: z.string(),
  history: z.array(entryFields),
  total: z.number().describe('Entries that Argo CD keeps; older ones are forgotten.'),
  note: noteField,
});

/** argocd_read_history. */
export const readHistoryTool = (server: Server) =>
  defineTool({
    name: 'argocd_read_history',
    description:
      'What was deployed by an application, newest first: revisions with author, date and message, when they were deployed and by whom.',
    input,
    output,
    effect: 'read',
    deadlineMs: 20_000,
    run: async ({ application, instance, limit }, { signal }) => {
      const opened = await openApplication(server, { name: application, instance }, signal);
      const all = [...(opened.app.status?.history ?? [])].sort((a, b) => b.id - a.id);
      const shown = all.slice(0, limit);
      const commits = await Promise.all(shown.map((entry) => commitOf(opened, entry, signal)));
      const history = shown.map((entry, index) => ({
        id: entry.id,
        revision: entry.revision || entry.revisions.join(', '),
        deployedAt: entry.deployedAt ?? undefined,
        deployedBy: initiatorOf(entry.initiatedBy),
        ...commits[index],
        repository: entry.source?.repoURL,
        path: entry.source?.path ?? undefined,
      }));
      const unknown = commits.filter((commit) => commit === undefined).length;
      const none =
        all.length === 0
          ? 'Argo CD has synced nothing for this application yet, or keeps no history of it.'
          : undefined;
      const note = unknown > 0 ? `Of ${unknown} revisions Argo CD could not read author and message.` : none;
      return {
        instance: opened.instance.name,
        application: opened.app.metadata.name,
        history,
        total: all.length,
        ...(note ? { note } : {}),
      };
    },
  });
