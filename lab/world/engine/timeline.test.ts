import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createTimeline } from './timeline.ts';

describe('a timeline', () => {
  it('runs timers in order of time, whatever the order they were set in', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(1_000), { maxLength: 200 }), (times) => {
        const seen: number[] = [];
        const timeline = createTimeline(0, () => undefined);
        times.forEach((time, index) => timeline.at(String(index), time, () => seen.push(timeline.now())));
        timeline.runTo(1_000);
        expect(seen).toEqual([...times].sort((a, b) => a - b));
      }),
    );
  });

  it('replaces a timer of the same key and forgets a cancelled one', () => {
    const seen: string[] = [];
    const timeline = createTimeline(0, () => undefined);
    timeline.at('a', 10, () => seen.push('early'));
    timeline.at('a', 20, () => seen.push('late'));
    timeline.at('b', 5, () => seen.push('never'));
    timeline.cancel('b');
    timeline.runTo(15);
    expect(seen).toEqual([]);
    timeline.runTo(20);
    expect(seen).toEqual(['late']);
  });

  it('never goes back by itself, and takes timers along when it is set back', () => {
    const seen: number[] = [];
    const timeline = createTimeline(1_000, () => undefined);
    timeline.after('moves', 100, () => seen.push(timeline.now()));
    timeline.after('cron/stays', 100, () => seen.push(timeline.now()));
    timeline.runTo(500);
    expect(timeline.now()).toBe(1_000);
    timeline.rewind(600, 'cron/');
    timeline.runTo(1_200);
    expect(seen).toEqual([700, 1_100]);
  });

  it('lets controllers settle once for all timers of a moment', () => {
    let settled = 0;
    const timeline = createTimeline(0, () => void (settled += 1));
    for (const key of ['a', 'b', 'c']) timeline.at(key, 10, () => undefined);
    timeline.runTo(10);
    expect(settled).toBe(2);
  });
});
