import { z } from 'zod';
import { defineTool } from '#connectors/kit';
import { gapsField } from '../client/every-instance.ts';
import { applicationFields, readApplications, toldApplication } from '../reads/applications.ts';
import type { Server } from '../server.ts';
import { noteField } from '../words/fields.ts';

const input = z.object({
  instance: z.string().max(100).optional(),
  project: z.string().max(253).optional(),
  cluster: z.string().max(253).optional().describe('A part of the name or URL of its destination.'),
  namespace: z.string().max(253).optional().describe('Of its destination.'),
  contains: z.string().max(253).optional().describe('A part of its name.'),
  sync: z.enum(['Synced', 'OutOfSync', 'Unknown']).optional(),
  health: z.enum(['Healthy', 'Progressing', 'Degraded', 'Suspended', 'Missing', 'Unknown']).optional(),
  limit: z.number().int().min(1).max(500).default(100),
});

const output = z.object({
  applications: z.array(applicationFields).describe('What is out of sync or unwell first.'),
  total: z.number().describe('Applications that match.'),
  bySync: z.record(z.string(), z.number()),
  byHealth: z.record(z.string(), z.number()),
  instances: z.array(z.string()).describe('Those that answered.'),
  gaps: gapsField,
  note: noteField,
});

type Told = z.output<typeof applicationFields>;
type Asked = z.output<typeof input>;

function suits(app: Told, { cluster, namespace, contains, sync, health }: Asked): boolean {
  const holds = (whole: string, part: string | undefined): boolean =>
    part === undefined || whole.toLowerCase().includes(part.toLowerCase());
  return (
    holds(app.cluster, cluster) &&
    holds(app.name, contains) &&
    (namespace === undefined || app.namespace === namespace) &&
    (sync === undefined || app.sync === sync) &&
    (health === undefined || app.health === health)
  );
}

const trouble = ({ sync, health }: Told): number =>
  (health === 'Healthy' ? 0 : health === 'Progressing' ? 1 : 2) + (sync === 'Synced' ? 0 : 1);

function countBy(apps: readonly Told[], key: 'sync' | 'health'): Record<string, number> {
  const groups = Map.groupBy(apps, (app) => app[key]);
  return Object.fromEntries([...groups].map(([value, own]) => [value, own.length]));
}

function nothing(all: readonly Told[]): string {
  if (all.length === 0) return 'No Argo CD that answered has an application that this token may see.';
  const some = (values: (string | undefined)[]): string =>
    [...new Set(values)]
      .filter((value) => value !== undefined)
      .slice(0, 8)
      .join(', ');
  return `None of ${all.length} applications match. There are namespaces ${some(all.map((app) => app.namespace))}; clusters ${some(all.map((app) => app.cluster))}.`;
}

/** argocd_list_applications. */
export const listApplicationsTool = (server: Server) =>
  defineTool({
    name: 'argocd_list_applications',
    description:
      'Applications of every Argo CD with their sync and health: by project, destination, namespace or state. Answers "is staging in sync?".',
    input,
    output,
    effect: 'read',
    deadlineMs: 15_000,
    run: async (asked, { signal }) => {
      const { instance, project } = asked;
      const { answers, gaps } = await readApplications(server, { instance, project, signal });
      const all = answers.flatMap((answer) =>
        answer.value.map((app) => toldApplication(answer.instance, app)),
      );
      const found = all
        .filter((app) => suits(app, asked))
        .sort((a, b) => trouble(b) - trouble(a) || a.name.localeCompare(b.name));
      return {
        applications: found.slice(0, asked.limit),
        total: found.length,
        bySync: countBy(found, 'sync'),
        byHealth: countBy(found, 'health'),
        instances: answers.map((answer) => answer.instance),
        gaps,
        ...(found.length === 0 ? { note: nothing(all) } : {}),
      };
    },
  });
