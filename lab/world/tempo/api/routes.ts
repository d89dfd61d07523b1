import type { HttpAnswer, HttpRequest } from '../../systems/http.ts';
import type { TraceStore } from '../traces/store.ts';
import { answering, Refusal, windowOf } from './answers.ts';
import { resourceSpans } from './otlp.ts';
import { queryRange } from './query-range.ts';
import { search } from './search.ts';
import { tagNames, tagValues } from './tags.ts';

const BUILD = {
  version: '2.8.2',
  revision: '4b1c3a5e1',
  branch: 'HEAD',
  buildDate: '2025-07-09T14:40:11Z',
  buildUser: '',
  goVersion: 'go1.24.4',
};

const FIXED: Record<string, HttpAnswer> = {
  '/ready': { status: 200, body: 'ready\n' },
  '/api/echo': { status: 200, body: 'echo\n' },
  '/api/status/buildinfo': { status: 200, body: BUILD },
};

function readTrace(store: TraceStore, request: HttpRequest, now: number): HttpAnswer {
  const id = request.path.split('/').at(-1) ?? '';
  if (!/^[0-9a-f]+$/i.test(id)) throw new Refusal('trace IDs can only contain hex characters');
  if (id.length > 32) throw new Refusal("trace IDs can't be larger than 128 bits");
  const { from, to } = request.params.get('start') ? windowOf(request, now) : { from: 0, to: Infinity };
  const trace = store.byId(id.toLowerCase().padStart(32, '0'));
  const isSecond = request.path.startsWith('/api/v2/');
  if (!trace || trace.start > to || trace.start + trace.duration < from)
    return isSecond ? { status: 200, body: { trace: {}, metrics: {} } } : { status: 404, body: '' };
  const spans = resourceSpans(trace);
  return {
    status: 200,
    body: isSecond ? { trace: { resourceSpans: spans }, metrics: {} } : { batches: spans },
  };
}

const VALUES = /^\/api\/(?:v2\/)?search\/tag\/(.+)\/values$/;

/** Answers as Tempo 2 does; undefined for pages it has not. */
export function answerTempo(store: TraceStore, request: HttpRequest, now: number): HttpAnswer | undefined {
  const { path } = request;
  const fixed = FIXED[path];
  if (fixed) return fixed;
  if (path === '/api/search') return answering(() => search(store, request, now));
  if (/^\/api\/(v2\/)?search\/tags$/.test(path)) return answering(() => tagNames(store, request, now));
  const tag = VALUES.exec(path)?.[1];
  if (tag !== undefined) return answering(() => tagValues(store, request, { tag, now }));
  if (/^\/api\/(v2\/)?traces\/[^/]+$/.test(path)) return answering(() => readTrace(store, request, now));
  if (/^\/api\/metrics\/query(_range)?$/.test(path)) return answering(() => queryRange(store, request, now));
  return undefined;
}
