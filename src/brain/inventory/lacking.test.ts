import { describe, expect, it } from 'vitest';
import { KIND_SCHEMAS } from '#diagnosis/evidence';
import { NOW } from '../understand/testing/builders.ts';
import { SNAPSHOTS } from '../understand/testing/company.ts';
import { said } from '../understand/testing/say.ts';
import { understand } from '../understand/understand.ts';
import { executeInventory } from './execute-inventory.ts';
import type { InventoryQuery } from './query.ts';

function queryOf(message: string): InventoryQuery {
  const reading = understand(said(message));
  const query = reading.type === 'skill' && reading.skill === 'inventory' ? reading.slots.query : undefined;
  if (query === undefined) throw new Error(`no query in "${message}"`);
  return query;
}

/** The names of the groups, or else of the objects, that a question that is read in full is answered with. */
function found(message: string, snapshots = SNAPSHOTS): string[] {
  const query = queryOf(message);
  expect(query.unread).toBeUndefined();
  const { rows, groups } = executeInventory(query, snapshots, { now: NOW });
  return (groups?.map(({ key }) => key) ?? rows.map(({ ref }) => ref.name)).sort();
}

const slice = (name: string, namespace: string) =>
  KIND_SCHEMAS.EndpointSlice.parse({
    metadata: { name: `${name}-1`, namespace, labels: { 'kubernetes.io/service-name': name } },
    endpoints: [{ addresses: ['10.0.0.1'], conditions: { ready: true } }],
  });

/** The company, with an endpoint behind each service but these. */
const serving = (...without: string[]) =>
  SNAPSHOTS.map((snapshot) => ({
    ...snapshot,
    objects: {
      ...snapshot.objects,
      EndpointSlice: snapshot.objects.Service.filter(({ metadata }) => !without.includes(metadata.name)).map(
        ({ metadata }) => slice(metadata.name, metadata.namespace),
      ),
    },
  }));

describe('to have none of what is counted is to have zero', () => {
  it.each([
    'which services have no endpoints',
    'how many services have no endpoints',
    'services with no endpoints',
    'do all services have endpoints',
    'do any services have no endpoints',
  ])('%s', (message) => {
    expect(found(message, serving('cart', 'edge'))).toEqual(['cart', 'edge']);
  });

  it.each<[message: string, expected: string[]]>([
    ['which deployments have no ready pods', ['payments-worker']],
    ['deployments without ready replicas', ['payments-worker']],
    ['which deployments have no replicas', []],
    ['do all deployments have pods', []],
    ['services that have no pods', ['edge']],
  ])('%s', (message, expected) => {
    expect(found(message)).toEqual(expected);
  });
});

describe('groups that hold none of a kind', () => {
  it.each<[message: string, expected: string[]]>([
    ['which namespaces have no deployments', ['default']],
    ['how many namespaces have no deployments', ['default']],
    ['namespaces without services', ['default']],
    ['which namespaces have no pods', []],
    ['which namespaces have no pvcs', ['default', 'kube-system', 'money', 'monitoring']],
    ['namespaces without statefulsets', ['default', 'kube-system', 'money', 'monitoring', 'web']],
    ['namespaces with no deployments with 2 replicas', ['default', 'monitoring', 'web']],
    ['namespaces with deployments', ['kube-system', 'money', 'monitoring', 'shop', 'web']],
    ['namespaces with no failing pods', ['default', 'kube-system', 'monitoring']],
    ['namespaces with no running pods', []],
    ['nodes without ready pods', ['control-1', 'worker-3']],
  ])('%s', (message, expected) => {
    expect(found(message)).toEqual(expected);
  });

  it('are not those where the kind may not be seen', () => {
    const blind = SNAPSHOTS.map((snapshot) => ({
      ...snapshot,
      unseen: [
        {
          kind: 'StatefulSet' as const,
          reason: 'forbidden' as const,
          exceptIn: ['shop', 'web'],
          message: 'Stateful sets may be seen only in shop and web.',
        },
      ],
    }));
    expect(found('namespaces without statefulsets', blind)).toEqual(['web']);
  });
});

describe('an owner of a kind', () => {
  it.each<[message: string, expected: string[]]>([
    [
      'pods without a deployment',
      ['node-exporter-q0w7k', 'node-exporter-q1w7k', 'rabbitmq-0', 'redis-0', 'redis-1', 'sea-turtle'],
    ],
    ['pods with a statefulset', ['rabbitmq-0', 'redis-0', 'redis-1']],
    ['pods with no workload', ['sea-turtle']],
  ])('%s', (message, expected) => {
    expect(found(message)).toEqual(expected);
  });
});

describe('what the kind cannot have', () => {
  it.each([
    'which hpas have no metrics',
    'which hpas have no worker',
    'which nodes have no deployments',
    'services without deployments',
    'hpas without a deployment',
    'which deployments have no crashing pods',
    'which services have no failing pods',
    'namespaces starting with m without deployments',
    'namespaces created today with no deployments',
    'pods in namespaces with no deployments',
    'namespaces without cronjobs and jobs',
  ])('is owned up to, and no other property taken for it: %s', (message) => {
    expect(queryOf(message).unread).toBeDefined();
  });
});
