import type { ClusterSnapshot, ObjectRef, Unseen } from '#diagnosis/evidence';
import { hides } from '#diagnosis/evidence';
import { WORKLOAD_KINDS } from '../understand/lexicon/kinds.ts';
import { compares } from './match-filter.ts';
import type { InventoryQuery } from './query.ts';
import type { Cell, Group, Row } from './result.ts';
import { compareText } from './sort-rows.ts';

/** What has no value of the property. */
export const NONE = '(none)';

/** Rows by the value of a property, biggest group first; with `having`, groups of none are counted too. */
export function groupRows(
  query: InventoryQuery,
  rows: readonly Row[],
  snapshots: readonly ClusterSnapshot[],
): Group[] {
  const groups = new Map<string, Row[]>();
  if (
    query.having !== undefined ||
    query.groupBy === 'cluster' ||
    query.order === 'ascending' ||
    (query.verb === 'average' && query.measure === undefined)
  )
    for (const key of universe(query, snapshots)) groups.set(key, []);
  for (const row of rows) {
    for (const key of keysOf(cellOf(query, row))) {
      const group = groups.get(key);
      if (group) group.push(row);
      else groups.set(key, [row]);
    }
  }
  const made = [...groups].map(([key, members]) => groupOf(query, key, { members, snapshots }));
  const { having } = query;
  const kept =
    having === undefined
      ? made.filter(({ key }) => key !== NONE || !(query.distinct ?? query.verb === 'top'))
      : made.filter((group) => group.key !== NONE && compares(group.value ?? group.count, having));
  const sorted = kept.sort(bySize(query));
  return query.limit === undefined ? sorted : withTies(sorted, query.limit);
}

/** The first few, and those that are as big as the last of them. */
function withTies(sorted: Group[], limit: number): Group[] {
  const size = ({ value, count }: Group) => value ?? count;
  const last = sorted[limit - 1];
  const end =
    last === undefined ? sorted.length : sorted.findLastIndex((group) => size(group) === size(last)) + 1;
  return sorted.slice(0, limit === 1 ? end : limit);
}

/** A pod is its workload's, not its replica set's as well. */
function cellOf({ groupBy }: InventoryQuery, { ref, cells }: Row): Cell {
  const cell = groupBy === undefined ? undefined : cells[groupBy];
  return groupBy === 'owner' && ref.kind === 'Pod' && typeof cell === 'object' ? cell.at(-1) : cell;
}

function keysOf(cell: Cell): readonly string[] {
  if (cell === undefined || cell === '') return [NONE];
  return typeof cell === 'object' ? cell : [String(cell)];
}

/** Every group that could be, for the properties whose values are objects themselves. */
function universe(query: InventoryQuery, snapshots: readonly ClusterSnapshot[]): string[] {
  const { groupBy, filters } = query;
  const names = snapshots.flatMap(({ objects, cluster, unseen }) => {
    if (groupBy === 'namespace')
      return objects.Namespace.map(({ metadata }) => metadata.name).filter(
        (name) => !unseen.some((one) => mayHold(query, one) && hides(one, one.kind, name)),
      );
    if (groupBy === 'node') return objects.Node.map(({ metadata }) => metadata.name);
    return groupBy === 'cluster' ? [cluster] : [];
  });
  const within = filters.filter(({ field }) => field === groupBy);
  return [...new Set(names)].filter((name) => within.every((filter) => compares(name, filter)));
}

/** Something of the kind may be there, for all that can be seen. */
const mayHold = ({ kind }: InventoryQuery, { kind: hidden, reason }: Unseen) =>
  reason !== 'not-served' &&
  kind
    .split('+')
    .some((one) => one === hidden || (one === 'Workload' && WORKLOAD_KINDS.some((own) => own === hidden)));

function groupOf(
  query: InventoryQuery,
  key: string,
  { members, snapshots }: { members: Row[]; snapshots: readonly ClusterSnapshot[] },
): Group {
  return {
    key,
    count: members.length,
    value: valueOf(query, members),
    ref: refOf(query, key, snapshots),
    rows: members,
  };
}

function valueOf({ measure, verb }: InventoryQuery, members: readonly Row[]): number | undefined {
  if (measure === undefined) return undefined;
  const values = members.map(({ cells }) => cells[measure]).filter((value) => typeof value === 'number');
  if (values.length === 0) return undefined;
  const sum = values.reduce((total, value) => total + value, 0);
  return verb === 'average' ? sum / values.length : sum;
}

function refOf(
  { groupBy }: InventoryQuery,
  key: string,
  snapshots: readonly ClusterSnapshot[],
): ObjectRef | undefined {
  if (groupBy !== 'namespace' && groupBy !== 'node') return undefined;
  const kind = groupBy === 'namespace' ? 'Namespace' : 'Node';
  const home = snapshots.find(({ objects }) => objects[kind].some(({ metadata }) => metadata.name === key));
  return home && { cluster: home.cluster, kind, namespace: '', name: key };
}

function bySize({ order }: InventoryQuery) {
  const sign = order === 'ascending' ? 1 : -1;
  return (a: Group, b: Group) =>
    sign * ((a.value ?? a.count) - (b.value ?? b.count)) || compareText(a.key, b.key);
}
