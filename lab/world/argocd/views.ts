import { createRandom, hash32 } from '../engine/random.ts';
import { CLUSTER_AGE } from '../company/found.ts';
import { isRecord } from '../kube/json.ts';
import { stamp } from '../kube/time.ts';
import type { GitOpsCommit } from '../signals/git-ops.ts';
import type { Application, Managed } from './application.ts';
import { isMissed, worst } from './health.ts';
import type { Health } from './health.ts';

export const REPOSITORY = 'https://github.harbour.example/harbour/deployments.git';
export const SERVER = 'https://kubernetes.default.svc';
const KEPT = 10;

const groupOf = (apiVersion: string): string =>
  apiVersion.includes('/') ? (apiVersion.split('/')[0] ?? '') : '';
const versionOf = (apiVersion: string): string => apiVersion.split('/').at(-1) ?? '';

function identity({ wanted }: Managed, namespace: string) {
  const group = groupOf(wanted.apiVersion);
  return {
    ...(group ? { group } : {}),
    version: versionOf(wanted.apiVersion),
    kind: wanted.kind,
    namespace,
    name: wanted.metadata.name ?? '',
  };
}

function sourceOf({ service, model }: Application) {
  const path = `apps/${service.name}/overlays/${model.cluster.environment}`;
  return { repoURL: REPOSITORY, path, targetRevision: 'main' };
}

function history(app: Application) {
  return app.commits
    .map((commit, id) => ({
      revision: commit.sha,
      deployedAt: stamp(commit.syncedAt),
      id,
      source: sourceOf(app),
      deployStartedAt: stamp(commit.syncedAt - 2_000),
      initiatedBy: { automated: true },
    }))
    .slice(-KEPT);
}

function appliedMessage({ wanted }: Managed): string {
  const group = groupOf(wanted.apiVersion);
  const kind = `${wanted.kind.toLowerCase()}${group ? `.${group}` : ''}`;
  return `${kind}/${wanted.metadata.name} ${wanted.kind === 'Deployment' ? 'configured' : 'unchanged'}`;
}

function operation(app: Application, commit: GitOpsCommit) {
  const sync = { revision: commit.sha, prune: true, syncOptions: ['CreateNamespace=true'] };
  return {
    operation: { sync, initiatedBy: { automated: true }, retry: { limit: 5 } },
    phase: 'Succeeded',
    message: 'successfully synced (all tasks run)',
    startedAt: stamp(commit.syncedAt - 2_000),
    finishedAt: stamp(commit.syncedAt),
    syncResult: {
      revision: commit.sha,
      source: sourceOf(app),
      resources: app.managed.map((one) => ({
        ...identity(one, app.service.namespace),
        status: 'Synced',
        message: appliedMessage(one),
        hookPhase: 'Running',
        syncPhase: 'Sync',
      })),
    },
  };
}

function resources({ managed, service }: Application) {
  return managed.map((one): ReturnType<typeof identity> & { status: string; health?: Health } => ({
    ...identity(one, service.namespace),
    status: one.synced ? 'Synced' : 'OutOfSync',
    ...(one.health ? { health: one.health } : {}),
  }));
}

function imagesOf({ managed }: Application): string[] {
  const live = managed.find(({ wanted }) => wanted.kind === 'Deployment')?.live;
  const spec = live?.spec as { template: { spec: { containers: { image: string }[] } } } | undefined;
  return (spec?.template.spec.containers ?? []).map(({ image }) => image);
}

/** What an object adds to the health of its application. */
function judged({ health, wanted }: Managed): Health[] {
  if (!health || (health.status === 'Missing' && !isMissed(wanted))) return [];
  return [health];
}

/** An application as the API shows it. */
export function applicationView(app: Application) {
  const { name, service, model, managed, commits } = app;
  const now = model.cluster.timeline.now();
  const founded = Date.parse(String(model.cluster.memory.get('founded'))) - CLUSTER_AGE / 2;
  const latest = commits.at(-1);
  const destination = { server: SERVER, namespace: service.namespace };
  const status = managed.every(({ synced }) => synced) ? 'Synced' : 'OutOfSync';
  return {
    metadata: {
      name,
      namespace: 'argocd',
      uid: createRandom(hash32(name)).uuid(),
      resourceVersion: String(model.cluster.store.revision()),
      creationTimestamp: stamp(founded),
      labels: { app: service.name, team: service.team, environment: model.cluster.environment },
    },
    spec: {
      source: sourceOf(app),
      destination,
      project: service.namespace,
      syncPolicy: { automated: { prune: true }, syncOptions: ['CreateNamespace=true'] },
    },
    status: {
      resources: resources(app),
      sync: { status, comparedTo: { source: sourceOf(app), destination }, revision: latest?.sha ?? '' },
      health: { status: worst(managed.flatMap(judged)) },
      history: history(app),
      reconciledAt: stamp(now - (now % 180_000)),
      ...(latest ? { operationState: operation(app, latest) } : {}),
      sourceType: 'Kustomize',
      resourceHealthSource: 'appTree',
      summary: { images: imagesOf(app) },
      controllerNamespace: 'argocd',
    },
  };
}

/** An application as lists show it: how healthy each of its objects is stays with the tree. */
export function listedView(app: Application) {
  const view = applicationView(app);
  const bare = view.status.resources.map(({ health: _health, ...resource }) => resource);
  return { ...view, status: { ...view.status, resources: bare } };
}

/** What an object would be after it was applied: what others have added stays. */
function merged(live: Record<string, unknown>, wanted: Record<string, unknown>): Record<string, unknown> {
  const both = (key: string): unknown => {
    const [is, shall] = [live[key], wanted[key]];
    if (isRecord(is) && isRecord(shall)) return merged(is, shall);
    if (Array.isArray(is) && Array.isArray(shall) && is.length === shall.length)
      return shall.map((item: unknown, index) =>
        isRecord(item) && isRecord(is[index]) ? merged(is[index], item) : item,
      );
    return shall;
  };
  return { ...live, ...Object.fromEntries(Object.keys(wanted).map((key) => [key, both(key)])) };
}

const MASK = '++++++++';

/** Argo CD never shows what is in a secret: equal values get the same mask, other ones a longer one. */
function masked(
  object: Record<string, unknown>,
  other: Record<string, unknown> | undefined,
): Record<string, unknown> {
  if (object.kind !== 'Secret') return object;
  const before = (other?.data ?? {}) as Record<string, string>;
  const data = Object.entries((object.data ?? {}) as Record<string, string>).map(([key, value]) => {
    const differs = before[key] !== undefined && before[key] !== value;
    return [key, differs ? `${MASK}++++` : MASK];
  });
  return { ...object, data: Object.fromEntries(data) };
}

/** The objects of an application, live and wanted, each as the JSON text that the API gives. */
export function managedView({ managed, service }: Application) {
  return managed.map((one) => {
    const { live, wanted, synced } = one;
    const target = { ...wanted, metadata: { ...wanted.metadata, namespace: service.namespace } };
    const liveState = live ? JSON.stringify(masked({ ...live }, target)) : 'null';
    const { version: _version, ...is } = identity(one, service.namespace);
    return {
      ...is,
      targetState: JSON.stringify(masked(target, undefined)),
      liveState,
      normalizedLiveState: liveState,
      predictedLiveState: synced
        ? liveState
        : JSON.stringify(masked(merged({ ...live }, target), live ? { ...live } : undefined)),
      resourceVersion: live?.metadata.resourceVersion ?? '',
      ...(synced ? {} : { modified: true }),
    };
  });
}
