export type ChartPoint = [time: number, value: number | null];

/** The point of a bucket that is farthest from its middle: a spike must survive. */
function boldest(bucket: readonly ChartPoint[]): ChartPoint | undefined {
  const values = bucket.map(([, value]) => value).filter((value) => value !== null);
  const mean = values.reduce((total, value) => total + value, 0) / Math.max(1, values.length);
  const distance = ([, value]: ChartPoint): number => (value === null ? -1 : Math.abs(value - mean));
  return bucket.reduce<ChartPoint | undefined>(
    (best, point) => (best === undefined || distance(point) > distance(best) ? point : best),
    undefined,
  );
}

/** At most so many points, spikes kept. */
export function downsample(points: readonly ChartPoint[], most: number): ChartPoint[] {
  if (points.length <= most) return [...points];
  const size = points.length / most;
  return Array.from({ length: most }, (_, index) =>
    boldest(points.slice(Math.floor(index * size), Math.floor((index + 1) * size))),
  ).filter((point) => point !== undefined);
}
