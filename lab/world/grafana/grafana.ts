import type { Incident } from '../pagerduty/incidents.ts';
import { foundedAt } from '../pagerduty/incidents.ts';
import type { Company } from '../systems/company.ts';
import type { Answerer, HttpAnswer } from '../systems/http.ts';
import { annotationsOf } from './annotations.ts';
import { DATASOURCE, dashboardView, folderUid, searchView } from './dashboard-view.ts';
import { DASHBOARDS, FOLDERS, slugOf } from './dashboards.ts';
import { provisionedRules, ruleStates } from './rules.ts';

const failure = (status: number, message: string, messageId = ''): HttpAnswer => ({
  status,
  body: { message, messageId, statusCode: status, traceID: '' },
});
const fine = (body: unknown): HttpAnswer => ({ status: 200, body });

const HEALTH = { database: 'ok', version: '11.3.0', commit: 'd9455ff7db73b694db7d412e49a68bec767f2b5a' };

function search(params: URLSearchParams): HttpAnswer {
  const query = (params.get('query') ?? '').toLowerCase();
  const tags = params.getAll('tag');
  const limit = Number(params.get('limit') ?? 1000);
  const page = Number(params.get('page') ?? 1);
  if (params.get('type') === 'dash-folder') return fine([]);
  const found = DASHBOARDS.filter(({ title }) => title.toLowerCase().includes(query))
    .filter((one) => tags.every((tag) => one.tags.includes(tag)))
    .sort((a, b) => (a.title < b.title ? -1 : 1));
  return fine(found.slice((page - 1) * limit, page * limit).map(searchView));
}

function dashboard(uid: string): HttpAnswer {
  const found = DASHBOARDS.find((one) => one.uid === uid);
  return found ? fine(dashboardView(found)) : failure(404, 'Dashboard not found');
}

function dataSources(): HttpAnswer {
  const base = { orgId: 1, typeLogoUrl: '', access: 'proxy', readOnly: true, jsonData: {} };
  const source = { id: 1, ...DATASOURCE, name: 'Prometheus', url: 'http://prometheus.monitoring:9090' };
  return fine([{ ...base, ...source, isDefault: true }]);
}

function annotations(company: Company, incidents: () => Incident[], params: URLSearchParams): HttpAnswer {
  const from = Number(params.get('from') ?? 0);
  const to = Number(params.get('to') ?? Infinity);
  const tags = params.getAll('tags');
  const any = params.get('matchAny') === 'true';
  const found = annotationsOf(company, incidents())
    .filter(({ time, timeEnd }) => time <= to && timeEnd >= from)
    .filter(
      (one) =>
        tags.length === 0 ||
        (any ? tags.some((tag) => one.tags.includes(tag)) : tags.every((tag) => one.tags.includes(tag))),
    );
  return fine(found.slice(0, Number(params.get('limit') ?? 100)));
}

interface Deps {
  company: Company;
  incidents: () => Incident[];
  /** Grafana's data source, which its rules ask. */
  prometheus: Answerer;
}

function answer({ company, incidents, prometheus }: Deps, path: string, params: URLSearchParams): HttpAnswer {
  const uid = /^\/api\/dashboards\/uid\/([\w-]+)$/.exec(path)?.[1];
  if (uid !== undefined) return dashboard(uid);
  switch (path) {
    case '/api/search':
      return search(params);
    case '/api/folders':
      return fine(
        FOLDERS.map((title, index) => ({ id: index + 1, uid: folderUid(title), title, slug: slugOf(title) })),
      );
    case '/api/datasources':
      return dataSources();
    case '/api/annotations':
      return annotations(company, incidents, params);
    case '/api/prometheus/grafana/api/v1/rules':
      return fine(ruleStates(prometheus, company.now()));
    case '/api/v1/provisioning/alert-rules':
      return fine(provisionedRules(foundedAt(company)));
    default:
      return failure(404, 'Not found');
  }
}

/** Grafana's HTTP API, version 11, read only: whoever has a service account's token may read. */
export function createGrafana(deps: Deps): Answerer {
  return ({ path, params, headers, method }) => {
    const page = path.replace(/(.)\/$/, '$1');
    if (page === '/api/health') return fine(HEALTH);
    if (!/^Bearer \S+$/.test(headers['authorization'] ?? ''))
      return failure(401, 'Unauthorized', 'auth.unauthorized');
    if (method !== 'GET') return failure(403, "You'll need additional permissions to perform this action.");
    deps.company.catchUp();
    return answer(deps, page, params);
  };
}
