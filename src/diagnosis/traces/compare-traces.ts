import { operationOf } from './span.ts';
import type { Span } from './span.ts';
import { selfTime } from './self-time.ts';
import { buildTrace, walk } from './trace-tree.ts';

/** What one operation costs the traces of a period. */
interface OperationCost {
  /** Milliseconds of its own a trace, each trace that has none counting as 0. */
  perTrace: number;
  callsPerTrace: number;
  /** 0..1 of its calls. */
  failing: number;
}

/** How one operation differs between a baseline and a window. */
export interface OperationChange {
  operation: string;
  kind: 'slower' | 'faster' | 'new' | 'gone' | 'as-before';
  baseline: OperationCost;
  window: OperationCost;
  /** Milliseconds of its own a trace that came on top. */
  growth: number;
  /** 0..1: its part of all that came on top. */
  share: number;
  /** The growth in standard errors. */
  score: number;
}

interface Tally {
  times: number[];
  calls: number;
  failures: number;
}

interface Period {
  traces: number;
  tallies: Map<string, Tally>;
}

const CLEAR = 3;
const ENOUGH_TRACES = 5;
const RELATIVE_FLOOR = 0.05;

function countTrace(spans: readonly Span[], tallies: Map<string, Tally>): void {
  const own = new Map<string, number>();
  for (const { node } of walk(buildTrace(spans))) {
    const operation = operationOf(node.span);
    const tally = tallies.get(operation) ?? { times: [], calls: 0, failures: 0 };
    tally.calls += 1;
    tally.failures += node.span.failed ? 1 : 0;
    tallies.set(operation, tally);
    own.set(operation, (own.get(operation) ?? 0) + selfTime(node));
  }
  for (const [operation, time] of own) tallies.get(operation)?.times.push(time);
}

function tally(spans: readonly Span[]): Period {
  const tallies = new Map<string, Tally>();
  const traces = Map.groupBy(spans, ({ traceId }) => traceId);
  for (const trace of traces.values()) countTrace(trace, tallies);
  return { traces: traces.size, tallies };
}

function costIn({ traces, tallies }: Period, operation: string): OperationCost {
  const { times, calls, failures } = tallies.get(operation) ?? { times: [], calls: 0, failures: 0 };
  const all = Math.max(1, traces);
  return {
    perTrace: times.reduce((total, time) => total + time, 0) / all,
    callsPerTrace: calls / all,
    failing: calls === 0 ? 0 : failures / calls,
  };
}

/** Variance of the mean time a trace; traces without the operation count as 0. */
function varianceIn({ traces, tallies }: Period, operation: string, mean: number): number {
  const times = tallies.get(operation)?.times ?? [];
  const squares = times.reduce((total, time) => total + (time - mean) ** 2, 0);
  const absent = Math.max(0, traces - times.length) * mean ** 2;
  return (squares + absent) / Math.max(1, traces) ** 2;
}

function kindOf(
  baseline: Period,
  window: Period,
  change: Pick<OperationChange, 'operation' | 'score'>,
): OperationChange['kind'] {
  const { operation, score } = change;
  if (!baseline.tallies.has(operation)) return 'new';
  if (!window.tallies.has(operation)) return 'gone';
  if (Math.min(baseline.traces, window.traces) < ENOUGH_TRACES || Math.abs(score) < CLEAR) return 'as-before';
  return score > 0 ? 'slower' : 'faster';
}

function changeOf(baseline: Period, window: Period, operation: string): Omit<OperationChange, 'share'> {
  const [before, after] = [costIn(baseline, operation), costIn(window, operation)];
  const growth = after.perTrace - before.perTrace;
  const noise =
    varianceIn(baseline, operation, before.perTrace) + varianceIn(window, operation, after.perTrace);
  const floor = RELATIVE_FLOOR * Math.min(before.perTrace, after.perTrace);
  const score = growth === 0 ? 0 : growth / Math.max(Math.sqrt(noise), floor, 1e-9);
  return {
    operation,
    kind: kindOf(baseline, window, { operation, score }),
    baseline: before,
    window: after,
    growth,
    score,
  };
}

/** Compares the operations of two sets of traces by the time each spent itself; what grew most comes first. */
export function compareTraces(
  baselineSpans: readonly Span[],
  windowSpans: readonly Span[],
): OperationChange[] {
  const [baseline, window] = [tally(baselineSpans), tally(windowSpans)];
  if (baseline.traces === 0 || window.traces === 0) return [];
  const operations = [...new Set([...baseline.tallies.keys(), ...window.tallies.keys()])].toSorted();
  const changes = operations.map((operation) => changeOf(baseline, window, operation));
  const grown = changes.reduce((total, { growth }) => total + Math.max(0, growth), 0);
  return changes
    .map((change) => ({ ...change, share: grown > 0 ? Math.max(0, change.growth) / grown : 0 }))
    .toSorted((a, b) => b.growth - a.growth);
}
