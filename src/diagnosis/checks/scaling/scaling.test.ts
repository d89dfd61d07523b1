import { describe, expect, it } from 'vitest';
import {
  before,
  containerStatus,
  deploymentFixture,
  nodeFixture,
  podFixture,
  replicaSetOf,
  snapshotOf,
  unreadyStatus,
} from '../../testing.ts';
import type { Fixture, Fixtures } from '../../testing.ts';
import { checkCluster } from '../check-cluster.ts';

const findings = (fixtures: Fixtures) =>
  checkCluster(snapshotOf({ nodes: [nodeFixture('worker-1')], ...fixtures }));
const only = (fixtures: Fixtures) => {
  const all = findings(fixtures);
  expect(all.map(({ check }) => check)).toHaveLength(1);
  return all[0] as NonNullable<(typeof all)[0]>;
};
const up = deploymentFixture('cart', 2, 2);
const cpu = {
  type: 'Resource',
  resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 70 } },
};
const hpa = (
  conditions: object[],
  over: { status?: object; spec?: object; metadata?: object } = {},
): Fixture => ({
  metadata: { name: 'cart', namespace: 'web', ...over.metadata },
  spec: {
    scaleTargetRef: { kind: 'Deployment', name: 'cart' },
    minReplicas: 2,
    maxReplicas: 5,
    metrics: [cpu],
    ...over.spec,
  },
  status: { currentReplicas: 2, desiredReplicas: 2, conditions, ...over.status },
});
const inactive = (message: string, reason = 'FailedGetResourceMetric') => [
  { type: 'AbleToScale', status: 'True' },
  { type: 'ScalingActive', status: 'False', reason, message, lastTransitionTime: before(3_600_000) },
];

describe('an autoscaler', () => {
  it('tells missing requests from a metrics API that is down', () => {
    const missing = only({
      ...up,
      HorizontalPodAutoscaler: [
        hpa(
          inactive(
            'the HPA was unable to compute the replica count: failed to get cpu utilization: missing request for cpu in container app of Pod cart-1',
          ),
        ),
      ],
    });
    expect(missing.cause).toBe(
      'Autoscaler cart does not scale: its pods state no cpu request (container app of Deployment cart), so a share of it cannot be worked out.',
    );
    const down = only({
      ...up,
      HorizontalPodAutoscaler: [
        hpa(
          inactive(
            'unable to get metrics for resource cpu: unable to fetch metrics from resource metrics API: the server could not find the requested resource (get pods.metrics.k8s.io)',
          ),
        ),
      ],
    });
    expect(down.cause).toContain('the resource metrics API gives no cpu figures');
    expect(down.next).toContain('metrics-server');
  });
  it('names the target that does not exist', () => {
    expect(only({ HorizontalPodAutoscaler: [hpa([])] })).toMatchObject({ check: 'hpa-target-missing' });
    expect(
      findings({
        HorizontalPodAutoscaler: [hpa([])],
        unseen: [{ kind: 'Deployment', reason: 'forbidden', message: 'no' }],
      }),
    ).toEqual([]);
  });
  const full = [
    {
      type: 'ScalingLimited',
      status: 'True',
      reason: 'TooManyReplicas',
      message: 'the desired replica count is more than the maximum replica count',
    },
  ];
  it('that wants more than its maximum says what it measured', () => {
    const status = {
      currentReplicas: 5,
      desiredReplicas: 5,
      currentMetrics: [{ type: 'Resource', resource: { name: 'cpu', current: { averageUtilization: 96 } } }],
    };
    expect(only({ ...up, HorizontalPodAutoscaler: [hpa(full, { status })] }).cause).toBe(
      'Autoscaler cart is at its limit: it wants more than its maximum of 5 replicas (cpu at 96% of 70%).',
    );
  });
  it.each<[string, Fixture]>([
    ['rests at its minimum', hpa([{ type: 'ScalingLimited', status: 'True', reason: 'TooFewReplicas' }])],
    [
      'is at a maximum it does not want to pass',
      hpa([{ type: 'ScalingLimited', status: 'False', reason: 'DesiredWithinRange' }], {
        status: { currentReplicas: 5 },
      }),
    ],
    ['has one size only', hpa(full, { status: { currentReplicas: 5 }, spec: { minReplicas: 5 } })],
    [
      'is switched off with its target',
      hpa(inactive('scaling is disabled since the replica count of the target is zero', 'ScalingDisabled')),
    ],
    [
      'is new and has no figures yet',
      hpa(inactive('did not receive metrics for targeted pods (pods might be unready)'), {
        metadata: { creationTimestamp: before(60_000) },
      }),
    ],
  ])('that %s is no trouble', (_, one) =>
    expect(findings({ ...up, HorizontalPodAutoscaler: [one] })).toEqual([]),
  );
});

describe('a disruption budget', () => {
  const budget = (status: object, spec: object = { minAvailable: 2 }): Fixture => ({
    metadata: { name: 'cart', namespace: 'web' },
    spec: { selector: { matchLabels: { app: 'cart' } }, ...spec },
    status,
  });
  it('that can never allow an eviction says why', () => {
    const finding = only({
      PodDisruptionBudget: [
        budget({ expectedPods: 2, currentHealthy: 2, desiredHealthy: 2, disruptionsAllowed: 0 }),
      ],
    });
    expect(finding).toMatchObject({ check: 'pdb-blocks', severity: 'warning' });
    expect(finding.cause).toContain('minAvailable 2 with 2 pods leaves none to spare');
  });
  it('over a single pod is information', () => {
    expect(
      only({
        PodDisruptionBudget: [
          budget({ expectedPods: 1, currentHealthy: 1, desiredHealthy: 1, disruptionsAllowed: 0 }),
        ],
      }),
    ).toMatchObject({ severity: 'info' });
  });
  it('that only waits for its pods belongs to their story', () => {
    const status = unreadyStatus([
      containerStatus({
        restartCount: 5,
        state: { waiting: { reason: 'CrashLoopBackOff' } },
        lastState: { terminated: { exitCode: 1 } },
      }),
    ]);
    const pods = [podFixture('cart-1', { labels: { app: 'cart' }, owner: replicaSetOf('cart'), status })];
    const PodDisruptionBudget = [
      budget({ expectedPods: 3, currentHealthy: 2, desiredHealthy: 2, disruptionsAllowed: 0 }),
    ];
    const finding = only({ PodDisruptionBudget, pods });
    expect(finding.check).toBe('pod-crash-loop');
    expect(finding.related.map(({ kind }) => kind)).toContain('PodDisruptionBudget');
    expect(findings({ PodDisruptionBudget })).toEqual([]);
  });
  it('with room to spare or over no pods is no trouble', () => {
    expect(
      findings({
        PodDisruptionBudget: [
          budget({ expectedPods: 2, currentHealthy: 2, desiredHealthy: 1, disruptionsAllowed: 1 }),
          budget({ expectedPods: 0, disruptionsAllowed: 0 }),
        ],
      }),
    ).toEqual([]);
  });
});
