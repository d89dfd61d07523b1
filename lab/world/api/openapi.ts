import type { ServerResponse } from 'node:http';
import type { Cluster } from '../engine/cluster.ts';
import { failure } from '../kube/errors.ts';
import { apiVersionOf } from '../kube/resources.ts';
import type { Resource } from '../kube/resources.ts';
import { fieldSchemas } from './openapi-fields.ts';
import { messageOf } from './protobuf/parse-body.ts';
import type { ApiRequest } from './request.ts';
import { sendJson, sendTyped } from './respond.ts';
import { VERSION } from './discovery.ts';

const EMPTY_PROTOBUF = 'application/com.github.proto-openapi.spec.v2@v1.0+protobuf';
const INFO = { title: 'Kubernetes', version: VERSION.gitVersion };

function pathOf(resource: Resource): string {
  return resource.group === '' ? `api/${resource.version}` : `apis/${resource.group}/${resource.version}`;
}

function parameters(): object[] {
  return ['dryRun', 'fieldManager', 'fieldValidation', 'force'].map((name) => ({
    name,
    in: 'query',
    schema: { type: 'string', uniqueItems: true },
  }));
}

function operations(resource: Resource): [string, object] {
  const { group, version, kind } = resource;
  const gvk = { group, version, kind };
  const operation = (action: string): object => ({
    'x-kubernetes-action': action,
    'x-kubernetes-group-version-kind': gvk,
    parameters: parameters(),
    responses: { 200: { description: 'OK' } },
  });
  const scope = resource.namespaced ? 'namespaces/{namespace}/' : '';
  const path = `/${pathOf(resource)}/${scope}${resource.plural}/{name}`;
  return [
    path,
    { get: operation('get'), put: operation('put'), patch: operation('patch'), delete: operation('delete') },
  ];
}

function schemas(resources: Resource[]): object {
  const fields = fieldSchemas(resources.map(messageOf));
  const entries = resources.map((resource) => {
    const { group, version, kind } = resource;
    const message = messageOf(resource);
    const type = { apiVersion: { type: 'string' }, kind: { type: 'string' } };
    const properties = { ...type, ...fields[message]?.properties };
    const gvk = [{ group, version, kind }];
    return [message, { type: 'object', properties, 'x-kubernetes-group-version-kind': gvk }];
  });
  return { ...fields, ...(Object.fromEntries(entries) as object) };
}

/** OpenAPI v3: which operations there are, and the fields of the kinds that are known. */
export function openApi(response: ServerResponse, cluster: Cluster, request: ApiRequest): void {
  if (request.path === '/openapi/v2') {
    if (request.accept.includes('protobuf'))
      return sendTyped(response, 200, { text: '', type: EMPTY_PROTOBUF });
    return sendJson(response, 200, { swagger: '2.0', info: INFO, paths: {} });
  }
  const resources = cluster.registry.all();
  if (request.path === '/openapi/v3') {
    const paths = [...new Set(resources.map(pathOf))];
    const entries = paths.map((path) => [path, { serverRelativeURL: `/openapi/v3/${path}` }]);
    return sendJson(response, 200, { paths: Object.fromEntries(entries) as object });
  }
  const wanted = resources.filter((resource) => request.path === `/openapi/v3/${pathOf(resource)}`);
  if (wanted.length === 0) throw failure('NotFound', 'the server could not find the requested resource');
  sendJson(response, 200, {
    openapi: '3.0.0',
    info: INFO,
    paths: Object.fromEntries(wanted.map(operations)) as object,
    components: { schemas: schemas(wanted) },
    'x-kubernetes-group-versions': wanted.map(apiVersionOf),
  });
}
