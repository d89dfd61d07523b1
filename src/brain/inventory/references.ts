import type { AnyObject, ClusterSnapshot, WatchedKind } from '#diagnosis/evidence';
import { getterFor } from './fields/field-table.ts';
import type { Scope } from './fields/scope.ts';
import type { Filter, InventoryQuery } from './query.ts';
import type { Cell } from './result.ts';

type Reference = NonNullable<Filter['of']>[number];
type ScopeOf = (snapshot: ClusterSnapshot) => Scope;

/** The query with the values of the objects that it refers to in place: "the same image as cart". */
export function withReferences(
  query: InventoryQuery,
  snapshots: readonly ClusterSnapshot[],
  scopeOf: ScopeOf,
): InventoryQuery {
  if (!query.filters.some(({ of }) => of !== undefined)) return query;
  return { ...query, filters: query.filters.flatMap((filter) => resolved(filter, snapshots, scopeOf)) };
}

function resolved(filter: Filter, snapshots: readonly ClusterSnapshot[], scopeOf: ScopeOf): Filter[] {
  const { of, ...rest } = filter;
  if (of === undefined) return [filter];
  for (const reference of of) {
    const value = valueOf(reference, rest, { snapshots, scopeOf });
    if (value === undefined) continue;
    return [
      { ...rest, value: typeof value === 'object' ? [...value] : value },
      { field: 'name', op: 'is-not', value: reference.name },
    ];
  }
  return [{ ...rest, op: 'is', value: [] }];
}

interface Surroundings {
  snapshots: readonly ClusterSnapshot[];
  scopeOf: ScopeOf;
}

function valueOf(
  { cluster, kind, namespace, name }: Reference,
  { field }: Filter,
  { snapshots, scopeOf }: Surroundings,
): Cell {
  const snapshot = snapshots.find((one) => one.cluster === cluster);
  if (snapshot === undefined || !(kind in snapshot.objects)) return undefined;
  const watched = kind as WatchedKind;
  const objects: readonly AnyObject[] = snapshot.objects[watched];
  const object = objects.find(({ metadata }) => metadata.name === name && metadata.namespace === namespace);
  const value = object && getterFor(watched, field)?.(object, scopeOf(snapshot));
  return value === '' ? undefined : value;
}
