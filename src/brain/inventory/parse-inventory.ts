import type { Item } from '../understand/items.ts';
import { roleOf } from '../understand/items.ts';
import type { TimeRange } from '../understand/reading.ts';
import { readAge, readComparison, readCount, readSplitComparison } from './parse/comparisons.ts';
import { newDraft, type Draft, type Reader } from './parse/draft.ts';
import { readFlag, readLabel, readPresence } from './parse/properties.ts';
import { readRepeat } from './parse/repeats.ts';
import {
  readBareImage,
  readHost,
  readKindValue,
  readMention,
  readRelation,
  readValued,
  readVersion,
} from './parse/relations.ts';
import { measureOf, readGroup, readLimit, readShow, readSort, readSuperlative } from './parse/shape.ts';
import { filtersOfSelector, readSortBy } from './parse/selectors.ts';
import { readState } from './parse/states.ts';
import { findSubject } from './parse/subject.ts';
import { filtersOfTime } from './parse/times.ts';
import { readValueWord } from './parse/value-words.ts';
import type { Field, Filter, InventoryQuery } from './query.ts';

/** What a question leaves to its surroundings. */
export interface InventoryContext {
  clusters: string[];
  namespaces: readonly string[];
  notNamespaces: readonly string[];
  /** The kind that is meant when none is said. */
  kind?: string;
  time?: TimeRange;
  /** One place is set against another: "in prod but not in staging". */
  isComparison?: boolean;
  now: number;
  /** Label and field selectors, as kubectl takes them. */
  selector?: string;
  /** A JSON path, as kubectl takes it. */
  sortBy?: string;
}

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

const READERS: readonly Reader[] = [
  readGroup,
  readSort,
  readLabel,
  readRepeat,
  readAge,
  readSplitComparison,
  readComparison,
  readKindValue,
  readPresence,
  readRelation,
  readBareImage,
  readValueWord,
  readSuperlative,
  readLimit,
  readValued,
  readVersion,
  readCount,
  readState,
  readFlag,
  readHost,
  readShow,
];

/** Reads a question about objects as a query. Undefined when it names no kind and nothing says which is meant. */
export function parseInventory(
  items: readonly Item[],
  context: InventoryContext,
): InventoryQuery | undefined {
  const draft = newDraft(items);
  for (const reader of READERS) items.forEach((_, at) => void (draft.used.has(at) || reader(draft, at)));
  findSubject(draft, context.kind);
  if (draft.kind === undefined) return undefined;
  items.forEach((_, at) => readMention(draft, at));
  if (draft.verbs.includes('top') && draft.groupBy === undefined) draft.measure ??= SIZE[draft.kind];
  readVerbs(draft);
  readSortBy(draft, context.sortBy);
  const filters = [
    ...placeFilters(context),
    ...filtersOfSelector(context.selector),
    ...draft.filters,
    ...filtersOfTime(draft, context),
  ];
  return {
    verb: verbOf(draft, context),
    kind: draft.kind,
    clusters: context.clusters,
    filters: settled(filters),
    groupBy: draft.groupBy,
    measure: draft.measure,
    order: draft.order,
    limit: draft.limit ?? singular(draft),
    having: draft.having,
    distinct: draft.distinct,
    show: draft.show,
  };
}

function placeFilters({ namespaces, notNamespaces }: InventoryContext): Filter[] {
  const within = namespaces.length === 1 ? namespaces[0] : [...namespaces];
  const without = notNamespaces.length === 1 ? notNamespaces[0] : [...notNamespaces];
  return [
    ...(namespaces.length > 0 ? [{ field: 'namespace', op: 'is', value: within } as const] : []),
    ...(notNamespaces.length > 0 ? [{ field: 'namespace', op: 'is-not', value: without } as const] : []),
  ];
}

function readVerbs(draft: Draft): void {
  for (const item of draft.items) {
    const verb = roleOf(item, 'verb')?.verb;
    if (verb !== undefined) draft.verbs.push(verb);
  }
}

function verbOf(
  draft: Draft,
  { clusters, namespaces, isComparison }: InventoryContext,
): InventoryQuery['verb'] {
  const says = (verb: InventoryQuery['verb']) => draft.verbs.includes(verb);
  if (isComparison || (says('compare') && (clusters.length > 1 || namespaces.length > 1)))
    return compared(draft);
  const measure = draft.measure ?? measureOfQuestion(draft);
  if (says('average') && measure !== undefined) return measured(draft, 'average', measure);
  if (says('sum') && !says('top') && measure !== undefined && measure !== 'age')
    return measured(draft, 'sum', measure);
  if (says('count')) return counted(draft, measure);
  if (
    draft.groupBy !== undefined &&
    measure !== undefined &&
    measure !== 'age' &&
    !saysKind(draft) &&
    !says('top')
  )
    return measured(draft, 'sum', measure);
  if (says('top') || (draft.measure !== undefined && draft.order !== undefined))
    return says('top') || draft.limit !== undefined ? 'top' : 'list';
  if (says('sum')) return 'count';
  return says('exists') && draft.groupBy === undefined ? 'exists' : 'list';
}

function compared(draft: Draft): 'compare' | 'count' {
  if (draft.verbs.includes('count')) {
    draft.groupBy = 'cluster';
    return 'count';
  }
  draft.measure ??= comparedField(draft) ?? TELLING[draft.kind ?? ''] ?? 'status';
  return 'compare';
}

/** What tells two of a kind apart when nothing is said. */
const TELLING: Partial<Record<string, Field>> = {
  Workload: 'image',
  Deployment: 'image',
  StatefulSet: 'image',
  DaemonSet: 'image',
  Pod: 'image',
  Node: 'version',
  Namespace: 'pods',
  Service: 'port',
  Ingress: 'host',
  CronJob: 'schedule',
  PersistentVolumeClaim: 'storageRequest',
  ConfigMap: 'name',
  Secret: 'type',
};

const COMPARED: ReadonlySet<Field> = new Set([
  'image',
  'imageTag',
  'version',
  'replicas',
  'restarts',
  'registry',
  'limits',
  'requests',
  'schedule',
  'status',
]);

function comparedField(draft: Draft): Field | undefined {
  const fields = draft.items.flatMap(({ meanings }) =>
    meanings.map((meaning) => (meaning.role === 'field' ? meaning.field : undefined)),
  );
  const field = fields.find((one) => one !== undefined && COMPARED.has(one));
  if (field === 'version') return draft.kind === 'Node' ? 'version' : 'imageTag';
  return field;
}

function measureOfQuestion(draft: Draft): Field | undefined {
  for (let at = 0; at < draft.items.length; at += 1) {
    const field = draft.used.has(at) ? undefined : measureOf(draft, at);
    if (field !== undefined) return field;
  }
  return undefined;
}

function measured(draft: Draft, verb: 'sum' | 'average', measure: Field): 'sum' | 'average' {
  draft.measure = measure;
  return verb;
}

/** The subject was said, and not only implied. */
const saysKind = ({ items, kind, used }: Draft) =>
  items.some((item, at) => used.has(at) && roleOf(item, 'kind')?.kind === kind);

/** "how many restarts" adds up, "how many different images" counts values, "how many pods" counts objects. */
function counted(draft: Draft, measure: Field | undefined): 'count' | 'sum' {
  const names = draft.items.some(
    (item, at) => roleOf(item, 'kind')?.kind === draft.kind && draft.used.has(at),
  );
  if (measure !== undefined && !names && measure !== 'age') return measured(draft, 'sum', measure) as 'sum';
  const asked = draft.items.findIndex((item) => roleOf(item, 'verb')?.verb === 'count');
  const isOfValues =
    draft.groupBy !== undefined &&
    !names &&
    draft.items
      .slice(asked + 1, asked + 5)
      .some((item) =>
        item.meanings.some((meaning) => meaning.role === 'field' && meaning.field === draft.groupBy),
      );
  draft.distinct =
    isOfValues ||
    (draft.groupBy !== undefined &&
      draft.items.some(({ word }) => /^(?:different|distinct|unique)$/.test(word)))
      ? true
      : undefined;
  if (
    draft.outer !== undefined &&
    draft.items.findIndex((item) => roleOf(item, 'kind')?.kind === draft.outer) < asked + 3 &&
    asked >= 0
  )
    draft.distinct = true;
  return 'count';
}

/** "restarted today" is about the time, not the count: the time filter takes its place. */
function settled(filters: Filter[]): Filter[] {
  const hasLast = filters.some(({ field }) => field === 'lastRestart');
  return hasLast ? filters.filter(({ field, value }) => field !== 'restarts' || value !== 0) : filters;
}

/** "the oldest pod" is one, "the oldest pods" are several. */
function singular(draft: Draft): number | undefined {
  if (!draft.verbs.includes('top')) return undefined;
  const subject = draft.outer ?? draft.kind;
  const said = draft.items.find((item) => roleOf(item, 'kind')?.kind === subject)?.raw.toLowerCase();
  return said !== undefined && !said.endsWith('s') ? 1 : undefined;
}
