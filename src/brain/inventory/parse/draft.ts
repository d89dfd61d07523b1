import type { Item } from '../../understand/items.ts';
import { roleOf } from '../../understand/items.ts';
import type { LabelWords } from '../label-words.ts';
import type { Field, Filter, InventoryQuery } from '../query.ts';

/** A query while it is being read, and the items that have been made use of. */
export interface Draft {
  items: readonly Item[];
  used: Set<number>;
  filters: Filter[];
  verbs: InventoryQuery['verb'][];
  groupBy?: Field;
  measure?: Field;
  order?: 'ascending' | 'descending';
  limit?: number;
  having?: InventoryQuery['having'];
  distinct?: boolean;
  show: Field[];
  /** Labels in use by the last part of their keys, and their values; all in small letters. */
  labels: LabelWords;
  /** Words that were taken for places and are something else. */
  notPlaces: Set<string>;
  /** The clusters asked about: a name found elsewhere is not meant. */
  clusters?: readonly string[];
  /** Where each filter was read. */
  readAt: Map<Filter, number>;
  /** What was said and cannot be answered, though it was read. */
  lost: string[];
  /** Asks whether all are so. */
  isUniversal?: boolean;
  /** Asks in which cluster there are more. */
  isRivalry?: boolean;
  /** The subject, once known. */
  kind?: string;
  /** The kind that is meant when none is said. */
  fallback?: string;
  /** A kind that stands for a group: "which namespaces have pending pods". */
  outer?: string;
}

/** Reads something that begins at an item; true when it did. */
export type Reader = (draft: Draft, at: number) => boolean;

export function newDraft(items: readonly Item[], fallback?: string, labels: LabelWords = new Map()): Draft {
  return {
    items,
    fallback,
    labels,
    used: new Set(),
    filters: [],
    verbs: [],
    show: [],
    notPlaces: new Set(),
    lost: [],
    readAt: new Map(),
  };
}

/** Adds a filter and marks the items it was read from. */
export function addFilter(draft: Draft, filter: Filter, ...items: number[]): true {
  const isKnown = draft.filters.some((known) => JSON.stringify(known) === JSON.stringify(filter));
  if (!isKnown) {
    draft.filters.push(filter);
    draft.readAt.set(filter, Math.min(...items));
  }
  return use(draft, ...items);
}

export function use(draft: Draft, ...items: number[]): true {
  for (const item of items) draft.used.add(item);
  return true;
}

const SKIPPED = new Set([
  'a',
  'an',
  'the',
  'any',
  'its',
  'their',
  'of',
  'set',
  'defined',
  'than',
  'is',
  'are',
  'own',
  'enough',
  'at',
  'all',
  'to',
  'been',
  'be',
  'that',
  'value',
  'specified',
  'configured',
  'count',
  'number',
  'times',
  'ever',
]);

/** The next item that says something, at most `reach` further; -1 when there is none before the sentence ends. */
export function nextItem(draft: Draft, at: number, reach = 3): number {
  for (let index = at + 1; index < draft.items.length && index <= at + reach; index += 1) {
    const item = draft.items[index];
    if (item === undefined || draft.items[index - 1]?.ends) return -1;
    if (
      !SKIPPED.has(item.word) ||
      item.mention ||
      item.amount ||
      item.meanings.some(({ role }) => role !== 'verb')
    )
      return index;
  }
  return -1;
}

/** The item before that says something, at most `reach` back; -1 when there is none. */
export function previousItem(draft: Draft, at: number, reach = 3): number {
  for (let index = at - 1; index >= 0 && index >= at - reach; index -= 1) {
    const item = draft.items[index];
    if (item === undefined || item.ends) return -1;
    if (!SKIPPED.has(item.word) || item.mention || item.amount) return index;
  }
  return -1;
}

/** Whether a "not" stands before an item, with at most two small words between. */
export function isNegated(draft: Draft, at: number): boolean {
  for (let index = at - 1; index >= 0 && index >= at - 3; index -= 1) {
    const item = draft.items[index];
    if (item === undefined || item.ends || item.isPlace) return false;
    if (roleOf(item, 'not') ?? roleOf(item, 'without') ?? roleOf(item, 'except')) return use(draft, index);
    if (item.mention || item.amount || roleOf(item, 'kind') || item.word === 'and' || item.word === 'but')
      return false;
  }
  return false;
}
