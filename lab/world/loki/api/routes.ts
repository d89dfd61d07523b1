import type { Answerer, HttpAnswer, HttpRequest } from '../../systems/http.ts';
import { ParseError, QueryError } from '../logql/errors.ts';
import { parse } from '../logql/parse.ts';
import { print } from '../logql/print.ts';
import { detectedLabels, indexStats, listLabels, listSeries, listValues } from './discover.ts';
import { detectedFields, listPatterns } from './fields.ts';
import { queryInstant, queryRange } from './query.ts';
import type { Backend } from './query.ts';
import { indexVolume, indexVolumeRange } from './volume.ts';

type Page = (backend: Backend, params: URLSearchParams, request: HttpRequest) => HttpAnswer;

const BUILD = {
  version: '3.7.8',
  revision: '0f8c2f2d',
  branch: 'HEAD',
  buildUser: 'harbour',
  buildDate: '2026-10-01T09:12:44Z',
  goVersion: 'go1.26.5',
};

const PAGES: Record<string, Page> = {
  '/query': queryInstant,
  '/query_range': (backend, params, { headers }) =>
    queryRange(backend, params, headers['x-loki-response-encoding-flags'] ?? ''),
  '/labels': listLabels,
  '/label': listLabels,
  '/series': listSeries,
  '/index/stats': indexStats,
  '/index/volume': indexVolume,
  '/index/volume_range': indexVolumeRange,
  '/detected_labels': detectedLabels,
  '/detected_fields': detectedFields,
  '/patterns': listPatterns,
  '/format_query': (_backend, params) => ({
    status: 200,
    body: { status: 'success', data: print(parse(params.get('query') ?? '')) },
  }),
  '/status/buildinfo': () => ({ status: 200, body: BUILD }),
};

const VALUES = /^\/label\/([^/]+)\/values$/;
const ROOT = '/loki/api/v1';

function pageOf(path: string): Page | undefined {
  if (!path.startsWith(ROOT)) return undefined;
  const rest = path.slice(ROOT.length);
  const name = VALUES.exec(rest)?.[1];
  if (name !== undefined) return (backend, params) => listValues(backend, params, name);
  return PAGES[rest];
}

const refused = (message: string, status: number): HttpAnswer => ({ status, body: message });

/** Answers as Loki does: JSON for what it can, plain text and a status for what it cannot. */
export function answerLoki(backend: Backend, request: HttpRequest): ReturnType<Answerer> {
  if (request.path === '/ready') return { status: 200, body: 'ready\n' };
  const page = pageOf(request.path);
  if (!page) return undefined;
  if (request.method !== 'GET' && request.method !== 'POST') return { status: 405, body: '' };
  try {
    return page(backend, request.params, request);
  } catch (error) {
    if (error instanceof ParseError) return refused(error.message, 400);
    if (error instanceof QueryError) return refused(error.message, error.status);
    throw error;
  }
}
