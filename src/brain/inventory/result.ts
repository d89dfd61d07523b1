import type { ObjectRef, Usage } from '#diagnosis/evidence';
import type { Field } from './query.ts';

/** A property's value: cores, bytes, milliseconds and counts are numbers. Undefined where the object has none. */
export type Cell = string | number | boolean | readonly string[] | undefined;

export interface Row {
  ref: ObjectRef;
  cells: Partial<Record<Field, Cell>>;
  /** With claims: whether it lives up to all of them. */
  isAsClaimed?: boolean;
}

/** Objects that share a value. */
export interface Group {
  /** `(none)` for objects without the property. */
  key: string;
  count: number;
  /** The sum (or average) of what is measured; undefined when objects are counted. */
  value?: number;
  /** What the group stands for, when it is an object itself: a namespace, a node. */
  ref?: ObjectRef;
  /** The objects of the group, in the order of the query. */
  rows: Row[];
}

/** One object or name across the sides that are compared; a side that lacks it is undefined. */
export interface Comparison {
  kind: string;
  name: string;
  namespace: string;
  /** By cluster, or by namespace when one cluster is asked about. */
  sides: Record<string, { ref: ObjectRef; value: Cell } | undefined>;
  /** Where several properties are compared: those in which the sides differ, with the value on each side. */
  differences?: { field: Field; values: Record<string, Cell> }[];
  same: boolean;
}

export interface InventoryResult {
  /** Sorted and cut to the query's limit. */
  rows: Row[];
  /** How many objects matched, before the limit. With groups: how many objects are in the kept groups. */
  total: number;
  /** With `groupBy`: the kept groups, sorted. Their number is the answer when `distinct` is asked for. */
  groups?: Group[];
  /** Of `all`: how many were looked at; the rows are the exceptions. Of sum and average (of the objects that have the property), and of count: the number that is the answer. */
  scalar?: number;
  comparison?: Comparison[];
  /** Which cells matter, in order: name first, then the kind's usual ones, then those that the question spoke of. */
  columns: Field[];
  /** What could not be seen, and filters on properties that the kind does not have, one sentence each. */
  notes: string[];
  /** The namespaces that were looked at, where the account may see no others and none was asked for. */
  seenIn: string[];
  /** Properties that were asked about and that the kind does not have: the answer must not pretend to have looked. */
  unsupported: Field[];
  /** The query needs live usage, and none was given for these clusters. */
  needsUsage: boolean;
}

/** Live usage by cluster. */
export type UsageByCluster = Readonly<
  Record<string, { pods?: readonly Usage[]; nodes?: readonly Usage[] } | undefined>
>;
