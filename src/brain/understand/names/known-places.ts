import type { UnderstandInput } from '../reading.ts';

type Known = Pick<UnderstandInput, 'clusters' | 'snapshot'>;

const isOf =
  (kind: 'Namespace' | 'Node') =>
  (word: string, { clusters, snapshot }: Known): boolean =>
    clusters.some(({ name }) =>
      snapshot(name)?.objects[kind].some(({ metadata }) => metadata.name === word.toLowerCase()),
    );

/** Whether a word is a namespace of some cluster. */
export const isNamespace = isOf('Namespace');

/** Whether a word is a node of some cluster. */
export const isNode = isOf('Node');
