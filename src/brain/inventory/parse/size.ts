import { roleOf } from '../../understand/items.ts';
import type { Field } from '../query.ts';
import type { Draft } from './draft.ts';

/** What makes one of a kind the biggest, when nothing says what. */
const SIZE: Partial<Record<string, Field>> = {
  PersistentVolumeClaim: 'storageRequest',
  PersistentVolume: 'storageRequest',
  Deployment: 'replicas',
  StatefulSet: 'replicas',
  Workload: 'replicas',
  Namespace: 'pods',
  Node: 'pods',
};

/** The biggest node is the one with most in it to give, the busiest the one with most on it. */
export const sizeOf = (draft: Draft): Field | undefined => (isOfOther(draft) ? undefined : ofKind(draft));

const ofKind = ({ kind = '', items }: Draft): Field | undefined =>
  kind === 'Node' && items.some(({ word }) => /^(?:biggest|largest|smallest)$/.test(word))
    ? 'memoryCapacity'
    : SIZE[kind];

/** "the most images": most of something that nobody counts here is not the biggest. */
function isOfOther({ items }: Draft): boolean {
  const most = items.findIndex((item) => /^(?:the )?(?:most|fewest|least)$/.test(item.word));
  const next = most < 0 ? undefined : items[most + 1];
  return roleOf(next, 'field') !== undefined && roleOf(next, 'kind') === undefined;
}

/** "which namespace uses the most memory": what its pods use. */
export function usedByNamespaces(draft: Draft): void {
  const isUsage = draft.measure === 'memoryUsage' || draft.measure === 'cpuUsage';
  if (draft.kind !== 'Namespace' || !isUsage || draft.groupBy !== undefined) return;
  draft.kind = 'Pod';
  draft.groupBy = 'namespace';
}
