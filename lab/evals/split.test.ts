import { expect, test } from 'vitest';
import type { Question } from './question.ts';
import { halfOf, isJudgeOnly } from './split.ts';

const question = (id: string): Question => ({
  id,
  skill: 'greet',
  phrasings: ['hello', 'hi', 'hey'],
  expect: () => ({}),
});
const many = Array.from({ length: 600 }, (_, at) => question(`question-${at}`));

test('about a third of the questions is for judging only', () => {
  const alone = many.filter(isJudgeOnly).length;
  expect(alone).toBeGreaterThan(150);
  expect(alone).toBeLessThan(250);
});

test('a shared question has exactly one of three phrasings in the judging half', () => {
  for (const shared of many.filter((one) => !isJudgeOnly(one))) {
    const halves = [0, 1, 2].map((phrasing) => halfOf(shared, phrasing));
    expect(halves.filter((half) => half === 'judge')).toHaveLength(1);
  }
});

test('no phrasing of a judge-only question is shown to those who tune', () => {
  for (const alone of many.filter(isJudgeOnly))
    expect([0, 1, 2, 3].map((phrasing) => halfOf(alone, phrasing))).not.toContain('tune');
});
