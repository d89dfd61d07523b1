import { keyOf } from '../lines/matching.ts';
import type { Labels, Storage } from '../lines/storage.ts';
import type { Stage, Matcher } from '../logql/expression.ts';
import type { Entry } from './entry.ts';
import { compilePipeline } from './pipeline.ts';

/** What a log query selects from. */
export interface Selection {
  matchers: readonly Matcher[];
  stages: readonly Stage[];
  from: number;
  to: number;
}

/** What reading cost. */
export interface Cost {
  lines: number;
  bytes: number;
}

/** Calls with every entry that comes out of the pipeline, stream by stream, oldest first. */
export function eachEntry(
  storage: Storage,
  { matchers, stages, from, to }: Selection,
  visit: (entry: Entry) => void,
): Cost {
  const run = compilePipeline(stages);
  const cost = { lines: 0, bytes: 0 };
  for (const stream of storage.select(matchers, from, to))
    for (const { at, text, metadata } of stream.read(from, to)) {
      const base = metadata ? { ...stream.labels, ...metadata } : stream.labels;
      const entry = { at, line: text, base, labels: { ...base } };
      cost.lines++;
      cost.bytes += text.length;
      if (run(entry)) visit(entry);
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
