import { parseInventory } from '../inventory/parse-inventory.ts';
import type { InventoryQuery } from '../inventory/query.ts';
import type { Analysis } from './analyse.ts';
import { inventoryContext } from './features.ts';
import { roleOf } from './items.ts';
import type { Slots } from './reading.ts';

/** Asks for what was counted. */
export const WHICH_ONES =
  /^(?:(?:ok|okay|and|so|hm+|right)[, ]+)*(?:which|what|who)(?: (?:ones?|are (?:they|those|these)|exactly|of them|are the ones))?\??$|^(?:(?:just|only) )?(?:the |their )?names(?: only| alone| please)?[.?!]*$|^(?:please |can you |could you )?(?:list|name|show|enumerate|print|give)(?: me)? (?:them|those|these|all of them|them all|their names)(?: please| all)?[.?!]*$/i;

/** Fields that say whose something is: one of them replaces another. */
const OF_OBJECT: ReadonlySet<string> = new Set(['name', 'for', 'owner', 'of']);

/** The query of the last answer with what a fragment says put in its place. */
export function mergedQuery(
  analysis: Analysis,
  before: InventoryQuery | undefined,
  slots: Slots,
): InventoryQuery | undefined {
  if (before === undefined) return undefined;
  const now = parseInventory(analysis.items, {
    ...inventoryContext(analysis, before.kind),
    clusters: slots.clusters,
  });
  if (now === undefined) return { ...before, clusters: slots.clusters };
  if (WHICH_ONES.test(analysis.text.trim()))
    return {
      ...before,
      verb: before.verb === 'count' || before.verb === 'exists' ? 'list' : before.verb,
      groupBy: before.having && before.groupBy,
      distinct: undefined,
    };
  const liftsNamespace = analysis.items.some((item) => roleOf(item, 'all-namespaces'));
  const isReplaced = (field: string) =>
    now.filters.some(
      (filter) => filter.field === field || (OF_OBJECT.has(field) && OF_OBJECT.has(filter.field)),
    ) ||
    (field === 'namespace' && liftsNamespace);
  const isOnlyKind = saysKind(analysis) && now.kind !== before.kind;
  return {
    ...before,
    verb: now.verb === 'list' || now.verb === 'exists' ? before.verb : now.verb,
    kind: saysKind(analysis) ? now.kind : before.kind,
    clusters: slots.clusters,
    filters: [...before.filters.filter(({ field }) => !isReplaced(field)), ...now.filters],
    groupBy: now.groupBy ?? (isOnlyKind ? undefined : before.groupBy),
    measure: measureFor(slots, now, before),
    order: now.order ?? before.order,
    limit: now.limit ?? before.limit,
    having: now.having ?? before.having,
    show: [...before.show, ...now.show],
    unread: now.unread,
  };
}

/** Without a kind of its own a fragment is about the one before. */
const saysKind = ({ items }: Analysis): boolean => items.some((item) => roleOf(item, 'kind'));

function measureFor(
  { resource }: Slots,
  now: InventoryQuery,
  before: InventoryQuery,
): InventoryQuery['measure'] {
  if (before.measure !== 'cpuUsage' && before.measure !== 'memoryUsage') return now.measure ?? before.measure;
  if (resource === 'cpu') return 'cpuUsage';
  return resource === 'memory' ? 'memoryUsage' : before.measure;
}
