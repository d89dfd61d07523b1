import { describe, expect, it } from 'vitest';
import {
  before,
  nodeFixture,
  podFixture,
  snapshotOf,
  unreadyStatus,
  containerStatus,
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
const webhook = (over: object = {}): Fixture => ({
  metadata: { name: 'policy' },
  webhooks: [
    {
      name: 'policy.example.com',
      failurePolicy: 'Fail',
      clientConfig: { service: { namespace: 'policy', name: 'policy', port: 443 } },
      rules: [{ operations: ['CREATE'], apiGroups: [''], resources: ['pods'] }],
      ...over,
    },
  ],
});
const service: Fixture = {
  metadata: { name: 'policy', namespace: 'policy' },
  spec: { selector: { app: 'policy' }, ports: [{ port: 443, targetPort: 8080 }] },
};

describe('a webhook that must be asked', () => {
  it('and whose service is missing blocks what it guards', () => {
    const finding = only({ ValidatingWebhookConfiguration: [webhook()] });
    expect(finding).toMatchObject({ check: 'webhook-down', severity: 'critical' });
    expect(finding.cause).toContain(
      'the Service policy does not exist in policy: the API server refuses changes to pods',
    );
  });
  it('is less urgent when it guards no workloads', () => {
    const rules = [{ operations: ['*'], apiGroups: ['cert-manager.io'], resources: ['certificates'] }];
    expect(only({ MutatingWebhookConfiguration: [webhook({ rules })] })).toMatchObject({
      severity: 'warning',
    });
  });
  it('and whose pods are down is part of their story', () => {
    const status = unreadyStatus([
      containerStatus({
        restartCount: 5,
        state: { waiting: { reason: 'CrashLoopBackOff' } },
        lastState: { terminated: { exitCode: 1 } },
      }),
    ]);
    const pods = [podFixture('policy-1', { namespace: 'policy', labels: { app: 'policy' }, status })];
    const finding = only({ ValidatingWebhookConfiguration: [webhook()], services: [service], pods });
    expect(finding).toMatchObject({ check: 'pod-crash-loop', severity: 'critical' });
    expect(finding.related.map(({ kind }) => kind)).toEqual(
      expect.arrayContaining(['Service', 'ValidatingWebhookConfiguration']),
    );
  });
  it.each<[string, Fixtures]>([
    ['may be skipped', { ValidatingWebhookConfiguration: [webhook({ failurePolicy: 'Ignore' })] }],
    [
      'is reached by URL',
      { ValidatingWebhookConfiguration: [webhook({ clientConfig: { url: 'https://policy.example' } })] },
    ],
    [
      'answers',
      {
        ValidatingWebhookConfiguration: [webhook()],
        services: [service],
        pods: [podFixture('policy-1', { namespace: 'policy', labels: { app: 'policy' } })],
      },
    ],
    [
      'cannot be judged',
      {
        ValidatingWebhookConfiguration: [webhook()],
        unseen: [{ kind: 'Service', reason: 'forbidden', message: 'no' }],
      },
    ],
  ])('is no trouble when it %s', (_, fixtures) => expect(findings(fixtures)).toEqual([]));
});

describe('a namespace being deleted', () => {
  const namespace = (ago: number): Fixture => ({
    metadata: { name: 'old', deletionTimestamp: before(ago) },
    status: {
      phase: 'Terminating',
      conditions: [
        {
          type: 'NamespaceFinalizersRemaining',
          status: 'True',
          message:
            'Some content in the namespace has finalizers remaining: example.com/guard in 1 resource instances',
        },
        { type: 'NamespaceContentRemaining', status: 'False' },
      ],
    },
  });
  it('for too long says what remains', () => {
    const finding = only({ Namespace: [namespace(3_600_000)] });
    expect(finding.check).toBe('namespace-stuck-terminating');
    expect(finding.cause).toContain('example.com/guard in 1 resource instances');
  });
  it('for a moment is no trouble', () => expect(findings({ Namespace: [namespace(30_000)] })).toEqual([]));
});
