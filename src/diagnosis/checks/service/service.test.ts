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

const MINUTE = 60_000;
const findings = (fixtures: Fixtures) =>
  checkCluster(snapshotOf({ nodes: [nodeFixture('worker-1')], ...fixtures }));
const only = (fixtures: Fixtures) => {
  const all = findings(fixtures);
  expect(all.map(({ check }) => check)).toHaveLength(1);
  return all[0] as NonNullable<(typeof all)[0]>;
};
const service = (spec: object, metadata: object = {}): Fixture => ({
  metadata: { name: 'cart', namespace: 'web', ...metadata },
  spec: { selector: { app: 'cart' }, ports: [{ port: 80, targetPort: 8080 }], ...spec },
});
const slice = (ready: boolean[], targets: string[] = []): Fixture => ({
  metadata: { name: 'cart-x', namespace: 'web', labels: { 'kubernetes.io/service-name': 'cart' } },
  endpoints: ready.map((one, n) => ({
    addresses: [`10.0.0.${n}`],
    conditions: { ready: one },
    targetRef: targets[n] ? { kind: 'Pod', name: targets[n] } : undefined,
  })),
});
const cart = podFixture('cart-1', { labels: { app: 'cart' } });

describe('a Service without endpoints', () => {
  it('says which label does not match and what pods carry', () => {
    const finding = only({ services: [service({ selector: { app: 'cart-v2' } })], pods: [cart] });
    expect(finding).toMatchObject({
      check: 'service-no-pods',
      severity: 'critical',
      object: { kind: 'Service', name: 'cart' },
    });
    expect(finding.cause).toBe(
      'The selector app=cart-v2 matches no pod; pods in the namespace carry app=cart.',
    );
  });
  it('says which of several labels does not match', () => {
    const pods = [
      podFixture('cart-1', { labels: { app: 'cart', tier: 'front' } }),
      podFixture('db-1', { labels: { app: 'db', tier: 'data' } }),
    ];
    expect(only({ services: [service({ selector: { app: 'cart', tier: 'web' } })], pods }).cause).toBe(
      'The selector app=cart, tier=web matches no pod because of tier=web; the pods that match the rest carry tier=front.',
    );
  });
  it('is only a warning when nothing comes near, and information when an operator made it', () => {
    const pods = [podFixture('x', { labels: { name: 'x' } })];
    expect(only({ services: [service({})], pods })).toMatchObject({ severity: 'warning' });
    const owned = { ownerReferences: [{ kind: 'Cluster', name: 'pg' }] };
    expect(only({ services: [service({}, owned)], pods })).toMatchObject({ severity: 'info' });
  });
  it('does not claim a miss when pods may not be seen', () => {
    const unseen = [{ kind: 'Pod' as const, reason: 'forbidden' as const, message: 'no' }];
    expect(only({ services: [service({})], unseen, EndpointSlice: [slice([])] }).cause).toContain(
      'its pods may not be seen',
    );
  });
  it('belongs to the story of its crashing pods', () => {
    const status = unreadyStatus([
      containerStatus({
        restartCount: 9,
        state: { waiting: { reason: 'CrashLoopBackOff' } },
        lastState: { terminated: { exitCode: 1 } },
      }),
    ]);
    const pods = [podFixture('cart-1', { labels: { app: 'cart' }, owner: replicaSetOf('cart'), status })];
    const ingress: Fixture = {
      metadata: { name: 'shop', namespace: 'web' },
      spec: {
        ingressClassName: 'nginx',
        rules: [
          {
            host: 'shop.example',
            http: { paths: [{ path: '/', backend: { service: { name: 'cart', port: { number: 80 } } } }] },
          },
        ],
      },
    };
    const finding = only({
      ...deploymentFixture('cart', 1, 0),
      services: [service({})],
      pods,
      EndpointSlice: [slice([false])],
      Ingress: [ingress],
      IngressClass: [{ metadata: { name: 'nginx' }, spec: {} }],
    });
    expect(finding).toMatchObject({ check: 'pod-crash-loop', severity: 'critical' });
    expect(finding.related.map(({ kind }) => kind)).toEqual(
      expect.arrayContaining(['Deployment', 'ReplicaSet', 'Service', 'Ingress']),
    );
  });
});

describe('a Service with nothing wrong', () => {
  it.each<[string, Fixtures]>([
    [
      'has a ready endpoint',
      { services: [service({})], pods: [cart], EndpointSlice: [slice([true, false], ['cart-1'])] },
    ],
    [
      'has no selector',
      { services: [service({ selector: {} }, { name: 'kubernetes', namespace: 'default' })] },
    ],
    ['is an external name', { services: [service({ type: 'ExternalName', externalName: 'db.example' })] }],
    ['is headless with pods', { services: [service({ clusterIP: 'None' })], pods: [cart] }],
    [
      'belongs to a workload scaled to nothing',
      { ...deploymentFixture('cart', 0, 0), services: [service({})] },
    ],
    ['is seconds old', { services: [service({}, { creationTimestamp: before(20_000) })] }],
    [
      'has pods that are just starting',
      {
        services: [service({})],
        pods: [
          podFixture('cart-1', {
            labels: { app: 'cart' },
            metadata: { creationTimestamp: before(30_000) },
            status: {
              ...unreadyStatus([containerStatus({ state: { waiting: { reason: 'ContainerCreating' } } })], {
                phase: 'Pending',
              }),
              startTime: before(20_000),
            },
          }),
        ],
        EndpointSlice: [slice([])],
      },
    ],
    [
      'serves a CronJob now and then',
      {
        services: [service({})],
        CronJob: [
          {
            metadata: { name: 'c', namespace: 'web' },
            spec: {
              schedule: '@daily',
              suspend: false,
              jobTemplate: { spec: { template: { metadata: { labels: { app: 'cart' } } } } },
            },
            status: { lastScheduleTime: before(12 * 60 * MINUTE) },
          },
        ],
      },
    ],
  ])('%s', (_, fixtures) => expect(findings(fixtures)).toEqual([]));
});

describe('the ports of a Service', () => {
  const withPorts = (ports: object[], more: object = {}) => ({
    services: [service({ ports: [{ port: 80, targetPort: 8081 }], ...more })],
    pods: [
      podFixture('cart-1', {
        labels: { app: 'cart' },
        spec: { containers: [{ name: 'app', image: 'a', ports }] },
      }),
    ],
    EndpointSlice: [slice([true], ['cart-1'])],
  });
  it('must be among those that its pods declare', () => {
    const finding = only(withPorts([{ name: 'http', containerPort: 8080 }]));
    expect(finding).toMatchObject({ check: 'service-port-mismatch', severity: 'warning' });
    expect(finding.cause).toBe(
      'targetPort 8081 of Service cart is not a port that any container of the selected pods opens (they declare 8080 (http)).',
    );
  });
  it('are critical when a name leads nowhere', () => {
    expect(
      only(withPorts([{ name: 'http', containerPort: 8080 }], { ports: [{ port: 80, targetPort: 'web' }] })),
    ).toMatchObject({ severity: 'critical' });
  });
  it('are information when another port of the Service works', () => {
    expect(
      only(
        withPorts([{ containerPort: 8080 }], {
          ports: [
            { port: 80, targetPort: 8080 },
            { port: 90, targetPort: 9090 },
          ],
        }),
      ),
    ).toMatchObject({ severity: 'info' });
  });
  it('are not judged where a container declares none', () => {
    expect(findings(withPorts([]))).toEqual([]);
  });
  it('count as open when a probe asks them', () => {
    const fixtures = withPorts([{ containerPort: 8080 }]);
    const probed = podFixture('cart-1', {
      labels: { app: 'cart' },
      spec: {
        containers: [
          {
            name: 'app',
            image: 'a',
            ports: [{ containerPort: 8080 }],
            readinessProbe: { tcpSocket: { port: 8081 } },
          },
        ],
      },
    });
    expect(findings({ ...fixtures, pods: [probed] })).toEqual([]);
  });
});

describe('a load balancer', () => {
  it('without an address is told of after a while', () => {
    const fixtures = (created: number) => ({
      services: [service({ type: 'LoadBalancer' }, { creationTimestamp: before(created) })],
      pods: [cart],
      EndpointSlice: [slice([true], ['cart-1'])],
    });
    expect(only(fixtures(20 * MINUTE)).check).toBe('service-load-balancer-pending');
    expect(findings(fixtures(2 * MINUTE))).toEqual([]);
  });
});

describe('an Ingress', () => {
  const base = {
    services: [service({})],
    pods: [cart],
    EndpointSlice: [slice([true], ['cart-1'])],
    IngressClass: [{ metadata: { name: 'nginx' }, spec: {} }],
  };
  const ingress = (spec: object, metadata: object = {}): Fixture => ({
    metadata: { name: 'shop', namespace: 'web', ...metadata },
    spec: {
      ingressClassName: 'nginx',
      rules: [
        {
          host: 'shop.example',
          http: { paths: [{ path: '/', backend: { service: { name: 'cart', port: { number: 80 } } } }] },
        },
      ],
      ...spec,
    },
  });
  const to = (name: string, port: object) => ({
    rules: [{ host: 'shop.example', http: { paths: [{ path: '/', backend: { service: { name, port } } }] } }],
  });

  it('with all in order is not mentioned', () =>
    expect(findings({ ...base, Ingress: [ingress({})] })).toEqual([]));
  it('names the missing Service and the one probably meant', () => {
    expect(only({ ...base, Ingress: [ingress(to('crt', { number: 80 }))] }).cause).toBe(
      'Ingress shop sends shop.example/ nowhere: the Service crt does not exist in web (there is a Service cart).',
    );
  });
  it('names the port that the Service does not have', () => {
    expect(only({ ...base, Ingress: [ingress(to('cart', { number: 8080 }))] }).cause).toContain(
      'the Service cart has no port 8080 (it has 80)',
    );
  });
  it('leaves load balancer actions alone', () =>
    expect(findings({ ...base, Ingress: [ingress(to('ssl-redirect', { name: 'use-annotation' }))] })).toEqual(
      [],
    ));
  it('says which classes exist', () => {
    expect(only({ ...base, Ingress: [ingress({ ingressClassName: 'traefik' })] }).cause).toContain(
      'asks for the class traefik, which does not exist (the cluster has nginx)',
    );
    expect(only({ ...base, Ingress: [ingress({ ingressClassName: undefined })] }).cause).toContain(
      'names no class and none is the default',
    );
    expect(
      findings({
        ...base,
        Ingress: [
          ingress({ ingressClassName: undefined }, { annotations: { 'kubernetes.io/ingress.class': 'gce' } }),
        ],
      }),
    ).toEqual([]);
  });
  it('misses its TLS secret, unless secrets may not be seen or it is being issued', () => {
    const tls = { tls: [{ hosts: ['shop.example'], secretName: 'shop-tls' }] };
    expect(only({ ...base, Ingress: [ingress(tls)] }).cause).toContain(
      'the TLS secret shop-tls does not exist in web',
    );
    expect(
      findings({
        ...base,
        Ingress: [ingress(tls)],
        unseen: [{ kind: 'Secret', reason: 'forbidden', message: 'no' }],
      }),
    ).toEqual([]);
    expect(
      findings({
        ...base,
        Ingress: [
          ingress(tls, {
            creationTimestamp: before(2 * MINUTE),
            annotations: { 'cert-manager.io/cluster-issuer': 'le' },
          }),
        ],
      }),
    ).toEqual([]);
  });
  it('compares its hosts with the certificate', () => {
    const tls = { tls: [{ hosts: ['shop.example'], secretName: 'shop-tls' }] };
    const secret = (hosts: string[]): Fixture => ({
      metadata: { name: 'shop-tls', namespace: 'web' },
      type: 'kubernetes.io/tls',
      certificate: { notBefore: before(9e9), notAfter: '2027-01-01T00:00:00Z', subject: 'CN=x', hosts },
    });
    expect(findings({ ...base, Ingress: [ingress(tls)], Secret: [secret(['*.example'])] })).toEqual([]);
    expect(
      only({ ...base, Ingress: [ingress(tls)], Secret: [secret(['www.shop.example'])] }).cause,
    ).toContain('does not cover shop.example');
  });
});

describe('a Service that stands empty by nature', () => {
  it('in front of a control plane kept out of sight is information', () => {
    const pods = [
      podFixture('kube-proxy-1', { namespace: 'kube-system', labels: { component: 'kube-proxy' } }),
    ];
    const etcd = service(
      { clusterIP: 'None', selector: { component: 'etcd' } },
      { name: 'kube-etcd', namespace: 'kube-system' },
    );
    expect(only({ services: [etcd], pods })).toMatchObject({ severity: 'info' });
  });
  it('in a namespace that is being deleted is not told of', () => {
    const Namespace = [
      { metadata: { name: 'web', deletionTimestamp: before(MINUTE) }, status: { phase: 'Terminating' } },
    ];
    expect(findings({ services: [service({})], Namespace })).toEqual([]);
  });
});
