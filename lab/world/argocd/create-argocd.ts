import { hash32 } from '../engine/random.ts';
import { NAMESPACES } from '../company/quirks.ts';
import { stamp } from '../kube/time.ts';
import type { SignalModel } from '../signals/model.ts';
import type { Company } from '../systems/company.ts';
import type { Answerer, HttpAnswer, HttpRequest } from '../systems/http.ts';
import { applicationsOf } from './application.ts';
import type { Application } from './application.ts';
import { chosenOf } from './fields.ts';
import { treeView } from './tree.ts';
import { applicationView, listedView, managedView, REPOSITORY, SERVER } from './views.ts';

/** Codes of gRPC, which Argo CD's gateway passes on. */
const GRPC = { unknown: 2, notFound: 5, denied: 7, unauthenticated: 16 };
const TOKEN = /^Bearer lab-/;

function refusal(status: number, code: number, message: string): HttpAnswer {
  return { status, body: { error: message, code, message } };
}

const good = (body: unknown): HttpAnswer => ({ status: 200, body });

interface Instance {
  model: SignalModel;
  models: readonly SignalModel[];
}

function listApplications({ model, models }: Instance, params: URLSearchParams): HttpAnswer {
  const projects = [...params.getAll('projects'), ...params.getAll('project')];
  const name = params.get('name');
  const selector = params
    .get('selector')
    ?.split(',')
    .map((pair) => pair.split('='));
  const items = applicationsOf(model, models)
    .map(listedView)
    .filter((app) => projects.length === 0 || projects.includes(app.spec.project))
    .filter(({ metadata }) => !name || metadata.name === name)
    .filter(({ metadata }) =>
      (selector ?? []).every(
        ([key = '', value]) => (metadata.labels as Record<string, string>)[key] === value,
      ),
    );
  return good({
    metadata: { resourceVersion: String(model.cluster.store.revision()) },
    items: items.length > 0 ? items.map((item) => chosenOf(item, params.get('fields'))) : null,
  });
}

function revisionMetadata(app: Application, revision: string): HttpAnswer {
  const commit = app.commits.find(({ sha }) => sha === revision);
  if (!commit)
    return refusal(
      500,
      GRPC.unknown,
      `rpc error: code = Unknown desc = failed to get revision metadata for ${revision}`,
    );
  const { name, email } = commit.author;
  const message = `${commit.title} (#${commit.pullRequest})\n\n${commit.body}`;
  return good({ author: `${name} <${email}>`, date: stamp(commit.at), message });
}

function eventsOf(app: Application): HttpAnswer {
  const items = app.commits.slice(-3).map(({ sha, syncedAt }) => ({
    metadata: {
      name: `${app.name}.${hash32(sha).toString(16)}`,
      namespace: 'argocd',
      creationTimestamp: stamp(syncedAt),
    },
    involvedObject: { kind: 'Application', namespace: 'argocd', name: app.name },
    reason: 'OperationCompleted',
    message: `Sync operation to ${sha} succeeded`,
    source: { component: 'argocd-application-controller' },
    firstTimestamp: stamp(syncedAt),
    lastTimestamp: stamp(syncedAt),
    count: 1,
    type: 'Normal',
  }));
  return good({ metadata: {}, items });
}

function applicationPage(instance: Instance, name: string, rest: string): HttpAnswer | undefined {
  const app = applicationsOf(instance.model, instance.models).find((one) => one.name === name);
  if (!app) return refusal(404, GRPC.notFound, `applications.argoproj.io "${name}" not found`);
  const revision = /^\/revisions\/([^/]+)\/metadata$/.exec(rest)?.[1];
  if (revision !== undefined) return revisionMetadata(app, revision);
  switch (rest) {
    case '':
      return good(applicationView(app));
    case '/resource-tree':
      return good(treeView(app));
    case '/managed-resources':
      return good({ items: managedView(app) });
    case '/events':
      return eventsOf(app);
    default:
      return undefined;
  }
}

function projects(): HttpAnswer {
  const items = NAMESPACES.filter((name) => name !== 'data').map((name) => ({
    metadata: { name, namespace: 'argocd' },
    spec: {
      sourceRepos: [REPOSITORY],
      destinations: [{ server: SERVER, namespace: name }],
      description: `Services in ${name}`,
    },
  }));
  return good({ metadata: {}, items });
}

function clusters({ model }: Instance): HttpAnswer {
  const attemptedAt = stamp(model.cluster.timeline.now() - 30_000);
  const connectionState = { status: 'Successful', message: '', attemptedAt };
  const info = { connectionState, serverVersion: '1.32', applicationsCount: 14 };
  const config = { tlsClientConfig: { insecure: false } };
  return good({
    metadata: {},
    items: [
      { server: SERVER, name: model.cluster.name, config, connectionState, serverVersion: '1.32', info },
    ],
  });
}

function repositories({ model }: Instance): HttpAnswer {
  const attemptedAt = stamp(model.cluster.timeline.now() - 30_000);
  const connectionState = { status: 'Successful', message: '', attemptedAt };
  return good({ metadata: {}, items: [{ repo: REPOSITORY, type: 'git', connectionState }] });
}

const VERSION = {
  Version: 'v3.1.8+becb020',
  BuildDate: '2025-09-30T15:33:46Z',
  GitCommit: 'becb020064fe9be5381bf6e5818ff8587ca8f377',
  GitTreeState: 'clean',
  GoVersion: 'go1.24.6',
  Compiler: 'gc',
  Platform: 'linux/amd64',
};

function pageOf(instance: Instance, { path, params }: HttpRequest): HttpAnswer | undefined {
  const [, name, rest = ''] = /^\/api\/v1\/applications\/([^/]+)(.*)$/.exec(path) ?? [];
  if (name !== undefined) return applicationPage(instance, decodeURIComponent(name), rest);
  switch (path) {
    case '/api/v1/applications':
      return listApplications(instance, params);
    case '/api/v1/projects':
      return projects();
    case '/api/v1/clusters':
      return clusters(instance);
    case '/api/v1/repositories':
      return repositories(instance);
    default:
      return undefined;
  }
}

const UI = '<!doctype html><html><head><title>Argo CD</title></head><body><div id="app"></div></body></html>';

function answer(instance: Instance, request: HttpRequest): HttpAnswer {
  const { path, headers } = request;
  if (path === '/api/version') return good(VERSION);
  if (!path.startsWith('/api/')) return { status: 200, body: UI, headers: { 'content-type': 'text/html' } };
  const known = TOKEN.test(headers.authorization ?? '');
  if (path === '/api/v1/session/userinfo')
    return good(known ? { loggedIn: true, username: 'jamie', iss: 'argocd', groups: [] } : {});
  if (headers.authorization === undefined)
    return refusal(401, GRPC.unauthenticated, 'no session information');
  if (!known) return refusal(401, GRPC.unauthenticated, 'invalid session: token is malformed');
  return (
    pageOf(instance, request) ?? {
      status: 404,
      body: { code: GRPC.notFound, message: 'Not Found', details: [] },
    }
  );
}

/** The Argo CD that keeps one cluster of the company, by its environment, behind version 1 of its API. */
export function createArgocd({ models, catchUp }: Company, environment: string): Answerer {
  const model = models.find(({ cluster }) => cluster.environment === environment);
  if (!model) throw new RangeError(`there is no cluster of ${environment}`);
  return (request) => {
    catchUp();
    return answer({ model, models }, request);
  };
}
