import { describe, expect, it } from 'vitest';
import type { Finding } from '../finding.ts';
import {
  before,
  containerStatus,
  eventFixture,
  nodeFixture,
  podFixture,
  snapshotOf,
  unreadyStatus,
} from '../testing.ts';
import type { Fixture, Fixtures } from '../testing.ts';
import { checkCluster } from './check-cluster.ts';
import { joinByFailedCalls } from './failed-calls.ts';

const cluster = 'harbour-prod';
const HOUR = 3_600_000;

const unready = (name: string): Fixture =>
  podFixture(name, {
    labels: { app: name },
    owner: { kind: 'StatefulSet', name },
    spec: {
      containers: [
        {
          name: 'app',
          image: 'a',
          ports: [{ name: 'http', containerPort: 8080 }],
          readinessProbe: { httpGet: { path: '/ready', port: 8080 } },
        },
      ],
    },
    status: unreadyStatus([containerStatus({ state: { running: { startedAt: before(HOUR) } } })]),
  });
const refused = (name: string) =>
  eventFixture(
    { kind: 'Pod', name },
    'Unhealthy',
    'Readiness probe failed: HTTP probe failed with statuscode: 503',
  );

const store = (replicas: number): Fixture => ({
  metadata: { name: 'redis', namespace: 'web' },
  spec: {
    replicas,
    selector: { matchLabels: { app: 'redis' } },
    template: {
      metadata: { labels: { app: 'redis' } },
      spec: { containers: [{ name: 'redis', image: 'r' }] },
    },
  },
  status: { replicas, readyReplicas: replicas },
});
const service = (name: string): Fixture => ({
  metadata: { name, namespace: 'web' },
  spec: { selector: { app: name }, ports: [{ port: 6379, targetPort: 'http' }] },
});
const ready = podFixture('redis-0', {
  labels: { app: 'redis' },
  owner: { kind: 'StatefulSet', name: 'redis' },
});

const world = (more: Fixtures): Fixtures => ({
  nodes: [nodeFixture('worker-1')],
  services: [service('redis')],
  events: [refused('cart'), refused('search')],
  ...more,
  pods: [unready('cart'), unready('search'), ...(more.pods ?? [])],
});

const ref = (kind: string, name: string) => ({ cluster, kind, namespace: 'web', name });
const call = (from: string, to: string) => ({
  from: ref('Pod', from),
  to: ref('Service', to),
  seen: {
    at: before(1000),
    source: {
      system: 'kubernetes' as const,
      cluster,
      object: ref('Pod', from),
      query: `kubectl logs ${from}`,
    },
    says: `cannot connect to ${to}:6379: i/o timeout`,
  },
});

function joined(fixtures: Fixtures, calls: [string, string][]): Finding[] {
  const snapshot = snapshotOf(fixtures);
  return joinByFailedCalls(
    snapshot,
    checkCluster(snapshot),
    calls.map(([from, to]) => call(from, to)),
  );
}
const BOTH: [string, string][] = [
  ['cart', 'redis'],
  ['search', 'redis'],
];

describe('findings whose programs name what they cannot reach', () => {
  it('are one story of the workload that is scaled to nothing', () => {
    const [story, ...others] = joined(world({ StatefulSet: [store(0)] }), BOTH);
    expect(others).toEqual([]);
    expect(story).toMatchObject({ severity: 'critical', object: { kind: 'StatefulSet', name: 'redis' } });
    expect(story?.cause).toContain('cart and search cannot do their work');
    expect(story?.next).toContain('get statefulset redis');
    expect(story?.related.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['redis', 'cart', 'search']),
    );
    expect(story?.evidence.map(({ says }) => says).join()).toContain('i/o timeout');
  });

  it('are one story of the policy on the way', () => {
    const policy: Fixture = {
      metadata: { name: 'lockdown', namespace: 'web' },
      spec: {
        podSelector: { matchLabels: { app: 'redis' } },
        policyTypes: ['Ingress'],
        ingress: [{ from: [{ podSelector: { matchLabels: { app: 'batch' } } }] }],
      },
    };
    const batch = podFixture('batch', { labels: { app: 'batch' } });
    const found = joined(
      world({ StatefulSet: [store(1)], pods: [ready, batch], NetworkPolicy: [policy] }),
      BOTH,
    );
    expect(found).toHaveLength(1);
    expect(found[0]).toMatchObject({ object: { kind: 'NetworkPolicy', name: 'lockdown' } });
  });

  it('stay apart where what they name is well, or nothing is named', () => {
    const well = world({ StatefulSet: [store(1)], pods: [ready] });
    expect(joined(well, BOTH)).toHaveLength(2);
    expect(joined(well, [])).toHaveLength(2);
    expect(joined(world({ StatefulSet: [store(0)] }), [['cart', 'redis']])).toHaveLength(2);
  });

  it('follow what waits for what to the end, and no circle', () => {
    const services = [service('redis'), service('search'), service('cart')];
    const chain = joined(world({ services, StatefulSet: [store(0)] }), [
      ['cart', 'search'],
      ['search', 'redis'],
    ]);
    expect(chain.map(({ object }) => object.name)).toEqual(['redis']);
    const circle = joined(world({ services, StatefulSet: [store(1)], pods: [ready] }), [
      ['cart', 'search'],
      ['search', 'cart'],
    ]);
    expect(circle).toHaveLength(2);
  });
});
