import { plural } from '#ground/text';
import type { Block } from '../../answer/draft.ts';
import { code, inline, listed, type Markdown } from '../../answer/markdown.ts';
import { kindWord } from '../../cluster/name.ts';
import type { InventoryQuery } from '../../inventory/query.ts';
import type { InventoryResult } from '../../inventory/result.ts';
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

const nounOf = (kind: string): string => (kind === 'Workload' ? 'workload' : kindWord(kind));
/** The kinds asked about, in the plural. */
export const nounsOf = ({ kind }: InventoryQuery): Markdown =>
  listed(kind.split('+').map((one) => inline`${plural(2, nounOf(one)).replace(/^2 /, '')}`));

/** "3 pods in `web` that are not ready". */
export function counted({ query }: Listing, count: number): Markdown {
  const noun = query.kind.includes('+')
    ? inline`${count} ${nounsOf(query)}`
    : inline`${plural(count, nounOf(query.kind))}`;
  return inline`${noun}${filtersInWords(query.filters, count)}`;
}

/** The clusters asked about. */
export function where({ query: { clusters, filters } }: Listing): Markdown {
  return filters.some(({ field }) => field === 'cluster')
    ? inline``
    : inline` on ${listed(clusters.map(code))}`;
}

/** The objects, one a row. */
export function table({ result, command }: Listing, cap: number): Block[] {
  const { rows, columns, total } = result;
  if (rows.length === 0) return [];
  const cells = rows.map((row) => columns.map((field) => cellOf(field, row.cells[field])));
  return [{ type: 'table', head: columns.map(headOf), rows: cells, total, cap, seeAll: code(command) }];
}
