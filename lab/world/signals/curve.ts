import { seedOf, wander } from './noise.ts';

const DAY = 86_400_000;
const WEEK = 7 * DAY;
const MINUTE = 60_000;

interface Wave {
  size: number;
  period: number;
  phase: number;
}

/** Busy in the afternoon and the evening, quiet at night; a little less on Sundays. UTC. */
const SEASONS: readonly Wave[] = [
  { size: 0.34, period: DAY, phase: -2.36 },
  { size: 0.1, period: DAY / 2, phase: 0.6 },
  { size: 0.07, period: WEEK, phase: 0.9 },
];

/** So many moments are remembered, one of each slot. */
const REMEMBERED = 2048;
const SLOT = 15_000;

/** Noise of the rate: its integral wanders within a bound, so a counter never runs backwards. */
const NOISES = [
  { strength: 0.05, period: MINUTE },
  { strength: 0.06, period: 9 * MINUTE },
  { strength: 0.05, period: 70 * MINUTE },
];

/** How busy the company is, around 1; its integral is exact, so counters need not be stored. */
export interface Curve {
  /** The level at a moment. */
  level(time: number): number;
  /** Level times seconds since a fixed beginning: only differences mean something. */
  integral(time: number): number;
}

function season(time: number): number {
  return SEASONS.reduce(
    (level, { size, period, phase }) => level + size * Math.sin((2 * Math.PI * time) / period + phase),
    1,
  );
}

function seasonIntegral(time: number): number {
  return SEASONS.reduce((total, { size, period, phase }) => {
    const pace = (2 * Math.PI) / period;
    return total - (size / pace / 1000) * Math.cos(pace * time + phase);
  }, time / 1000);
}

/** A curve of its own for each seed, at so many times the usual level. */
export function createCurve(text: string, scale: number): Curve {
  const seeds = NOISES.map(({ period }) => seedOf(`${text}/${period}`));
  const drift = (time: number): number =>
    NOISES.reduce((total, { strength, period }, index) => {
      const bound = (strength * period) / 2000;
      return total + bound * wander(seeds[index] ?? 0, time, period);
    }, 0);
  const integral = (time: number): number => scale * (seasonIntegral(time) + drift(time));
  return {
    level: (time) => scale * (season(time) + (drift(time + 15_000) - drift(time - 15_000)) / 30),
    integral: remembering(integral),
  };
}

/** Keeps the last value of each slot: all counters of a process are read at the same moments. */
function remembering(value: (time: number) => number): (time: number) => number {
  const times = new Float64Array(REMEMBERED).fill(Number.NaN);
  const values = new Float64Array(REMEMBERED);
  return (time) => {
    const place = Math.floor(time / SLOT) & (REMEMBERED - 1);
    if (times[place] !== time) {
      times[place] = time;
      values[place] = value(time);
    }
    return values[place] ?? 0;
  };
}
