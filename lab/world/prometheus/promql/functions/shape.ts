import { withoutName } from '../labels.ts';
import type { Point, Value, Window } from '../values.ts';

/** A function of PromQL; its arguments have the types its signature asks for. `at` is the moment of evaluation. */
export type PromFunction = (args: Value[], at: number) => Value;

export function pointsIn(value: Value | undefined): Point[] {
  return value?.type === 'vector' ? value.points : [];
}

export function numberIn(value: Value | undefined): number {
  return value?.type === 'scalar' ? value.value : NaN;
}

export function textIn(value: Value | undefined): string {
  return value?.type === 'string' ? value.value : '';
}

/** A function of each element's value. */
export function elementwise(compute: (value: number, parameters: number[]) => number): PromFunction {
  return ([vector, ...rest]) => {
    const parameters = rest.map(numberIn);
    return {
      type: 'vector',
      points: pointsIn(vector).map(({ labels, value }) => ({
        labels: withoutName(labels),
        value: compute(value, parameters),
      })),
    };
  };
}

interface Bounds {
  start: number;
  end: number;
  at: number;
  parameters: number[];
}

/** A function of each window; undefined leaves the element out. */
export function windowed(compute: (window: Window, bounds: Bounds) => number | undefined): PromFunction {
  return (args, at) => {
    const matrix = args.find((arg) => arg.type === 'matrix');
    if (!matrix) return { type: 'vector', points: [] };
    const parameters = args.filter((arg) => arg.type === 'scalar').map(numberIn);
    const bounds = { start: matrix.start, end: matrix.end, at, parameters };
    const points = matrix.windows.flatMap((window) => {
      const value = compute(window, bounds);
      return value === undefined ? [] : [{ labels: withoutName(window.labels), value }];
    });
    return { type: 'vector', points };
  };
}
