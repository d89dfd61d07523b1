import { describe, expect, it } from 'vitest';
import { readAs, said } from './testing/say.ts';
import { troubleSpokenOf } from './trouble-spoken-of.ts';

describe('trouble of one thing, told or asked after', () => {
  it.each([
    ['checkout exits right after start, what does it want', 'Deployment/shop/checkout'],
    ['all pods of checkout vanished and none come back', 'Deployment/shop/checkout'],
    ['FailedCreate on the replicaset of checkout, whats up', 'checkout'],
    ['who or what rejects the pods of checkout', 'Deployment/shop/checkout'],
    ['is there a mistake in the image of checkout?', 'Deployment/shop/checkout'],
    ['search: the new pod never starts, something with the image', 'Deployment/shop/search'],
    ['search ok?', 'Deployment/shop/search'],
    ['status search', 'Deployment/shop/search'],
  ])('%s', (message, object) => {
    expect(readAs(message)).toContain('diagnose');
    expect(readAs(message)).toContain(object);
  });

  it.each(['which pods of checkout are older than 3 days', 'show me the logs of checkout'])(
    '%s is another question',
    (message) => {
      expect(readAs(message)).not.toContain('diagnose');
    },
  );
});

describe('what an unclear message tells trouble of', () => {
  it('is the cluster when nothing is named', () => {
    expect(troubleSpokenOf(said('no such host errors everywhere'))).toMatchObject({
      skill: 'cluster-health',
      slots: { objects: [] },
    });
  });

  it('is nothing when no trouble is told, or a list is asked for', () => {
    expect(troubleSpokenOf(said('the weather is nice'))).toBeUndefined();
    expect(troubleSpokenOf(said('which pods have flimsy errors'))).toBeUndefined();
  });
});
