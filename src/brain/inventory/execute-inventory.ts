import { indexCluster } from '#diagnosis';
import type { ClusterSnapshot, ObjectOf, Usage, WatchedKind } from '#diagnosis/evidence';
import { WATCHED_KINDS } from '#diagnosis/evidence';
import { WORKLOAD_KINDS } from '../understand/lexicon/kinds.ts';
import { compareSides } from './compare-sides.ts';
import { containersApart } from './containers-apart.ts';
import { notesOfPods, withoutOver } from './notes-of-pods.ts';
import { getterFor, usualFields } from './fields/field-table.ts';
import type { Scope } from './fields/scope.ts';
import { groupRows } from './group-rows.ts';
import { passes } from './match-filter.ts';
import { notesFor, seenIn } from './notes.ts';
import type { Field, Filter, InventoryQuery } from './query.ts';
import type { InventoryResult, Row, UsageByCluster } from './result.ts';
import { withReferences } from './references.ts';
import { scalarOf } from './scalar.ts';
import { sortRows } from './sort-rows.ts';
import { knowsState } from './status.ts';

/** What a query is answered with beside the snapshots. */
export interface InventorySurroundings {
  usage?: UsageByCluster;
  now: number;
}

/** The watched kinds that a query is about; empty for a kind that is not watched, which only the API server can list. */
export function kindsOf({ kind }: Pick<InventoryQuery, 'kind'>): readonly WatchedKind[] {
  const kinds = kind
    .split('+')
    .flatMap((one) =>
      one === 'Workload' ? [...WORKLOAD_KINDS] : WATCHED_KINDS.filter((known) => known === one),
    );
  return [...new Set(kinds)];
}

/** Whether a query asks for live CPU or memory. */
function needsUsage(query: InventoryQuery): boolean {
  return fieldsOf(query).some((field) => field === 'cpuUsage' || field === 'memoryUsage');
}

/** Answers a query from snapshots of the clusters that it names. Pure; never guesses at what could not be seen. */
export function executeInventory(
  asking: InventoryQuery,
  snapshots: readonly ClusterSnapshot[],
  surroundings: InventorySurroundings,
): InventoryResult {
  const asked = snapshots.filter(({ cluster }) => asking.clusters.includes(cluster));
  const query = withReferences(asking, asked, (snapshot) => scopeOf({ snapshot, surroundings }));
  const unsupported = unsupportedFields(query);
  const columns = columnsOf(query, asked);
  const rows = asked.flatMap((snapshot) => rowsOf(query, columns, { snapshot, surroundings }));
  const standing = withoutOver(query, rows);
  const sorted = sortRows(standing, query);
  if (query.verb === 'all') return exceptions(query, sorted, { columns, asked, unsupported });
  const groups =
    query.groupBy === undefined || query.verb === 'compare' ? undefined : groupRows(query, sorted, asked);
  const kept = groups === undefined ? sorted : groups.flatMap((group) => group.rows);
  return {
    rows: groups === undefined && query.limit !== undefined ? kept.slice(0, query.limit) : kept,
    total: new Set(kept).size,
    groups,
    scalar: scalarOf(query, kept, groups),
    comparison: query.verb === 'compare' ? compareSides(query, sorted) : undefined,
    columns,
    notes: [
      ...notesFor({ query, snapshots: asked, unsupported, kinds: kindsOf(query) }),
      ...notesOfPods(query, kept, rows.length - standing.length),
    ],
    seenIn: seenIn({ query, snapshots: asked, kinds: kindsOf(query) }),
    unsupported,
    needsUsage: needsUsage(query) && asked.some(({ cluster }) => surroundings.usage?.[cluster] === undefined),
  };
}

interface Judged {
  columns: Field[];
  asked: readonly ClusterSnapshot[];
  unsupported: Field[];
}

/** Of all that were asked about, those that do not live up to what is claimed. */
function exceptions(
  query: InventoryQuery,
  rows: Row[],
  { columns, asked, unsupported }: Judged,
): InventoryResult {
  const judged = isOfStanding(query) ? rows.filter(({ cells }) => cells.phase !== 'Succeeded') : rows;
  const failing = judged.filter(({ isAsClaimed }) => isAsClaimed === false);
  return {
    rows: failing,
    total: failing.length,
    scalar: judged.length,
    columns,
    notes: notesFor({ query, snapshots: asked, unsupported, kinds: kindsOf(query) }),
    seenIn: seenIn({ query, snapshots: asked, kinds: kindsOf(query) }),
    unsupported,
    needsUsage: false,
  };
}

/** Whether pods run or are ready: what has run to its end is no exception. */
const isOfStanding = ({ kind, claims = [] }: InventoryQuery) =>
  kind === 'Pod' &&
  claims.some(
    ({ field, value }) =>
      field === 'ready' || field === 'healthy' || (field === 'status' && value === 'running'),
  );

function fieldsOf({ filters, claims = [], groupBy, measure, show }: InventoryQuery): Field[] {
  const told = [...filters, ...claims].flatMap(({ field, than }) => [field, than]);
  return [...told, groupBy, measure, ...show].filter((field) => field !== undefined);
}

/** Properties asked about that none of the query's kinds has. */
function unsupportedFields(query: InventoryQuery): Field[] {
  const kinds = kindsOf(query);
  if (kinds.length === 0) return [];
  const states = [...query.filters, ...(query.claims ?? [])].filter(
    ({ field, op }) => field === 'status' && op !== 'present' && op !== 'missing',
  );
  const unknown = states.some(({ value }) =>
    [value].flat().some((state) => !kinds.some((kind) => knowsState(kind, String(state)))),
  );
  const fields = fieldsOf(query).filter(
    (field) => field !== 'status' && !kinds.some((kind) => getterFor(kind, field)),
  );
  return [...new Set([...fields, ...hiddenTypes(query), ...(unknown ? (['status'] as const) : [])])];
}

/** Of secrets only the names are read, and which of them hold a certificate. */
function hiddenTypes({ kind, filters, groupBy }: InventoryQuery): Field[] {
  const asks = filters.some(({ field, value }) => field === 'type' && value !== 'kubernetes.io/tls');
  return kind === 'Secret' && (asks || groupBy === 'type') ? ['type'] : [];
}

const isOfCertificates = ({ filters }: InventoryQuery) =>
  filters.some(({ field, value }) => field === 'type' && value === 'kubernetes.io/tls');

const IDENTITY: ReadonlySet<Field> = new Set(['name', 'namespace', 'cluster']);

function columnsOf(query: InventoryQuery, snapshots: readonly ClusterSnapshot[]): Field[] {
  const [kind, ...others] = kindsOf(query);
  const spoken = fieldsOf(query).filter(
    (field) =>
      !IDENTITY.has(field) && (field === query.measure || (field !== 'ready' && field !== 'healthy')),
  );
  const expiry: Field[] = kind === 'Secret' && isOfCertificates(query) ? ['expiresIn'] : [];
  const usual = kind === undefined ? [] : [...expiry, ...usualFields(kind)];
  const clusters: Field[] = snapshots.length > 1 ? ['cluster'] : [];
  const kinds: Field[] = others.length > 0 ? ['kind'] : [];
  const containers: Field[] = query.perContainer ? ['container'] : [];
  return [...new Set<Field>([...containers, 'name', ...kinds, ...clusters, ...spoken, ...usual])];
}

interface Source {
  snapshot: ClusterSnapshot;
  surroundings: InventorySurroundings;
}

function rowsOf(query: InventoryQuery, columns: readonly Field[], source: Source): Row[] {
  const scope = scopeOf(source);
  return kindsOf(query).flatMap((kind) => {
    const filters = ordered(query.filters);
    const found = candidates(kind, filters, scope);
    const all = query.perContainer === true ? apart(kind, found, query) : found;
    const objects = all.filter((object) =>
      filters.every((filter) => passes(kind, filter, { object, scope })),
    );
    return objects.map((object) => ({
      ref: scope.index.ref(kind, object),
      cells: cellsOf(kind, columns, { object, scope }),
      isAsClaimed: query.claims?.every((claim) => passes(kind, claim, { object, scope })),
    }));
  });
}

/** Each container of the pods by itself. */
function apart<K extends WatchedKind>(
  kind: K,
  objects: readonly ObjectOf<K>[],
  { filters }: InventoryQuery,
): readonly ObjectOf<K>[] {
  if (kind !== 'Pod') return objects;
  const isOfState = filters.some(({ field }) => OF_STATE.has(field));
  const pods = objects as readonly ObjectOf<'Pod'>[];
  return pods.flatMap((pod) => containersApart(pod, isOfState)) as ObjectOf<WatchedKind>[] as ObjectOf<K>[];
}

const OF_STATE: ReadonlySet<Field> = new Set(['ready', 'healthy', 'status', 'restarts']);

const CHEAP: ReadonlySet<Field> = new Set(['namespace', 'name', 'ready', 'phase', 'node', 'replicas']);
const ordered = (filters: readonly Filter[]) =>
  [...filters].sort((a, b) => Number(CHEAP.has(b.field)) - Number(CHEAP.has(a.field)));

/** The objects of the namespace when one is asked for, else all. */
function candidates<K extends WatchedKind>(
  kind: K,
  filters: readonly Filter[],
  { index }: Scope,
): readonly ObjectOf<K>[] {
  const namespace = filters.find(
    ({ field, op, value }) => field === 'namespace' && op === 'is' && typeof value === 'string',
  )?.value;
  return typeof namespace === 'string' && getterFor(kind, 'namespace') && kind !== 'Namespace'
    ? index.inNamespace(kind, namespace)
    : index.list(kind);
}

function cellsOf<K extends WatchedKind>(
  kind: K,
  columns: readonly Field[],
  { object, scope }: { object: ObjectOf<K>; scope: Scope },
): Row['cells'] {
  const cells: Row['cells'] = { phase: getterFor(kind, 'phase')?.(object, scope) };
  if (kind === 'Pod') cells.status = getterFor(kind, 'status')?.(object, scope);
  for (const field of columns) cells[field] = getterFor(kind, field)?.(object, scope);
  return cells;
}

function scopeOf({ snapshot, surroundings: { usage, now } }: Source): Scope {
  const measured = usage?.[snapshot.cluster];
  const byName = (list: readonly Usage[] | undefined, keyOf: (one: Usage) => string) =>
    list && new Map(list.map((one) => [keyOf(one), one]));
  return {
    index: indexCluster(snapshot),
    now,
    podUsage: byName(measured?.pods, ({ namespace, name }) => `${namespace}/${name}`),
    nodeUsage: byName(measured?.nodes, ({ name }) => name),
  };
}
