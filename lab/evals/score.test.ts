import { expect, test } from 'vitest';
import type { Verdict } from './judge.ts';
import type { Result } from './score.ts';
import { GOAL, reaches, scoreOf } from './score.ts';

const result = (verdict: Verdict): Result => ({
  verdict,
  faults: [],
  question: { id: 'q', skill: 'greet', phrasings: [], expect: () => ({}) },
  half: 'judge',
  asked: '',
  answer: '',
  skillOfAnswer: '',
  ms: 1,
});
const many = (right: number, honest: number, wrong: number) =>
  scoreOf([
    ...Array.from({ length: right }, () => result('right')),
    ...Array.from({ length: honest }, () => result('honest')),
    ...Array.from({ length: wrong }, () => result('wrong')),
  ]);

test('a confident wrong answer costs two right ones', () => {
  expect(many(2, 0, 1).points).toBe(0);
  expect(many(1, 1, 0).points).toBe(0.5);
});

test('95 % right reaches the goal, a single wrong answer does not', () => {
  expect(reaches(many(95, 5, 0), GOAL)).toBe(true);
  expect(reaches(many(94, 6, 0), GOAL)).toBe(false);
  expect(reaches(many(99, 0, 1), GOAL)).toBe(false);
});

test('nothing asked is no pass', () => {
  expect(reaches(many(0, 0, 0), GOAL)).toBe(false);
});
