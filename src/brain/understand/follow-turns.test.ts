import { describe, expect, it } from 'vitest';
import { readDialogue } from './testing/say.ts';

describe('what goes on from the message before', () => {
  it.each([
    ['how many pods are in web', 'shop?', 'inventory ns=shop {count Pod; namespace is "shop"} (kind=Pod)'],
    ['pods in web', 'no, I meant shop', 'inventory ns=shop {list Pod; namespace is "shop"} (kind=Pod)'],
    [
      'how many nodes has prod',
      'sorry, I meant staging',
      'inventory @harbour-staging {count Node} (kind=Node)',
    ],
    ['why is cart crashing', 'what is the reason?', 'diagnose [Deployment/web/cart]'],
    ['why is cart restarting', 'how come?', 'diagnose [Deployment/web/cart]'],
    ['how is checkout', 'how many pods are ready?', 'describe [Deployment/shop/checkout] (aspect=replicas)'],
    ['describe node worker-2', 'what runs there', 'inventory {list Pod; node is "worker-2"} (kind=Pod)'],
    [
      'list pods in money',
      'show me that network policy',
      'inventory ns=money {list NetworkPolicy; namespace is "money"} (kind=NetworkPolicy)',
    ],
    [
      'list pods in web',
      'which ones restarted there',
      'inventory ns=web {list Pod; namespace is "web"; restarts more-than 0} (kind=Pod)',
    ],
    ['is cart ok', 'money?', 'cluster-health ns=money'],
    ['is cart ok', 'is namespace money healthy', 'cluster-health ns=money'],
  ])('%s / %s', (before, message, reading) => {
    expect(readDialogue([before, message]).at(-1)).toBe(reading);
  });
});
