import { keyOf } from '../lines/matching.ts';
import type { Labels, Storage } from '../lines/storage.ts';
import { QueryError } from '../logql/errors.ts';
import type { LabelFilter, Matcher, Stage } from '../logql/expression.ts';
import type { Entry } from './entry.ts';
import { compilePipeline } from './pipeline.ts';

/** What a log query selects from. */
export interface Selection {
  matchers: readonly Matcher[];
  stages: readonly Stage[];
  from: number;
  to: number;
  /** Whether each entry needs labels of its own. */
  isOwn?: boolean;
}

/** What reading cost. */
export interface Cost {
  lines: number;
  bytes: number;
}

const MOST_LINES = 1_500_000;

/** Refuses to read on, in Loki's words for a query that is too large. */
function checkCost({ lines, bytes }: Cost): void {
  if (lines <= MOST_LINES) return;
  const size = `${Math.round(bytes / 1e6)} MB`;
  throw new QueryError(
    `the query would read too many bytes (query: ${size}, limit: ${size}); consider adding more specific stream selectors or reduce the time range of the query`,
  );
}

function isOfText(filter: LabelFilter): boolean {
  if (filter.kind === 'and' || filter.kind === 'or') return isOfText(filter.left) && isOfText(filter.right);
  return filter.kind === 'text' || filter.kind === 'ip';
}

/** Whether a pipeline leaves labels as they are: then entries of a stream share them. */
function keepsLabels(stages: readonly Stage[]): boolean {
  return stages.every(
    (stage) => stage.kind === 'line' || (stage.kind === 'filter' && isOfText(stage.filter)),
  );
}

/** The labels of a stream with what was noted beside a line, the same object for the same. */
function labelsWith(stream: Labels): (metadata: Labels | undefined) => Labels {
  const known = new Map<string, Labels>();
  return (metadata) => {
    if (!metadata) return stream;
    const key = Object.values(metadata).join(' ');
    let labels = known.get(key);
    if (!labels) known.set(key, (labels = { ...stream, ...metadata }));
    return labels;
  };
}

/**
 * Calls with every entry that comes out of the pipeline, stream by stream, oldest first. Entries may share their labels:
 * who changes them must say so with `isOwn`.
 */
export function eachEntry(
  storage: Storage,
  { matchers, stages, from, to, isOwn = false }: Selection,
  visit: (entry: Entry) => void,
): Cost {
  const run = compilePipeline(stages);
  const shares = !isOwn && keepsLabels(stages);
  const cost = { lines: 0, bytes: 0 };
  for (const stream of storage.select(matchers, from, to)) {
    const labelsOf = labelsWith(stream.labels);
    for (const { at, text, metadata } of stream.read(from, to)) {
      const base = labelsOf(metadata);
      const entry = { at, line: text, base, labels: shares ? base : { ...base } };
      cost.lines++;
      cost.bytes += text.length;
      if (run(entry)) visit(entry);
    }
    checkCost(cost);
  }
  return cost;
}

/** Lines of the same labels. */
export interface Group {
  labels: Labels;
  values: Entry[];
}

const CHUNK = 10 * 60_000;

/** The first or last so many entries, by stream. Reads no further than it must. */
export function readStreams(
  storage: Storage,
  selection: Selection,
  { limit, backward }: { limit: number; backward: boolean },
): { groups: Group[]; cost: Cost } {
  const kept: Entry[] = [];
  const cost = { lines: 0, bytes: 0 };
  const { from, to } = selection;
  let size = CHUNK;
  let done = 0;
  while (done < to - from && kept.length < limit) {
    const part = backward
      ? { from: Math.max(from, to - done - size), to: to - done }
      : { from: from + done, to: Math.min(to, from + done + size) };
    const found: Entry[] = [];
    const own = eachEntry(storage, { ...selection, ...part }, (entry) => found.push(entry));
    cost.lines += own.lines;
    cost.bytes += own.bytes;
    checkCost(cost);
    found.sort((a, b) => a.at - b.at);
    if (backward) found.reverse();
    for (const entry of found) kept.push(entry);
    done += size;
    size *= 2;
  }
  return { groups: grouped(kept.slice(0, limit)), cost };
}

function grouped(entries: readonly Entry[]): Group[] {
  const groups = Map.groupBy(entries, ({ labels }) => keyOf(labels));
  return [...groups]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, values]) => ({ labels: values[0]?.labels ?? {}, values }));
}
