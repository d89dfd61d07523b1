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
} from '../testing.ts';
import type { Fixture, Fixtures } from '../testing.ts';
import { checkCluster } from './check-cluster.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const checksOf = (fixtures: Fixtures) =>
  checkCluster(snapshotOf(fixtures)).map(({ check, object, cause }) => `${check} ${object.name}: ${cause}`);

const cart = deploymentFixture('cart', 2, 2);
const cartPods = ['cart-1', 'cart-2'].map((name) =>
  podFixture(name, { labels: { app: 'cart' }, owner: replicaSetOf('cart') }),
);
const finished = (name: string, metadata: object = {}): Fixture => ({
  metadata: { name, namespace: 'kube-system', ...metadata },
  spec: { template: {} },
  status: { succeeded: 1, completionTime: before(DAY), conditions: [{ type: 'Complete', status: 'True' }] },
});

describe('ordinary life', () => {
  it.each<[string, Fixtures]>([
    [
      'k3s’ Helm jobs have completed',
      {
        Job: [finished('helm-install-traefik'), finished('helm-install-traefik-crd')],
        pods: [
          podFixture('helm-install-traefik-x', {
            namespace: 'kube-system',
            owner: { kind: 'Job', name: 'helm-install-traefik' },
            status: {
              phase: 'Succeeded',
              conditions: [],
              containerStatuses: [
                containerStatus({
                  restartCount: 2,
                  state: { terminated: { exitCode: 0, reason: 'Completed', finishedAt: before(DAY) } },
                }),
              ],
            },
          }),
        ],
      },
    ],
    [
      'a job pod failed once and the job then succeeded',
      {
        Job: [finished('report-1')],
        pods: [
          podFixture('report-1-a', {
            namespace: 'kube-system',
            owner: { kind: 'Job', name: 'report-1' },
            spec: { restartPolicy: 'Never', containers: [] },
            status: {
              phase: 'Failed',
              conditions: [],
              containerStatuses: [
                containerStatus({ state: { terminated: { exitCode: 1, finishedAt: before(HOUR) } } }),
              ],
            },
          }),
        ],
      },
    ],
    [
      'old replica sets are kept at nothing',
      {
        ...cart,
        pods: cartPods,
        ReplicaSet: [
          ...(cart.ReplicaSet ?? []),
          {
            metadata: { name: 'cart-old', namespace: 'web' },
            spec: { replicas: 0, template: {} },
            status: { replicas: 0 },
          },
        ],
      },
    ],
    [
      'a preempted spot node left failed pods behind',
      {
        ...cart,
        pods: [
          ...cartPods,
          podFixture('cart-0', {
            labels: { app: 'cart' },
            owner: replicaSetOf('cart'),
            status: {
              phase: 'Failed',
              reason: 'Terminated',
              message: 'Pod was terminated in response to imminent node shutdown.',
              startTime: before(HOUR),
              conditions: [],
              containerStatuses: [],
            },
          }),
        ],
      },
    ],
    [
      'a pod was just created',
      {
        pods: [
          podFixture('cart-3', {
            node: '',
            metadata: { creationTimestamp: before(2_000) },
            status: { phase: 'Pending', conditions: [], containerStatuses: [] },
          }),
        ],
      },
    ],
    [
      'an image takes its time',
      {
        pods: [
          podFixture('cart-3', {
            metadata: { creationTimestamp: before(3 * MINUTE) },
            status: {
              ...unreadyStatus([containerStatus({ state: { waiting: { reason: 'ContainerCreating' } } })], {
                phase: 'Pending',
              }),
              startTime: before(3 * MINUTE),
            },
          }),
        ],
        events: [
          {
            ...eventFixture({ kind: 'Pod', name: 'cart-3' }, 'Pulling', 'Pulling image "big"'),
            type: 'Normal',
          },
        ],
      },
    ],
    [
      'an init container is at work',
      {
        pods: [
          podFixture('cart-3', {
            spec: { initContainers: [{ name: 'migrate' }], containers: [{ name: 'app' }] },
            status: unreadyStatus([containerStatus({ state: { waiting: { reason: 'PodInitializing' } } })], {
              phase: 'Pending',
              initContainerStatuses: [
                containerStatus({ name: 'migrate', state: { running: { startedAt: before(2 * MINUTE) } } }),
              ],
            }),
          }),
        ],
      },
    ],
    [
      'a sidecar runs beside the app',
      {
        pods: [
          podFixture('cart-3', {
            spec: {
              initContainers: [{ name: 'proxy', restartPolicy: 'Always' }],
              containers: [{ name: 'app' }],
            },
            status: {
              initContainerStatuses: [
                containerStatus({
                  name: 'proxy',
                  ready: true,
                  started: true,
                  state: { running: { startedAt: before(DAY) } },
                }),
              ],
            },
          }),
        ],
      },
    ],
    [
      'a warning event is from before the pod came up',
      {
        pods: cartPods,
        events: [
          eventFixture(
            { kind: 'Pod', name: 'cart-1' },
            'Unhealthy',
            'Readiness probe failed: connection refused',
          ),
          eventFixture({ kind: 'Pod', name: 'cart-1' }, 'FailedMount', 'configmap "x" not found'),
        ],
      },
    ],
    [
      'a rollout replaces pods one by one',
      {
        deployments: [
          {
            metadata: { name: 'cart', namespace: 'web' },
            spec: { replicas: 2, template: {} },
            status: {
              replicas: 3,
              updatedReplicas: 1,
              readyReplicas: 2,
              availableReplicas: 2,
              conditions: [
                { type: 'Progressing', status: 'True', reason: 'ReplicaSetUpdated' },
                { type: 'Available', status: 'True' },
              ],
            },
          },
        ],
      },
    ],
    [
      'a pod is going away within its grace',
      {
        pods: [
          podFixture('cart-1', {
            metadata: { deletionTimestamp: before(-25_000), deletionGracePeriodSeconds: 30 },
            status: unreadyStatus([containerStatus({ state: { terminated: { exitCode: 143 } } })]),
          }),
        ],
      },
    ],
    [
      'an autoscaler follows the load',
      {
        ...cart,
        pods: cartPods,
        HorizontalPodAutoscaler: [
          {
            metadata: { name: 'cart', namespace: 'web' },
            spec: { scaleTargetRef: { kind: 'Deployment', name: 'cart' }, minReplicas: 2, maxReplicas: 9 },
            status: {
              currentReplicas: 2,
              conditions: [
                { type: 'AbleToScale', status: 'True' },
                { type: 'ScalingActive', status: 'True' },
                { type: 'ScalingLimited', status: 'False' },
              ],
            },
          },
        ],
      },
    ],
  ])('is no trouble: %s', (_, fixtures) =>
    expect(checksOf({ ...fixtures, nodes: [nodeFixture('worker-1')] })).toEqual([]),
  );
});
