import { plural } from '#ground/text';
import type { Block } from '../../answer/draft.ts';
import { code, inline, listed, type Markdown } from '../../answer/markdown.ts';
import { kindWord } from '../../cluster/name.ts';
import type { Field, InventoryQuery } from '../../inventory/query.ts';
import type { Cell, InventoryResult, Row } from '../../inventory/result.ts';
import { cellOf, headOf } from './cells.ts';
import { filtersInWords } from './filters.ts';

/** What an inventory answer is worded from. */
export interface Listing {
  query: InventoryQuery;
  result: InventoryResult;
  /** Cites the command that shows the same; gives evidence ids. */
  cite: (says: string) => string[];
  /** The command itself. */
  command: string;
}

/** How many rows a list shows. */
export const SHOWN = 30;

/** A secret's type that everybody has a word for. */
const isCertificate = ({ kind, filters }: InventoryQuery) =>
  kind === 'Secret' &&
  filters.some(({ field, op, value }) => field === 'type' && op === 'is' && value === 'kubernetes.io/tls');

function nounOf(query: InventoryQuery, kind: string): string {
  if (isCertificate(query)) return 'TLS certificate';
  if (query.perContainer === true) return 'container';
  return kind === 'Workload' ? 'workload' : kindWord(kind);
}

/** The kinds asked about, in the plural. */
export const nounsOf = (query: InventoryQuery): Markdown =>
  listed(query.kind.split('+').map((one) => inline`${plural(2, nounOf(query, one)).replace(/^2 /, '')}`));

/** What is asked of them, to stand behind the noun. */
export const conditions = (query: InventoryQuery, count: number): Markdown =>
  filtersInWords(
    isCertificate(query) ? query.filters.filter(({ field }) => field !== 'type') : query.filters,
    count,
    query.kind,
  );

/** "3 pods in `web` that are not ready". */
export function counted({ query }: Listing, count: number): Markdown {
  const noun = query.kind.includes('+')
    ? inline`${count} ${nounsOf(query)}`
    : inline`${plural(count, nounOf(query, query.kind))}`;
  return inline`${noun}${conditions(query, count)}`;
}

/** The clusters asked about. */
export function where({ query: { clusters, filters }, result: { seenIn } }: Listing): Markdown {
  if (seenIn.length > 0) return inline` in ${listed(seenIn.map(code))} on ${listed(clusters.map(code))}`;
  return filters.some(({ field }) => field === 'cluster')
    ? inline``
    : inline` on ${listed(clusters.map(code))}`;
}

const isEmpty = (cell: Cell) =>
  cell === undefined || cell === '' || (typeof cell === 'object' && cell.length === 0);

/** Of a pod's owners the workload, which is the last. */
function shown({ ref, cells }: Row, field: Field): Cell {
  const cell = cells[field];
  return field === 'owner' && ref.kind === 'Pod' && typeof cell === 'object' ? cell.at(-1) : cell;
}

/** The objects, one a row. */
export function table({ query, result, command }: Listing, cap: number): Block[] {
  const { rows, total } = result;
  if (rows.length === 0) return [];
  const columns = result.columns.filter((field) =>
    rows.some(({ ref, cells }) => !isEmpty(cells[field]) && !(field === 'owner' && ref.kind === 'Node')),
  );
  const cells = rows.map((row) => columns.map((field) => cellOf(field, shown(row, field))));
  return [
    {
      type: 'table',
      head: columns.map((field) => (query.perContainer && field === 'name' ? 'Pod' : headOf(field))),
      rows: cells,
      total,
      cap,
      seeAll: code(command),
    },
  ];
}
