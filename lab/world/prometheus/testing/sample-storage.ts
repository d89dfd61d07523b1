import type { Labels } from '../promql/labels.ts';
import { matches } from '../promql/matchers.ts';
import type { Series, Storage } from '../promql/values.ts';

/** One series with all its samples, oldest first. */
export interface SampleSeries {
  labels: Labels;
  samples: { time: number; value: number }[];
}

function readerOf({ labels, samples }: SampleSeries): Series {
  return {
    labels,
    read(from, to) {
      const found = samples.filter(({ time }) => time >= from && time <= to);
      return { times: found.map(({ time }) => time), values: found.map(({ value }) => value) };
    },
  };
}

/** Series that were written down, as a server that scraped them would have them. */
export function createSampleStorage(all: readonly SampleSeries[]): Storage {
  return {
    select: (matchers, from, to) =>
      all
        .filter(({ labels }) => matches(matchers, labels))
        .filter(({ samples }) => samples.some(({ time }) => time >= from && time <= to))
        .map(readerOf),
  };
}
