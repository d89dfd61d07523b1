import { describe, expect, it } from 'vitest';
import { readAs } from '../testing/say.ts';

describe('a part of one thing, every word of the question being understood', () => {
  it.each([
    ['what image tag does checkout use', 'describe [Deployment/shop/checkout] (aspect=image)'],
    ['cpu limits of cart', 'describe [Deployment/web/cart] (aspect=limits)'],
    ['which ports does redis listen on', 'describe [StatefulSet/shop/redis] (aspect=ports)'],
    ['does checkout have a liveness probe', 'describe [Deployment/shop/checkout] (aspect=probes)'],
    ['cluster ip of checkout', 'describe [Service/shop/checkout] (aspect=ip)'],
    ['internal dns name of checkout', 'describe [Service/shop/checkout] (aspect=dnsName)'],
    ['image and replicas of cart', 'describe [Deployment/web/cart] (aspect=image + replicas)'],
    [
      'storage class of data-redis-0',
      'describe [PersistentVolumeClaim/shop/data-redis-0] (aspect=storage class name)',
    ],
    [
      'how big is the claim data-redis-0',
      'describe [PersistentVolumeClaim/shop/data-redis-0] (aspect=capacity)',
    ],
    ['update strategy of checkout', 'describe [Deployment/shop/checkout] (aspect=strategy)'],
    ['what keys does redis-config hold', 'describe [ConfigMap/shop/redis-config] (aspect=keys)'],
    ['where does shop.example.com/ go', 'describe [Ingress/shop/shop] (aspect=routes)'],
    ['machine type of worker-2', 'describe [Node/worker-2] (aspect=instance type)'],
    ['why do no pods land on worker-2', 'describe [Node/worker-2] (aspect=taints)'],
    ['how often does nightly-report run', 'describe [CronJob/shop/nightly-report] (aspect=schedule)'],
    ['min replicas of checkout', 'describe [HorizontalPodAutoscaler/shop/checkout] (aspect=metrics)'],
    ['team that owns cart', 'describe [Deployment/web/cart] (aspect=team)'],
    ['who reads redis-config', 'relations [ConfigMap/shop/redis-config] (aspect=users)'],
    ['what breaks if redis-config is deleted', 'relations [ConfigMap/shop/redis-config] (aspect=users)'],
    [
      'how to reach grafana from my laptop',
      'connectivity [Service/monitoring/grafana] (aspect=port-forward)',
    ],
    ['endpoints behind checkout', 'connectivity [Service/shop/checkout] (aspect=endpoints)'],
    ['previous version of cart', 'rollout [Deployment/web/cart] (aspect=history)'],
    ['is the new version of cart out yet', 'rollout [Deployment/web/cart] (aspect=status)'],
    ['since when is cart on its version', 'changes [Deployment/web/cart] (aspect=last-rollout)'],
  ])('%s', (message, reading) => {
    expect(readAs(message)).toBe(reading);
  });

  it.each([
    ['pods scheduled on worker-1', 'inventory {list Pod; node is "worker-1"} (kind=Pod)'],
    ['image of checkout yesterday', 'time=yesterday'],
    ['replicas of checkout in both clusters', '@harbour-prod+harbour-staging'],
    ['restart checkout', 'change-request'],
  ])('%s: says more than a part', (message, reading) => {
    expect(readAs(message)).toContain(reading);
  });
});

describe('the way from one thing to another', () => {
  it.each([
    ['does a policy stop cart -> payments-api', 'Deployment/web/cart, Deployment/money/payments-api'],
    ['is traffic from cart to redis allowed', 'Deployment/web/cart, StatefulSet/shop/redis'],
    ['can redis be reached by cart', 'Deployment/web/cart, StatefulSet/shop/redis'],
    ['to redis from cart: blocked?', 'Deployment/web/cart, StatefulSet/shop/redis'],
    ['path between cart and redis', 'Deployment/web/cart, StatefulSet/shop/redis'],
    [
      'what blocks checkout from talking to payments-api',
      'Deployment/shop/checkout, Deployment/money/payments-api',
    ],
  ])('%s', (message, ends) => {
    expect(readAs(message)).toBe(`connectivity [${ends}] (aspect=reach)`);
  });
});
