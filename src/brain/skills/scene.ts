/* eslint-disable max-lines -- data: the objects of one small cluster */
import { KIND_SCHEMAS, WATCHED_KINDS, type ClusterSnapshot, type WatchedKind } from '#diagnosis/evidence';

type Fixture = Record<string, unknown> & {
  metadata: Record<string, unknown> & { name: string; namespace?: string };
};

const NOW = Date.parse('2026-03-10T12:00:00Z');
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

const before = (ms: number): string => new Date(NOW - ms).toISOString();
const labels = (app: string) => ({ app });

function deployment(name: string, over: { replicas?: number; ready?: number; image?: string } = {}): Fixture {
  const { replicas = 2, ready = replicas, image = `registry.example/${name}:1.4.2` } = over;
  return {
    metadata: { name, namespace: 'web', labels: labels(name), generation: 2 },
    spec: {
      replicas,
      selector: { matchLabels: labels(name) },
      template: { metadata: { labels: labels(name) }, spec: { containers: [{ name: 'app', image }] } },
    },
    status: {
      observedGeneration: 2,
      replicas,
      readyReplicas: ready,
      updatedReplicas: replicas,
      availableReplicas: ready,
    },
  };
}

function replicaSet(
  name: string,
  owner: string,
  over: { revision: number; image: string; replicas: number; age: number },
): Fixture {
  return {
    metadata: {
      name,
      namespace: 'web',
      labels: labels(owner),
      creationTimestamp: before(over.age),
      annotations: { 'deployment.kubernetes.io/revision': String(over.revision) },
      ownerReferences: [{ kind: 'Deployment', name: owner }],
    },
    spec: {
      replicas: over.replicas,
      selector: { matchLabels: labels(owner) },
      template: {
        metadata: { labels: labels(owner) },
        spec: { containers: [{ name: 'app', image: over.image }] },
      },
    },
    status: { replicas: over.replicas, readyReplicas: 0 },
  };
}

const running = {
  name: 'app',
  ready: true,
  restartCount: 0,
  state: { running: { startedAt: before(216 * HOUR) } },
};
const crashed = {
  name: 'app',
  ready: false,
  restartCount: 7,
  state: { waiting: { reason: 'CrashLoopBackOff', message: 'back-off 5m0s restarting failed container' } },
  lastState: { terminated: { exitCode: 1, reason: 'Error', finishedAt: before(2 * MINUTE) } },
};

const conditions = (ready: boolean) =>
  ['PodScheduled', 'Initialized', 'ContainersReady', 'Ready'].map((type) => ({
    type,
    status: ready || !type.endsWith('Ready') ? 'True' : 'False',
    lastTransitionTime: before(216 * HOUR),
  }));

interface PodOptions {
  namespace?: string;
  labels: Record<string, string>;
  owner?: string;
  status?: typeof running | typeof crashed;
  age?: number;
}

function pod(
  name: string,
  { namespace = 'web', owner, status = running, age = 240 * HOUR, ...rest }: PodOptions,
): Fixture {
  const owners = owner === undefined ? [] : [{ kind: 'ReplicaSet', name: owner }];
  return {
    metadata: {
      name,
      namespace,
      labels: rest.labels,
      creationTimestamp: before(age),
      ownerReferences: owners,
    },
    spec: {
      nodeName: 'worker-1',
      restartPolicy: 'Always',
      containers: [
        { name: 'app', image: 'registry.example/app:1.4.2', ports: [{ name: 'http', containerPort: 8080 }] },
      ],
    },
    status: { phase: 'Running', conditions: conditions(status.ready), containerStatuses: [status] },
  };
}

const node: Fixture = {
  metadata: { name: 'worker-1' },
  spec: {},
  status: {
    allocatable: { cpu: '4', memory: '16Gi', pods: '110' },
    conditions: [{ type: 'Ready', status: 'True', lastTransitionTime: before(216 * HOUR) }],
    nodeInfo: { kubeletVersion: 'v1.34.1' },
  },
};

const uidOf = (kind: string, { namespace = '', name }: { namespace?: string; name: string }): string =>
  `uid:${kind}/${namespace}/${name}`;

/** Gives an object what an API server would: a uid, an age, the uids of its owners. */
function completed(kind: WatchedKind, fixture: Fixture): Fixture {
  const { metadata } = fixture;
  const { namespace } = metadata;
  const owners = (metadata.ownerReferences ?? []) as { kind: string; name: string }[];
  const ownerReferences = owners.map((owner) => ({
    controller: true,
    uid: uidOf(owner.kind, { ...owner, namespace }),
    ...owner,
  }));
  const uid = uidOf(kind, metadata);
  return {
    ...fixture,
    metadata: { uid, creationTimestamp: before(240 * HOUR), ...metadata, ownerReferences },
  };
}

function snapshotFrom(fixtures: Partial<Record<WatchedKind, Fixture[]>>): ClusterSnapshot {
  const objects = WATCHED_KINDS.map((kind) => [
    kind,
    (fixtures[kind] ?? []).map((fixture) => KIND_SCHEMAS[kind].parse(completed(kind, fixture))),
  ]);
  return {
    cluster: 'harbour-prod',
    environment: 'prod',
    version: 'v1.34.1',
    takenAt: NOW,
    currentAsOf: NOW,
    objects: Object.fromEntries(objects) as ClusterSnapshot['objects'],
    unseen: [],
  };
}

const service = (name: string, app = name): Fixture => ({
  metadata: { name, namespace: 'web' },
  spec: {
    type: 'ClusterIP',
    clusterIP: '10.0.0.9',
    selector: labels(app),
    ports: [{ port: 80, targetPort: 8080 }],
  },
});

const slice = (name: string, pods: string[], ready = true): Fixture => ({
  metadata: { name: `${name}-abc`, namespace: 'web', labels: { 'kubernetes.io/service-name': name } },
  addressType: 'IPv4',
  endpoints: pods.map((pod, at) => ({
    addresses: [`10.1.0.${at + 1}`],
    conditions: { ready },
    targetRef: { kind: 'Pod', name: pod, namespace: 'web' },
  })),
  ports: [{ port: 8080, protocol: 'TCP' }],
});

/** Two deployments in `web`: cart is well, checkout crashes since its last rollout; a network policy guards cart. */
export const scene = snapshotFrom({
  Node: [node],
  Namespace: [{ metadata: { name: 'web' } }, { metadata: { name: 'kube-system' } }],
  Deployment: [
    deployment('cart'),
    deployment('checkout', { replicas: 1, ready: 0, image: 'registry.example/checkout:2.0.0' }),
  ],
  ReplicaSet: [
    replicaSet('cart-1', 'cart', {
      revision: 1,
      image: 'registry.example/cart:1.4.2',
      replicas: 2,
      age: 240 * HOUR,
    }),
    replicaSet('checkout-1', 'checkout', {
      revision: 1,
      image: 'registry.example/checkout:1.9.0',
      replicas: 0,
      age: 240 * HOUR,
    }),
    replicaSet('checkout-2', 'checkout', {
      revision: 2,
      image: 'registry.example/checkout:2.0.0',
      replicas: 1,
      age: 12 * MINUTE,
    }),
  ],
  Pod: [
    pod('cart-1-a', { labels: labels('cart'), owner: 'cart-1' }),
    pod('cart-1-b', { labels: labels('cart'), owner: 'cart-1' }),
    pod('checkout-2-a', {
      labels: labels('checkout'),
      owner: 'checkout-2',
      status: crashed,
      age: 12 * MINUTE,
    }),
    pod('coredns-1', { namespace: 'kube-system', labels: { 'k8s-app': 'kube-dns' } }),
  ],
  Service: [service('cart'), service('checkout')],
  EndpointSlice: [slice('cart', ['cart-1-a', 'cart-1-b']), slice('checkout', ['checkout-2-a'], false)],
  NetworkPolicy: [
    {
      metadata: { name: 'cart-guard', namespace: 'web' },
      spec: {
        podSelector: { matchLabels: labels('cart') },
        policyTypes: ['Ingress'],
        ingress: [{ from: [{ podSelector: { matchLabels: { app: 'frontend' } } }] }],
      },
    },
  ],
  ServiceAccount: [{ metadata: { name: 'ci-bot', namespace: 'web' } }],
  Role: [
    {
      metadata: { name: 'reader', namespace: 'web' },
      rules: [{ verbs: ['get'], apiGroups: [''], resources: ['pods'] }],
    },
  ],
  RoleBinding: [
    {
      metadata: { name: 'ci-reads', namespace: 'web' },
      roleRef: { kind: 'Role', name: 'reader' },
      subjects: [{ kind: 'ServiceAccount', name: 'ci-bot', namespace: 'web' }],
    },
  ],
  Event: [
    {
      metadata: { name: 'e1', namespace: 'web' },
      type: 'Warning',
      reason: 'BackOff',
      message: 'Back-off restarting failed container app in pod checkout-2-a',
      count: 9,
      lastTimestamp: before(1 * MINUTE),
      involvedObject: { kind: 'Pod', namespace: 'web', name: 'checkout-2-a' },
    },
  ],
});

/** The log of the crashed checkout; everything else is silent. */
export const CRASH_LOG = [
  'starting checkout 2.0.0',
  'Error: environment variable PAYMENTS_URL is not set',
  '    at main.js:12',
];
