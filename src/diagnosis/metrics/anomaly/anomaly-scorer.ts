import type { Sample } from '../../sample.ts';
import { createFeatures, FEATURES } from './create-features.ts';
import { createRecordMemory } from './record-memory.ts';
import { isNewEvent } from './event-length.ts';
import { createSurprise } from './surprise.ts';

/** From this score on a value is anomalous, in every series. */
export const ANOMALY_THRESHOLD = 0.5;

/** Larger numbers count as this large, so that squares stay finite. */
const LARGEST = 1e150;

/** How odd one value is, and in which way. */
export interface AnomalyScore {
  /** In [0,1]; 0 while nothing new is said, `ANOMALY_THRESHOLD` and more is an anomaly. */
  score: number;
  /** What stands out, when something does. */
  reason?: string;
}

/** Scores a series value by value, each from those before it only. */
export interface AnomalyScorer {
  push: (sample: Sample) => AnomalyScore;
}

const QUIET: AnomalyScore = { score: 0 };

/**
 * Scores the values of one series as they come, in bounded memory and without a setting: the most surprising of several ways to
 * stand out. One event is told once, and again only when it grows. A missing value scores 0 and changes nothing.
 */
export function createAnomalyScorer(): AnomalyScorer {
  const features = createFeatures();
  const judges = FEATURES.map((feature) => createJudge(feature.sides));
  const tellOnce = createTellOnce();
  let magnitude = 0;
  return {
    push: ({ at, value }) => {
      if (value === null || !Number.isFinite(value) || !Number.isFinite(at)) return tellOnce(QUIET);
      const bounded = Math.max(-LARGEST, Math.min(LARGEST, value));
      magnitude = Math.max(magnitude, Math.abs(bounded));
      const numbers = features(at, bounded);
      return tellOnce(mostSurprising(judges, numbers, magnitude));
    },
  };
}

/** Scores a whole series, in order. */
export function scoreSeries(series: readonly Sample[]): AnomalyScore[] {
  const scorer = createAnomalyScorer();
  return series.map((sample) => scorer.push(sample));
}

type Judge = (value: number, magnitude: number) => number;

/** One statistic's surprise: the largest of its ends. */
function createJudge(sides: readonly (1 | -1)[]): Judge {
  const records = sides.map((side) => ({ side, excessOf: createRecordMemory() }));
  const surprise = createSurprise();
  return (value, magnitude) => {
    let excess = 0;
    for (const { side, excessOf } of records) excess = Math.max(excess, excessOf(side * value, magnitude));
    return surprise(excess);
  };
}

function mostSurprising(
  judges: readonly Judge[],
  numbers: readonly number[],
  magnitude: number,
): AnomalyScore {
  let score = 0;
  let reason: string | undefined;
  judges.forEach((judge, index) => {
    const feature = FEATURES[index];
    const surprise = judge(numbers[index] ?? 0, feature?.relative ? 1 : magnitude);
    if (surprise <= score) return;
    score = surprise;
    reason = feature?.reason;
  });
  return reason === undefined ? QUIET : { score, reason };
}

/** Lets a score through when it is larger than all of the present event's. */
function createTellOnce(): (score: AnomalyScore) => AnomalyScore {
  let last = -Infinity;
  let seen = 0;
  let told = 0;
  return (now) => {
    seen += 1;
    if (isNewEvent(last, seen)) told = 0;
    if (now.score <= told) return QUIET;
    last = seen;
    told = now.score;
    return now;
  };
}
