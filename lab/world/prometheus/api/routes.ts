import type { Alerts } from '../alerts/evaluate-alerts.ts';
import type { Backend } from '../backend.ts';
import { ApiError, failure } from './answer.ts';
import type { Answer, ApiRequest } from './answer.ts';
import { listLabels, listMetadata, listSeries, listValues } from './discover.ts';
import { formatQuery, queryInstant, queryRange } from './query.ts';
import { listAlerts, listRules } from './rules.ts';
import { buildInfo, listTargets } from './status.ts';

type Route = (from: { backend: Backend; alerts: Alerts }, params: URLSearchParams) => Answer;

const ROUTES: Record<string, Route> = {
  query: ({ backend }, params) => queryInstant(backend, params),
  query_range: ({ backend }, params) => queryRange(backend, params),
  format_query: (_, params) => formatQuery(params),
  series: ({ backend }, params) => listSeries(backend, params),
  labels: ({ backend }, params) => listLabels(backend, params),
  metadata: ({ backend }, params) => listMetadata(backend, params),
  rules: ({ backend, alerts }, params) => listRules(backend, alerts, params),
  alerts: ({ alerts }) => listAlerts(alerts),
  targets: ({ backend }, params) => listTargets(backend, params),
  'status/buildinfo': () => buildInfo(),
};

/** Answers a request to the Prometheus HTTP API; undefined when there is no such page. */
export function answerPrometheus(
  from: { backend: Backend; alerts: Alerts },
  { path, params }: ApiRequest,
): Answer | undefined {
  const name = /^\/api\/v1\/(.+?)\/?$/.exec(path)?.[1] ?? '';
  const label = /^label\/([^/]+)\/values$/.exec(name)?.[1];
  const route = Object.hasOwn(ROUTES, name) ? ROUTES[name] : undefined;
  try {
    if (label !== undefined) return listValues(from.backend, params, decodeURIComponent(label));
    return route?.(from, params);
  } catch (error) {
    if (error instanceof ApiError) return failure(error);
    throw error;
  }
}
