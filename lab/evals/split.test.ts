import { expect, test } from 'vitest';
import { HALVES } from './split.ts';

const everything = [...HALVES.tune, ...HALVES.judge];
const settingOf = ({ scenario, dialogue, systems }: (typeof everything)[number]) =>
  [scenario, dialogue, systems?.down].join(' | ');

test('both halves are large enough to say something', () => {
  expect(HALVES.tune.length).toBeGreaterThanOrEqual(450);
  expect(HALVES.judge.length).toBeGreaterThanOrEqual(330);
});

test('each question has at least three phrasings', () => {
  expect(everything.filter(({ phrasings }) => phrasings.length < 3).map(({ id }) => id)).toEqual([]);
});

test('an id belongs to one question of one half only', () => {
  const ids = everything.map(({ id }) => id);
  expect(ids.filter((id, at) => ids.indexOf(id) !== at)).toEqual([]);
});

test('a phrasing in its setting belongs to one question of one half only', () => {
  const asked = everything.flatMap((question) =>
    question.phrasings.map((phrasing) => `${settingOf(question)} | ${phrasing}`.toLowerCase()),
  );
  expect(asked.filter((one, at) => asked.indexOf(one) !== at)).toEqual([]);
});

test('every skill that is tuned is judged', () => {
  const skillsOf = (half: keyof typeof HALVES) => new Set(HALVES[half].map(({ skill }) => skill));
  expect([...skillsOf('tune')].filter((skill) => !skillsOf('judge').has(skill))).toEqual([]);
});
