import { keyOf } from '../promql/labels.ts';
import type { Labels } from '../promql/labels.ts';
import type { Backend } from '../backend.ts';
import { ApiError, badParameter, success } from './answer.ts';
import type { Answer } from './answer.ts';
import { selectorsIn, timeIn } from './parameters.ts';

function labelsFound({ storage, now, oldest }: Backend, params: URLSearchParams): Labels[] {
  const from = timeIn(params, 'start', oldest());
  const to = timeIn(params, 'end', now());
  if (to < from) throw badParameter('end', 'end timestamp must not be before start time');
  const selectors = selectorsIn(params);
  const wanted = selectors.length > 0 ? selectors.map(({ matchers }) => matchers) : [[]];
  const found = new Map<string, Labels>();
  for (const matchers of wanted)
    for (const { labels } of storage.select(matchers, from, to)) found.set(keyOf(labels), labels);
  return [...found].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, labels]) => labels);
}

/** `/api/v1/series`. */
export function listSeries(backend: Backend, params: URLSearchParams): Answer {
  if (!params.has('match[]')) throw new ApiError('bad_data', 'no match[] parameter provided');
  return success(labelsFound(backend, params));
}

/** `/api/v1/labels`. */
export function listLabels(backend: Backend, params: URLSearchParams): Answer {
  const names = new Set(labelsFound(backend, params).flatMap((labels) => Object.keys(labels)));
  return success([...names].sort());
}

/** `/api/v1/label/<name>/values`. */
export function listValues(backend: Backend, params: URLSearchParams, name: string): Answer {
  if (!/^[a-zA-Z_]\w*$/.test(name))
    throw new ApiError('bad_data', `invalid label name: ${JSON.stringify(name)}`);
  const values = new Set(labelsFound(backend, params).map((labels) => labels[name] ?? ''));
  return success([...values].filter((value) => value !== '').sort());
}

/** `/api/v1/metadata`. */
export function listMetadata({ metadata }: Backend, params: URLSearchParams): Answer {
  const metric = params.get('metric');
  const limit = params.has('limit') ? Number(params.get('limit')) : -1;
  if (Number.isNaN(limit)) throw new ApiError('bad_data', 'limit must be a number');
  const found = Object.entries(metadata()).filter(([name]) => metric === null || name === metric);
  const kept = limit >= 0 ? found.slice(0, limit) : found;
  return success(
    Object.fromEntries(kept.map(([name, { type, help }]) => [name, [{ type, help, unit: '' }]])),
  );
}
