import { KIND_SCHEMAS, WATCHED_KINDS } from './evidence/index.ts';
import type { ClusterSnapshot, Unseen, WatchedKind } from './evidence/index.ts';

/** A partial Kubernetes object, as one would write it in YAML. */
export type Fixture = Record<string, unknown> & {
  metadata: { name: string; namespace?: string } & Record<string, unknown>;
};

/** Partial objects by kind; the usual ones by their plural too. */
export type Fixtures = Partial<Record<WatchedKind, Fixture[]>> & {
  pods?: Fixture[];
  nodes?: Fixture[];
  deployments?: Fixture[];
  services?: Fixture[];
  events?: Fixture[];
  now?: string;
  version?: string;
  unseen?: Unseen[];
};

/** The moment at which fixtures are judged unless they say otherwise. */
export const FIXTURE_NOW = '2026-03-10T12:00:00Z';

/** An ISO time this many milliseconds before FIXTURE_NOW. */
export function before(ms: number): string {
  return new Date(Date.parse(FIXTURE_NOW) - ms).toISOString();
}

const PLURALS = {
  Pod: 'pods',
  Node: 'nodes',
  Deployment: 'deployments',
  Service: 'services',
  Event: 'events',
} as const;
const uidOf = (kind: string, namespace: string, name: string) => `uid:${kind}/${namespace}/${name}`;

interface Owner {
  kind: string;
  name: string;
  uid?: string;
}

/** Gives the object what an API server would: a uid, an age, the uids of its owners. */
function complete(kind: WatchedKind, fixture: Fixture): Fixture {
  const { namespace = '', name, ownerReferences, ...rest } = fixture.metadata;
  const owners = (ownerReferences as Owner[] | undefined)?.map((owner) => ({
    controller: true,
    uid: uidOf(owner.kind, namespace, owner.name),
    ...owner,
  }));
  const metadata = {
    uid: uidOf(kind, namespace, name),
    creationTimestamp: before(10 * 24 * 3_600_000),
    ...rest,
    namespace,
    name,
    ownerReferences: owners,
  };
  return { ...fixture, metadata };
}

function fixturesOf(fixtures: Fixtures, kind: WatchedKind): Fixture[] {
  const plural = kind in PLURALS ? PLURALS[kind as keyof typeof PLURALS] : undefined;
  return [...(fixtures[kind] ?? []), ...(plural ? (fixtures[plural] ?? []) : [])];
}

/** A snapshot of partial objects, parsed by the same schemas as the real ones. For tests only. */
export function snapshotOf(fixtures: Fixtures): ClusterSnapshot {
  const takenAt = Date.parse(fixtures.now ?? FIXTURE_NOW);
  const objects = WATCHED_KINDS.map((kind) => [
    kind,
    fixturesOf(fixtures, kind).map((fixture) => KIND_SCHEMAS[kind].parse(complete(kind, fixture))),
  ]);
  return {
    cluster: 'harbour-prod',
    environment: 'prod',
    version: fixtures.version ?? 'v1.34.1',
    takenAt,
    currentAsOf: takenAt,
    objects: Object.fromEntries(objects) as ClusterSnapshot['objects'],
    unseen: fixtures.unseen ?? [],
  };
}

const ALL_TRUE = ['PodScheduled', 'Initialized', 'ContainersReady', 'Ready'].map((type) => ({
  type,
  status: 'True',
  lastTransitionTime: before(9 * 24 * 3_600_000),
}));

interface PodOptions {
  namespace?: string;
  labels?: Record<string, string>;
  owner?: Owner;
  node?: string;
  spec?: Record<string, unknown>;
  status?: Record<string, unknown>;
  metadata?: Record<string, unknown>;
}

const CONTAINER = {
  name: 'app',
  image: 'registry.example/app:1.4.2',
  ports: [{ name: 'http', containerPort: 8080 }],
};

/** A running and ready pod of one container named `app`; `spec` and `status` are laid over it. */
export function podFixture(name: string, options: PodOptions = {}): Fixture {
  const { namespace = 'web', labels = { app: 'app' }, owner, node = 'worker-1' } = options;
  return {
    metadata: { name, namespace, labels, ownerReferences: owner ? [owner] : undefined, ...options.metadata },
    spec: { nodeName: node || undefined, restartPolicy: 'Always', containers: [CONTAINER], ...options.spec },
    status: {
      phase: 'Running',
      startTime: before(9 * 24 * 3_600_000),
      conditions: ALL_TRUE,
      containerStatuses: [
        containerStatus({ ready: true, state: { running: { startedAt: before(9 * 24 * 3_600_000) } } }),
      ],
      ...options.status,
    },
  };
}

/** A status of the container `app`. */
export function containerStatus(over: Record<string, unknown>): Record<string, unknown> {
  return { name: 'app', image: CONTAINER.image, ready: false, restartCount: 0, ...over };
}

/** The status of a pod that is not ready, because of these container statuses. */
export function unreadyStatus(
  containerStatuses: unknown[],
  over: Record<string, unknown> = {},
): Record<string, unknown> {
  const conditions = ALL_TRUE.map((one) => (/Ready/.test(one.type) ? { ...one, status: 'False' } : one));
  return { conditions, containerStatuses, ...over };
}

/** A ready node that offers 4 cores, 16Gi and 110 pods. */
export function nodeFixture(
  name: string,
  over: { spec?: object; status?: object; labels?: object } = {},
): Fixture {
  return {
    metadata: { name, labels: { 'kubernetes.io/hostname': name, ...over.labels } },
    spec: over.spec ?? {},
    status: {
      allocatable: { cpu: '4', memory: '16Gi', pods: '110' },
      capacity: { cpu: '4', memory: '16Gi', pods: '110' },
      conditions: [
        {
          type: 'Ready',
          status: 'True',
          reason: 'KubeletReady',
          lastTransitionTime: before(9 * 24 * 3_600_000),
        },
      ],
      nodeInfo: { kubeletVersion: 'v1.34.1' },
      ...over.status,
    },
  };
}

/** A Deployment and its ReplicaSet `<name>-5d4f`, as the owners of pods made with `owner: replicaSetOf(name)`. */
export function deploymentFixture(name: string, replicas: number, ready: number): Fixtures {
  const labels = { app: name };
  const template = { metadata: { labels }, spec: { containers: [CONTAINER] } };
  const selector = { matchLabels: labels };
  const up = ready >= replicas;
  const conditions = [
    { type: 'Available', status: up ? 'True' : 'False', lastTransitionTime: before(30 * 60_000) },
    {
      type: 'Progressing',
      status: 'True',
      reason: 'NewReplicaSetAvailable',
      lastTransitionTime: before(30 * 60_000),
    },
  ];
  const counts = { replicas, readyReplicas: ready, availableReplicas: ready, updatedReplicas: replicas };
  return {
    deployments: [
      {
        metadata: { name, namespace: 'web', labels },
        spec: { replicas, selector, template },
        status: { ...counts, conditions },
      },
    ],
    ReplicaSet: [
      {
        metadata: {
          name: `${name}-5d4f`,
          namespace: 'web',
          labels,
          ownerReferences: [{ kind: 'Deployment', name }],
        },
        spec: { replicas, selector, template },
        status: counts,
      },
    ],
  };
}

/** The owner reference of a pod made by `deploymentFixture(name)`. */
export function replicaSetOf(name: string): Owner {
  return { kind: 'ReplicaSet', name: `${name}-5d4f` };
}

/** An event about an object, two minutes ago. */
export function eventFixture(
  about: { kind: string; namespace?: string; name: string },
  reason: string,
  message: string,
): Fixture {
  const { kind, namespace = 'web', name } = about;
  return {
    metadata: { name: `${name}.${reason}.${message.length}`, namespace: namespace || 'default' },
    type: 'Warning',
    reason,
    message,
    count: 4,
    lastTimestamp: before(2 * 60_000),
    involvedObject: { kind, namespace: namespace || undefined, name },
  };
}
