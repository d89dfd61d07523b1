import type { KubeObject } from './types.ts';

/** One write to the store. */
export interface Change {
  type: 'ADDED' | 'MODIFIED' | 'DELETED';
  resource: string;
  object: KubeObject;
  previous?: KubeObject;
  revision: number;
}

const WINDOW = 20_000;

/** The latest changes, for watches that come back. */
export function createWindow(start: number) {
  let changes: Change[] = [];
  let floor = start;
  return {
    push(change: Change): void {
      changes.push(change);
      if (changes.length < 2 * WINDOW) return;
      floor = changes[WINDOW - 1]?.revision ?? floor;
      changes = changes.slice(WINDOW);
    },
    /** Changes after a revision, or undefined when that is too long ago. */
    since(revision: number): Change[] | undefined {
      if (revision < floor) return undefined;
      let index = changes.length;
      while (index > 0 && (changes[index - 1]?.revision ?? 0) > revision) index--;
      return changes.slice(index);
    },
    compact(revision: number): void {
      changes = [];
      floor = revision;
    },
  };
}
