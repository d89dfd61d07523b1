import { describe, expect, it } from 'vitest';
import { said } from '../understand/testing/say.ts';
import { understand } from '../understand/understand.ts';
import type { Filter, InventoryQuery } from './query.ts';

function queryOf(message: string): InventoryQuery {
  const reading = understand(said(message));
  const query = reading.type === 'skill' ? reading.slots.query : undefined;
  if (query === undefined) throw new Error(`no query in "${message}"`);
  expect(query.unread).toBeUndefined();
  return query;
}

describe('a name beside a kind is used', () => {
  it.each<[message: string, kind: string, filter: Partial<Filter>]>([
    ['any hpas on search', 'HorizontalPodAutoscaler', { field: 'owner', value: 'search' }],
    ['are there pdbs for search', 'PodDisruptionBudget', { field: 'target', value: 'search' }],
    ['secrets used by cart', 'Secret', { field: 'target', value: 'cart' }],
    ['what services does checkout have', 'Service', { field: 'target', value: 'checkout' }],
  ])('%s', (message, kind, filter) => {
    const query = queryOf(message);
    expect(query.kind).toBe(kind);
    expect(query.filters).toContainEqual(expect.objectContaining(filter));
  });
});

describe('what is asked of the objects is read', () => {
  it.each<[message: string, filter: Filter]>([
    ['does any pod run as root', { field: 'root', op: 'present' }],
    ['pods on cordoned nodes', { field: 'nodeState', op: 'is', value: 'cordoned' }],
    ['pods on nodes that are not ready', { field: 'nodeState', op: 'is-not', value: 'ready' }],
    ['deployments with the recreate strategy', { field: 'strategy', op: 'is', value: 'Recreate' }],
    ['pvcs that are rwx', { field: 'accessMode', op: 'is', value: 'ReadWriteMany' }],
    ['pods with tolerations', { field: 'toleration', op: 'present' }],
    ['services with more than one port', { field: 'ports', op: 'more-than', value: 1 }],
    ['services with several ports', { field: 'ports', op: 'more-than', value: 1 }],
    ['deployments with a dash in the name', { field: 'name', op: 'contains', value: '-' }],
    ['pods with app in (cart, checkout)', { field: 'label:app', op: 'is', value: ['cart', 'checkout'] }],
    [
      'deployments where ready replicas < desired replicas',
      { field: 'readyReplicas', op: 'less-than', than: 'replicas' },
    ],
    [
      'pods whose cpu limit is higher than their request',
      { field: 'cpuLimit', op: 'more-than', than: 'cpuRequest' },
    ],
    ['which config maps are used by nobody', { field: 'status', op: 'is', value: 'unused' }],
    ['pods not owned by anything', { field: 'owner', op: 'missing' }],
  ])('%s', (message, filter) => {
    expect(queryOf(message).filters).toContainEqual(filter);
  });

  it('compares health where health is said, and more where nothing is', () => {
    expect(queryOf('compare prod and staging health').measure).toBe('healthy');
    expect(queryOf('compare prod and staging').show).toEqual(['image', 'replicas']);
  });

  it('tells what is in both from what is only in one', () => {
    expect(queryOf('deployments in both clusters').shared).toBe(true);
    expect(queryOf('which deployments are only in prod').lacking).toEqual(['harbour-staging']);
  });
});
