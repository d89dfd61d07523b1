import { createDailyHabit } from './daily-habit.ts';
import { createNearestShape } from './nearest-shape.ts';
import { createNearestValue } from './nearest-value.ts';
import { createDelay, createRunningDeviation, createRunningMean } from './running-mean.ts';
import { createRunningMedian } from './running-median.ts';

/** One way in which a value can stand out. */
export interface Feature {
  /** What stands out when it is large, in the words of a person. */
  reason: string;
  /** Which ends count: a spike may go up or down, a distance only grows. */
  sides: readonly (1 | -1)[];
  /** Whether it is free of the series' unit. */
  relative: boolean;
}

const BOTH = [1, -1] as const;
const UP = [1] as const;
const USUAL_SPIKE_MEMORY = 500;

/** The ways to stand out, in the order in which `createFeatures` gives their numbers. */
export const FEATURES: readonly Feature[] = [
  { reason: 'far from the last minutes', sides: BOTH, relative: false },
  { reason: 'far from the recent level', sides: BOTH, relative: false },
  { reason: 'far from the recent level for how much it varies', sides: BOTH, relative: true },
  { reason: 'the level shifted', sides: BOTH, relative: false },
  { reason: 'unrest for a while', sides: UP, relative: false },
  { reason: 'wide swings', sides: UP, relative: false },
  { reason: 'unusual for the time of day', sides: BOTH, relative: false },
  { reason: 'unusual for how steady this time of day is', sides: BOTH, relative: true },
  { reason: 'a level never seen', sides: UP, relative: false },
  { reason: 'a course never seen', sides: UP, relative: false },
];

/** Follows a series and gives, for each value, how far it stands out in each of `FEATURES`. */
export function createFeatures(): (at: number, value: number) => readonly number[] {
  const local = createLocalFeatures();
  const daily = createDailyHabit();
  const smoothGap = createRunningMean(4);
  const nearestValue = createNearestValue();
  const nearestShape = createNearestShape();
  return (at, value) => {
    const { gap, relative } = daily(at, value);
    return [...local(value), smoothGap(gap), relative, nearestValue(value), nearestShape(value)];
  };
}

/** What needs only the last hundred values: spikes, a level shift, unrest. */
function createLocalFeatures(): (value: number) => readonly number[] {
  const short = createSpike(12);
  const middle = createSpike(48);
  const long = createSpike(96);
  const recent = createRunningMedian(24);
  const before = createDelay(24);
  const unrest = createRunningMean(64);
  const swings = createRunningDeviation(256);
  let usual = 0;
  return (value) => {
    const spike = long.push(value);
    const relative = usual > 0 ? spike / usual : 0;
    usual += (Math.abs(spike) - usual) / USUAL_SPIKE_MEMORY;
    const shift = recent(value) - before(long.median());
    return [short.push(value), spike, relative, shift, unrest(Math.abs(middle.push(value))), swings(value)];
  };
}

interface Spike {
  push: (value: number) => number;
  median: () => number;
}

/** How far each value is from the median of the `width` before it. */
function createSpike(width: number): Spike {
  const medianWith = createRunningMedian(width);
  let median: number | undefined;
  return {
    push: (value) => {
      const gap = value - (median ?? value);
      median = medianWith(value);
      return gap;
    },
    median: () => median ?? 0,
  };
}
