import { describe, expect, it } from 'vitest';
import {
  before,
  containerStatus,
  deploymentFixture,
  eventFixture,
  nodeFixture,
  podFixture,
  replicaSetOf,
  snapshotOf,
  unreadyStatus,
} from '../../testing.ts';
import type { Fixture, Fixtures } from '../../testing.ts';
import { checkCluster, checkObject } from '../check-cluster.ts';

const MINUTE = 60_000;
const findings = (fixtures: Fixtures) =>
  checkCluster(snapshotOf({ nodes: [nodeFixture('worker-1')], ...fixtures }));
const only = (fixtures: Fixtures) => {
  const all = findings(fixtures);
  expect(all.map(({ check }) => check)).toHaveLength(1);
  return all[0] as NonNullable<(typeof all)[0]>;
};
const crashing = (name: string, restartCount = 5) =>
  podFixture(name, {
    labels: { app: 'cart' },
    owner: replicaSetOf('cart'),
    status: unreadyStatus([
      containerStatus({
        restartCount,
        state: { waiting: { reason: 'CrashLoopBackOff' } },
        lastState: { terminated: { exitCode: 1, reason: 'Error', finishedAt: before(MINUTE) } },
      }),
    ]),
  });
const names = (refs: { kind: string; name: string }[]) =>
  refs.map(({ kind, name }) => `${kind}/${name}`).sort();

describe('a Deployment whose pods crash', () => {
  const fixtures = {
    ...deploymentFixture('cart', 3, 0),
    pods: [crashing('cart-1'), crashing('cart-2'), crashing('cart-3')],
  };

  it('is one story with its ReplicaSet and sister pods, and critical when none is ready', () => {
    const finding = only(fixtures);
    expect(finding).toMatchObject({ check: 'pod-crash-loop', severity: 'critical', object: { kind: 'Pod' } });
    expect(names(finding.related)).toEqual([
      'Deployment/cart',
      'Pod/cart-2',
      'Pod/cart-3',
      'ReplicaSet/cart-5d4f',
    ]);
    expect(finding.evidence.some(({ says }) => says.includes('0 of 3 pods available'))).toBe(true);
  });
  it('is a warning while a sister pod serves', () => {
    const ready = podFixture('cart-9', { labels: { app: 'cart' }, owner: replicaSetOf('cart') });
    expect(
      only({ ...deploymentFixture('cart', 3, 1), pods: [crashing('cart-1'), crashing('cart-2'), ready] })
        .severity,
    ).toBe('warning');
  });
  it('is found from any of its objects', () => {
    const snapshot = snapshotOf({ ...fixtures, nodes: [nodeFixture('worker-1')] });
    const at = (kind: string, name: string) =>
      checkObject(snapshot, { cluster: 'harbour-prod', kind, namespace: 'web', name }).map(
        ({ check }) => check,
      );
    expect(at('Deployment', 'cart')).toEqual(['pod-crash-loop']);
    expect(at('Pod', 'cart-3')).toEqual(['pod-crash-loop']);
    expect(at('Deployment', 'other')).toEqual([]);
  });
  it('is told by the pods alone where the workloads may not be seen', () => {
    const finding = only({ pods: fixtures.pods });
    expect(finding.severity).toBe('critical');
    expect(names(finding.related)).toEqual(['Pod/cart-2', 'Pod/cart-3', 'ReplicaSet/cart-5d4f']);
  });
});

describe('a rollout', () => {
  const rolling = (over: object, conditions: object[]): Fixtures => ({
    deployments: [
      {
        metadata: { name: 'cart', namespace: 'web' },
        spec: { replicas: 4, template: {} },
        status: {
          replicas: 5,
          updatedReplicas: 2,
          readyReplicas: 3,
          availableReplicas: 3,
          ...over,
          conditions,
        },
      },
    ],
  });
  it('in progress is normal', () => {
    expect(
      findings(
        rolling({}, [
          { type: 'Available', status: 'True' },
          { type: 'Progressing', status: 'True', reason: 'ReplicaSetUpdated' },
        ]),
      ),
    ).toEqual([]);
  });
  it('just created is normal', () => {
    const conditions = [
      { type: 'Available', status: 'False', lastTransitionTime: before(30_000) },
      { type: 'Progressing', status: 'True', reason: 'NewReplicaSetCreated' },
    ];
    expect(findings(rolling({ availableReplicas: 0, readyReplicas: 0 }, conditions))).toEqual([]);
  });
  it('past its deadline is told even when the old pods still serve', () => {
    const conditions = [
      { type: 'Available', status: 'True' },
      {
        type: 'Progressing',
        status: 'False',
        reason: 'ProgressDeadlineExceeded',
        message: 'ReplicaSet "cart-2" has timed out progressing.',
      },
    ];
    const finding = only(rolling({ availableReplicas: 4 }, conditions));
    expect(finding).toMatchObject({ check: 'deployment-progress-deadline', severity: 'warning' });
    expect(finding.cause).toContain('2 of 4 pods updated; the old pods still serve');
  });
  it('to nothing is what was asked for', () => {
    expect(findings(deploymentFixture('cart', 0, 0))).toEqual([]);
  });
});

describe('pods that are refused', () => {
  const refused = (message: string, more: Fixtures = {}) => {
    const base = deploymentFixture('cart', 3, 0);
    const sets = base.ReplicaSet?.map((set): Fixture => ({ ...set, status: { replicas: 0 } }));
    return only({
      ...base,
      ReplicaSet: sets,
      events: [eventFixture({ kind: 'ReplicaSet', name: 'cart-5d4f' }, 'FailedCreate', message)],
      ...more,
    });
  };
  it('by a quota, with the numbers', () => {
    const finding = refused(
      'Error creating: pods "cart-5d4f-x" is forbidden: exceeded quota: compute, requested: limits.memory=1Gi,requests.cpu=500m, used: limits.memory=8Gi,requests.cpu=4, limited: limits.memory=8Gi,requests.cpu=4',
    );
    expect(finding).toMatchObject({
      check: 'workload-create-refused',
      severity: 'critical',
      object: { kind: 'ReplicaSet' },
    });
    expect(finding.cause).toBe(
      'Deployment cart has 0 of 3 pods because new ones are refused: the quota compute of web leaves no room: limits.memory asks 1Gi, 8Gi of 8Gi is used and requests.cpu asks 500m, 4 of 4 is used.',
    );
    expect(names(finding.related)).toEqual(['Deployment/cart', 'ResourceQuota/compute']);
  });
  it.each([
    [
      'Error creating: pods "cart-" is forbidden: error looking up service account web/robot: serviceaccount "robot" not found',
      'the service account robot does not exist in web',
    ],
    [
      'Error creating: pods "cart-x" is forbidden: violates PodSecurity "restricted:latest": allowPrivilegeEscalation != false',
      'enforces Pod Security “restricted:latest”',
    ],
    [
      'Error creating: Internal error occurred: failed calling webhook "policy.example.com": failed to call webhook: connection refused',
      'the admission webhook policy.example.com cannot be called',
    ],
    [
      'Error creating: admission webhook "policy.example.com" denied the request: no latest tags',
      'refuses it (no latest tags)',
    ],
    [
      'Error creating: pods "cart-x" is forbidden: failed quota: compute: must specify limits.cpu for: app',
      'wants every pod to state limits.cpu',
    ],
    [
      'Error creating: pods "cart-x" is forbidden: maximum memory usage per Container is 1Gi, but limit is 2Gi',
      'a LimitRange of web forbids it',
    ],
    ['Error creating: something new', 'something new'],
  ])('%s', (message, words) => expect(refused(message).cause).toContain(words));

  it('once, and by now created, is no trouble', () => {
    const events = [
      eventFixture(
        { kind: 'ReplicaSet', name: 'cart-5d4f' },
        'FailedCreate',
        'Error creating: exceeded quota: q, requested: a=1, used: a=1, limited: a=1',
      ),
    ];
    expect(findings({ ...deploymentFixture('cart', 1, 1), events })).toEqual([]);
  });
});

describe('StatefulSets and DaemonSets', () => {
  const set = (over: object = {}): Fixture => ({
    metadata: { name: 'db', namespace: 'web' },
    spec: { replicas: 3, serviceName: 'db', template: {} },
    status: { replicas: 1, readyReplicas: 0, ...over },
  });
  const service = { metadata: { name: 'db', namespace: 'web' }, spec: { clusterIP: 'None' } };
  const first = podFixture('db-0', {
    owner: { kind: 'StatefulSet', name: 'db' },
    status: unreadyStatus(
      [containerStatus({ state: { waiting: { reason: 'ImagePullBackOff', message: 'not found' } } })],
      { phase: 'Pending' },
    ),
  });
  it('are held back by the first pod that is not ready, as one story', () => {
    const finding = only({ StatefulSet: [set()], services: [service], pods: [first] });
    expect(finding).toMatchObject({ check: 'pod-image-pull', severity: 'critical' });
    expect(names(finding.related)).toEqual(['StatefulSet/db']);
  });
  it('say which pod holds them back when it has no finding of its own', () => {
    const starting = podFixture('db-0', {
      owner: { kind: 'StatefulSet', name: 'db' },
      status: unreadyStatus([containerStatus({ state: { running: { startedAt: before(10 * MINUTE) } } })]),
    });
    expect(only({ StatefulSet: [set()], services: [service], pods: [starting] }).cause).toContain(
      'db-0 is not ready and holds back the 2 pods after it',
    );
  });
  it('miss their governing service only where services may be seen', () => {
    const full = set({ replicas: 3, readyReplicas: 3 });
    expect(only({ StatefulSet: [full] }).check).toBe('statefulset-service-missing');
    expect(
      findings({ StatefulSet: [full], unseen: [{ kind: 'Service', reason: 'forbidden', message: 'no' }] }),
    ).toEqual([]);
  });
  it('on a node that has just joined are given time', () => {
    const daemon: Fixture = {
      metadata: { name: 'agent', namespace: 'web' },
      spec: { template: {} },
      status: { desiredNumberScheduled: 3, currentNumberScheduled: 3, numberReady: 2 },
    };
    const young = podFixture('agent-x', {
      owner: { kind: 'DaemonSet', name: 'agent' },
      metadata: { creationTimestamp: before(40_000) },
      status: {
        ...unreadyStatus([containerStatus({ state: { waiting: { reason: 'ContainerCreating' } } })], {
          phase: 'Pending',
        }),
        startTime: before(40_000),
      },
    });
    expect(findings({ DaemonSet: [daemon], pods: [young] })).toEqual([]);
    const old = podFixture('agent-x', {
      owner: { kind: 'DaemonSet', name: 'agent' },
      status: unreadyStatus([containerStatus({ state: { running: { startedAt: before(30 * MINUTE) } } })]),
    });
    expect(only({ DaemonSet: [daemon], pods: [old] }).check).toBe('daemonset-not-ready');
  });
});

const templateOf = ({ spec }: Fixture) => (spec as { template: object }).template;

describe('what a workload names and what is not there', () => {
  const reading = (ref: object): Fixture => ({
    metadata: { name: 'cart', namespace: 'web' },
    spec: {
      replicas: 1,
      template: { spec: { containers: [{ name: 'app', envFrom: [{ configMapRef: ref }] }] } },
    },
    status: { replicas: 1, readyReplicas: 1, availableReplicas: 1, updatedReplicas: 1 },
  });
  it('is told before the next pod fails', () => {
    const finding = only({ deployments: [reading({ name: 'settings' })] });
    expect(finding).toMatchObject({ check: 'workload-missing-reference', severity: 'warning' });
    expect(finding.cause).toContain('Deployment cart needs ConfigMap settings, which does not exist in web');
  });
  it('is part of the pod’s story when it already has', () => {
    const status = unreadyStatus(
      [
        containerStatus({
          state: {
            waiting: { reason: 'CreateContainerConfigError', message: 'configmap "app-config" not found' },
          },
        }),
      ],
      { phase: 'Pending' },
    );
    const base = deploymentFixture('cart', 1, 0);
    const deployments = base.deployments?.map((one) => ({
      ...one,
      spec: { ...(one.spec as object), template: templateOf(reading({ name: 'app-config' })) },
    }));
    const finding = only({
      ...base,
      deployments,
      pods: [podFixture('cart-1', { owner: replicaSetOf('cart'), status })],
    });
    expect(finding.check).toBe('pod-missing-reference');
  });
  it.each<[string, Fixtures]>([
    ['optional', { deployments: [reading({ name: 'settings', optional: true })] }],
    [
      'there',
      {
        deployments: [reading({ name: 'settings' })],
        ConfigMap: [{ metadata: { name: 'settings', namespace: 'web' } }],
      },
    ],
    [
      'not to be seen',
      {
        deployments: [reading({ name: 'settings' })],
        unseen: [{ kind: 'ConfigMap', reason: 'forbidden', message: 'no', namespace: 'web' }],
      },
    ],
  ])('is no trouble when it is %s', (_, fixtures) => expect(findings(fixtures)).toEqual([]));
});
