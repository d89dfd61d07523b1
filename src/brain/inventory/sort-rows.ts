import type { InventoryQuery } from './query.ts';
import type { Row } from './result.ts';

/** Rows by what is measured, objects without it last; by namespace and name where nothing is. */
export function sortRows(
  rows: readonly Row[],
  { measure, order }: Pick<InventoryQuery, 'measure' | 'order'>,
): Row[] {
  const sign = order === 'ascending' ? 1 : -1;
  return [...rows].sort(
    (a, b) => (measure === undefined ? 0 : byMeasure(a, b, { measure, sign })) || byName(a, b),
  );
}

function byMeasure(
  a: Row,
  b: Row,
  { measure, sign }: { measure: NonNullable<InventoryQuery['measure']>; sign: number },
): number {
  const [left, right] = [a.cells[measure], b.cells[measure]];
  if (left === undefined || right === undefined)
    return Number(left === undefined) - Number(right === undefined);
  if (typeof left === 'number' && typeof right === 'number') return sign * (left - right);
  return sign * compareText(String(left), String(right));
}

function byName({ ref: a }: Row, { ref: b }: Row): number {
  return (
    compareText(a.cluster, b.cluster) || compareText(a.namespace, b.namespace) || compareText(a.name, b.name)
  );
}

/** Plain order of characters: quick, and the same everywhere. */
export function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
