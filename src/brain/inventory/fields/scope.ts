import type { ClusterIndex } from '#diagnosis';
import type { ObjectOf, Usage, WatchedKind } from '#diagnosis/evidence';
import type { Field } from '../query.ts';
import type { Cell } from '../result.ts';

/** What a property is worked out from, beside the object. */
export interface Scope {
  index: ClusterIndex;
  now: number;
  podUsage?: ReadonlyMap<string, Usage>;
  nodeUsage?: ReadonlyMap<string, Usage>;
}

/** The properties of one kind. */
export type FieldsOf<K extends WatchedKind> = Partial<
  Record<Field, (object: ObjectOf<K>, scope: Scope) => Cell>
>;

/** A list as a cell: undefined when it is empty, so that it counts as missing. */
export const listed = (values: Iterable<string | undefined>): readonly string[] | undefined => {
  const found = [...new Set(values)].filter((value) => value !== undefined && value !== '') as string[];
  return found.length === 0 ? undefined : found;
};
