import { describe, expect, it } from 'vitest';
import type { LogRecord } from './compare-log-patterns.ts';
import { compareLogPatterns } from './compare-log-patterns.ts';

const START = Date.UTC(2026, 0, 1);
const repeat = (count: number, text: (at: number) => string): LogRecord[] =>
  Array.from({ length: count }, (_, at) => ({ text: text(at), at: START + at * 1000 }));
const HOUR = 3600;

const steady = (count: number): LogRecord[] =>
  repeat(count, (at) => `INFO served /cart/${at} in ${at % 90}ms`);

describe('compareLogPatterns', () => {
  it('says nothing of what has not changed', () => {
    const changes = compareLogPatterns(
      { records: steady(200), seconds: HOUR },
      { records: steady(210), seconds: HOUR },
    );
    expect(changes).toMatchObject({
      appeared: [],
      gone: [],
      surging: [],
      patterns: 1,
      lines: { baseline: 200, current: 210 },
    });
  });

  it('names what appeared, with its counts, times, level and template', () => {
    const errors = repeat(
      3,
      (at) => `2026-01-01T00:00:0${at}Z ERROR pool-${at} gave up after ${at + 1}s: timeout`,
    );
    const [appeared] = compareLogPatterns(
      { records: steady(50), seconds: HOUR },
      { records: [...steady(50), ...errors], seconds: HOUR },
    ).appeared;
    expect(appeared).toMatchObject({
      template: '<id> gave up after <duration>: timeout',
      example: 'pool-0 gave up after 1s: timeout',
      level: 'error',
      factor: undefined,
      baseline: { count: 0, firstAt: undefined },
      current: { count: 3, perMinute: 0.05, firstAt: START, lastAt: START + 2000 },
      chance: expect.closeTo(0.125) as number,
    });
  });

  it('puts the worst of what appeared first', () => {
    const records = ['INFO cache warmed', 'FATAL no disk left', 'WARN slow query', 'ERROR cannot write'].map(
      (text) => ({ text }),
    );
    const { appeared } = compareLogPatterns({ records: [], seconds: HOUR }, { records, seconds: HOUR });
    expect(appeared.map(({ level }) => level)).toEqual(['fatal', 'error', 'warn', 'info']);
  });

  it('calls gone only what was there often enough to be missed', () => {
    const heartbeat = repeat(60, (at) => `heartbeat ${at} ok`);
    const baseline = { records: [...steady(50), ...heartbeat, { text: 'cron ran once' }], seconds: HOUR };
    const { gone } = compareLogPatterns(baseline, { records: steady(50), seconds: HOUR });
    expect(gone.map(({ template }) => template)).toEqual(['heartbeat <num> ok']);
    expect(compareLogPatterns(baseline, { records: steady(1), seconds: 60 }).gone).toEqual([]);
  });

  it('calls surging what rose beyond chance, by rate and not by count', () => {
    const slow = (count: number): LogRecord[] => repeat(count, (at) => `WARN slow query took ${at}ms`);
    const surge = compareLogPatterns(
      { records: [...steady(100), ...slow(6)], seconds: HOUR },
      { records: [...steady(100), ...slow(60)], seconds: HOUR },
    );
    expect(surge.surging).toMatchObject([
      { template: 'slow query took <duration>', factor: 10, level: 'warn' },
    ]);
    const longer = compareLogPatterns(
      { records: slow(60), seconds: HOUR },
      { records: slow(600), seconds: 10 * HOUR },
    );
    expect(longer.surging).toEqual([]);
    const few = compareLogPatterns({ records: slow(1), seconds: HOUR }, { records: slow(3), seconds: HOUR });
    expect(few.surging).toEqual([]);
  });

  it('knows a stack trace by its exception', () => {
    const trace = (key: string): LogRecord => ({
      text: `Traceback (most recent call last):\n  File "a.py", line 3, in f\nKeyError: '${key}'`,
    });
    const { appeared } = compareLogPatterns(
      { records: [], seconds: 60 },
      { records: [trace('a1'), trace('b2')], seconds: 60 },
    );
    expect(appeared).toMatchObject([{ template: "KeyError: '<id>'", level: 'error', current: { count: 2 } }]);
  });
});
