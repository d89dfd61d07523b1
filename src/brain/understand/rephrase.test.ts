import { describe, expect, it } from 'vitest';
import { rephrased } from './rephrase.ts';
import { said } from './testing/say.ts';

describe('a message in words that the grammar knows', () => {
  it.each([
    ['anything pending?', 'which pods are pending'],
    ['any oomkills?', 'which pods were OOMKilled'],
    ['is anything crashlooping in web?', 'which pods are in CrashLoopBackOff in web'],
    ['who restarted in the last hour', 'which pods restarted in the last hour'],
    ['whats evicted', 'which pods are evicted'],
  ])('%s', (message, asked) => {
    expect(rephrased(said(message))).toBe(asked);
  });

  it.each(['what is CrashLoopBackOff', 'what does Pending mean', 'anything failing?', 'any pending pods?'])(
    '%s stays as it is',
    (message) => {
      expect(rephrased(said(message))).toBe(message);
    },
  );

  it('takes the same question to another cluster only when there was one', () => {
    expect(rephrased(said('is staging affected too?'))).toBe('is staging affected too?');
  });
});
