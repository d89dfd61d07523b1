import { z } from 'zod';

const text = z.string().nullish();
/** The API leaves empty lists out, or gives null. */
const listOf = <Item extends z.ZodType>(item: Item) =>
  z
    .array(item)
    .nullish()
    .transform((list) => list ?? []);

const health = z.object({ status: text, message: text }).nullish();
const source = z.object({ repoURL: z.string().default(''), path: text, chart: text, targetRevision: text });
const initiator = z.object({ username: text, automated: z.boolean().nullish() }).nullish();

const resource = z.object({
  group: text,
  kind: z.string(),
  namespace: text,
  name: z.string(),
  status: text,
  health,
  requiresPruning: z.boolean().nullish(),
});

const syncedResource = z.object({
  group: text,
  kind: z.string(),
  namespace: text,
  name: z.string(),
  status: text,
  message: text,
  hookPhase: text,
});

const historyEntry = z.object({
  id: z.number().default(0),
  revision: text,
  revisions: listOf(z.string()),
  deployedAt: text,
  deployStartedAt: text,
  initiatedBy: initiator,
  source: source.nullish(),
});
export type HistoryEntry = z.output<typeof historyEntry>;

const operationState = z.object({
  phase: z.string(),
  message: text,
  startedAt: text,
  finishedAt: text,
  retryCount: z.number().nullish(),
  operation: z.object({ initiatedBy: initiator, sync: z.object({ revision: text }).nullish() }).nullish(),
  syncResult: z.object({ revision: text, resources: listOf(syncedResource) }).nullish(),
});
export type OperationState = z.output<typeof operationState>;

export const application = z.object({
  metadata: z.object({
    name: z.string(),
    namespace: text,
    labels: z.record(z.string(), z.string()).nullish(),
  }),
  spec: z.object({
    project: z.string().default('default'),
    source: source.nullish(),
    sources: listOf(source),
    destination: z.object({ server: text, name: text, namespace: text }),
    syncPolicy: z
      .object({
        automated: z.object({ prune: z.boolean().nullish(), selfHeal: z.boolean().nullish() }).nullish(),
      })
      .nullish(),
  }),
  status: z
    .object({
      resources: listOf(resource),
      sync: z.object({ status: text, revision: text, revisions: listOf(z.string()) }).nullish(),
      health,
      history: listOf(historyEntry),
      conditions: listOf(z.object({ type: z.string(), message: z.string(), lastTransitionTime: text })),
      operationState: operationState.nullish(),
      reconciledAt: text,
      summary: z.object({ images: listOf(z.string()) }).nullish(),
    })
    .nullish(),
});
export type RawApplication = z.output<typeof application>;

export const applicationList = z.object({ items: listOf(application) });

export const tree = z.object({
  nodes: listOf(z.object({ kind: z.string(), namespace: text, name: z.string(), health })),
});

const managed = z.object({
  group: text,
  kind: z.string(),
  namespace: text,
  name: z.string(),
  targetState: text,
  liveState: text,
  normalizedLiveState: text,
  predictedLiveState: text,
});
export type RawManaged = z.output<typeof managed>;
export const managedList = z.object({ items: listOf(managed) });

export const revisionMetadata = z.object({
  author: text,
  date: text,
  message: text,
  tags: listOf(z.string()),
});

export const eventList = z.object({
  items: listOf(
    z.object({
      reason: text,
      message: text,
      type: text,
      lastTimestamp: text,
      firstTimestamp: text,
      eventTime: text,
      count: z.number().nullish(),
    }),
  ),
});

export const version = z.object({ Version: z.string() });
export const userInfo = z.object({ loggedIn: z.boolean().default(false), username: text });
const connectionState = z.object({ status: z.string(), message: text }).nullish();
export const clusterList = z.object({
  items: listOf(z.object({ server: z.string(), name: text, connectionState, serverVersion: text })),
});
export const repositoryList = z.object({ items: listOf(z.object({ repo: z.string(), connectionState })) });
export const projectList = z.object({
  items: listOf(
    z.object({ metadata: z.object({ name: z.string() }), spec: z.object({ description: text }).nullish() }),
  ),
});
