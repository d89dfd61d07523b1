import { describe, expect, it } from 'vitest';
import { readAs } from './testing/say.ts';

const cart = (change: string): string => `change-request [Deployment/web/cart] (change=${change})`;
const checkout = (change: string): string => `change-request [Deployment/shop/checkout] (change=${change})`;
const scaled = (replicas: number): string => `{"verb":"scale","parameters":{"replicas":"${replicas}"}}`;
const did = (verb: string): string => `{"verb":"${verb}","parameters":{}}`;

describe('deeds in words of everyday', () => {
  it.each([
    ['put cart to zero replicas', cart(scaled(0))],
    ['scale cart to 0 replicas', cart(scaled(0))],
    ['turn cart off', cart(scaled(0))],
    ['I want 3 replicas of cart please', cart(scaled(3))],
    ['set the number of replicas of checkout to 4', checkout(scaled(4))],
    ['give checkout five replicas', checkout(scaled(5))],
    ['checkout to 4 replicas', checkout(scaled(4))],
    ['do a rolling restart of checkout', checkout(did('restart'))],
    ['checkout needs a restart', checkout(did('restart'))],
    ['roll cart back', cart(did('rollback'))],
    ['empty worker-2', `change-request [Node/worker-2] (change=${did('drain')})`],
    ['take worker-1 out of service', `change-request [Node/worker-1] (change=${did('drain')})`],
    ['evict all pods from worker-2', `change-request [Node/worker-2] (change=${did('drain')})`],
    ['prepare worker-2 for maintenance', `change-request [Node/worker-2] (change=${did('drain')})`],
  ])('%s', (message, reading) => {
    expect(readAs(message)).toBe(reading);
  });

  it.each([
    ['kubectl command for restarting cart', 'command'],
    ['how many replicas does cart have', 'describe'],
    ['empty cart', 'not-understood'],
  ])('%s: no deed', (message, skill) => {
    expect(readAs(message).split(' ')[0]).toBe(skill);
  });
});
