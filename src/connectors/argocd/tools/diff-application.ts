import { z } from 'zod';
import { defineTool } from '#connectors/kit';
import { openApplication, toldApplication } from '../reads/applications.ts';
import * as schema from '../schema.ts';
import type { RawManaged } from '../schema.ts';
import type { Server } from '../server.ts';
import { differences, secretDifferences } from '../words/differences.ts';
import { applicationInput, noteField } from '../words/fields.ts';

const MOST_DIFFERENCES = 40;

const objectDiff = z.object({
  kind: z.string(),
  namespace: z.string().optional(),
  name: z.string(),
  state: z.enum(['differs', 'missing in the cluster', 'not in Git']),
  differences: z.array(
    z.object({ path: z.string(), live: z.string().optional(), wanted: z.string().optional() }),
  ),
  total: z.number().describe('Differences, shown or not.'),
});
type ObjectDiff = z.output<typeof objectDiff>;

function parsed(state: string | null | undefined): unknown {
  if (!state || state === 'null') return undefined;
  try {
    return JSON.parse(state) as unknown;
  } catch {
    return undefined;
  }
}

/** Live against what a sync would make of it, as Argo CD itself compares. */
function diffOf(one: RawManaged): ObjectDiff | undefined {
  const { kind, name, namespace } = one;
  const [live, target] = [parsed(one.liveState), parsed(one.targetState)];
  const is = { kind, name, ...(namespace ? { namespace } : {}) };
  if (live === undefined && target === undefined) return undefined;
  if (live === undefined) return { ...is, state: 'missing in the cluster', differences: [], total: 0 };
  if (target === undefined) return { ...is, state: 'not in Git', differences: [], total: 0 };
  const compare = kind === 'Secret' ? secretDifferences : differences;
  const found = compare(parsed(one.normalizedLiveState) ?? live, parsed(one.predictedLiveState) ?? target);
  if (found.length === 0) return undefined;
  return { ...is, state: 'differs', differences: found.slice(0, MOST_DIFFERENCES), total: found.length };
}

/** argocd_diff_application. */
export const diffApplicationTool = (server: Server) =>
  defineTool({
    name: 'argocd_diff_application',
    description:
      'What differs between the cluster and Git, object by object and field by field. Of secrets only which entries differ, never what is in them.',
    input: z.object(applicationInput),
    output: z.object({
      instance: z.string(),
      application: z.string(),
      sync: z.string(),
      objects: z.array(objectDiff),
      compared: z.number().describe('Objects that were compared.'),
      note: noteField,
    }),
    effect: 'read',
    deadlineMs: 20_000,
    run: async ({ application, instance }, { signal }) => {
      const opened = await openApplication(server, { name: application, instance }, signal);
      const { client, name: keeper } = opened.instance;
      const question = { path: `${opened.path}/managed-resources`, params: opened.params, signal };
      const { items } = await client.read(question, schema.managedList);
      const objects = items.flatMap((one) => diffOf(one) ?? []);
      const { sync } = toldApplication(keeper, opened.app);
      const none = `No difference in ${items.length} objects.`;
      const odd =
        sync === 'OutOfSync' ? ' Argo CD says OutOfSync all the same: it may be comparing anew.' : '';
      const note = objects.length === 0 ? { note: none + odd } : {};
      return {
        instance: keeper,
        application: opened.app.metadata.name,
        sync,
        objects,
        compared: items.length,
        ...note,
      };
    },
  });
