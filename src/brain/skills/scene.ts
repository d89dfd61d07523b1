import {
  before,
  containerStatus,
  nodeFixture,
  podFixture,
  snapshotOf,
  unreadyStatus,
  type Fixture,
} from '../../diagnosis/testing.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

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

const crashed = unreadyStatus([
  containerStatus({
    restartCount: 7,
    state: { waiting: { reason: 'CrashLoopBackOff', message: 'back-off 5m0s restarting failed container' } },
    lastState: { terminated: { exitCode: 1, reason: 'Error', finishedAt: before(2 * MINUTE) } },
  }),
]);

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
export const scene = snapshotOf({
  nodes: [nodeFixture('worker-1')],
  Namespace: [{ metadata: { name: 'web' } }, { metadata: { name: 'kube-system' } }],
  deployments: [
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
  pods: [
    podFixture('cart-1-a', { labels: labels('cart'), owner: { kind: 'ReplicaSet', name: 'cart-1' } }),
    podFixture('cart-1-b', { labels: labels('cart'), owner: { kind: 'ReplicaSet', name: 'cart-1' } }),
    podFixture('checkout-2-a', {
      labels: labels('checkout'),
      owner: { kind: 'ReplicaSet', name: 'checkout-2' },
      status: crashed,
      metadata: { creationTimestamp: before(12 * MINUTE) },
    }),
    podFixture('coredns-1', { namespace: 'kube-system', labels: { 'k8s-app': 'kube-dns' } }),
  ],
  services: [service('cart'), service('checkout')],
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
  events: [
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
