import { expect, test } from 'vitest';
import { matches } from '../../../match.ts';
import { day, moment } from './facts.ts';

const MINUTE = 60_000;
const ago = (minutes: number): string => new Date(Date.now() - minutes * MINUTE).toISOString();
const FIVE_DAYS = 5 * 24 * 60;

test.each(['2024-03-09', '9 march', '09 mar 2024', 'march 9', 'the 9th of march'])(
  '%s is that day',
  (text) => {
    expect(matches(text, day('2024-03-09T10:00:00Z'))).toBe(true);
  },
);

test.each(['2024-03-19', '19 march', 'march 19', '9 april', '29 mar'])('%s is another day', (text) => {
  expect(matches(text, day('2024-03-09T10:00:00Z'))).toBe(false);
});

test('a day may be so many days ago', () => {
  expect(matches('5 days ago', day(ago(FIVE_DAYS)))).toBe(true);
  expect(matches('15 days ago', day(ago(FIVE_DAYS)))).toBe(false);
});

test('a moment is a time or so many minutes ago', () => {
  expect(matches(`at ${ago(20).slice(11, 16)} utc`, moment(ago(20)))).toBe(true);
  expect(matches('20 minutes ago', moment(ago(20)))).toBe(true);
  expect(matches('40 minutes ago', moment(ago(20)))).toBe(false);
});

test('a moment that is yet to come is no number of minutes ago', () => {
  expect(matches('in 5 min', moment(ago(-60)))).toBe(false);
});
