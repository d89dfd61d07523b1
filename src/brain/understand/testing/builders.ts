import { KIND_SCHEMAS, WATCHED_KINDS, type WatchedKind } from '#diagnosis/evidence';

/** The moment at which the company is looked at. */
export const NOW = Date.parse('2026-11-21T06:30:00Z');
export const HOUR = 3_600_000;
const ago = (ms: number) => new Date(NOW - ms).toISOString();

interface Meta {
  name: string;
  namespace?: string;
  age?: number;
  labels?: Record<string, string>;
  owner?: { kind: string; name: string };
}

/** Partial objects by kind, as the watch cache would hold them. */
export type Objects = Record<WatchedKind, ReturnType<typeof make>[]>;

const uid = (kind: string, namespace: string, name: string) => `${kind}:${namespace}:${name}`;

/** An object parsed by the schema of its kind. */
export function make(
  kind: WatchedKind,
  { name, namespace = '', age = 72 * HOUR, labels = {}, owner }: Meta,
  body: object = {},
) {
  const ownerReferences = owner
    ? [{ ...owner, controller: true, uid: uid(owner.kind, namespace, owner.name) }]
    : [];
  const metadata = {
    name,
    namespace,
    labels,
    ownerReferences,
    uid: uid(kind, namespace, name),
    creationTimestamp: ago(age),
  };
  return KIND_SCHEMAS[kind].parse({ metadata, ...body });
}

export const nothing = () =>
  Object.fromEntries(WATCHED_KINDS.map((kind) => [kind, []])) as unknown as Objects;

interface PodTemplate {
  image?: string;
  limits?: Record<string, string>;
  requests?: Record<string, string>;
  probes?: boolean;
  volumes?: object[];
  port?: number;
}

/** A pod of one container. */
export function podSpec(app: string, template: PodTemplate, node?: string) {
  const {
    image,
    limits,
    requests = { cpu: '100m', memory: '128Mi' },
    probes = true,
    volumes = [],
    port = 8080,
  } = template;
  const probe = probes ? { readinessProbe: { httpGet: { path: '/', port } } } : {};
  const container = {
    name: app,
    image: image ?? `registry.harbour.io/${app}:1.4.2`,
    ports: [{ containerPort: port }],
    resources: { requests, limits },
    ...probe,
  };
  return { nodeName: node, containers: [container], volumes, serviceAccountName: 'default' };
}

interface PodState {
  phase?: string;
  waiting?: string;
  restarts?: number;
  last?: string;
  node?: string;
  age?: number;
}

const isWell = ({ phase = 'Running', waiting }: PodState) => phase === 'Running' && waiting === undefined;

/** The status of a pod in some state; a running and ready one when nothing is said. */
export function podStatus(app: string, state: PodState) {
  const { phase = 'Running', waiting, restarts = 0, last } = state;
  const now =
    waiting === undefined ? { running: { startedAt: ago(HOUR) } } : { waiting: { reason: waiting } };
  const exitCode = last === 'OOMKilled' ? 137 : 1;
  const lastState =
    last === undefined ? {} : { terminated: { reason: last, exitCode, finishedAt: ago(HOUR / 4) } };
  const isScheduled = phase !== 'Pending' || waiting !== undefined;
  return {
    phase,
    conditions: [
      { type: 'PodScheduled', status: isScheduled ? 'True' : 'False' },
      { type: 'Ready', status: isWell(state) ? 'True' : 'False' },
    ],
    containerStatuses: isScheduled
      ? [{ name: app, ready: isWell(state), restartCount: restarts, state: now, lastState }]
      : [],
    qosClass: 'Burstable',
  };
}

interface App extends PodTemplate {
  name: string;
  namespace: string;
  kind?: 'Deployment' | 'StatefulSet' | 'DaemonSet';
  pods: PodState[];
  service?: boolean;
  age?: number;
}

/** A workload with its ReplicaSet, pods and Service. */
export function addApp(objects: Objects, app: App): void {
  const { name, namespace, kind = 'Deployment', pods } = app;
  const labels = { app: name };
  const ready = pods.filter(isWell).length;
  const template = { metadata: { labels }, spec: podSpec(name, app) };
  const spec = { replicas: pods.length, selector: { matchLabels: labels }, template };
  const counts = { replicas: pods.length, readyReplicas: ready, updatedReplicas: pods.length };
  const ofDaemon = {
    desiredNumberScheduled: pods.length,
    numberReady: ready,
    updatedNumberScheduled: pods.length,
  };
  objects[kind].push(
    make(
      kind,
      { name, namespace, labels, age: app.age },
      { spec, status: kind === 'DaemonSet' ? ofDaemon : counts },
    ),
  );
  if (kind === 'Deployment')
    objects.ReplicaSet.push(
      make('ReplicaSet', { name: setName(name), namespace, labels, owner: { kind, name } }, { spec }),
    );
  pods.forEach((state, at) => objects.Pod.push(podOf(app, state, at)));
  const ports = [{ port: app.port ?? 8080 }];
  if (app.service !== false)
    objects.Service.push(
      make(
        'Service',
        { name, namespace },
        { spec: { type: 'ClusterIP', clusterIP: '10.0.0.7', selector: labels, ports } },
      ),
    );
}

const setName = (name: string) => `${name}-6d4cf56db6`;

function podOf(app: App, state: PodState, at: number) {
  const { name, namespace, kind = 'Deployment' } = app;
  const generated = {
    Deployment: `${setName(name)}-${'abcde'[at] ?? 'z'}x2m4`,
    StatefulSet: `${name}-${at}`,
    DaemonSet: `${name}-q${at}w7k`,
  };
  const owner = kind === 'Deployment' ? { kind: 'ReplicaSet', name: setName(name) } : { kind, name };
  const node = state.phase === 'Pending' ? undefined : (state.node ?? 'worker-1');
  return make(
    'Pod',
    { name: generated[kind], namespace, labels: { app: name }, owner, age: state.age },
    { spec: podSpec(name, app, node), status: podStatus(name, state) },
  );
}

/** Namespaces, and nodes of which worker-2 is cordoned and worker-3 is not ready. */
export function addPlaces(objects: Objects, namespaces: readonly string[], nodes: readonly string[]): void {
  for (const name of namespaces)
    objects.Namespace.push(make('Namespace', { name }, { status: { phase: 'Active' } }));
  for (const name of nodes) {
    const role: Record<string, string> = name.startsWith('control')
      ? { 'node-role.kubernetes.io/control-plane': '' }
      : {};
    const nodeInfo = { kubeletVersion: name === 'worker-3' ? 'v1.33.2' : 'v1.34.1', architecture: 'amd64' };
    const status = {
      conditions: [{ type: 'Ready', status: name === 'worker-3' ? 'False' : 'True' }],
      allocatable: { cpu: '4', memory: '16Gi' },
      nodeInfo,
    };
    objects.Node.push(
      make(
        'Node',
        { name, labels: { 'kubernetes.io/hostname': name, ...role } },
        { spec: { unschedulable: name === 'worker-2' }, status },
      ),
    );
  }
}
