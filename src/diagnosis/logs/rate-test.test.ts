import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chanceOfRise, riseOf } from './rate-test.ts';

const rate = (count: number, seconds = 60): { count: number; seconds: number } => ({ count, seconds });

describe('chanceOfRise', () => {
  it.each([
    [0, 1, 0.5],
    [0, 5, 1 / 32],
    [1, 1, 0.75],
    [3, 12, 0.017578125],
    [5, 5, 0.623046875],
    [20, 0, 1],
  ])('%i before, %i after in equal times: %f', (before, after, chance) => {
    expect(chanceOfRise(rate(before), rate(after))).toBeCloseTo(chance, 7);
  });

  it('knows how long each was looked at', () => {
    expect(chanceOfRise(rate(100, 1000), rate(1, 10))).toBeCloseTo(0.634, 2);
    expect(chanceOfRise(rate(0, 10), rate(3, 1000))).toBeCloseTo((1000 / 1010) ** 3, 9);
  });

  it('stays a probability for large counts', () => {
    fc.assert(
      fc.property(fc.nat(1e6), fc.nat(1e6), (before, after) => {
        const chance = chanceOfRise(rate(before), rate(after));
        return chance >= 0 && chance <= 1;
      }),
      { numRuns: 200 },
    );
    expect(chanceOfRise(rate(500_000), rate(500_000))).toBeCloseTo(0.5, 2);
    expect(chanceOfRise(rate(1000), rate(2000))).toBeLessThan(1e-60);
  });
});

describe('riseOf', () => {
  it('gives the factor and the least that it may be', () => {
    const { factor, atLeast } = riseOf(rate(10), rate(30));
    expect(factor).toBe(3);
    expect(atLeast).toBeGreaterThan(1.4);
    expect(atLeast).toBeLessThan(1.6);
  });

  it('claims less the fewer there are', () => {
    expect(riseOf(rate(1), rate(3)).atLeast).toBeLessThan(riseOf(rate(100), rate(300)).atLeast);
    expect(riseOf(rate(0), rate(0)).atLeast).toBe(0);
  });
});
