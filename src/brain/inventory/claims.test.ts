import { describe, expect, it } from 'vitest';
import { NOW } from '../understand/testing/builders.ts';
import { SNAPSHOTS } from '../understand/testing/company.ts';
import { said } from '../understand/testing/say.ts';
import { understand } from '../understand/understand.ts';
import { executeInventory } from './execute-inventory.ts';
import type { InventoryQuery } from './query.ts';

function queryOf(message: string): InventoryQuery {
  const reading = understand(said(message));
  const query = reading.type === 'skill' ? reading.slots.query : undefined;
  if (query === undefined) throw new Error(`no query in "${message}"`);
  return query;
}

describe('what is asked of a kind as a whole', () => {
  it.each([
    ['are the nodes ready', 'are all nodes ready'],
    ['is my ingress ok', 'are all ingresses ok'],
    ['are pods in shop healthy', 'are all pods in shop healthy'],
  ])('%s asks the same as: %s', (plain, universal) => {
    const [one, other] = [queryOf(plain), queryOf(universal)];
    expect([one.verb, one.claims, one.filters]).toEqual(['all', other.claims, other.filters]);
  });

  it('where pods are is not claimed of them', () => {
    const { claims, filters } = queryOf('are all pods on worker-2 ready');
    expect([claims, filters.map(({ field }) => field)]).toEqual([
      [{ field: 'ready', op: 'is', value: true }],
      ['node'],
    ]);
  });
});

describe('containers one by one', () => {
  it('are counted themselves', () => {
    const query = queryOf('how many containers are not ready');
    const { scalar = 0, rows } = executeInventory(query, SNAPSHOTS, { now: NOW });
    expect([query.perContainer, scalar]).toEqual([true, rows.length]);
    expect(rows.every(({ cells }) => Array.isArray(cells.container) && cells.container.length === 1)).toBe(
      true,
    );
  });
});

describe('numbers', () => {
  it('has the middle of an even number of values between the middle two', () => {
    const query: InventoryQuery = {
      verb: 'average',
      median: true,
      kind: 'Pod',
      clusters: SNAPSHOTS.map(({ cluster }) => cluster),
      filters: [],
      measure: 'restarts',
      show: [],
    };
    const restarts = executeInventory({ ...query, verb: 'list', show: ['restarts'] }, SNAPSHOTS, { now: NOW })
      .rows.map(({ cells }) => Number(cells.restarts))
      .sort((a, b) => a - b);
    const half = Math.floor(restarts.length / 2);
    const middle =
      restarts.length % 2 === 1 ? restarts[half] : ((restarts[half] ?? 0) + (restarts[half - 1] ?? 0)) / 2;
    expect(executeInventory(query, SNAPSHOTS, { now: NOW }).scalar).toBe(middle);
  });
});
