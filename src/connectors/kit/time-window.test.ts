import { describe, expect, test } from 'vitest';
import { windowOf } from './time-window.ts';

const NOW = Date.UTC(2026, 10, 20, 14);
const usual = { now: NOW, minutes: 60, longestDays: 30 };

describe('a window of time', () => {
  test('is the last so many minutes, unless it is told otherwise', () => {
    expect(windowOf({}, usual)).toEqual({ start: NOW - 3_600_000, end: NOW });
    expect(windowOf({ minutes: 5 }, usual)).toEqual({ start: NOW - 300_000, end: NOW });
    expect(windowOf({ end: '2026-11-20T12:00:00Z', minutes: 5 }, usual).start).toBe(NOW - 7_500_000);
    expect(windowOf({ start: '2026-11-20T14:00:00+01:00' }, usual)).toEqual({
      start: NOW - 3_600_000,
      end: NOW,
    });
  });

  test.each([
    ['backwards', { start: '2026-11-20T13:00:00Z', end: '2026-11-20T12:00:00Z' }],
    ['too long', { start: '1970-01-01T00:00:00Z' }],
    ['in the future', { start: '2027-01-01T00:00:00Z', end: '2027-01-02T00:00:00Z' }],
  ])('is refused when it is %s', (_, asked) => {
    expect(() => windowOf(asked, usual)).toThrow(expect.objectContaining({ code: 'bad-range' }) as Error);
  });
});
