import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ChangeEvent } from './change.ts';
import { lineUpChanges } from './line-up-changes.ts';

const MINUTE = 60_000;
const at = Date.UTC(2026, 0, 10, 14, 0);
const change = (minutes: number): ChangeEvent => ({
  id: `c${minutes}`,
  node: 'cart',
  at: at + minutes * MINUTE,
  says: 'cart was deployed',
});

describe('changes against the beginning of trouble', () => {
  it('count the less the longer before it they came, and not at all after it', () => {
    const linedUp = lineUpChanges([change(20), change(-600), change(-30), change(-1)], { at, within: 0 });
    expect(linedUp.map(({ change: { id }, timing }) => [id, timing])).toEqual([
      ['c-1', 'before'],
      ['c-30', 'before'],
      ['c-600', 'long-before'],
      ['c20', 'after'],
    ]);
    expect(linedUp.map(({ closeness }) => Math.round(closeness * 100))).toEqual([98, 50, 0, 0]);
  });

  it('may fall anywhere in the interval in which the trouble began', () => {
    const [within] = lineUpChanges([change(4)], { at, within: 5 * MINUTE });
    expect(within).toMatchObject({ timing: 'before', closeness: 1 });
    const [beyond] = lineUpChanges([change(6)], { at, within: 5 * MINUTE });
    expect(beyond).toMatchObject({ timing: 'after', closeness: 0 });
  });

  it('stand in the same order however they came', () => {
    const minutes = fc.uniqueArray(fc.integer({ min: -1000, max: 1000 }), { maxLength: 8 });
    fc.assert(
      fc.property(minutes, (given) => {
        const changes = given.map(change);
        const begin = { at, within: MINUTE };
        expect(lineUpChanges(changes.toReversed(), begin)).toEqual(lineUpChanges(changes, begin));
      }),
    );
  });
});
