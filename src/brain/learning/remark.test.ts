import { describe, expect, it } from 'vitest';
import { remarkOf } from './remark.ts';

const after = { isAnswered: true };

describe('a word on the last answer', () => {
  it.each([
    'thanks, spot on',
    'spot on!',
    'that was right',
    "yes, that's correct",
    'great answer',
    'you nailed it',
    'that was the cause',
    'you were right',
    '👍',
  ])('good: %s', (message) => {
    expect(remarkOf(message, after)).toEqual({ what: 'rating', rating: 'good' });
  });

  it.each([
    'that was wrong',
    "no, that's not right",
    'wrong answer',
    'your answer is completely wrong',
    'not helpful',
    'that did not help',
    'you got that wrong',
    'sorry, but that is incorrect.',
    "that isn't it, that was not it".slice(-15),
    '👎',
  ])('bad: %s', (message) => {
    expect(remarkOf(message, after)).toEqual({ what: 'rating', rating: 'bad' });
  });

  it.each([
    ["no, it's the api not the worker", "it's the api not the worker"],
    ['No, it is the api, not the worker.', 'it is the api, not the worker'],
    ['no, the cause was an expired certificate', 'the cause was an expired certificate'],
    ['that was wrong: the disk of db-0 was full', 'the disk of db-0 was full'],
    ['wrong answer, the queue was stuck', 'the queue was stuck'],
    ['correction: checkout belongs to the payments team', 'checkout belongs to the payments team'],
    ['actually it was the DNS', 'it was the DNS'],
    ['actually, the culprit is the sidecar', 'the culprit is the sidecar'],
  ])('corrected: %s', (message, correction) => {
    expect(remarkOf(message, after)).toEqual({ what: 'rating', rating: 'bad', correction });
  });

  it.each([
    'no, in staging',
    'no, it is in staging',
    'no, I meant the worker',
    'what is wrong with checkout',
    'what is wrong?',
    'is that right?',
    'that was wrong, what about cart?',
    'show me the wrong one',
    'right',
    'correct',
    'thanks',
    'great',
    'perfect',
    'no',
    'why is it not the api',
    'which pods are not right',
    'the cause of the crash',
    'the cause was an expired certificate',
    'how many nodes are there',
  ])('no remark: %s', (message) => {
    expect(remarkOf(message, after)).toBeUndefined();
  });

  it('corrects nothing when nothing was answered', () => {
    expect(remarkOf("no, it's the api not the worker", { isAnswered: false })).toBeUndefined();
  });

  it('reads long and odd messages in no time', () => {
    const started = performance.now();
    for (const word of ['no, ', 'that was ', 'it is ', '!', 'actually it was ', '—'])
      remarkOf(word.repeat(1000 / word.length), after);
    expect(performance.now() - started).toBeLessThan(200);
  });
});

describe('a word on the manner', () => {
  it('is a remark too', () => {
    expect(remarkOf('no jokes please', after)).toEqual({ what: 'manner', dial: 'light', isHereOnly: false });
  });
});
