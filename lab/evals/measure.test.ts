import { expect, test } from 'vitest';
import { matches } from './match.ts';
import { about, duration, measuredBytes, percent, rate } from './measure.ts';

test.each([
  ['249 ms', duration(0.249)],
  ['0.25 s', duration(0.249)],
  ['1.04 s', duration(0.98)],
  ['0.12 %', percent(0.0012)],
  ['18.1%', percent(0.18)],
  ['0%', percent(0)],
  ['4.23/s', rate(4.233)],
  ['50.4 requests per second', rate(50.4)],
  ['254 a minute', rate(4.233)],
  ['864 mib', measuredBytes(906127475)],
  ['0.84 gib', measuredBytes(906127475)],
  ['29294 requests', about(29_300)],
  ['1.46', about(1.4561)],
  ['2.1k', about(2_100)],
])('%s is what was measured', (text, matcher) => {
  expect(matches(text, matcher)).toBe(true);
});

test.each([
  ['24.9 ms', duration(0.249)],
  ['2.49 s', duration(0.249)],
  ['12%', percent(0.0012)],
  ['42.3/s', rate(4.233)],
  ['0.4/s', rate(4.233)],
  ['41', about(4.1)],
  ['410', about(41)],
  ['41 %', about(41)],
  ['1.9', about(1.3)],
])('%s is not what was measured', (text, matcher) => {
  expect(matches(text, matcher)).toBe(false);
});
