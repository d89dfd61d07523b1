import type { ClusterInfo } from '#connectors/kubernetes';
import { say, type Block } from '../answer/draft.ts';
import { code, inline } from '../answer/markdown.ts';
import type { Asker } from '../asker.ts';
import type { Focus, Reading } from '../understand/reading.ts';
import type { Preferences } from './preferences.ts';

/** The asker as they want to be called, in their own time. */
export const askerAs = (asker: Asker, { name, timeZone }: Preferences): Asker => ({
  ...asker,
  ...(name === undefined ? {} : { name }),
  ...(timeZone === undefined ? {} : { timeZone }),
});

/** Where a conversation is about nothing yet, it is about what the person always means. */
export function focusAs(
  focus: Focus,
  { cluster, namespace }: Preferences,
  clusters: readonly ClusterInfo[],
): Focus {
  const isThere = clusters.some(({ name }) => name === cluster);
  const clusterMeant =
    cluster !== undefined && isThere && focus.clusters.length === 0 ? [cluster] : undefined;
  const namespaces = namespace === undefined || focus.pinned !== undefined ? undefined : [namespace];
  return {
    ...focus,
    ...(clusterMeant && { clusters: clusterMeant }),
    ...(namespaces && { namespaces, pinned: namespaces }),
  };
}

/** Says that a place was taken that the question did not name. */
export function placeTaken(
  reading: Reading,
  { cluster, namespace }: Preferences,
  clusters: readonly ClusterInfo[],
): Block[] {
  if (reading.type !== 'skill' || reading.slots.clusterNamed) return [];
  const { slots } = reading;
  const isUsual = clusters.some(({ name, isDefault }) => isDefault && name === cluster);
  const here = cluster !== undefined && !isUsual && slots.clusters.join() === cluster ? [code(cluster)] : [];
  const within =
    namespace !== undefined && slots.namespaces.join() === namespace
      ? [inline`namespace ${code(namespace)}`]
      : [];
  const [first, second] = [...here, ...within];
  if (first === undefined) return [];
  const where = second === undefined ? first : inline`${first}, ${second}`;
  return [say(inline`I took this to be about ${where}, as you always mean it.`)];
}

const SHORT_LIST = 5;

/** The answer as long as the person wants it: lists are cut and say so, and nothing that is a fact is left out unsaid. */
export function lengthAs(blocks: readonly Block[], { verbosity }: Preferences): Block[] {
  if (verbosity !== 'short') return [...blocks];
  return blocks.map((block) =>
    block.type === 'list' || block.type === 'table'
      ? { ...block, cap: Math.min(block.cap ?? SHORT_LIST, SHORT_LIST) }
      : block,
  );
}
