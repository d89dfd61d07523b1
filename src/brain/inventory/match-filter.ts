import type { ObjectOf, WatchedKind } from '#diagnosis/evidence';
import { getterFor } from './fields/field-table.ts';
import type { Scope } from './fields/scope.ts';
import type { Field, Filter } from './query.ts';
import type { Cell } from './result.ts';
import { isIn } from './status.ts';

/** Whether an object passes a filter. Text is compared without regard to letter case; of a list any entry may match. */
export function passes<K extends WatchedKind>(
  kind: K,
  filter: Filter,
  { object, scope }: { object: ObjectOf<K>; scope: Scope },
): boolean {
  if (filter.not) return !passes(kind, { ...filter, not: undefined }, { object, scope });
  if (filter.field === 'status' && filter.op !== 'present' && filter.op !== 'missing') {
    const wanted = valuesOf(filter);
    if (filter.op === 'is-not' && wanted.includes('running') && hasFinished(kind, object)) return false;
    const isAny = wanted.some((state) => isIn(kind, state, { object, scope }) === true);
    return filter.op === 'is-not' ? !isAny : isAny;
  }
  if (filter.field === 'ready' && filter.op === 'is' && filter.value === false && hasFinished(kind, object))
    return false;
  const cellOf = (field: Field) => getterFor(kind, field)?.(object, scope);
  const cell = cellOf(filter.field);
  if (filter.than === undefined) return compares(cell, filter);
  const other = cellOf(filter.than);
  return typeof other === 'number' && compares(cell, { op: filter.op, value: other });
}

/** A pod that has run to its end is not one that fails to be ready. */
const hasFinished = (kind: WatchedKind, object: ObjectOf<WatchedKind>) =>
  kind === 'Pod' && (object as ObjectOf<'Pod'>).status.phase === 'Succeeded';

const valuesOf = ({ value }: Filter): string[] => (Array.isArray(value) ? value : [String(value)]);

/** Whether a value passes a comparison; one that is not there passes only `missing` and `is-not`. */
export function compares(cell: Cell, filter: Pick<Filter, 'op' | 'value'>): boolean {
  const { op, value } = filter;
  if (op === 'missing') return isMissing(cell);
  if (op === 'present') return !isMissing(cell);
  if (op === 'is-not') return !compares(cell, { op: 'is', value });
  if (cell === undefined) return false;
  if (typeof cell === 'number' && typeof value === 'number') return comparesNumbers(cell, op, value);
  if (typeof cell === 'boolean' || typeof value === 'boolean') return op === 'is' && cell === value;
  const cells = typeof cell === 'object' ? cell : [String(cell)];
  const wanted = (Array.isArray(value) ? value : [String(value)]).map((one) => one.toLowerCase());
  return cells.some((one) => wanted.some((other) => comparesText(one.toLowerCase(), op, other)));
}

const isMissing = (cell: Cell) =>
  cell === undefined || cell === false || cell === '' || (typeof cell === 'object' && cell.length === 0);

function comparesNumbers(cell: number, op: Filter['op'], value: number): boolean {
  if (op === 'more-than') return cell > value;
  if (op === 'less-than') return cell < value;
  if (op === 'at-least') return cell >= value;
  if (op === 'at-most') return cell <= value;
  return op === 'is' && cell === value;
}

function comparesText(cell: string, op: Filter['op'], value: string): boolean {
  if (op === 'contains') return cell.includes(value);
  if (op === 'starts-with') return cell.startsWith(value);
  if (op === 'ends-with') return cell.endsWith(value);
  return op === 'is' && cell === value;
}
