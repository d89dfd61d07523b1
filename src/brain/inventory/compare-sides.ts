import type { Field, InventoryQuery } from './query.ts';
import type { Cell, Comparison, Row } from './result.ts';

/** The same names side by side: across clusters, or across namespaces when one cluster is asked about. */
export function compareSides(query: InventoryQuery, rows: readonly Row[]): Comparison[] {
  const isAcrossClusters = query.clusters.length > 1;
  const sides = isAcrossClusters ? query.clusters : [...new Set(rows.map(({ ref }) => ref.namespace))];
  const byName = new Map<string, Row[]>();
  for (const row of rows) {
    const { kind, namespace, name } = row.ref;
    const key = isAcrossClusters ? `${kind}/${namespace}/${name}` : `${kind}/${name}`;
    const known = byName.get(key);
    if (known) known.push(row);
    else byName.set(key, [row]);
  }
  return [...byName.values()].flatMap((same) => comparisonOf(query, same, { sides, isAcrossClusters }));
}

function comparisonOf(
  { measure, show }: InventoryQuery,
  rows: readonly Row[],
  { sides, isAcrossClusters }: { sides: readonly string[]; isAcrossClusters: boolean },
): Comparison[] {
  const [first] = rows;
  if (first === undefined) return [];
  const sideOf = ({ ref }: Row) => (isAcrossClusters ? ref.cluster : ref.namespace);
  const found: Comparison['sides'] = {};
  for (const side of sides) {
    const row = rows.find((one) => sideOf(one) === side);
    found[side] = row && { ref: row.ref, value: measure === undefined ? undefined : row.cells[measure] };
  }
  const values = Object.values(found);
  const isThere = values.every((value) => value !== undefined);
  const differences = isThere && measure === undefined ? differing(rows, show, sideOf) : [];
  const same =
    isThere && differences.length === 0 && values.every((value) => sameCell(value?.value, values[0]?.value));
  return [
    {
      ...(differences.length > 0 ? { differences } : {}),
      kind: first.ref.kind,
      name: first.ref.name,
      namespace: isAcrossClusters ? first.ref.namespace : '',
      sides: found,
      same,
    },
  ];
}

/** The properties in which the sides differ. */
function differing(
  rows: readonly Row[],
  fields: readonly Field[],
  sideOf: (row: Row) => string,
): NonNullable<Comparison['differences']> {
  return fields
    .map((field) => ({
      field,
      values: Object.fromEntries(rows.map((row) => [sideOf(row), row.cells[field]])),
    }))
    .filter(({ values }) => {
      const [first, ...rest] = Object.values(values);
      return !rest.every((value) => sameCell(value, first));
    });
}

const sameCell = (a: Cell, b: Cell) => JSON.stringify(a) === JSON.stringify(b);
