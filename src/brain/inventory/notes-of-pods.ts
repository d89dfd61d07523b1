import type { InventoryQuery } from './query.ts';
import type { Row } from './result.ts';

const RESERVED = /^(?:cpu|memory)(?:Request|Limit)$/;
const isOver = ({ cells: { phase } }: Row) => phase === 'Succeeded' || phase === 'Failed';
const isBeingDeleted = ({ cells: { status } }: Row) => status === 'Terminating';

/** A pod that is over reserves nothing any more: it is left out of what is added up. */
export function withoutOver(query: InventoryQuery, rows: readonly Row[]): Row[] {
  const isReserved =
    query.kind === 'Pod' &&
    (query.verb === 'sum' || query.verb === 'average') &&
    RESERVED.test(query.measure ?? '');
  return isReserved ? rows.filter((row) => !isOver(row)) : [...rows];
}

const OF_STATE = new Set(['status', 'phase', 'ready', 'healthy']);

/** What a number of pods must not leave unsaid: those that have finished, and those on their way out. */
export function notesOfPods(query: InventoryQuery, rows: readonly Row[], leftOut: number): string[] {
  if (query.kind !== 'Pod') return [];
  if (leftOut > 0)
    return [
      `${leftOut === 1 ? '1 pod that has finished is' : `${leftOut} pods that have finished are`} not counted: what is over reserves nothing.`,
    ];
  const isOfState = query.filters.some(({ field }) => OF_STATE.has(field));
  if (query.verb !== 'count' || isOfState || query.groupBy !== undefined) return [];
  const over = rows.filter(isOver).length;
  const deleted = rows.filter((row) => !isOver(row) && isBeingDeleted(row)).length;
  const parts = [
    ...(over > 0 ? [`${over} ${over === 1 ? 'has' : 'have'} finished`] : []),
    ...(deleted > 0 ? [`${deleted} ${deleted === 1 ? 'is' : 'are'} being deleted`] : []),
  ];
  return parts.length === 0 || rows.length === over ? [] : [`Of these, ${parts.join(' and ')}.`];
}
