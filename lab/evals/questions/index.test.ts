import { expect, test } from 'vitest';
import { isJudgeOnly } from '../split.ts';
import { QUESTIONS } from './index.ts';

test('at least 250 questions, each in at least three phrasings', () => {
  expect(QUESTIONS.length).toBeGreaterThanOrEqual(250);
  expect(
    QUESTIONS.filter((question) => question.phrasings.length < 3).map((question) => question.id),
  ).toEqual([]);
});

test('an id and a phrasing (in its setting) belong to one question only', () => {
  const ids = QUESTIONS.map((question) => question.id);
  expect(ids.filter((id, at) => ids.indexOf(id) !== at)).toEqual([]);
  const asked = QUESTIONS.flatMap((question) =>
    question.phrasings.map((phrasing) =>
      [question.scenario, question.dialogue, phrasing].join(' | ').toLowerCase(),
    ),
  );
  expect(asked.filter((one, at) => asked.indexOf(one) !== at)).toEqual([]);
});

test('about a third of the questions is kept for judging', () => {
  const share = QUESTIONS.filter(isJudgeOnly).length / QUESTIONS.length;
  expect(share).toBeGreaterThan(0.25);
  expect(share).toBeLessThan(0.45);
});
