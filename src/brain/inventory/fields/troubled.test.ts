import { describe, expect, it } from 'vitest';
import {
  before,
  nodeFixture,
  podFixture,
  snapshotOf,
  type Fixture,
  type Fixtures,
} from '../../../diagnosis/testing.ts';
import { indexCluster } from '#diagnosis';
import type { WatchedKind } from '#diagnosis/evidence';
import { getterFor } from './field-table.ts';

const HOUR = 3_600_000;
const healthy = (kind: WatchedKind, name: string, fixtures: Fixtures) => {
  const index = indexCluster(snapshotOf({ nodes: [nodeFixture('worker-1')], ...fixtures }));
  const object = index.get(kind, 'web', name);
  return object && getterFor(kind, 'healthy')?.(object, { index, now: index.snapshot.takenAt });
};

const certificate = (left: number): Fixture => ({
  metadata: { name: 'shop-tls', namespace: 'web' },
  type: 'kubernetes.io/tls',
  certificate: {
    notBefore: before(9_000 * HOUR),
    notAfter: before(-left),
    subject: 'CN=shop.example',
    hosts: ['shop.example'],
  },
});
const ingress = (name: string, tls: object[]): Fixture => ({
  metadata: { name, namespace: 'web' },
  spec: { ingressClassName: 'nginx', tls },
  status: {},
});
const doors = {
  Ingress: [ingress('shop', [{ hosts: ['shop.example'], secretName: 'shop-tls' }]), ingress('plain', [])],
  IngressClass: [{ metadata: { name: 'nginx' }, spec: {} }],
};

describe('the health of what calls come in through', () => {
  it('is not there when a check found trouble that it shares', () => {
    const expired = { ...doors, Secret: [certificate(-31 * HOUR)] };
    expect(healthy('Ingress', 'shop', expired)).toBe(false);
    expect(healthy('Ingress', 'plain', expired)).toBe(true);
  });

  it('is there when nothing is found', () => {
    expect(healthy('Ingress', 'shop', { ...doors, Secret: [certificate(5_000 * HOUR)] })).toBe(true);
  });

  it('is not there when endpoints are ready and yet not reached', () => {
    const serving = (targetPort: number): Fixtures => ({
      pods: [podFixture('cart-0', { labels: { app: 'cart' } })],
      services: [
        {
          metadata: { name: 'cart', namespace: 'web' },
          spec: { selector: { app: 'cart' }, ports: [{ port: 80, targetPort }] },
        },
      ],
      EndpointSlice: [
        {
          metadata: {
            name: 'cart-1',
            namespace: 'web',
            labels: { 'kubernetes.io/service-name': 'cart' },
          },
          addressType: 'IPv4',
          endpoints: [{ addresses: ['10.0.0.1'], conditions: { ready: true } }],
          ports: [{ port: targetPort, protocol: 'TCP' }],
        },
      ],
    });
    expect(healthy('Service', 'cart', serving(8080))).toBe(true);
    expect(healthy('Service', 'cart', serving(9999))).toBe(false);
  });
});
