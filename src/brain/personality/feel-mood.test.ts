import { describe, expect, it } from 'vitest';
import { feelMood } from './feel-mood.ts';

describe('how somebody sounds', () => {
  it.each([
    'this is absolutely horrible, checkout again',
    'I am losing my mind over this awful pipeline',
    'why does nothing ever work!!!',
    'WHY IS CHECKOUT DOWN AGAIN',
    'what the #@$%& is it now',
    'that dashboard is a terrible mess and I loathe it',
  ])('frustrated: %s', (message) => {
    expect(feelMood('neutral', message)).toBe('frustrated');
  });

  it.each(['that is a delightful answer, how many nodes are there', 'you are adorable, show me the pods'])(
    'pleased: %s',
    (message) => {
      expect(feelMood('neutral', message)).toBe('pleased');
    },
  );

  it.each([
    'why does checkout keep crashing?',
    'which pods were killed by a fatal error in the last hour',
    'kill the dead pods that fail and panic',
    'are there critical alerts, failures or outages',
    'what is the worst error in the logs of `terrible-horrible-awful`',
    'is awful-service-7d9f healthy',
    'list pods that are not ready',
    'what happened to constructor and __proto__',
    '',
  ])('nothing to feel in: %s', (message) => {
    expect(feelMood('neutral', message)).toBe('neutral');
  });

  it('leaves what the words said', () => {
    expect(feelMood('urgent', 'this is horrible')).toBe('urgent');
  });
});
