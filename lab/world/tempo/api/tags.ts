import type { HttpAnswer, HttpRequest } from '../../systems/http.ts';
import type { Field, Query, Static } from '../traceql/ast.ts';
import { valueOf } from '../traceql/evaluate-field.ts';
import { run } from '../traceql/evaluate.ts';
import { TraceqlFault } from '../traceql/fault.ts';
import { parseQuery } from '../traceql/parse.ts';
import type { Span, Trace } from '../traces/span.ts';
import type { TraceStore } from '../traces/store.ts';
import { inspected, positive, Refusal, windowOf } from './answers.ts';

const INTRINSIC = [
  'duration',
  'event:name',
  'event:timeSinceStart',
  'instrumentation:name',
  'instrumentation:version',
  'kind',
  'name',
  'rootName',
  'rootServiceName',
  'span:duration',
  'span:kind',
  'span:name',
  'span:status',
  'span:statusMessage',
  'status',
  'statusMessage',
  'trace:duration',
  'trace:rootName',
  'trace:rootService',
  'traceDuration',
];
const SCOPES = ['resource', 'span', 'event', 'intrinsic', 'link', 'instrumentation'];
/** Traces that are looked at for names and values. */
const MOST_TRACES = 800;

/** A filter of q, when it can be read; what cannot filters nothing. */
function filterOf(text: string | null): Query | undefined {
  if (text === null || text === '') return undefined;
  try {
    const query = parseQuery(text);
    return query.metric ? undefined : query;
  } catch (error) {
    if (error instanceof TraceqlFault) return undefined;
    throw error;
  }
}

function placesOf(store: TraceStore, request: HttpRequest, now: number): { span: Span; trace: Trace }[] {
  const filter = filterOf(request.params.get('q'));
  const traces = store.search(windowOf(request, now)) as Generator<Trace>;
  return [...traces.take(MOST_TRACES)].flatMap((trace) => {
    const spans = filter ? run(filter.stages, trace).flatMap((set) => set.spans) : trace.spans;
    return spans.map((span) => ({ span, trace }));
  });
}

function namesOf(places: { span: Span }[], scope: string): string[] {
  if (scope === 'intrinsic') return INTRINSIC;
  const names = places.flatMap(({ span }) => {
    if (scope === 'resource') return Object.keys(span.resource);
    if (scope === 'span') return Object.keys(span.attributes);
    return scope === 'event' ? span.events.flatMap(({ attributes }) => Object.keys(attributes)) : [];
  });
  return [...new Set(names)].sort();
}

/** GET /api/search/tags and /api/v2/search/tags. */
export function tagNames(store: TraceStore, request: HttpRequest, now: number): HttpAnswer {
  const scope = request.params.get('scope') ?? '';
  if (scope !== '' && scope !== 'none' && !SCOPES.includes(scope))
    throw new Refusal(`invalid scope: ${scope}`);
  const asked = SCOPES.includes(scope) ? [scope] : SCOPES;
  const places = placesOf(store, request, now);
  const scopes = asked
    .map((name) => ({ name, tags: namesOf(places, name) }))
    .filter(({ tags }) => tags.length > 0);
  const metrics = inspected(places.length);
  if (request.path.startsWith('/api/v2/')) return { status: 200, body: { scopes, metrics } };
  const plain = scope === '' ? scopes.filter(({ name }) => name !== 'intrinsic') : scopes;
  const tags = [...new Set(plain.flatMap((one) => one.tags))].sort();
  return { status: 200, body: { tagNames: tags, metrics } };
}

/** Values of these are written down, not looked up. */
const FIXED: Record<string, Static[]> = {
  status: ['error', 'ok', 'unset'].map((value) => ({ kind: 'keyword' as Static['kind'], value })),
  kind: ['client', 'consumer', 'internal', 'producer', 'server', 'unspecified'].map((value) => ({
    kind: 'keyword' as Static['kind'],
    value,
  })),
};

function fieldOf(tag: string): Field {
  const [stage] = parseQuery(`{ ${tag} != nil }`).stages;
  const field =
    stage?.type === 'spanset' && stage.spanset.type === 'filter' ? stage.spanset.field : undefined;
  if (field?.type !== 'binary')
    throw new Refusal(`tag name is not valid intrinsic or scoped attribute: ${tag}`);
  return field.left;
}

function valuesOf(field: Field, places: { span: Span; trace: Trace }[]): Static[] {
  const fixed = field.type === 'intrinsic' ? FIXED[field.name] : undefined;
  if (fixed) return fixed;
  const all = places
    .map((place) => valueOf(field, place))
    .filter(({ kind }) => kind !== 'nil' && kind !== 'duration');
  const known = new Map(all.map((value) => [`${value.kind}/${String(value.value)}`, value]));
  return [...known.values()].sort((a, b) => (String(a.value) < String(b.value) ? -1 : 1));
}

/** GET /api/search/tag/<tag>/values and /api/v2/search/tag/<tag>/values. */
export function tagValues(
  store: TraceStore,
  request: HttpRequest,
  { tag, now }: { tag: string; now: number },
): HttpAnswer {
  const isSecond = request.path.startsWith('/api/v2/');
  let field: Field;
  try {
    field = fieldOf(isSecond || /^(name|status|kind)$/.test(tag) ? tag : `.${tag}`);
  } catch {
    throw new Refusal(`tag name is not valid intrinsic or scoped attribute: ${tag}`);
  }
  const values = valuesOf(field, placesOf(store, request, now)).slice(0, positive(request, 'limit', 5000));
  const metrics = inspected(values.length);
  if (!isSecond)
    return { status: 200, body: { tagValues: values.map(({ value }) => String(value)), metrics } };
  const typed = values.map(({ kind, value }) => ({ type: kind, value: String(value) }));
  return { status: 200, body: { tagValues: typed, metrics } };
}
