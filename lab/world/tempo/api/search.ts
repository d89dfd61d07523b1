import type { HttpAnswer, HttpRequest } from '../../systems/http.ts';
import type { Field, Query, Spanset, Stage } from '../traceql/ast.ts';
import { run } from '../traceql/evaluate.ts';
import type { Matched } from '../traceql/evaluate.ts';
import { valueOf } from '../traceql/evaluate-field.ts';
import { narrowingOf } from '../traceql/narrow.ts';
import { nanoseconds } from '../traceql/parse-field.ts';
import { parseQuery } from '../traceql/parse.ts';
import type { Span, Trace } from '../traces/span.ts';
import type { TraceStore } from '../traces/store.ts';
import { inspected, positive, Refusal, windowOf } from './answers.ts';
import { nanos, staticValue } from './otlp.ts';
import type { KeyValue } from './otlp.ts';
import { tagsMatch } from './tag-search.ts';

const UNSHOWN = new Set([
  'duration',
  'traceDuration',
  'rootName',
  'rootServiceName',
  'name',
  'parent',
  'trace:id',
  'span:id',
]);

function namesIn(field: Field): Field[] {
  if (field.type === 'binary') return [...namesIn(field.left), ...namesIn(field.right)];
  if (field.type === 'unary') return namesIn(field.of);
  return field.type === 'static' ? [] : [field];
}

function ofSpanset(spanset: Spanset): Field[] {
  if (spanset.type === 'filter') return namesIn(spanset.field);
  if (spanset.type === 'pipeline') return spanset.stages.flatMap(ofStage);
  return [...ofSpanset(spanset.left), ...ofSpanset(spanset.right)];
}

function ofStage(stage: Stage): Field[] {
  if (stage.type === 'select') return [...stage.fields];
  return stage.type === 'spanset' ? ofSpanset(stage.spanset) : [];
}

/** Fields that come with each span: those that the query names. */
function shownFields({ stages }: Query): Field[] {
  const all = stages.flatMap(ofStage);
  const keyed = all.map((field) => [JSON.stringify(field), field] as const);
  return [...new Map(keyed).values()];
}

function spanAnswer(trace: Trace, span: Span, fields: readonly Field[]): Record<string, unknown> {
  const attributes = fields.flatMap((field): KeyValue[] => {
    if (field.type !== 'attribute' && field.type !== 'intrinsic') return [];
    if (field.type === 'intrinsic' && UNSHOWN.has(field.name)) return [];
    const value = valueOf(field, { span, trace });
    return value.kind === 'nil' ? [] : [{ key: field.name, value: staticValue(value) }];
  });
  const isNamed = fields.some((field) => field.type === 'intrinsic' && field.name === 'name');
  return {
    spanID: span.id,
    ...(isNamed && { name: span.name }),
    startTimeUnixNano: nanos(span.start),
    durationNanos: String(Math.round(span.duration * 1e6)),
    ...(attributes.length > 0 && { attributes }),
  };
}

interface Shown {
  fields: readonly Field[];
  spansPerSet: number;
}

function setAnswer(trace: Trace, { spans, attributes }: Matched, { fields, spansPerSet }: Shown): unknown {
  const own = Object.entries(attributes).map(([key, value]) => ({ key, value: staticValue(value) }));
  return {
    spans: spans.slice(0, spansPerSet).map((span) => spanAnswer(trace, span, fields)),
    matched: spans.length,
    ...(own.length > 0 && { attributes: own }),
  };
}

function serviceStats({ spans }: Trace): Record<string, unknown> {
  const groups = Map.groupBy(spans, ({ resource }) => String(resource['service.name']));
  const entries = [...groups].map(([service, own]) => {
    const errorCount = own.filter(({ status }) => status === 'error').length;
    return [service, { spanCount: own.length, ...(errorCount > 0 && { errorCount }) }] as const;
  });
  return Object.fromEntries(entries);
}

function traceAnswer(trace: Trace): Record<string, unknown> {
  return {
    traceID: trace.id.replace(/^0+/, ''),
    rootServiceName: trace.root.resource['service.name'],
    rootTraceName: trace.root.name,
    startTimeUnixNano: nanos(trace.start),
    durationMs: Math.floor(trace.duration),
    serviceStats: serviceStats(trace),
  };
}

function byQuery(text: string, spansPerSet: number) {
  const query = parseQuery(text);
  if (query.metric) throw new Refusal('query is a metrics query, use the metrics query range endpoint');
  const fields = shownFields(query);
  const answer = (trace: Trace): unknown => {
    const sets = run(query.stages, trace);
    const [first, ...rest] = sets.map((set) => setAnswer(trace, set, { fields, spansPerSet }));
    return first && { ...traceAnswer(trace), spanSet: first, spanSets: [first, ...rest] };
  };
  return { answer, narrowing: narrowingOf(query) };
}

function durationOf({ params }: HttpRequest, name: string): number | undefined {
  const text = params.get(name);
  if (text === null || text === '') return undefined;
  const found = nanoseconds(text);
  if (found === undefined) throw new Refusal(`invalid ${name}: time: invalid duration "${text}"`);
  return found / 1e6;
}

function byTags(request: HttpRequest) {
  const matches = tagsMatch(request.params.get('tags') ?? '');
  const [least = 0, most = Infinity] = [
    durationOf(request, 'minDuration'),
    durationOf(request, 'maxDuration'),
  ];
  if (most < least) throw new Refusal('invalid maxDuration: must be greater than minDuration');
  const answer = (trace: Trace): unknown =>
    trace.duration >= least && trace.duration <= most && matches(trace) ? traceAnswer(trace) : undefined;
  return { answer, narrowing: { services: [] } };
}

/** GET /api/search. */
export function search(store: TraceStore, request: HttpRequest, now: number): HttpAnswer {
  const { params } = request;
  const query = params.get('q');
  if (query && params.get('tags')) throw new Refusal("can't specify tags and q in the same query");
  const limit = positive(request, 'limit', 20);
  const spansPerSet = positive(request, 'spss', 3);
  const window = windowOf(request, now);
  const { answer, narrowing } = query ? byQuery(query, spansPerSet) : byTags(request);
  const traces: unknown[] = [];
  let looked = 0;
  for (const trace of store.search({ ...window, ...narrowing })) {
    looked += 1;
    const found = answer(trace);
    if (found) traces.push(found);
    if (traces.length >= limit) break;
  }
  return { status: 200, body: { traces, metrics: inspected(looked) } };
}
