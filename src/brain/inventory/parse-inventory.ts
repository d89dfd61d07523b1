import type { Item } from '../understand/items.ts';
import { roleOf } from '../understand/items.ts';
import type { TimeRange } from '../understand/slot-types.ts';
import { readAge, readComparison, readCount, readSplitComparison } from './parse/comparisons.ts';
import { newDraft, type Draft, type Reader } from './parse/draft.ts';
import type { LabelWords } from './label-words.ts';
import { readLabel } from './parse/labels.ts';
import { readLabelSubject, readLabelWord } from './parse/labels-by-word.ts';
import { readFlag, readPresence } from './parse/properties.ts';
import { readRepeat } from './parse/repeats.ts';
import {
  readAddress,
  readBareImage,
  readHost,
  readProduct,
  readVersion,
  readZone,
} from './parse/bare-values.ts';
import { readKindValue, readRelation, readValued } from './parse/relations.ts';
import { readNamed, readWildcard } from './parse/names.ts';
import { readOwnerKind } from './parse/owner-kinds.ts';
import { readRange } from './parse/ranges.ts';
import { readNodeState, readSet, readSeveral, readSpeltValue } from './parse/spelt-values.ts';
import { readTwoProperties } from './parse/two-properties.ts';
import { readHome, readMoreThan, readOlder, readSame } from './parse/references.ts';
import { readRivalry } from './parse/rivalry.ts';
import { readBareBound, readListening } from './parse/numbers-of-kinds.ts';
import { readUniversal, splitClaims } from './parse/universal.ts';
import { readLacking } from './parse/lacking.ts';
import { readMention } from './parse/named-objects.ts';
import { readGroup, readLimit, readSort, readSuperlative } from './parse/shape.ts';
import { anyOf, settled } from './parse/settle-filters.ts';
import { readShow, showFields } from './parse/columns.ts';
import { filtersOfSelector, readSortBy } from './parse/selectors.ts';
import { readCadence } from './parse/cadence.ts';
import { readTaint } from './parse/taints.ts';
import { readState } from './parse/states.ts';
import { findSubject } from './parse/subject.ts';
import { filtersOfTime } from './parse/times.ts';
import { unreadWords } from './parse/unread.ts';
import { readVerbs, verbOf } from './parse/verbs.ts';
import { sizeOf, usedByNamespaces } from './parse/size.ts';
import { readEnough } from './parse/enough.ts';
import { readValueWord } from './parse/value-words.ts';
import { apart } from './parse/per-container.ts';
import { readUsedProperty } from './parse/used-properties.ts';
import type { Filter, InventoryQuery } from './query.ts';

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
  /** The clusters that something is to be missing from. */
  against?: string[];
  now: number;
  /** The labels in use. */
  labels?: LabelWords;
  /** Label and field selectors, as kubectl takes them. */
  selector?: string;
  /** A JSON path, as kubectl takes it. */
  sortBy?: string;
}

const READERS: readonly Reader[] = [
  readEnough,
  readTaint,
  readCadence,
  readSet,
  readZone,
  readTwoProperties,
  readSeveral,
  readNodeState,
  readSpeltValue,
  readSame,
  readOlder,
  readMoreThan,
  readHome,
  readOwnerKind,
  readRivalry,
  readLabelSubject,
  readGroup,
  readSort,
  readLabel,
  readLabelWord,
  readWildcard,
  readAddress,
  readRepeat,
  readAge,
  readRange,
  readListening,
  readBareBound,
  readSplitComparison,
  readComparison,
  readKindValue,
  readLacking,
  readPresence,
  readUsedProperty,
  readNamed,
  readRelation,
  readProduct,
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

/** What every reader makes of a question. */
function readAll(items: readonly Item[], context: InventoryContext): Draft {
  const draft = newDraft(items, context.kind, context.labels);
  draft.clusters = context.clusters;
  readUniversal(draft);
  for (const reader of READERS) items.forEach((_, at) => void (draft.used.has(at) || reader(draft, at)));
  findSubject(draft, context.kind);
  items.forEach((_, at) => readMention(draft, at));
  if (draft.verbs.includes('top') && draft.groupBy === undefined) draft.measure ??= sizeOf(draft);
  readVerbs(draft);
  return draft;
}

/** Reads a question about objects as a query. Undefined when it names no kind and nothing says which is meant. */
export function parseInventory(
  items: readonly Item[],
  context: InventoryContext,
): InventoryQuery | undefined {
  const draft = readAll(items, context);
  if (draft.kind === undefined) return undefined;
  readSortBy(draft, context.sortBy);
  const judged = splitClaims(draft);
  const filters = filtersOf(draft, context, judged?.filters);
  const isLacking = context.against !== undefined && context.against.length > 0 && draft.isRivalry !== true;
  if (isLacking) draft.items.forEach(({ word }, at) => void (word === 'only' && draft.used.add(at)));
  const isShared = !judged && !isLacking && isInBoth(draft, context);
  const said = judged ? 'all' : isLacking || isShared ? 'compare' : verbOf(draft, context);
  const { verb, more } = apart(draft, said);
  usedByNamespaces(draft);
  useMeasure(draft, verb);
  showFields(draft);
  if (draft.isUniversal && !judged) draft.lost.push('all');
  const unread = [...unreadWords(draft), ...lost(draft, verb)];
  return {
    verb,
    kind: draft.kind,
    clusters: context.clusters,
    filters: anyOf(settled(filters)),
    ...(judged && { claims: anyOf(judged.claims) }),
    ...(isLacking && { lacking: context.against }),
    ...(isShared && { shared: true }),
    groupBy: draft.groupBy,
    measure: draft.measure,
    order: draft.order,
    limit: draft.limit ?? singular(draft),
    having: draft.having,
    distinct: draft.distinct,
    ...more,
    show: draft.show,
    ...(unread.length > 0 ? { unread } : {}),
  };
}

/** What is asked of the objects: where they are, and what was said of them. */
function filtersOf(draft: Draft, context: InventoryContext, judged = draft.filters): Filter[] {
  return [
    ...placeFilters(withoutPlaces(context, draft)),
    ...filtersOfSelector(context.selector),
    ...judged,
    ...filtersOfTime(draft, context),
  ];
}

/** "deployments in both clusters": those that each of them has; pods and nodes are nowhere twice. */
const isInBoth = ({ items, kind, verbs, filters }: Draft, { clusters }: InventoryContext) =>
  clusters.length > 1 &&
  filters.length === 0 &&
  kind !== 'Pod' &&
  kind !== 'Node' &&
  !verbs.some((verb) => verb !== 'list' && verb !== 'exists') &&
  items.some(({ word }, at) => /^both\b/.test(word) && /^(?:in|on|to|by)$/.test(items[at - 1]?.word ?? ''));

/** A biggest one of nothing, and what else was read to no avail. */
function lost({ lost: words, items, measure, groupBy }: Draft, verb: InventoryQuery['verb']): string[] {
  const most = items.find((item) => roleOf(item, 'superlative') !== undefined);
  return verb === 'top' && measure === undefined && groupBy === undefined && most
    ? [...words, most.raw]
    : words;
}

/** The words that a measure or an amount was read from, wherever they stand. */
function useMeasure(draft: Draft, verb: InventoryQuery['verb']): void {
  const { measure, items, filters } = draft;
  const isCompared = verb === 'compare';
  const fields = [measure, ...filters.map(({ field }) => field)];
  const isOf = (resource: string) => fields.some((field) => field?.startsWith(resource));
  items.forEach((item, at) => {
    const resource = roleOf(item, 'resource')?.resource;
    const isRead = resource === undefined ? isOf('cpu') || isOf('memory') : isOf(resource);
    if (isRead && (resource ?? roleOf(item, 'facet')) !== undefined) draft.used.add(at);
    if (measure !== undefined && roleOf(item, 'field')?.field === measure) draft.used.add(at);
    if (
      isCompared &&
      (item.word === 'between' || /^versions?$/.test(item.word) || /\bsame\b/.test(item.word))
    )
      draft.used.add(at);
  });
}

function withoutPlaces(context: InventoryContext, { notPlaces }: Draft): InventoryContext {
  return { ...context, namespaces: context.namespaces.filter((name) => !notPlaces.has(name)) };
}

function placeFilters({ namespaces, notNamespaces }: InventoryContext): Filter[] {
  const within = namespaces.length === 1 ? namespaces[0] : [...namespaces];
  const without = notNamespaces.length === 1 ? notNamespaces[0] : [...notNamespaces];
  return [
    ...(namespaces.length > 0 ? [{ field: 'namespace', op: 'is', value: within } as const] : []),
    ...(notNamespaces.length > 0 ? [{ field: 'namespace', op: 'is-not', value: without } as const] : []),
  ];
}

/** "the oldest pod" is one, "the oldest pods" are several. */
function singular(draft: Draft): number | undefined {
  if (!draft.verbs.includes('top')) return undefined;
  const subject = draft.outer ?? draft.kind;
  const said = draft.items.find((item) => roleOf(item, 'kind')?.kind === subject)?.raw.toLowerCase();
  return said !== undefined && !said.endsWith('s') ? 1 : undefined;
}
