import type { ServerResponse } from 'node:http';
import type { Cluster } from '../engine/cluster.ts';
import { ApiError, failure, forbidden, notAllowed, notServed } from '../kube/errors.ts';
import { jsonOf } from '../kube/json.ts';
import type { Resource } from '../kube/resources.ts';
import { authorise } from './access.ts';
import { discover, VERSION } from './discovery.ts';
import { filterOf, pageOf, sendList, wantsWatch } from './list.ts';
import type { FaultDesk } from './misbehave.ts';
import { cutAfter, sufferFaults } from './misbehave.ts';
import { sendMetrics } from './metrics.ts';
import { sendLogs } from './logs.ts';
import { openApi } from './openapi.ts';
import type { ApiRequest, Target } from './request.ts';
import { parseBody, parseTarget } from './request.ts';
import { sendJson, sendNotFoundPage, sendStatus, sendTyped } from './respond.ts';
import { review } from './reviews.ts';
import { bind, evict, scale } from './subresources.ts';
import { viewFor } from './view.ts';
import { sendWatch } from './watch.ts';
import type { Answer, Call } from './writes.ts';
import {
  createObject,
  current,
  deleteCollection,
  deleteObject,
  patchObject,
  updateObject,
} from './writes.ts';

/** What a server needs to answer requests about one cluster. */
export interface ApiDeps {
  cluster: Cluster;
  desk: FaultDesk;
}

const METHOD_VERBS: Record<string, string> = {
  POST: 'create',
  PUT: 'update',
  PATCH: 'patch',
  DELETE: 'delete',
};

function verbOf(request: ApiRequest, target: Target): string {
  if (request.method === 'GET') {
    if (target.name !== undefined) return 'get';
    return wantsWatch(request) ? 'watch' : 'list';
  }
  const verb = METHOD_VERBS[request.method] ?? request.method.toLowerCase();
  return verb === 'delete' && target.name === undefined ? 'deletecollection' : verb;
}

function viewOf(call: Call) {
  return viewFor({
    resource: call.resource,
    accept: call.request.accept,
    includeObject: call.request.query.get('includeObject'),
    now: call.cluster.timeline.now(),
  });
}

async function readCollection(deps: ApiDeps, call: Call, response: ServerResponse): Promise<void> {
  const { cluster, request, target, resource } = call;
  const filter = filterOf(request.query, resource, target.name);
  const selection = { resource, namespace: target.namespace, filter };
  if (!wantsWatch(request)) {
    return sendList(response, pageOf(cluster, selection, request.query), viewOf(call));
  }
  const cut = deps.desk.find('cut-watches', target.plural);
  if (cut) cutAfter(response, cut.afterBytes ?? 300);
  if (deps.desk.find('expire-watches', target.plural)) cluster.store.compact();
  sendWatch(response, cluster, { selection, query: request.query, view: viewOf(call) });
}

function subresource(call: Call): Answer {
  const { request, target, resource } = call;
  const name = target.subresource ?? '';
  if (!resource.subresources.includes(name)) throw notServed();
  if (name === 'scale') return scale(call);
  if (name === 'eviction') return evict(call);
  if (name === 'binding') return bind(call);
  if (request.method === 'GET') return { code: 200, object: current(call) };
  if (request.method === 'PUT') return updateObject(call);
  if (request.method === 'PATCH') return patchObject(call);
  throw notAllowed();
}

function change(call: Call): Answer {
  const { request, target } = call;
  if (target.subresource !== undefined) return subresource(call);
  if ((target.name === undefined) !== (request.method === 'POST') && !/GET|DELETE/.test(request.method)) {
    throw notAllowed();
  }
  switch (verbOf(request, target)) {
    case 'get':
      return { code: 200, object: current(call) };
    case 'create':
      return createObject(call);
    case 'update':
      return updateObject(call);
    case 'patch':
      return patchObject(call);
    case 'delete':
      return deleteObject(call);
    case 'deletecollection':
      return deleteCollection(call, filterOf(request.query, call.resource));
    default:
      throw notAllowed();
  }
}

function sendAnswer(call: Call, answer: Answer, response: ServerResponse): void {
  const reads = call.request.method === 'GET' && call.target.subresource === undefined;
  const text = answer.object
    ? reads
      ? viewOf(call).one(answer.object)
      : jsonOf(answer.object)
    : answer.body;
  sendJson(response, answer.code, text);
}

function knownResource(cluster: Cluster, target: Target): Resource {
  const resource = cluster.registry.ofPath(target.group, target.version, target.plural);
  if (resource) return resource;
  throw notServed();
}

async function handleResource(
  deps: ApiDeps,
  request: ApiRequest & { target: Target },
  response: ServerResponse,
): Promise<void> {
  const { cluster } = deps;
  const { target } = request;
  await sufferFaults(deps.desk, target);
  const answered = target.group.startsWith('auth') && review(cluster, request.user, parseBody(request));
  if (answered) return sendJson(response, 201, answered);
  const verb = verbOf(request, target);
  if (deps.desk.find('deny', target.plural)) {
    const where =
      target.namespace === undefined ? 'at the cluster scope' : `in the namespace "${target.namespace}"`;
    const why = `User "${request.user.name}" cannot ${verb} resource "${target.plural}" in API group "${target.group}" ${where}`;
    throw forbidden({ ...target, kind: target.plural }, target.name ?? '', why);
  }
  const { group, plural, namespace, name } = target;
  const within = plural === 'namespaces' ? (name ?? namespace) : namespace;
  authorise(cluster, request.user, {
    verb,
    group,
    plural,
    namespace: within,
    name,
    subresource: target.subresource,
  });
  if (group === 'metrics.k8s.io') return sendMetrics(response, cluster, request);
  const call: Call = { cluster, request, target, resource: knownResource(cluster, target) };
  if (target.subresource === 'log') return sendLogs(response, call);
  if (verb === 'list' || verb === 'watch' || wantsWatch(request)) return readCollection(deps, call, response);
  sendAnswer(call, change(call), response);
  if (request.method !== 'GET') cluster.settle();
}

/** Whether the group and version of a path exist; a plural that does not is another matter. */
function isServed({ registry }: Cluster, { group, version }: Target): boolean {
  if (group === 'metrics.k8s.io' || group.startsWith('auth')) return true;
  return registry.all().some((resource) => resource.group === group && resource.version === version);
}

const HEALTH = /^\/(healthz|livez|readyz)(\/|$)/;

async function route(deps: ApiDeps, request: ApiRequest, response: ServerResponse): Promise<void> {
  const { path, accept } = request;
  if (path === '/version' || path === '/version/') return sendJson(response, 200, VERSION);
  if (HEALTH.test(path)) return sendTyped(response, 200, { text: 'ok', type: 'text/plain' });
  if (path.startsWith('/openapi/')) return openApi(response, deps.cluster, request);
  const found = discover(deps.cluster, path, accept);
  if (found)
    return sendTyped(response, 200, {
      text: JSON.stringify(found.body),
      type: found.type ?? 'application/json',
    });
  const target = parseTarget(path);
  if (!target || !isServed(deps.cluster, target)) return sendNotFoundPage(response);
  await handleResource(deps, { ...request, target }, response);
}

/** Answers one request to the Kubernetes API; every refusal is a Status. */
export async function handle(deps: ApiDeps, request: ApiRequest, response: ServerResponse): Promise<void> {
  try {
    await route(deps, request, response);
  } catch (error) {
    if (response.headersSent) return void response.destroy();
    const known = error instanceof ApiError ? error : undefined;
    const text = error instanceof Error ? error.message : String(error);
    sendStatus(response, (known ?? failure('InternalError', `Internal error occurred: ${text}`)).status);
  }
}
