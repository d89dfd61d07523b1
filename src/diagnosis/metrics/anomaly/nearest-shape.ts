import { createRunningMean } from './running-mean.ts';

/** Values in a shape, told by the means of this many equal parts. */
const WIDTH = 128;
const PARTS = 8;
const PART = WIDTH / PARTS;
/** A shape is remembered at each of these steps; the oldest of the remembered make room. */
const STRIDE = 32;
const CAPACITY = 640;
/** As many of the latest shapes overlap the present one. */
const OVERLAPPING = WIDTH / STRIDE;

/** How far the last 128 values, as a shape, are from the nearest earlier shape that does not overlap them. */
export function createNearestShape(): (value: number) => number {
  const meanOfPart = createRunningMean(PART);
  const means = new Float64Array(WIDTH);
  const shapes = new Float64Array(CAPACITY * PARTS);
  const now = new Float64Array(PARTS);
  let seen = 0;
  let kept = 0;
  return (value) => {
    means[seen % WIDTH] = meanOfPart(value);
    seen += 1;
    if (seen < WIDTH) return 0;
    for (let part = 0; part < PARTS; part += 1)
      now[part] = means[(seen + (part + 1) * PART - 1) % WIDTH] ?? 0;
    const nearest = nearestOf(shapes, now, kept);
    if (seen % STRIDE === 0) {
      shapes.set(now, (kept % CAPACITY) * PARTS);
      kept += 1;
    }
    return nearest;
  };
}

/** The root mean square distance of `shape` to the nearest of the remembered, 0 when there is none. */
function nearestOf(shapes: Float64Array, shape: Float64Array, kept: number): number {
  let best = Infinity;
  for (let number = Math.max(0, kept - CAPACITY); number < kept - OVERLAPPING; number += 1) {
    best = Math.min(best, squaredGap(shapes, (number % CAPACITY) * PARTS, shape));
  }
  return best === Infinity ? 0 : Math.sqrt(best / PARTS);
}

function squaredGap(shapes: Float64Array, start: number, shape: Float64Array): number {
  let square = 0;
  for (let part = 0; part < PARTS; part += 1) {
    const gap = (shapes[start + part] ?? 0) - (shape[part] ?? 0);
    square += gap * gap;
  }
  return square;
}
