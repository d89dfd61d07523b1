import { keyOf, NAME, without } from '../labels.ts';
import type { Labels } from '../labels.ts';
import type { Point } from '../values.ts';
import { numberIn, pointsIn } from './shape.ts';
import type { PromFunction } from './shape.ts';

interface Bucket {
  bound: number;
  count: number;
}

function merged(buckets: Bucket[]): Bucket[] {
  const sorted = [...buckets].sort((a, b) => a.bound - b.bound);
  const single: Bucket[] = [];
  for (const bucket of sorted) {
    const previous = single.at(-1);
    if (previous?.bound === bucket.bound) previous.count += bucket.count;
    else single.push({ ...bucket });
  }
  let most = -Infinity;
  return single.map(({ bound, count }) => ({ bound, count: (most = Math.max(most, count)) }));
}

/** The quantile of cumulative buckets, by proportion within the one it falls into. */
function quantileOf(share: number, given: Bucket[]): number {
  if (Number.isNaN(share)) return NaN;
  if (share < 0) return -Infinity;
  if (share > 1) return Infinity;
  const buckets = merged(given);
  const last = buckets.at(-1);
  if (last?.bound !== Infinity || buckets.length < 2 || !(last.count > 0)) return NaN;
  const rank = share * last.count;
  const found = buckets.findIndex(({ count }, index) => count >= rank || index === buckets.length - 1);
  const bucket = buckets[found];
  if (!bucket) return NaN;
  if (found === buckets.length - 1) return buckets[found - 1]?.bound ?? NaN;
  if (found === 0 && bucket.bound <= 0) return bucket.bound;
  const below = buckets[found - 1] ?? { bound: 0, count: 0 };
  return below.bound + (bucket.bound - below.bound) * ((rank - below.count) / (bucket.count - below.count));
}

function boundOf(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (/^\+?inf$/i.test(text)) return Infinity;
  const bound = Number(text);
  return text.trim() === '' || Number.isNaN(bound) ? undefined : bound;
}

const groups = new WeakMap<Labels, Labels>();

function groupOf(labels: Labels): Labels {
  let group = groups.get(labels);
  if (!group) groups.set(labels, (group = without(labels, [NAME, 'le'])));
  return group;
}

const histogramQuantile: PromFunction = ([share, vector]) => {
  const byGroup = new Map<string, { labels: Labels; buckets: Bucket[] }>();
  for (const { labels, value } of pointsIn(vector)) {
    const bound = boundOf(labels['le']);
    if (bound === undefined) continue;
    const group = groupOf(labels);
    const key = keyOf(group);
    const known = byGroup.get(key) ?? { labels: group, buckets: [] };
    known.buckets.push({ bound, count: value });
    byGroup.set(key, known);
  }
  const points: Point[] = [...byGroup.values()].map(({ labels, buckets }) => ({
    labels,
    value: quantileOf(numberIn(share), buckets),
  }));
  return { type: 'vector', points };
};

const empty: PromFunction = () => ({ type: 'vector', points: [] });

/** Functions of histograms; those of native ones find none here. */
export const HISTOGRAMS: [string, PromFunction][] = [
  ['histogram_quantile', histogramQuantile],
  ['histogram_count', empty],
  ['histogram_sum', empty],
  ['histogram_fraction', empty],
];
