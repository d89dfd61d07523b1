import type { Company } from '../systems/company.ts';
import type { Answerer, HttpAnswer, HttpRequest } from '../systems/http.ts';
import { CODE_ROUTES } from './api/code-routes.ts';
import { refusal, tagged, written } from './api/pages.ts';
import { jobNumbered, RUN_ROUTES } from './api/run-routes.ts';
import { searchCommits, searchIssues } from './api/search.ts';
import type { Page, Site, Visit } from './api/site.ts';
import { repositoryView, user } from './api/views.ts';
import { logOf } from './history/jobs.ts';
import { openHistory } from './history/open-history.ts';
import { OWNER } from './history/repository.ts';
import { installApp } from './app/installation.ts';
import type { InstalledApp, Installation } from './app/installation.ts';
import { answerGraphql } from './graphql/answer-graphql.ts';

const VERSIONS = ['2022-11-28'];
const HOUR = 3_600_000;
const UNKNOWN = 'Not Found';
/** Tokens of the lab begin so; any other is refused as GitHub refuses one. */
const TOKEN = /^(Bearer|token) lab-/i;

const repositoriesOf = ({ site, base }: Visit) => ({
  list: [...site.history().repositories.values()].map((repository) => repositoryView(base, repository)),
});

const PLAIN: Record<string, (visit: Visit) => Page> = {
  '': ({ base }) => ({
    one: { current_user_url: `${base}/user`, repository_url: `${base}/repos/{owner}/{repo}` },
  }),
  '/user': () => ({ one: { ...user({ login: 'jamie-bot' }), name: 'Jamie' } }),
  [`/orgs/${OWNER}`]: () => ({ one: { login: OWNER, id: 42, type: 'Organization', name: 'Harbour' } }),
  [`/orgs/${OWNER}/repos`]: repositoriesOf,
  '/user/repos': repositoriesOf,
  '/installation/repositories': (visit) => ({ ...repositoriesOf(visit), key: 'repositories' }),
  '/search/commits': (visit) => searchPage(visit, searchCommits),
  '/search/issues': (visit) => searchPage(visit, searchIssues),
};

function searchPage(visit: Visit, search: (visit: Visit) => Page): Page {
  return visit.params.get('q') ? search(visit) : { refused: 422, message: 'Validation Failed' };
}

const ROUTES = [...CODE_ROUTES, ...RUN_ROUTES];

function pageOf(visit: Omit<Visit, 'repository' | 'parts'>, path: string): HttpAnswer {
  const [, owner, name = '', rest = ''] = /^\/repos\/([^/]+)\/([^/]+)(.*)$/.exec(path) ?? [];
  const repository = owner?.toLowerCase() === OWNER ? visit.site.history().repositories.get(name) : undefined;
  const nowhere = { name: '', description: '', language: '', team: '', commits: [], pulls: [], tags: [] };
  const here: Visit = { ...visit, parts: [], repository: repository ?? nowhere };
  if (!repository) return written(here, path, PLAIN[path]?.(here));
  for (const [pattern, page] of ROUTES) {
    const match = pattern.exec(rest);
    const parts = match?.slice(1).map((part) => decodeURIComponent(part));
    if (parts) return written(here, path, page({ ...here, parts }));
  }
  return refusal(404, UNKNOWN);
}

/** The host that keeps logs: it signs its links, and wants to know nobody. */
function storedLog(site: Site, { path, params, headers }: HttpRequest): HttpAnswer {
  if (headers.authorization !== undefined)
    return {
      status: 400,
      body: 'InvalidAuthenticationInfo: Authentication information is not given in the correct format.',
    };
  const [, name = '', id = ''] = /^\/_logs\/([^/]+)\/(\d+)$/.exec(path) ?? [];
  const repository = site.history().repositories.get(name);
  const job = repository && jobNumbered({ repository, site }, Number(id));
  if (!job || !params.has('sig')) return { status: 404, body: 'BlobNotFound' };
  return { status: 200, body: logOf(job) };
}

const INSTALLED = '/installation/repositories';
/** Pages of a person, who an App is none of. */
const PERSONAL = new Set(['/user', '/user/repos']);

function refused(
  { headers }: HttpRequest,
  path: string,
  app: Installation | undefined,
): HttpAnswer | undefined {
  const { authorization } = headers;
  if (authorization === undefined) return refusal(401, 'Requires authentication');
  const isApp = app?.knows(authorization) ?? false;
  if (!isApp && !TOKEN.test(authorization)) return refusal(401, 'Bad credentials');
  if (isApp && PERSONAL.has(path)) return refusal(403, 'Resource not accessible by integration');
  if (!isApp && path === INSTALLED) {
    const needed = 'You must authenticate with an installation access token in order to list repositories';
    return refusal(403, `${needed} for an installation.`);
  }
  const version = headers['x-github-api-version'];
  if (version === undefined || VERSIONS.includes(version)) return undefined;
  return refusal(400, `${version} is not a supported version. Supported versions: ${VERSIONS.join(', ')}.`);
}

/** Counts requests by the hour, as GitHub does for a token. */
function createLimit(limit: number, resource: string, now: () => number) {
  let hour = 0;
  let used = 0;
  return (): { over: boolean; headers: Record<string, string> } => {
    const current = Math.floor(now() / HOUR);
    if (current !== hour) [hour, used] = [current, 0];
    used++;
    const headers = {
      'x-ratelimit-limit': String(limit),
      'x-ratelimit-remaining': String(Math.max(0, limit - used)),
      'x-ratelimit-used': String(Math.min(used, limit)),
      'x-ratelimit-reset': String(((current + 1) * HOUR) / 1000),
      'x-ratelimit-resource': resource,
    };
    return { over: used > limit, headers };
  };
}

interface Options {
  /** Requests an hour, of the REST API and of GraphQL each. */
  limit?: number;
  app?: InstalledApp;
}

const GRAPHQL = /^(\/api)?\/graphql$/;
const MEDIA = {
  'x-github-media-type': 'github.v3; format=json',
  'x-github-api-version-selected': '2022-11-28',
};

function restAnswer(site: Site, request: HttpRequest, app: Installation | undefined): HttpAnswer {
  const enterprise = request.path.startsWith('/api/v3') ? '/api/v3' : '';
  const base = `http://${request.headers.host ?? 'localhost'}${enterprise}`;
  const path = request.path.slice(enterprise.length).replace(/\/$/, '');
  return (
    app?.answer(path, request) ??
    refused(request, path, app) ??
    tagged(pageOf({ site, base, params: request.params }, path), request)
  );
}

/**
 * Harbour's GitHub: the REST API of version 2022-11-28, at / and at /api/v3 as GitHub Enterprise has it, with GraphQL beside it
 * and, when there is one, the side of a GitHub App.
 */
export function createGithub({ models, catchUp, now }: Company, options: Options = {}): Answerer {
  const { limit = 5000, app: asked } = options;
  const site: Site = { history: openHistory(models, now), models, now };
  const app = asked && installApp(asked, now);
  const [core, graphql] = [createLimit(limit, 'core', now), createLimit(limit, 'graphql', now)];
  return (request) => {
    catchUp();
    if (request.path.startsWith('/_logs/')) return storedLog(site, request);
    const isGraphql = GRAPHQL.test(request.path) && request.method === 'POST';
    const { over, headers } = isGraphql ? graphql() : core();
    const answer = over
      ? refusal(403, 'API rate limit exceeded for user ID 1042.')
      : isGraphql
        ? (refused(request, request.path, app) ?? answerGraphql(site, request.body))
        : restAnswer(site, request, app);
    return { ...answer, headers: { ...headers, ...MEDIA, ...answer.headers } };
  };
}
