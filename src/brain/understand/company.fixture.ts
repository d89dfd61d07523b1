import type { ClusterInfo } from '#connectors/kubernetes';
import { KIND_SCHEMAS, WATCHED_KINDS, type ClusterSnapshot, type WatchedKind } from '#diagnosis/evidence';
import type { Focus, Reading, UnderstandInput } from './reading.ts';
import { understand } from './understand.ts';

/** A small company on two clusters, for tests of understanding and inventory. */
export const NOW = Date.parse('2026-11-21T06:30:00Z');
const HOUR = 3_600_000;
const ago = (ms: number) => new Date(NOW - ms).toISOString();

interface Meta {
  name: string;
  namespace?: string;
  age?: number;
  labels?: Record<string, string>;
  owner?: { kind: string; name: string };
}

const uid = (kind: string, namespace: string, name: string) => `${kind}:${namespace}:${name}`;

function object(
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

interface PodTemplate {
  image?: string;
  limits?: Record<string, string>;
  requests?: Record<string, string>;
  probes?: boolean;
  volumes?: object[];
  port?: number;
}

function podSpec(
  app: string,
  {
    image,
    limits,
    requests = { cpu: '100m', memory: '128Mi' },
    probes = true,
    volumes = [],
    port = 8080,
  }: PodTemplate,
  node?: string,
) {
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

function podStatus(app: string, { phase = 'Running', waiting, restarts = 0, last }: PodState) {
  const ready = phase === 'Running' && waiting === undefined;
  const state =
    waiting === undefined
      ? phase === 'Running'
        ? { running: { startedAt: ago(HOUR) } }
        : {}
      : { waiting: { reason: waiting } };
  const lastState =
    last === undefined
      ? {}
      : { terminated: { reason: last, exitCode: last === 'OOMKilled' ? 137 : 1, finishedAt: ago(HOUR / 4) } };
  const scheduled = phase !== 'Pending' || waiting !== undefined;
  return {
    phase,
    conditions: [
      { type: 'PodScheduled', status: scheduled ? 'True' : 'False' },
      { type: 'Ready', status: ready ? 'True' : 'False' },
    ],
    containerStatuses:
      phase === 'Pending' && waiting === undefined
        ? []
        : [{ name: app, ready, restartCount: restarts, state, lastState }],
    qosClass: 'Burstable',
  };
}

type Objects = Record<WatchedKind, ReturnType<typeof object>[]>;

const nothing = () => Object.fromEntries(WATCHED_KINDS.map((kind) => [kind, []])) as unknown as Objects;

interface App extends PodTemplate {
  name: string;
  namespace: string;
  kind?: 'Deployment' | 'StatefulSet' | 'DaemonSet';
  pods: PodState[];
  service?: boolean;
  wanted?: number;
  age?: number;
}

function addApp(objects: Objects, app: App): void {
  const { name, namespace, kind = 'Deployment', pods, wanted = pods.length } = app;
  const labels = { app: name };
  const ready = pods.filter(
    ({ phase = 'Running', waiting }) => phase === 'Running' && waiting === undefined,
  ).length;
  const template = { metadata: { labels }, spec: podSpec(name, app) };
  const status =
    kind === 'DaemonSet'
      ? { desiredNumberScheduled: wanted, numberReady: ready, updatedNumberScheduled: wanted }
      : { replicas: wanted, readyReplicas: ready, updatedReplicas: wanted };
  objects[kind].push(
    object(
      kind,
      { name, namespace, labels, age: app.age },
      { spec: { replicas: wanted, selector: { matchLabels: labels }, template }, status },
    ),
  );
  const set = `${name}-6d4cf56db6`;
  if (kind === 'Deployment')
    objects.ReplicaSet.push(
      object(
        'ReplicaSet',
        { name: set, namespace, labels, owner: { kind, name } },
        { spec: { replicas: wanted, selector: { matchLabels: labels }, template } },
      ),
    );
  pods.forEach((state, at) => {
    const podName =
      kind === 'StatefulSet'
        ? `${name}-${at}`
        : kind === 'Deployment'
          ? `${set}-${'abcde'[at] ?? 'z'}x2m4`
          : `${name}-q${at}w7k`;
    const owner = kind === 'Deployment' ? { kind: 'ReplicaSet', name: set } : { kind, name };
    objects.Pod.push(
      object(
        'Pod',
        { name: podName, namespace, labels, owner, age: state.age },
        {
          spec: podSpec(name, app, state.phase === 'Pending' ? undefined : (state.node ?? 'worker-1')),
          status: podStatus(name, state),
        },
      ),
    );
  });
  if (app.service !== false)
    objects.Service.push(
      object(
        'Service',
        { name, namespace },
        {
          spec: {
            type: 'ClusterIP',
            clusterIP: '10.0.0.7',
            selector: labels,
            ports: [{ port: app.port ?? 8080 }],
          },
        },
      ),
    );
}

function addBasics(objects: Objects, namespaces: readonly string[], nodes: readonly string[]): void {
  for (const name of namespaces)
    objects.Namespace.push(object('Namespace', { name }, { status: { phase: 'Active' } }));
  for (const name of nodes) {
    const role: Record<string, string> = name.startsWith('control')
      ? { 'node-role.kubernetes.io/control-plane': '' }
      : {};
    const conditions = [{ type: 'Ready', status: name === 'worker-3' ? 'False' : 'True' }];
    objects.Node.push(
      object(
        'Node',
        { name, labels: { 'kubernetes.io/hostname': name, ...role } },
        {
          spec: { unschedulable: name === 'worker-2' },
          status: {
            conditions,
            allocatable: { cpu: '4', memory: '16Gi' },
            nodeInfo: { kubeletVersion: name === 'worker-3' ? 'v1.33.2' : 'v1.34.1', architecture: 'amd64' },
          },
        },
      ),
    );
  }
}

const fine: PodState = {};

function production(): Objects {
  const objects = nothing();
  addBasics(
    objects,
    ['default', 'kube-system', 'web', 'shop', 'monitoring', 'money'],
    ['control-1', 'worker-1', 'worker-2', 'worker-3'],
  );
  addApp(objects, {
    name: 'cart',
    namespace: 'web',
    pods: [fine, { waiting: 'CrashLoopBackOff', restarts: 12, last: 'Error' }, { ...fine, node: 'worker-2' }],
    limits: { cpu: '500m', memory: '256Mi' },
  });
  addApp(objects, { name: 'checkout', namespace: 'shop', pods: [fine, fine] });
  addApp(objects, { name: 'search', namespace: 'shop', pods: [{ ...fine, restarts: 3 }], image: 'nginx' });
  addApp(objects, { name: 'payments-api', namespace: 'money', pods: [fine, fine] });
  addApp(objects, {
    name: 'payments-worker',
    namespace: 'money',
    pods: [{ waiting: 'ImagePullBackOff', phase: 'Pending' }],
    service: false,
    probes: false,
  });
  addApp(objects, {
    name: 'redis',
    namespace: 'shop',
    kind: 'StatefulSet',
    pods: [fine, { phase: 'Pending' }],
    image: 'docker.io/library/redis:7.2',
    port: 6379,
    volumes: [{ name: 'config', configMap: { name: 'redis-config' } }],
  });
  addApp(objects, {
    name: 'rabbitmq',
    namespace: 'shop',
    kind: 'StatefulSet',
    pods: [fine],
    image: 'rabbitmq:3.13',
    port: 5672,
  });
  addApp(objects, {
    name: 'grafana',
    namespace: 'monitoring',
    pods: [fine],
    image: 'grafana/grafana:latest',
    port: 3000,
  });
  addApp(objects, {
    name: 'node-exporter',
    namespace: 'monitoring',
    kind: 'DaemonSet',
    pods: [fine, { ...fine, node: 'worker-2' }],
    service: false,
  });
  addApp(objects, { name: 'coredns', namespace: 'kube-system', pods: [fine, fine], port: 53 });
  addApp(objects, { name: 'web', namespace: 'web', pods: [fine], age: HOUR / 2 });
  objects.Pod.push(
    object(
      'Pod',
      { name: 'sea-turtle', namespace: 'default', age: HOUR / 2 },
      {
        spec: podSpec('sea-turtle', { image: 'nginx:1.23.4' }, 'worker-1'),
        status: podStatus('sea-turtle', { last: 'OOMKilled', restarts: 2 }),
      },
    ),
  );
  objects.Job.push(
    object(
      'Job',
      { name: 'java-api-checker', namespace: 'default' },
      {
        spec: { template: { spec: podSpec('java', {}) } },
        status: { failed: 3, conditions: [{ type: 'Failed', status: 'True' }] },
      },
    ),
  );
  objects.CronJob.push(
    object(
      'CronJob',
      { name: 'nightly-report', namespace: 'shop' },
      { spec: { schedule: '0 3 * * *', suspend: true } },
    ),
  );
  objects.Ingress.push(
    object(
      'Ingress',
      { name: 'shop', namespace: 'shop' },
      {
        spec: {
          rules: [
            {
              host: 'shop.example.com',
              http: { paths: [{ path: '/', backend: { service: { name: 'checkout' } } }] },
            },
          ],
        },
      },
    ),
  );
  objects.ConfigMap.push(
    object('ConfigMap', { name: 'redis-config', namespace: 'shop' }),
    object('ConfigMap', { name: 'old-config', namespace: 'web' }),
  );
  objects.PersistentVolumeClaim.push(
    object(
      'PersistentVolumeClaim',
      { name: 'data-redis-0', namespace: 'shop' },
      {
        spec: { storageClassName: 'standard', resources: { requests: { storage: '20Gi' } } },
        status: { phase: 'Bound' },
      },
    ),
  );
  objects.PersistentVolumeClaim.push(
    object(
      'PersistentVolumeClaim',
      { name: 'scratch', namespace: 'web' },
      {
        spec: { storageClassName: 'fast', resources: { requests: { storage: '5Gi' } } },
        status: { phase: 'Pending' },
      },
    ),
  );
  objects.NetworkPolicy.push(
    object(
      'NetworkPolicy',
      { name: 'default-deny', namespace: 'money' },
      { spec: { podSelector: {}, policyTypes: ['Ingress'] } },
    ),
  );
  objects.HorizontalPodAutoscaler.push(
    object(
      'HorizontalPodAutoscaler',
      { name: 'checkout', namespace: 'shop' },
      {
        spec: { scaleTargetRef: { kind: 'Deployment', name: 'checkout' }, minReplicas: 2, maxReplicas: 2 },
        status: { currentReplicas: 2 },
      },
    ),
  );
  objects.ServiceAccount.push(
    object('ServiceAccount', { name: 'deployer', namespace: 'shop' }),
    object('ServiceAccount', { name: 'default', namespace: 'shop' }),
  );
  objects.Service.push(
    object(
      'Service',
      { name: 'edge', namespace: 'web' },
      { spec: { type: 'LoadBalancer', selector: { app: 'edge' }, ports: [{ port: 443 }] } },
    ),
  );
  return objects;
}

function rehearsal(): Objects {
  const objects = nothing();
  addBasics(objects, ['default', 'kube-system', 'web', 'shop'], ['node-a', 'node-b']);
  addApp(objects, { name: 'cart', namespace: 'web', pods: [fine], image: 'registry.harbour.io/cart:1.5.0' });
  addApp(objects, { name: 'checkout', namespace: 'shop', pods: [fine] });
  addApp(objects, { name: 'canary', namespace: 'shop', pods: [fine] });
  return objects;
}

function snapshot(cluster: string, environment: string, objects: Objects): ClusterSnapshot {
  return {
    cluster,
    environment,
    version: 'v1.34.1',
    takenAt: NOW,
    currentAsOf: NOW,
    objects: objects as unknown as ClusterSnapshot['objects'],
    unseen: [],
  };
}

export const SNAPSHOTS: readonly ClusterSnapshot[] = [
  snapshot('harbour-prod', 'prod', production()),
  snapshot('harbour-staging', 'staging', rehearsal()),
];

export const CLUSTERS: ClusterInfo[] = [
  {
    name: 'harbour-prod',
    environment: 'prod',
    aliases: ['harbour'],
    isDefault: true,
    state: 'ready',
    version: 'v1.34.1',
  },
  {
    name: 'harbour-staging',
    environment: 'staging',
    aliases: [],
    isDefault: false,
    state: 'ready',
    version: 'v1.34.1',
  },
];

export const NO_FOCUS: Focus = { clusters: [], namespaces: [], objects: [], openChoices: [] };

/** The input for a message said to the company's Jamie. */
export function said(message: string, focus: Partial<Focus> = {}): UnderstandInput {
  return {
    message,
    clusters: CLUSTERS,
    snapshot: (name) => SNAPSHOTS.find(({ cluster }) => cluster === name),
    focus: { ...NO_FOCUS, ...focus },
    now: NOW,
    timeZone: 'Europe/London',
  };
}

/** The focus that a reading leaves behind when it is answered. */
export function focusAfter(reading: Reading): Partial<Focus> {
  if (reading.type === 'ambiguous') return { openChoices: reading.choices };
  if (reading.type !== 'skill') return {};
  const { slots, skill } = reading;
  return {
    clusters: slots.clusters,
    namespaces: slots.namespaces,
    objects: slots.objects,
    lastSkill: skill,
    lastSlots: slots,
  };
}

/** What a message is read as, in one line: the skill with what matters of its slots, or the other outcomes. */
export function readAs(message: string, focus: Partial<Focus> = {}): string {
  return inOneLine(understand(said(message, focus)));
}

/** A reading in one line. */
export function inOneLine(reading: Reading): string {
  if (reading.type === 'ambiguous')
    return `ambiguous ${reading.choices.map(({ label }) => label).join(' | ')}`;
  if (reading.type === 'no-such-name')
    return `no-such-name ${reading.kind ?? ''} ${reading.said} -> ${reading.suggestions.map(({ name, cluster }) => `${name}@${cluster}`).join(',')} :: ${reading.rewrites.join(' / ')}`;
  if (reading.type === 'out-of-reach') return `out-of-reach ${reading.system}`;
  if (reading.type === 'not-understood')
    return `not-understood ${reading.nearest.map(({ skill }) => skill).join(' ')}`;
  const { clusters, clusterNamed, namespaces, objects, query, time, ...rest } = reading.slots;
  const where = `${clusterNamed ? ` @${clusters.join('+')}` : ''}${namespaces.length > 0 ? ` ns=${namespaces.join('+')}` : ''}`;
  const what =
    objects.length > 0
      ? ` [${objects.map(({ kind, name, namespace }) => `${kind}/${namespace ? `${namespace}/` : ''}${name}`).join(', ')}]`
      : '';
  const asked = query
    ? ` {${query.verb} ${query.kind}${query.filters.map(({ field, op, value }) => `; ${field} ${op}${value === undefined ? '' : ` ${JSON.stringify(value)}`}`).join('')}${query.groupBy ? `; by ${query.groupBy}` : ''}${query.measure ? `; of ${query.measure}` : ''}${query.order ? ` ${query.order}` : ''}${query.limit ? ` limit ${query.limit}` : ''}${query.having ? `; having ${query.having.op} ${String(query.having.value)}` : ''}${query.distinct ? '; distinct' : ''}${query.show.length > 0 ? `; show ${query.show.join(',')}` : ''}}`
    : '';
  const more = Object.entries(rest)
    .map(([key, value]) => `${key}=${typeof value === 'object' ? JSON.stringify(value) : value}`)
    .join(' ');
  return `${reading.skill}${where}${what}${asked}${time ? ` time=${time.said}` : ''}${more ? ` (${more})` : ''}`;
}
