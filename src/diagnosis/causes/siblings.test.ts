import { describe, expect, it } from 'vitest';
import { worseMachine, worseReplicas } from './siblings.ts';
import type { Replica } from './siblings.ts';

const BAR = { times: 2, more: 0.03 };

const replicas = (workload: string, values: Record<string, number>): Replica[] =>
  Object.entries(values).map(([machine, value]) => ({
    workload,
    name: `${workload}-on-${machine}`,
    machine,
    value,
  }));

describe('replicas compared with their siblings', () => {
  it('tell the machine that several workloads suffer on', () => {
    const all = [
      ...replicas('cart', { a: 0.001, b: 0.3 }),
      ...replicas('orders', { a: 0.002, b: 0.25, c: 0 }),
      ...replicas('search', { a: 0, c: 0.001 }),
    ];
    expect(worseMachine(all, BAR)).toMatchObject({
      machine: 'b',
      workloads: ['cart', 'orders'],
      compared: 2,
    });
  });

  it('tell nothing of one bad replica, nor of workloads that suffer everywhere', () => {
    const oneBad = [...replicas('cart', { a: 0, b: 0.4 }), ...replicas('orders', { a: 0, b: 0.001 })];
    expect(worseMachine(oneBad, BAR)).toBeUndefined();
    const everywhere = [...replicas('cart', { a: 0.3, b: 0.3 }), ...replicas('orders', { a: 0.4, b: 0.41 })];
    expect(worseMachine(everywhere, BAR)).toBeUndefined();
  });

  it('tell nothing of a machine where most do well', () => {
    const some = ['cart', 'orders'].flatMap((name) => replicas(name, { a: 0, b: 0.4 }));
    const others = ['search', 'auth', 'mail', 'stock'].flatMap((name) => replicas(name, { a: 0, b: 0.001 }));
    expect(worseMachine([...some, ...others], BAR)).toBeUndefined();
  });

  it('tell nothing when there is nothing to compare with', () => {
    expect(
      worseMachine([...replicas('cart', { b: 0.4 }), ...replicas('orders', { b: 0.4 })], BAR),
    ).toBeUndefined();
    expect(worseMachine([], BAR)).toBeUndefined();
  });
});

describe('one replica of a workload', () => {
  it('is told when it alone does worse than its siblings', () => {
    const found = worseReplicas(
      [...replicas('cart', { a: 0.001, b: 0.3, c: 0.002 }), ...replicas('orders', { a: 0, b: 0.001 })],
      BAR,
    );
    expect(found).toMatchObject([{ workload: 'cart', name: 'cart-on-b', here: 0.3 }]);
  });

  it('is not told when several do, or when there is only one', () => {
    expect(
      worseReplicas([...replicas('cart', { a: 0.3, b: 0.28, c: 0 }), ...replicas('orders', { a: 0.4 })], BAR),
    ).toEqual([]);
  });
});
