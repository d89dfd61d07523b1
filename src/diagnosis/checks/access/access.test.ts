import { describe, expect, it } from 'vitest';
import { before, eventFixture, nodeFixture, podFixture, snapshotOf } from '../../testing.ts';
import type { Fixture, Fixtures } from '../../testing.ts';
import { checkCluster } from '../check-cluster.ts';

const DAY = 86_400_000;
const findings = (fixtures: Fixtures) =>
  checkCluster(snapshotOf({ nodes: [nodeFixture('worker-1')], ...fixtures }));
const only = (fixtures: Fixtures) => {
  const all = findings(fixtures);
  expect(all.map(({ check }) => check)).toHaveLength(1);
  return all[0] as NonNullable<(typeof all)[0]>;
};

describe('a certificate', () => {
  const secret = (left: number, life = 365 * DAY, metadata: object = {}): Fixture => ({
    metadata: { name: 'shop-tls', namespace: 'web', ...metadata },
    type: 'kubernetes.io/tls',
    certificate: {
      notBefore: before(life - left),
      notAfter: before(-left),
      subject: 'CN=shop.example',
      hosts: ['shop.example'],
    },
  });
  const serving: Fixtures = {
    Ingress: [
      {
        metadata: { name: 'shop', namespace: 'web' },
        spec: { ingressClassName: 'nginx', tls: [{ hosts: ['shop.example'], secretName: 'shop-tls' }] },
        status: {},
      },
    ],
    IngressClass: [{ metadata: { name: 'nginx' }, spec: {} }],
  };
  it('that has expired and is served is critical', () => {
    const finding = only({ Secret: [secret(-2 * DAY)], ...serving });
    expect(finding).toMatchObject({ check: 'certificate-expired', severity: 'critical' });
    expect(finding.cause).toBe(
      'The certificate in Secret shop-tls for shop.example expired 2 days ago and is served by Ingress shop.',
    );
  });
  it('that nobody uses is information once expired', () =>
    expect(only({ Secret: [secret(-2 * DAY)] })).toMatchObject({ severity: 'info' }));
  it('that soon expires is a warning, and says who should have renewed it', () => {
    expect(only({ Secret: [secret(5 * DAY)], ...serving })).toMatchObject({
      check: 'certificate-expiring',
      severity: 'warning',
    });
    expect(
      only({
        Secret: [secret(5 * DAY, 90 * DAY, { annotations: { 'cert-manager.io/certificate-name': 'shop' } })],
      }).cause,
    ).toContain('cert-manager should have renewed it');
  });
  it('with time left is no trouble, be its life long or short', () => {
    expect(
      findings({
        Secret: [
          secret(30 * DAY),
          { ...secret(1 * DAY, 2 * DAY), metadata: { name: 'b', namespace: 'web' } },
          { metadata: { name: 'c', namespace: 'web' }, type: 'Opaque' },
        ],
      }),
    ).toEqual([]);
  });
});

describe('a service account that is refused', () => {
  const message =
    'failed to list pods: pods is forbidden: User "system:serviceaccount:web:agent" cannot list resource "pods" in API group "" in the namespace "web"';
  const roles: Fixtures = {
    Role: [
      {
        metadata: { name: 'reader', namespace: 'web' },
        rules: [{ verbs: ['get'], apiGroups: [''], resources: ['pods'] }],
      },
    ],
    RoleBinding: [
      {
        metadata: { name: 'reader', namespace: 'web' },
        roleRef: { kind: 'Role', name: 'reader' },
        subjects: [{ kind: 'ServiceAccount', name: 'agent', namespace: 'web' }],
      },
    ],
  };
  const events = [eventFixture({ kind: 'Pod', name: 'agent-1' }, 'ListFailed', message)];
  it('is told what it lacks and what it has', () => {
    const finding = only({ events, ...roles });
    expect(finding).toMatchObject({
      check: 'service-account-forbidden',
      object: { kind: 'ServiceAccount', name: 'agent' },
    });
    expect(finding.cause).toBe(
      'Pod agent-1 is refused by the API server: the service account web/agent may not list pods in web; its roles allow only get.',
    );
    expect(finding.next).toContain('auth can-i list pods --as=system:serviceaccount:web:agent');
  });
  it('is not told what it has where roles may not be seen', () => {
    expect(
      only({ events, unseen: [{ kind: 'RoleBinding', reason: 'forbidden', message: 'no' }] }).cause,
    ).toMatch(/may not list pods in web\.$/);
  });
  it('is old news after an hour', () => {
    expect(
      findings({ events: events.map((one) => ({ ...one, lastTimestamp: before(3 * 3_600_000) })) }),
    ).toEqual([]);
  });
});

describe('rights given too freely', () => {
  const binding = (over: object, name = 'ci', namespace?: string): Fixture => ({
    metadata: { name, namespace },
    roleRef: { kind: 'ClusterRole', name: 'cluster-admin' },
    subjects: [{ kind: 'ServiceAccount', name: 'ci', namespace: 'build' }],
    ...over,
  });
  const admin: Fixture = {
    metadata: { name: 'cluster-admin' },
    rules: [{ verbs: ['*'], apiGroups: ['*'], resources: ['*'] }],
  };
  it('to one account are information', () =>
    expect(only({ ClusterRole: [admin], ClusterRoleBinding: [binding({})] })).toMatchObject({
      check: 'rbac-wildcard',
      severity: 'info',
    }));
  it('to a default account are a warning', () => {
    const subjects = [{ kind: 'ServiceAccount', name: 'default', namespace: 'web' }];
    expect(only({ ClusterRole: [admin], ClusterRoleBinding: [binding({ subjects })] })).toMatchObject({
      check: 'rbac-default-service-account',
      severity: 'warning',
    });
    expect(
      only({ RoleBinding: [binding({ subjects, roleRef: { kind: 'Role', name: 'reader' } }, 'r', 'web')] }),
    ).toMatchObject({ severity: 'info' });
  });
  it('to everybody are a warning', () => {
    expect(
      only({
        ClusterRoleBinding: [binding({ subjects: [{ kind: 'Group', name: 'system:unauthenticated' }] })],
      }),
    ).toMatchObject({ check: 'rbac-everybody' });
  });
  it('on an operator’s own group, to people, or by the platform are none', () => {
    const own: Fixture = {
      metadata: { name: 'cert-manager-controller' },
      rules: [{ verbs: ['*'], apiGroups: ['cert-manager.io'], resources: ['*'] }],
    };
    const ClusterRoleBinding = [
      binding(
        {
          roleRef: { kind: 'ClusterRole', name: 'cert-manager-controller' },
          subjects: [{ kind: 'ServiceAccount', name: 'cert-manager', namespace: 'cert-manager' }],
        },
        'cert-manager-controller',
      ),
      binding({ subjects: [{ kind: 'Group', name: 'system:masters' }] }, 'cluster-admin'),
      binding(
        { subjects: [{ kind: 'ServiceAccount', name: 'helm-traefik', namespace: 'kube-system' }] },
        'helm-kube-system-traefik',
      ),
      binding({ subjects: [{ kind: 'User', name: 'ann' }] }, 'ann-admin'),
    ];
    expect(findings({ ClusterRole: [admin, own], ClusterRoleBinding })).toEqual([]);
  });
  it('never stand before an outage', () => {
    const subjects = [{ kind: 'ServiceAccount', name: 'default', namespace: 'web' }];
    const pods = [
      podFixture('cart-1', {
        status: {
          phase: 'Failed',
          reason: 'Evicted',
          message: 'The node was low on resource: memory.',
          startTime: before(60_000),
          conditions: [],
          containerStatuses: [],
        },
      }),
    ];
    expect(
      findings({ ClusterRole: [admin], ClusterRoleBinding: [binding({ subjects })], pods }).map(
        ({ check }) => check,
      ),
    ).toEqual(['pod-evicted', 'rbac-default-service-account']);
  });
});
