import { humanDuration } from '../kube/time.ts';
import type { KubeObject } from '../kube/types.ts';

/** One column of kubectl's table. Priority 1 shows with -o wide only. */
export interface Column {
  name: string;
  cell: (object: KubeObject, now: number) => unknown;
  priority?: number;
}

export const NAME: Column = { name: 'Name', cell: (object) => object.metadata.name };

export function since(time: string | null | undefined, now: number): string {
  return time ? humanDuration(now - Date.parse(time)) : '<unknown>';
}

export const AGE: Column = {
  name: 'Age',
  cell: (object, now) => since(object.metadata.creationTimestamp, now),
};

/** A column for objects of one kind. */
export function column<T extends KubeObject>(
  name: string,
  cell: (object: T, now: number) => unknown,
  priority = 0,
): Column {
  return { name, priority, cell: (object, now) => cell(object as T, now) };
}

export function pairs(map: Record<string, string> | undefined): string {
  const text = Object.entries(map ?? {})
    .map(([key, value]) => `${key}=${value}`)
    .join(',');
  return text === '' ? '<none>' : text;
}
