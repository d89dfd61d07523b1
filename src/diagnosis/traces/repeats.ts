import type { Span } from './span.ts';
import { endOf, operationOf } from './span.ts';
import type { SpanNode, TraceTree } from './trace-tree.ts';
import { walk } from './trace-tree.ts';

/** One span that did the same thing again and again, one after the other. */
export interface RepeatedCall {
  kind: 'n-plus-one' | 'retry';
  caller: Span;
  operation: string;
  count: number;
  failures: number;
  /** Milliseconds spent on them; for retries on the attempts that failed. */
  spent: number;
  /** Whether the last attempt succeeded. */
  succeeded: boolean;
}

const MANY = 5;

/** Statements and paths that differ in their values only do the same. */
const generic = (span: Span): string =>
  operationOf(span)
    .replaceAll(/'[^']*'/g, '?')
    .replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}/gi, '?')
    .replaceAll(/\d+/g, '?');

/** At least half of the calls began only when the one before had ended: a batch in parallel is no loop. */
function oneByOne(spans: readonly Span[]): boolean {
  const inTurn = spans.slice(1).filter(({ start }, place) => {
    const before = spans[place];
    return before !== undefined && start >= endOf(before) - 1;
  });
  return inTurn.length * 2 >= spans.length - 1;
}

const total = (spans: readonly Span[]): number => spans.reduce((sum, { duration }) => sum + duration, 0);

/** Attempts follow one another until one succeeds: no failure comes after a success. */
function isRetry(spans: readonly Span[]): boolean {
  const firstSuccess = spans.findIndex(({ failed }) => !failed);
  const failures = spans.filter(({ failed }) => failed).length;
  const tries = firstSuccess === -1 ? failures : firstSuccess;
  return tries === failures && failures > 0 && spans.length - failures <= 1;
}

function repeatOf(caller: Span, operation: string, spans: readonly Span[]): RepeatedCall[] {
  const failed = spans.filter((span) => span.failed);
  const last = spans.at(-1);
  if (spans.length < 2 || !oneByOne(spans) || !last) return [];
  const facts = {
    caller,
    operation,
    count: spans.length,
    failures: failed.length,
    succeeded: !last.failed,
  };
  if (isRetry(spans)) return [{ kind: 'retry', spent: total(failed), ...facts }];
  return spans.length >= MANY ? [{ kind: 'n-plus-one', spent: total(spans), ...facts }] : [];
}

function repeatsUnder({ span, children }: SpanNode): RepeatedCall[] {
  const groups = Map.groupBy(
    children.map((child) => child.span),
    generic,
  );
  return [...groups].flatMap(([operation, spans]) => repeatOf(span, operation, spans));
}

/** Finds loops of single calls that one call could do (n+1) and attempts that were repeated, the costliest first. */
export function findRepeats(tree: TraceTree): RepeatedCall[] {
  return walk(tree)
    .flatMap(({ node }) => repeatsUnder(node))
    .toSorted((a, b) => b.spent - a.spent || (a.operation < b.operation ? -1 : 1));
}
