import { describe, expect, it } from 'vitest';
import { median, outerSpread, quantile, spread } from './statistics.ts';

describe('robust numbers', () => {
  it('do not follow outliers', () => {
    expect(median([1, 2, 1000])).toBe(2);
    expect(quantile([0, 10], 0.25)).toBe(2.5);
    expect(spread([1, 2, 3, 4, 1e9])).toBeCloseTo(1.4826);
    expect(median([])).toBeNaN();
  });

  it('still vary when most values are equal', () => {
    const mostlyEqual = [...Array<number>(18).fill(1), 9, 9];
    expect(spread(mostlyEqual)).toBe(0);
    expect(outerSpread(mostlyEqual)).toBeCloseTo(8 / 3.29);
  });
});
