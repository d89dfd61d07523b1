import { describe, expect, it } from 'vitest';
import { readAs } from './testing/say.ts';

describe('what the revisions of workloads tell', () => {
  it.each([
    ['rollouts of the last 10 days in shop', 'changes ns=shop time=the last 10 days (aspect=rollouts)'],
    ['releases this week', 'changes time=this week (aspect=rollouts)'],
    ['deployments updated yesterday', 'changes time=yesterday (aspect=rollouts kind=Deployment)'],
    ['which deployment was rolled out last', 'changes (aspect=last-rollout kind=Deployment)'],
    ['what was the most recently deployed thing', 'changes (aspect=last-rollout)'],
    ['last rollout of cart', 'changes [Deployment/web/cart] (aspect=last-rollout)'],
    ['what new config maps were added recently', 'changes (aspect=of-kind kind=ConfigMap)'],
  ])('%s', (message, reading) => {
    expect(readAs(message)).toBe(reading);
  });

  it.each([
    ['rollout of cart stuck?', 'diagnose [Deployment/web/cart]'],
    ['releases of shipping-api this week', 'no-such-name  shipping-api'],
  ])('%s: another question', (message, reading) => {
    expect(readAs(message)).toContain(reading);
  });
});
