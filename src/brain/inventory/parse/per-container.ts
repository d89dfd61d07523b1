import { roleOf } from '../../understand/items.ts';
import type { Field, InventoryQuery } from '../query.ts';
import type { Draft } from './draft.ts';

/** What is so of each container by itself. */
const OF_CONTAINERS: ReadonlySet<Field> = new Set<Field>([
  'ready',
  'healthy',
  'status',
  'restarts',
  'limits',
  'requests',
  'cpuLimit',
  'memoryLimit',
  'cpuRequest',
  'memoryRequest',
  'probe',
  'root',
  'privileged',
  'image',
  'imageTag',
  'registry',
]);
const VERBS: ReadonlySet<InventoryQuery['verb']> = new Set(['list', 'count', 'sum', 'exists', 'all']);

/** "which containers are crashing": no kind is said but containers, and what is asked differs from container to container. */
function isPerContainer({ items, filters, groupBy }: Draft, verb: InventoryQuery['verb']): boolean {
  const isSaid = items.some(({ word }) => /^(?:all )?containers?$/.test(word));
  const hasKind = items.some((item) => {
    const kind = roleOf(item, 'kind')?.kind;
    return kind !== undefined && kind !== 'Namespace' && kind !== 'Node';
  });
  return (
    isSaid &&
    !hasKind &&
    groupBy === undefined &&
    VERBS.has(verb) &&
    filters.some(({ field }) => OF_CONTAINERS.has(field))
  );
}

/** Containers one by one are counted themselves, not the number of them in each pod; and whether the middle is asked for. */
export function apart(
  draft: Draft,
  verb: InventoryQuery['verb'],
): { verb: InventoryQuery['verb']; more: Pick<InventoryQuery, 'perContainer' | 'median'> } {
  const isMedian = verb === 'average' && draft.items.some(({ word }) => word === 'median');
  if (!isPerContainer(draft, verb)) return { verb, more: isMedian ? { median: true } : {} };
  if (draft.measure === 'containers') draft.measure = undefined;
  return { verb: verb === 'sum' ? 'count' : verb, more: { perContainer: true } };
}
