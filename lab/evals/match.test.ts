import { expect, test } from 'vitest';
import { matches, plain } from './match.ts';
import { bytes, cores } from './quantity.ts';
import { number } from './truth.ts';

const has = (text: string, ...wanted: Parameters<typeof matches>[1][]) =>
  wanted.map((one) => matches(plain(text), one));

test('a name stands alone', () => {
  expect(has('`cart-db` is fine', 'cart')).toEqual([false]);
  expect(has('**cart** is fine, cart-db too.', 'cart', 'cart-db')).toEqual([true, true]);
  expect(has('web-10 runs', 'web-1')).toEqual([false]);
  expect(has('It is shop/cart.', 'cart')).toEqual([true]);
});

test('any one of several is enough, and a pattern is a pattern', () => {
  expect(has('no trouble at all', ['problem', /troubl/])).toEqual([true]);
  expect(has('all is well', ['problem', /troubl/])).toEqual([false]);
});

test('numbers are not parts of names, ratios, decimals or times', () => {
  expect(has('**3 pods** are ready', number(3))).toEqual([true]);
  expect(has('cart-3 and 3/5 and 13 and 3.5 and 3:30', number(3))).toEqual([false]);
  expect(has('three pods', number(3))).toEqual([true]);
  expect(has('1,204 pods', number(1204))).toEqual([true]);
  expect(has('No pods are pending', number(0))).toEqual([true]);
});

test('amounts may be written in any unit', () => {
  expect(has('512 MiB', bytes(512 * 2 ** 20))).toEqual([true]);
  expect(has('0.5Gi', bytes(512 * 2 ** 20))).toEqual([true]);
  expect(has('1.5 GiB', bytes(512 * 2 ** 20))).toEqual([false]);
  expect(has('250m', cores(0.25))).toEqual([true]);
  expect(has('0.25 cores', cores(0.25))).toEqual([true]);
});
