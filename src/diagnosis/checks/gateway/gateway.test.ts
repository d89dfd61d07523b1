import { describe, expect, it } from 'vitest';
import { before, nodeFixture, podFixture, snapshotOf } from '../../testing.ts';
import type { Fixture, Fixtures } from '../../testing.ts';
import { checkCluster } from '../check-cluster.ts';

const findings = (fixtures: Fixtures) =>
  checkCluster(snapshotOf({ nodes: [nodeFixture('worker-1')], ...fixtures }));
const only = (fixtures: Fixtures) => {
  const all = findings(fixtures);
  expect(all.map(({ check }) => check)).toHaveLength(1);
  return all[0] as NonNullable<(typeof all)[0]>;
};
const yes = (type: string) => ({ type, status: 'True', lastTransitionTime: before(9e7) });
const no = (type: string, reason: string, message = '') => ({
  type,
  status: 'False',
  reason,
  message,
  lastTransitionTime: before(9e6),
});

const GatewayClass: Fixture[] = [
  {
    metadata: { name: 'envoy' },
    spec: { controllerName: 'gateway.example/envoy' },
    status: { conditions: [yes('Accepted')] },
  },
];
const gateway = (over: { spec?: object; status?: object } = {}): Fixture => ({
  metadata: { name: 'edge', namespace: 'web' },
  spec: {
    gatewayClassName: 'envoy',
    listeners: [{ name: 'http', port: 80, protocol: 'HTTP' }],
    ...over.spec,
  },
  status: {
    conditions: [yes('Accepted'), yes('Programmed')],
    listeners: [{ name: 'http', conditions: [yes('ResolvedRefs')] }],
    ...over.status,
  },
});
const route = (over: { backend?: object; parents?: object[]; parentRefs?: object[] } = {}): Fixture => ({
  metadata: { name: 'shop', namespace: 'web' },
  spec: {
    hostnames: ['shop.example'],
    parentRefs: over.parentRefs ?? [{ name: 'edge' }],
    rules: [{ backendRefs: [{ name: 'cart', port: 80, ...over.backend }] }],
  },
  status: {
    parents: over.parents ?? [
      { parentRef: { name: 'edge' }, conditions: [yes('Accepted'), yes('ResolvedRefs')] },
    ],
  },
});
const services: Fixture[] = [
  {
    metadata: { name: 'cart', namespace: 'web' },
    spec: { selector: { app: 'cart' }, ports: [{ port: 80, targetPort: 8080 }] },
  },
];
const all: Fixtures = {
  GatewayClass,
  Gateway: [gateway()],
  HTTPRoute: [route()],
  services,
  pods: [podFixture('cart-1', { labels: { app: 'cart' } })],
};

describe('the Gateway API', () => {
  it('with all in order is not mentioned', () => expect(findings(all)).toEqual([]));
  it('tells of a class that nobody serves when a Gateway uses it', () => {
    const refused: Fixture = {
      metadata: { name: 'envoy' },
      spec: { controllerName: 'x' },
      status: { conditions: [no('Accepted', 'InvalidParameters', 'no such EnvoyProxy')] },
    };
    expect(only({ ...all, GatewayClass: [refused] }).cause).toBe(
      'GatewayClass envoy is not accepted: InvalidParameters: no such EnvoyProxy.',
    );
    const silent: Fixture = { metadata: { name: 'spare' }, spec: { controllerName: 'x' } };
    expect(only({ ...all, GatewayClass: [...GatewayClass, silent] })).toMatchObject({ severity: 'info' });
  });
  it('tells of a class that does not exist, and only where classes may be seen', () => {
    const Gateway = [gateway({ spec: { gatewayClassName: 'envy' } })];
    expect(only({ ...all, Gateway }).cause).toContain(
      'its class envy does not exist (the cluster has envoy)',
    );
    expect(
      findings({
        ...all,
        Gateway,
        GatewayClass: [],
        unseen: [{ kind: 'GatewayClass', reason: 'not-served', message: 'no' }],
      }),
    ).toEqual([]);
  });
  it('tells of listeners that cannot work', () => {
    const listeners = [
      { name: 'https', port: 443, protocol: 'HTTPS', tls: { certificateRefs: [{ name: 'edge-tls' }] } },
    ];
    expect(only({ ...all, Gateway: [gateway({ spec: { listeners } })] }).cause).toContain(
      'the listener https names the certificate edge-tls, which does not exist in web',
    );
    const status = {
      conditions: [yes('Accepted')],
      listeners: [{ name: 'http', conditions: [{ ...yes('Conflicted'), reason: 'HostnameConflict' }] }],
    };
    expect(only({ ...all, Gateway: [gateway({ status })] })).toMatchObject({ check: 'gateway-listener' });
  });
  it('tells of a Gateway that is not programmed, with the routes behind it', () => {
    const Gateway = [
      gateway({
        status: { conditions: [no('Programmed', 'AddressNotAssigned', 'no addresses')], listeners: [] },
      }),
    ];
    const HTTPRoute = [route({ parents: [{ conditions: [no('Accepted', 'Pending')] }] })];
    const finding = only({ ...all, Gateway, HTTPRoute });
    expect(finding).toMatchObject({ check: 'gateway-not-programmed' });
    expect(finding.related.map(({ kind }) => kind)).toContain('HTTPRoute');
  });
  it.each([
    ['NotAllowedByListeners', 'no listener of its Gateway lets routes from this namespace in'],
    ['NoMatchingListenerHostname', 'has a host name that fits'],
    ['SomethingElse', 'SomethingElse'],
  ])('tells why a route is not accepted: %s', (reason, words) => {
    expect(
      only({ ...all, HTTPRoute: [route({ parents: [{ conditions: [no('Accepted', reason)] }] })] }).cause,
    ).toContain(words);
  });
  it('tells of a route whose Gateway or backend is missing', () => {
    expect(only({ ...all, HTTPRoute: [route({ parentRefs: [{ name: 'age' }] })] }).cause).toContain(
      'its Gateway age does not exist in web',
    );
    expect(only({ ...all, HTTPRoute: [route({ backend: { name: 'crt' } })] })).toMatchObject({
      check: 'route-backend',
      severity: 'critical',
    });
    expect(only({ ...all, HTTPRoute: [route({ backend: { port: 81 } })] }).cause).toContain('has no port 81');
    expect(
      findings({ ...all, HTTPRoute: [route({ backend: { kind: 'InferencePool', name: 'x' } })] }),
    ).toEqual([]);
  });
});
