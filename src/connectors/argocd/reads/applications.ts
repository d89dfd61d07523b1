import { z } from 'zod';
import { InputError, isHouseError } from '#ground/errors';
import { nearest } from '#ground/text';
import { askInstances } from '../client/every-instance.ts';
import type { Answered } from '../client/every-instance.ts';
import * as schema from '../schema.ts';
import type { RawApplication } from '../schema.ts';
import type { Instance, Server } from '../server.ts';

export const applicationFields = z.object({
  instance: z.string(),
  name: z.string(),
  project: z.string(),
  cluster: z.string().describe('Where it runs, as Argo CD names it.'),
  namespace: z.string().optional(),
  sync: z.string().describe('Synced, OutOfSync or Unknown.'),
  health: z.string().describe('Healthy, Progressing, Degraded, Suspended, Missing or Unknown.'),
  revision: z.string().optional(),
  outOfSync: z.number().describe('Objects that are not what Git says.'),
  lastSync: z.object({ phase: z.string(), at: z.string().optional(), by: z.string() }).optional(),
  images: z.array(z.string()),
});
type ToldApplication = z.output<typeof applicationFields>;

type Initiator = { username?: string | null; automated?: boolean | null } | null | undefined;

/** Who began a sync. */
export function initiatorOf(by: Initiator): string {
  return by?.username || (by?.automated ? 'automatic sync' : 'unknown');
}

/** The revision that an application was last compared with. */
function revisionOf({ status }: RawApplication): string | undefined {
  return status?.sync?.revision || status?.sync?.revisions[0] || undefined;
}

/** An application as tools tell it. */
export function toldApplication(instance: string, app: RawApplication): ToldApplication {
  const { metadata, spec, status } = app;
  const operation = status?.operationState;
  const lastSync = operation && {
    phase: operation.phase,
    at: operation.finishedAt ?? operation.startedAt ?? undefined,
    by: initiatorOf(operation.operation?.initiatedBy),
  };
  return {
    instance,
    name: metadata.name,
    project: spec.project,
    cluster: spec.destination.name || spec.destination.server || 'unknown',
    namespace: spec.destination.namespace ?? undefined,
    sync: status?.sync?.status ?? 'Unknown',
    health: status?.health?.status ?? 'Unknown',
    revision: revisionOf(app),
    outOfSync: (status?.resources ?? []).filter((one) => one.status === 'OutOfSync').length,
    ...(lastSync ? { lastSync } : {}),
    images: status?.summary?.images ?? [],
  };
}

const PATH = '/api/v1/applications';
/** What an application is found by. */
const NAMES = ['metadata.name', 'metadata.namespace', 'spec'];
/** What Argo CD can give of many; who synced, and to which revision, is not among it. */
const OUTLINE = [
  ...NAMES,
  'metadata.labels',
  'status.sync.status',
  'status.health',
  'status.summary',
  'status.resources',
  ...['phase', 'startedAt', 'finishedAt'].map((field) => `status.operationState.${field}`),
];

interface Listing {
  projects?: string[];
  fields?: readonly string[];
}

async function listOn(
  { client }: Instance,
  signal: AbortSignal,
  { projects, fields }: Listing,
): Promise<RawApplication[]> {
  const asked = fields?.map((field) => `items.${field}`).join(',');
  const question = { path: PATH, params: { projects, fields: asked }, signal };
  return (await client.read(question, schema.applicationList)).items;
}

/** All of every application; where that is too much for one answer, its outline. */
async function listWhole(
  instance: Instance,
  signal: AbortSignal,
  listing: Listing,
): Promise<RawApplication[]> {
  try {
    return await listOn(instance, signal, listing);
  } catch (error) {
    if (!isHouseError(error) || error.code !== 'argocd-answer-too-large') throw error;
    return listOn(instance, signal, { ...listing, fields: OUTLINE });
  }
}

/** Every application of every instance, or of one. */
export function readApplications(
  server: Server,
  asked: { instance?: string; project?: string; signal: AbortSignal },
) {
  const projects = asked.project === undefined ? undefined : [asked.project];
  return askInstances(server, asked, (instance, signal) => listWhole(instance, signal, { projects }));
}

/** One application with the instance that keeps it. */
export interface Opened {
  instance: Instance;
  app: RawApplication;
  /** The path of its pages. */
  path: string;
  params: Record<string, string | undefined>;
}

type Candidate = { instance: string; app: RawApplication };

function pick(all: Candidate[], name: string): Candidate[] {
  const low = name.toLowerCase();
  const exact = all.filter(({ app }) => app.metadata.name.toLowerCase() === low);
  return exact.length > 0
    ? exact
    : all.filter(({ app }) => app.metadata.name.toLowerCase().startsWith(`${low}-`));
}

function notOne(
  found: Candidate[],
  all: Candidate[],
  { name, missing }: { name: string; missing: string },
): InputError {
  const said = ({ instance, app }: Candidate): string => `${app.metadata.name} (${instance})`;
  if (found.length > 1)
    return new InputError({
      code: 'several-applications',
      message: `"${name}" may be ${found.slice(0, 6).map(said).join(', ')}. Say which, by name or instance.`,
    });
  const near = nearest(
    name,
    all.map(({ app }) => app.metadata.name),
    4,
  );
  const hint = near.length > 0 ? ` The nearest are ${near.join(', ')}.` : ` There are ${all.length} others.`;
  return new InputError({
    code: 'no-such-application',
    message: `There is no application "${name}" in Argo CD.${hint}${missing}`,
  });
}

const together = (answers: Answered<RawApplication[]>[]): Candidate[] =>
  answers.flatMap(({ instance, value }) => value.map((app) => ({ instance, app })));

/**
 * An application by its name, or by the beginning of it where only one begins so; InputError otherwise. It is looked up in a list of
 * names, and read alone: lists may be long, and leave out how healthy each object is.
 */
export async function openApplication(
  server: Server,
  { name, instance }: { name: string; instance?: string },
  signal: AbortSignal,
): Promise<Opened> {
  const { answers, gaps } = await askInstances(server, { instance, signal }, (each, until) =>
    listOn(each, until, { fields: NAMES }),
  );
  const all = together(answers);
  const found = pick(all, name);
  const [one] = found;
  const keeper = server.instances.find((each) => each.name === one?.instance);
  const missing =
    gaps.length > 0
      ? ` Not asked, because they did not answer: ${gaps.map((gap) => gap.instance).join(', ')}.`
      : '';
  if (!one || !keeper || found.length > 1) throw notOne(found, all, { name, missing });
  const params = { appNamespace: one.app.metadata.namespace ?? undefined, project: one.app.spec.project };
  const path = `${PATH}/${encodeURIComponent(one.app.metadata.name)}`;
  const app = await keeper.client.read({ path, params, signal }, schema.application);
  return { instance: keeper, app, path, params };
}
