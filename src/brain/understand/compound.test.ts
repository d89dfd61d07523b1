import { describe, expect, it } from 'vitest';
import { questionsIn } from './compound.ts';
import type { Reading } from './reading.ts';

const understood: Reading = {
  type: 'skill',
  skill: 'inventory',
  slots: { clusters: [], clusterNamed: false, namespaces: [], objects: [] },
  confidence: 1,
  mood: 'neutral',
};
const parts = (message: string) => questionsIn(message, () => understood);

describe('questionsIn', () => {
  it.each([
    ['is checkout ok and who uses most cpu', ['is checkout ok', 'who uses most cpu']],
    ['restarts of payments-api and memory of search', ['restarts of payments-api', 'memory of search']],
    [
      'which pods are not ready in shop and what do their logs say',
      ['which pods are not ready in shop', 'what do their logs say'],
    ],
    ['how many pods in shop and how many in payments?', ['how many pods in shop', 'how many in payments?']],
    ['list pods in shop and deployments in platform', ['list pods in shop', 'list deployments in platform']],
    ['restart cart then scale search to 3', ['restart cart', 'scale search to 3']],
    ['restart cart and scale search to 3', ['restart cart', 'scale search to 3']],
    ['is cart ok? is redis ok?', ['is cart ok', 'is redis ok?']],
    ['is "cart" ok; delete from pods', ['is "cart" ok', 'delete from pods']],
    [
      'what changed in shop, who uses most memory and is dns ok',
      ['what changed in shop', 'who uses most memory', 'is dns ok'],
    ],
    [
      'show me the logs of cart and events of cart',
      ['show me the logs of cart', 'show me the events of cart'],
    ],
    ['logs of cart and any slow traces of checkout?', ['logs of cart', 'any slow traces of checkout?']],
    [
      'show me the logs of cart, then the slowest trace of checkout',
      ['show me the logs of cart', 'show me the slowest trace of checkout'],
    ],
    ['error rate of cart and latency of checkout', ['error rate of cart', 'latency of checkout']],
    [
      'services without endpoints and pods without limits',
      ['services without endpoints', 'pods without limits'],
    ],
  ])('%s', (message, expected) => {
    expect(parts(message)).toEqual(expected);
  });

  it.each([
    'list pods and services in shop',
    'pods in shop and payments',
    'logs of cart and payments-api',
    'is cart and redis ok',
    'restart cart and redis',
    'scale cart to 5 and tell me what happens',
    'what happened then',
    'which pods are not ready and are on worker-2',
    'which pods are not ready and have restarts',
    'what is the cpu and memory of cart',
    'what is wrong with cart and how do I fix it',
    'why is cart down and what should I do',
    'what failed and when',
    'can cart reach redis and postgres',
    'redis in prod and in staging',
    'we got paged. is cart ok?',
    'hello, how is my cluster?',
    'pods with label app=a and tier=b',
    'logs of cart with "error; is it" in them',
    'compare cart in prod and staging',
    'checkout is slow and users complain',
    'what changed between 10:00 and 11:00',
  ])('is one question: %s', (message) => {
    expect(parts(message)).toEqual([message]);
  });

  it('is not cut when no part of it is understood', () => {
    const lost: Reading = { type: 'not-understood', nearest: [], mood: 'neutral' };
    const message = 'who is the king and what is a cake';
    expect(questionsIn(message, () => lost)).toEqual([message]);
  });
});
