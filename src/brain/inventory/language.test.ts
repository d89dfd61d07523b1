import { describe, expect, it } from 'vitest';
import { NOW } from '../understand/testing/builders.ts';
import { SNAPSHOTS } from '../understand/testing/company.ts';
import { said } from '../understand/testing/say.ts';
import { understand } from '../understand/understand.ts';
import { executeInventory } from './execute-inventory.ts';
import type { InventoryQuery } from './query.ts';
import type { InventoryResult } from './result.ts';

function queryOf(message: string): InventoryQuery {
  const reading = understand(said(message));
  const query = reading.type === 'skill' && reading.skill === 'inventory' ? reading.slots.query : undefined;
  if (query === undefined) throw new Error(`no query in "${message}"`);
  expect(query.unread).toBeUndefined();
  return query;
}

const ask = (message: string): InventoryResult => executeInventory(queryOf(message), SNAPSHOTS, { now: NOW });
const names = ({ rows }: InventoryResult) => [...new Set(rows.map(({ ref }) => ref.name))].sort();
const groups = (result: InventoryResult) =>
  Object.fromEntries((result.groups ?? []).map(({ key, count, value }) => [key, value ?? count]));

describe('whether all are so', () => {
  it.each<[message: string, examined: number, exceptions: string[]]>([
    ['do all deployments in shop have at least 2 replicas?', 2, ['search']],
    ['does every statefulset have a pdb?', 2, ['rabbitmq', 'redis']],
    ['are all nodes ready', 4, ['worker-3']],
    ['is every node schedulable?', 4, ['worker-2']],
    ['are the pvcs all bound', 2, ['scratch']],
    ['do all deployments in money have a service?', 2, ['payments-worker']],
    ['are all pods in kube-system ready', 2, []],
  ])('%s', (message, examined, exceptions) => {
    const result = ask(message);
    expect([result.scalar, names(result)]).toEqual([examined, exceptions]);
  });
});

describe('which objects', () => {
  it.each<[message: string, expected: string[]]>([
    ['pods in web that do not have app=cart', ['web-6d4cf56db6-ax2m4']],
    ['deployments ending in -api', ['payments-api']],
    ['deployments that end with worker', ['payments-worker']],
    ['the *-api deployments', ['payments-api']],
    ['deployments called *ment*', ['payments-api', 'payments-worker']],
    ['deployments whose name begins with pay and ends with api', ['payments-api']],
    ['deployments with between 2 and 4 replicas', ['cart', 'checkout', 'coredns', 'payments-api']],
    ['deployments with 3 to 4 replicas', ['cart']],
    ['pvcs between 10Gi and 30Gi', ['data-redis-0']],
    ['pods on the same node as sea-turtle in default', []],
    ['deployments with the same image as grafana', []],
    ['services with no selector', []],
    ['deployments in web except cart', ['web']],
    ['untainted nodes', ['control-1', 'worker-1', 'worker-2', 'worker-3']],
    ['pods not managed by a deployment in default', ['sea-turtle']],
    ['autoscalers with min replicas of 2', ['checkout']],
    ['hpas that can scale to 5', []],
    ['which services listen on 6379', ['redis']],
    ['pods of daemonsets in monitoring', ['node-exporter-q0w7k', 'node-exporter-q1w7k']],
    ['services with more than 5 endpoints', []],
    ['deployments not from docker.io in monitoring', []],
    ['deployments neither in web nor in shop', ['coredns', 'grafana', 'payments-api', 'payments-worker']],
  ])('%s', (message, expected) => {
    expect(names(ask(message))).toEqual(expected);
  });
});

describe('clusters side by side', () => {
  const only = (message: string) => {
    const query = queryOf(message);
    const { comparison = [] } = executeInventory(query, SNAPSHOTS, { now: NOW });
    const lacking = query.lacking ?? [];
    return comparison
      .filter(({ sides }) => lacking.length > 0 && lacking.every((side) => sides[side] === undefined))
      .map(({ name }) => name)
      .sort();
  };

  it.each<[string, string[]]>([
    ['deployments in staging but not in prod', ['canary']],
    ['which namespaces exist in prod but not in staging?', ['money', 'monitoring']],
    ['which services are in staging that are not in prod', ['canary']],
  ])('%s', (message, expected) => {
    expect(only(message)).toEqual(expected);
  });

  it.each<[string, Record<string, number>]>([
    ['which cluster has more nodes', { 'harbour-prod': 4, 'harbour-staging': 2 }],
    ['does prod have more namespaces than staging?', { 'harbour-prod': 6, 'harbour-staging': 4 }],
    ['node count for both clusters', { 'harbour-prod': 4, 'harbour-staging': 2 }],
  ])('%s', (message, expected) => {
    expect(groups(ask(message))).toEqual(expected);
  });
});

describe('several kinds at once', () => {
  it('lists them together', () => {
    const kinds = ask('list pods, services and config maps in web').rows.map(({ ref }) => ref.kind);
    expect(new Set(kinds)).toEqual(new Set(['Pod', 'Service', 'ConfigMap']));
  });

  it('counts them one by one', () => {
    expect(groups(ask('how many deployments and statefulsets are in shop'))).toEqual({
      Deployment: 2,
      StatefulSet: 2,
    });
  });
});
