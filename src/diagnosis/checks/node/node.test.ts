import { describe, expect, it } from 'vitest';
import {
  before,
  nodeFixture,
  podFixture,
  replicaSetOf,
  deploymentFixture,
  snapshotOf,
  unreadyStatus,
  containerStatus,
} from '../../testing.ts';
import type { Fixture, Fixtures } from '../../testing.ts';
import { checkCluster } from '../check-cluster.ts';

const HOUR = 3_600_000;
const findings = (fixtures: Fixtures) => checkCluster(snapshotOf(fixtures));
const only = (fixtures: Fixtures) => {
  const all = findings(fixtures);
  expect(all.map(({ check }) => check)).toHaveLength(1);
  return all[0] as NonNullable<(typeof all)[0]>;
};
const withConditions = (name: string, conditions: object[], spec: object = {}) =>
  nodeFixture(name, { spec, status: { conditions } });
const lost = {
  type: 'Ready',
  status: 'Unknown',
  reason: 'NodeStatusUnknown',
  message: 'Kubelet stopped posting node status.',
  lastTransitionTime: before(0.5 * HOUR),
};
const ready = { type: 'Ready', status: 'True', lastTransitionTime: before(90 * HOUR) };

describe('a node that is not ready', () => {
  const down = withConditions('worker-1', [lost], {
    taints: [{ key: 'node.kubernetes.io/unreachable', effect: 'NoExecute' }],
  });
  it('says that its kubelet stopped posting, with its pods and their workloads in the story', () => {
    const stranded = podFixture('cart-1', {
      labels: { app: 'cart' },
      owner: replicaSetOf('cart'),
      status: unreadyStatus([
        containerStatus({ ready: true, state: { running: { startedAt: before(90 * HOUR) } } }),
      ]),
    });
    const replacement = podFixture('cart-2', {
      node: '',
      labels: { app: 'cart' },
      owner: replicaSetOf('cart'),
      status: {
        phase: 'Pending',
        containerStatuses: [],
        conditions: [
          {
            type: 'PodScheduled',
            status: 'False',
            reason: 'Unschedulable',
            message:
              '0/1 nodes are available: 1 node(s) had untolerated taint {node.kubernetes.io/unreachable: }.',
          },
        ],
      },
    });
    const leaving = podFixture('cart-0', {
      labels: { app: 'cart' },
      owner: replicaSetOf('cart'),
      metadata: { deletionTimestamp: before(0.3 * HOUR) },
    });
    const finding = only({
      ...deploymentFixture('cart', 1, 0),
      nodes: [down],
      pods: [stranded, replacement, leaving],
    });
    expect(finding).toMatchObject({
      check: 'node-not-ready',
      severity: 'critical',
      object: { kind: 'Node' },
    });
    expect(finding.cause).toContain('not ready (for 30 minutes): its kubelet stopped posting status');
    expect(finding.related.map(({ kind, name }) => `${kind}/${name}`)).toEqual(
      expect.arrayContaining(['Deployment/cart', 'Pod/cart-0', 'Pod/cart-1', 'Pod/cart-2']),
    );
  });
  it('says when the pod network is missing', () => {
    const message =
      'container runtime network not ready: NetworkReady=false reason:NetworkPluginNotReady message:Network plugin returns error: cni plugin not initialized';
    expect(
      only({
        nodes: [withConditions('a', [{ ...lost, status: 'False', reason: 'KubeletNotReady', message }])],
      }).cause,
    ).toContain('the pod network is not set up');
  });
  it('is given time to join', () => {
    const young: Fixture = { ...down, metadata: { name: 'a', creationTimestamp: before(60_000) } };
    expect(findings({ nodes: [young] })).toEqual([]);
  });
});

describe('a node under pressure', () => {
  const pressed = withConditions('worker-1', [
    ready,
    {
      type: 'DiskPressure',
      status: 'True',
      reason: 'KubeletHasDiskPressure',
      message: 'kubelet has disk pressure',
      lastTransitionTime: before(HOUR),
    },
  ]);
  it('takes the evicted pods into its story', () => {
    const evicted = podFixture('cart-1', {
      status: {
        phase: 'Failed',
        reason: 'Evicted',
        message: 'The node was low on resource: ephemeral-storage.',
        startTime: before(HOUR),
        conditions: [],
        containerStatuses: [],
      },
    });
    const finding = only({ nodes: [pressed], pods: [evicted] });
    expect(finding.check).toBe('node-pressure');
    expect(finding.cause).toContain('Node worker-1 has been short of disk space for 60 minutes');
    expect(finding.related.map(({ name }) => name)).toContain('cart-1');
  });
  it('does not explain a probe that fails on it', () => {
    const spec = { containers: [{ name: 'app', image: 'a', readinessProbe: { tcpSocket: { port: 1 } } }] };
    const unready = podFixture('cart-1', {
      spec,
      status: unreadyStatus([containerStatus({ state: { running: { startedAt: before(HOUR) } } })]),
    });
    expect(
      findings({ nodes: [pressed], pods: [unready] })
        .map(({ check }) => check)
        .sort(),
    ).toEqual(['node-pressure', 'pod-probe-failing']);
  });
  it('is told by problem conditions that are True only', () => {
    expect(
      only({ nodes: [withConditions('a', [ready, { type: 'KernelDeadlock', status: 'True' }])] }).check,
    ).toBe('node-problem');
    expect(
      findings({
        nodes: [
          withConditions('a', [
            ready,
            { type: 'KernelDeadlock', status: 'False' },
            { type: 'SomethingElse', status: 'True' },
          ]),
        ],
      }),
    ).toEqual([]);
  });
});

describe('cordons and versions', () => {
  it('a cordon is information', () =>
    expect(only({ nodes: [nodeFixture('a', { spec: { unschedulable: true } })] })).toMatchObject({
      check: 'node-cordoned',
      severity: 'info',
    }));
  const at = (kubeletVersion: string) => ({
    nodes: [nodeFixture('a', { status: { nodeInfo: { kubeletVersion } } })],
    version: 'v1.34.1',
  });
  it.each(['v1.34.9', 'v1.31.0-eks-a5ec690', 'v1.33.1+k3s1', ''])('%s fits', (version) =>
    expect(findings(at(version))).toEqual([]),
  );
  it('too old and too new are told apart', () => {
    expect(only(at('v1.30.4')).cause).toContain('4 minor versions behind');
    expect(only(at('v1.35.0')).cause).toContain('newer than the API server');
  });
  it('nodes of one version are one finding', () => {
    const nodes = ['a', 'b'].map((name) =>
      nodeFixture(name, { status: { nodeInfo: { kubeletVersion: 'v1.29.0' } } }),
    );
    expect(only({ nodes }).related.map(({ name }) => name)).toEqual(['b']);
  });
});
