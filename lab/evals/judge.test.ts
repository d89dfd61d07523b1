import { expect, test } from 'vitest';
import type { Answer } from './answer.ts';
import { broken, count, exactly, healthy } from './expect.ts';
import { judge } from './judge.ts';
import type { Expectation } from './question.ts';
import type { Truth } from './truth.ts';

const truth = { exists: (name: string) => name === 'cart-7d9f8b6c54-x2k4q' } as unknown as Truth;
const answer = (text: string, more: Partial<Answer> = {}): Answer => ({
  text,
  outcome: 'answered',
  skill: 'test',
  uncited: [],
  ms: 1,
  ...more,
});
const verdict = (given: Answer, expected: Expectation) =>
  judge(given, expected, { asked: 'is it ok?', truth }).verdict;

test('every fact and no forbidden claim is right', () => {
  expect(verdict(answer('There are **3** pods.'), count(3))).toBe('right');
  expect(verdict(answer('cart and search'), exactly(['cart', 'search'], ['cart', 'search', 'orders']))).toBe(
    'right',
  );
});

test('a missing fact, one name too many, or a wrong number is wrong', () => {
  expect(verdict(answer('There are 4 pods.'), count(3))).toBe('wrong');
  expect(
    verdict(answer('cart, search, orders'), exactly(['cart', 'search'], ['cart', 'search', 'orders'])),
  ).toBe('wrong');
  expect(verdict(answer('cart'), exactly(['cart', 'search'], ['cart', 'search', 'orders']))).toBe('wrong');
});

test('not knowing is honest, unless something false is said with it', () => {
  expect(verdict(answer('I cannot tell.', { outcome: 'unknown' }), count(3))).toBe('honest');
  expect(verdict(answer('Which one?', { outcome: 'asked' }), count(3))).toBe('honest');
  const lie = answer('I cannot tell, but cart-7d9f8b6c54-zzzzz did it.', { outcome: 'unknown' });
  expect(verdict(lie, count(3))).toBe('wrong');
});

test('what is offered in place of an answer is no claim', () => {
  const offer = answer('I am not sure.\n\n- what does CrashLoopBackOff mean?\n- is cart crashing?', {
    outcome: 'unknown',
  });
  expect(verdict(offer, healthy('cart'))).toBe('honest');
  expect(verdict({ ...offer, outcome: 'answered' }, healthy('cart'))).toBe('wrong');
  expect(verdict(answer('cart is crashing', { outcome: 'unknown' }), healthy('cart'))).toBe('wrong');
});

test('a name with the look of a pod must exist or have been asked about', () => {
  expect(verdict(answer('There are 3: cart-7d9f8b6c54-x2k4q'), count(3))).toBe('right');
  expect(verdict(answer('There are 3: cart-7d9f8b6c54-b2b4b'), count(3))).toBe('wrong');
});

test('all well about something broken is wrong, and so is an ill about something healthy', () => {
  const said = broken(['cart', /memory/]);
  expect(verdict(answer('cart ran out of memory', { severity: 'critical' }), said)).toBe('right');
  expect(verdict(answer('cart: I found no problems. memory is fine'), said)).toBe('wrong');
  expect(verdict(answer('cart is healthy'), healthy('cart'))).toBe('right');
  expect(verdict(answer('cart is healthy', { severity: 'warning' }), healthy('cart'))).toBe('wrong');
  expect(verdict(answer('cart is crashing'), healthy('cart'))).toBe('wrong');
});

test('a fact without evidence, or a changed world, is wrong', () => {
  expect(verdict(answer('There are 3 pods', { uncited: ['3 pods'] }), count(3))).toBe('wrong');
  expect(verdict(answer('3'), { ...count(3), world: () => 'changed the cluster' })).toBe('wrong');
});
