import { describe, expect, it } from 'vitest';
import { indexCluster } from '../../facts/cluster-index.ts';
import { inCidr } from '../../facts/cidr.ts';
import { explainNetworkPath } from '../../facts/network-path.ts';
import {
  before,
  containerStatus,
  eventFixture,
  nodeFixture,
  podFixture,
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
const policy = (spec: object, name = 'p', namespace = 'web'): Fixture => ({
  metadata: { name, namespace },
  spec: { podSelector: {}, ...spec },
});
const cart = podFixture('cart-1', { labels: { app: 'cart' } });
const front = podFixture('front-1', { labels: { app: 'front', tier: 'frontend' } });
const dns: Fixtures = {
  Namespace: [
    { metadata: { name: 'kube-system', labels: { 'kubernetes.io/metadata.name': 'kube-system' } } },
    { metadata: { name: 'web', labels: { team: 'shop' } } },
  ],
};
const corednsPod = podFixture('coredns-1', { namespace: 'kube-system', labels: { 'k8s-app': 'kube-dns' } });

describe('an egress policy', () => {
  it('without port 53 keeps pods from DNS', () => {
    const finding = only({
      ...dns,
      pods: [cart, front, corednsPod],
      NetworkPolicy: [policy({ policyTypes: ['Egress'] }, 'default-deny-egress')],
    });
    expect(finding).toMatchObject({
      check: 'network-policy-blocks-dns',
      severity: 'warning',
      object: { name: 'default-deny-egress' },
    });
    expect(finding.cause).toBe(
      'The network policy default-deny-egress lets no traffic out to port 53, so 2 pods in web (cart-1 and front-1) cannot resolve names.',
    );
  });
  const to53 = { ports: [{ protocol: 'UDP', port: 53 }] };
  const kubeSystem = { namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'kube-system' } } };
  it.each<[string, Fixture[]]>([
    ['lets port 53 out', [policy({ policyTypes: ['Egress'], egress: [to53] })]],
    [
      'lets it out in a second policy',
      [
        policy({ policyTypes: ['Egress'] }),
        policy({ policyTypes: ['Egress'], egress: [{ to: [kubeSystem], ...to53 }] }, 'dns'),
      ],
    ],
    ['lets all out', [policy({ policyTypes: ['Egress'], egress: [{}] })]],
    ['lets all out to kube-system', [policy({ policyTypes: ['Egress'], egress: [{ to: [kubeSystem] }] })]],
    [
      'lets all out to every address',
      [policy({ policyTypes: ['Egress'], egress: [{ to: [{ ipBlock: { cidr: '0.0.0.0/0' } }] }] })],
    ],
    [
      'lets a range of ports out',
      [
        policy({
          policyTypes: ['Egress'],
          egress: [{ ports: [{ protocol: 'UDP', port: 1, endPort: 1024 }] }],
        }),
      ],
    ],
  ])('that %s is no trouble', (_, NetworkPolicy) =>
    expect(findings({ ...dns, pods: [cart, corednsPod], NetworkPolicy })).toEqual([]),
  );
  it('that lets out only another port does not help', () => {
    expect(
      only({
        ...dns,
        pods: [cart],
        NetworkPolicy: [policy({ policyTypes: ['Egress'], egress: [{ ports: [{ port: 443 }] }] })],
      }).check,
    ).toBe('network-policy-blocks-dns');
  });
});

describe('an ingress policy', () => {
  const service: Fixture = {
    metadata: { name: 'cart', namespace: 'web' },
    spec: { selector: { app: 'cart' }, ports: [{ port: 80, targetPort: 8080 }] },
  };
  const onCart = { podSelector: { matchLabels: { app: 'cart' } } };
  const base = { ...dns, services: [service], pods: [cart, front] };
  it('that lets nothing in cuts its Service off', () => {
    expect(only({ ...base, NetworkPolicy: [policy(onCart)] }).cause).toBe(
      'Nobody can reach the 1 pod of Service cart: p lets nothing in.',
    );
  });
  it('that lets in pods which do not exist says which', () => {
    const from = [{ podSelector: { matchLabels: { tier: 'web' } } }];
    expect(only({ ...base, NetworkPolicy: [policy({ ...onCart, ingress: [{ from }] })] }).cause).toContain(
      'p lets in only pods with tier=web, and there is none',
    );
  });
  it('that lets in another port says which is needed', () => {
    expect(
      only({ ...base, NetworkPolicy: [policy({ ...onCart, ingress: [{ ports: [{ port: 9090 }] }] })] }).cause,
    ).toContain('does not let port 8080 in');
  });
  it.each<[string, object]>([
    [
      'lets its callers in',
      { from: [{ podSelector: { matchLabels: { tier: 'frontend' } } }], ports: [{ port: 8080 }] },
    ],
    ['knows the port by name', { ports: [{ port: 'http' }] }],
    ['lets another namespace in', { from: [{ namespaceSelector: { matchLabels: { team: 'shop' } } }] }],
    ['lets addresses in', { from: [{ ipBlock: { cidr: '10.0.0.0/8' } }] }],
  ])('that %s is no trouble', (_, rule) =>
    expect(findings({ ...base, NetworkPolicy: [policy({ ...onCart, ingress: [rule] })] })).toEqual([]),
  );
  it('that selects nothing is information, unless its pods only rest', () => {
    const idle = policy({ podSelector: { matchLabels: { app: 'gone' } }, ingress: [{}] });
    expect(only({ ...base, NetworkPolicy: [idle] })).toMatchObject({
      check: 'network-policy-selects-nothing',
      severity: 'info',
    });
    const CronJob = [
      {
        metadata: { name: 'c', namespace: 'web' },
        spec: {
          schedule: '@daily',
          suspend: false,
          jobTemplate: { spec: { template: { metadata: { labels: { app: 'gone' } } } } },
        },
        status: { lastScheduleTime: '2026-03-10T00:00:00Z' },
      },
    ];
    expect(findings({ ...base, NetworkPolicy: [idle], CronJob })).toEqual([]);
  });
});

describe('explainNetworkPath', () => {
  const verdict = (NetworkPolicy: Fixture[], port = 8080) => {
    const snapshot = snapshotOf({ ...dns, pods: [front, cart], NetworkPolicy });
    const [from, to] = snapshot.objects.Pod;
    if (!from || !to) throw new Error('the fixture has two pods');
    const blocked = explainNetworkPath(indexCluster(snapshot), { from, to, port: { port } });
    return blocked.flatMap(({ direction, policies }) => [
      direction,
      ...policies.map(({ metadata }) => metadata.name),
    ]);
  };
  const onCart = { podSelector: { matchLabels: { app: 'cart' } } };
  it('names the policy and the end that refuses', () => {
    expect(verdict([])).toEqual([]);
    expect(
      verdict([
        policy(
          { ...onCart, ingress: [{ from: [{ podSelector: { matchLabels: { tier: 'backend' } } }] }] },
          'only-backend',
        ),
      ]),
    ).toEqual(['Ingress', 'only-backend']);
    expect(
      verdict([
        policy({ podSelector: { matchLabels: { app: 'front' } }, policyTypes: ['Egress'] }, 'no-way-out'),
      ]),
    ).toEqual(['Egress', 'no-way-out']);
  });
  it('knows ports by number and name', () => {
    const named = [policy({ ...onCart, ingress: [{ ports: [{ port: 'http' }] }] })];
    expect(verdict(named)).toEqual([]);
    expect(verdict(named, 9090)[0]).toBe('Ingress');
  });
  it('reads address ranges', () => {
    expect(inCidr('10.1.2.3', '10.1.0.0/16')).toBe(true);
    expect(inCidr('10.2.2.3', '10.1.0.0/16')).toBe(false);
    expect(inCidr('200.1.2.3', '0.0.0.0/0')).toBe(true);
    expect(inCidr('nonsense', '10.0.0.0/8')).toBe(false);
  });
});

describe('programs without DNS', () => {
  const failing = (name: string, message: string) => ({
    pod: podFixture(name, {
      labels: { app: name },
      spec: {
        containers: [
          {
            name: 'app',
            image: 'a',
            ports: [{ containerPort: 8080 }],
            readinessProbe: { httpGet: { path: '/ready', port: 8080 } },
          },
        ],
      },
      status: unreadyStatus([containerStatus({ state: { running: { startedAt: before(3_600_000) } } })]),
    }),
    event: eventFixture({ kind: 'Pod', name }, 'Unhealthy', message),
  });
  const sick = failing('cart', 'Readiness probe failed: HTTP probe failed with statuscode: 503');
  const mute = failing(
    'search',
    'Readiness probe failed: dial tcp 10.0.0.1:8080: connect: connection refused',
  );
  it('are part of the policy’s story when they cannot work, not when they do not even answer', () => {
    const all = findings({
      ...dns,
      pods: [sick.pod, mute.pod],
      events: [sick.event, mute.event],
      NetworkPolicy: [policy({ policyTypes: ['Egress'] }, 'default-deny-egress')],
    });
    expect(all.map(({ check }) => check).sort()).toEqual(['network-policy-blocks-dns', 'pod-probe-failing']);
    const story = all.find(({ check }) => check === 'network-policy-blocks-dns');
    expect(story?.related.map(({ name }) => name)).toContain('cart');
    expect(all.find(({ check }) => check === 'pod-probe-failing')?.object.name).toBe('search');
  });
  it('are part of CoreDNS’s story when that is down', () => {
    const services: Fixture[] = [
      {
        metadata: { name: 'kube-dns', namespace: 'kube-system' },
        spec: { selector: { 'k8s-app': 'kube-dns' }, ports: [{ port: 53, targetPort: 'http' }] },
      },
    ];
    const status = unreadyStatus([
      containerStatus({
        restartCount: 9,
        state: { waiting: { reason: 'CrashLoopBackOff' } },
        lastState: { terminated: { exitCode: 1 } },
      }),
    ]);
    const coredns = podFixture('coredns-1', {
      namespace: 'kube-system',
      labels: { 'k8s-app': 'kube-dns' },
      status,
    });
    const finding = only({ ...dns, services, pods: [coredns, sick.pod], events: [sick.event] });
    expect(finding).toMatchObject({
      check: 'pod-crash-loop',
      severity: 'critical',
      object: { name: 'coredns-1' },
    });
    expect(finding.related.map(({ name }) => name)).toEqual(expect.arrayContaining(['kube-dns', 'cart']));
  });
});
