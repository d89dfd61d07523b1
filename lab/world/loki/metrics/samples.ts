import { keyOf } from '../lines/matching.ts';
import type { Labels, Storage } from '../lines/storage.ts';
import { QueryError } from '../logql/errors.ts';
import type { Grouping, RangeExpression, Unwrap } from '../logql/expression.ts';
import { byteSize, durationMs } from '../logql/units.ts';
import { noteError } from '../pipeline/entry.ts';
import type { Entry, Step } from '../pipeline/entry.ts';
import { compilePipeline } from '../pipeline/pipeline.ts';
import { eachEntry } from '../pipeline/read-entries.ts';
import type { Cost } from '../pipeline/read-entries.ts';

/** The samples of one set of labels, oldest first. */
export interface SampleSeries {
  labels: Labels;
  times: number[];
  values: number[];
}

const MOST_SERIES = 500;

/** Labels as a grouping leaves them. */
export function groupLabels(labels: Labels, grouping: Grouping | undefined): Labels {
  if (!grouping) return labels;
  const { without, labels: named } = grouping;
  if (without) return Object.fromEntries(Object.entries(labels).filter(([name]) => !named.includes(name)));
  return Object.fromEntries(
    named.flatMap((name) => (labels[name] === undefined ? [] : [[name, labels[name]]])),
  );
}

const CONVERT: Record<string, (text: string) => number | undefined> = {
  bytes: (text) => byteSize(text) ?? (/^\d+$/.test(text) ? Number(text) : undefined),
  duration: (text) => seconds(text),
  duration_seconds: (text) => seconds(text),
  plain: (text) => (text.trim() === '' || Number.isNaN(Number(text)) ? undefined : Number(text)),
};

function seconds(text: string): number | undefined {
  const ms = durationMs(text);
  return ms === undefined ? undefined : ms / 1000;
}

type Value = (entry: Entry) => number | undefined;

function unwrapped({ label, convert, after }: Unwrap): Value {
  const read = CONVERT[convert ?? 'plain'];
  const pass: Step = compilePipeline(after);
  return (entry) => {
    const text = entry.labels[label];
    if (text === undefined || text === '') return undefined;
    const value = read?.(text);
    if (value === undefined)
      noteError(
        entry,
        'SampleExtractionErr',
        `strconv.ParseFloat: parsing ${JSON.stringify(text)}: invalid syntax`,
      );
    if (!pass(entry)) return undefined;
    if (value !== undefined) delete entry.labels[label];
    return value ?? 0;
  };
}

function valueOf({ fn, unwrap }: RangeExpression): Value {
  if (unwrap) return unwrapped(unwrap);
  return fn.startsWith('bytes') ? ({ line }) => Buffer.byteLength(line) : () => 1;
}

function refuseErrors({ labels }: Entry): void {
  const error = labels['__error__'];
  if (error === undefined || labels['__preserve_error__'] !== undefined) return;
  throw new QueryError(
    `pipeline error: '${error}' for series: '${keyOf(labels)}'.\n` +
      `Use a label filter to intentionally skip this error. (e.g | __error__!="${error}").\n` +
      'To skip all potential errors you can match empty errors.(e.g __error__="")\n' +
      'The label filter can also be specified after unwrap. (e.g | unwrap latency | __error__="" )\n',
  );
}

/** A series with its samples as they come. */
interface Found {
  labels: Labels;
  order: [time: number, value: number][];
}

/** Every sample that a range expression needs between two moments, by series. */
export function readSamples(
  storage: Storage,
  expr: RangeExpression,
  window: { from: number; to: number },
): { series: SampleSeries[]; cost: Cost } {
  const value = valueOf(expr);
  const found = new Map<string, Found>();
  const byLabels = new WeakMap<Labels, Found>();
  const seriesOf = (own: Labels): Found => {
    const labels = groupLabels(own, expr.grouping);
    const key = keyOf(labels);
    const series = found.get(key) ?? { labels, order: [] };
    found.set(key, series);
    byLabels.set(own, series);
    return series;
  };
  const visit = (entry: Entry): void => {
    const size = value(entry);
    if (size === undefined) return;
    refuseErrors(entry);
    (byLabels.get(entry.labels) ?? seriesOf(entry.labels)).order.push([entry.at, size]);
  };
  const { matchers, stages } = expr.log;
  const isOwn = expr.unwrap !== undefined;
  const selection = { matchers, stages, from: window.from, to: window.to + 1, isOwn };
  const cost = eachEntry(storage, selection, visit);
  const series = [...found.values()].map(({ labels, order }) => {
    order.sort(([a], [b]) => a - b);
    return { labels, times: order.map(([time]) => time), values: order.map(([, size]) => size) };
  });
  return { series, cost };
}

/** Refuses more series than Loki keeps in mind for one query. */
export function limitSeries(count: number): void {
  if (count > MOST_SERIES)
    throw new QueryError(
      `maximum number of series (${MOST_SERIES}) reached for a single query; consider reducing query cardinality by adding more specific stream selectors, reducing the time range, or aggregating results with functions like sum(), count() or topk()`,
    );
}
