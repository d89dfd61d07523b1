import { describe, expect, it } from 'vitest';
import { angleAsked } from './angle.ts';
import { analyse } from './analyse.ts';
import { featuresOf } from './features.ts';
import { said } from './testing/say.ts';

const angleOf = (message: string) => {
  const analysis = analyse(said(message));
  return angleAsked(analysis, featuresOf(analysis));
};

describe('the side of a trouble that is asked after', () => {
  it.each([
    ['how do i fix it', 'remedy'],
    ['what should i do first', 'remedy'],
    ['next steps?', 'remedy'],
    ['is it safe?', 'safety'],
    ['can i undo it', 'safety'],
    ['when did it start', 'since'],
    ['how long has it been like this', 'since'],
  ])('%s', (message, angle) => {
    expect(angleOf(message)).toBe(angle);
  });

  it.each(['what can you do?', 'how many pods are there', 'is cart healthy', 'how long has it been running'])(
    '%s is about none',
    (message) => {
      expect(angleOf(message)).toBeUndefined();
    },
  );
});
