import type { Cluster } from '../engine/cluster.ts';
import { remove } from '../engine/delete.ts';
import { create, replace } from '../engine/write.ts';
import type { Manifest } from '../engine/write.ts';
import { badRequest, invalid, notFound, wrongUid } from '../kube/errors.ts';
import { isRecord, jsonOf } from '../kube/json.ts';
import { apiVersionOf } from '../kube/resources.ts';
import type { Resource } from '../kube/resources.ts';
import type { KubeObject } from '../kube/types.ts';
import { checkFields } from './check-fields.ts';
import { messageOf } from './protobuf/parse-body.ts';
import type { Filter } from './list.ts';
import { isApply, patched, rememberApplied } from './patch.ts';
import type { ApiRequest, Target } from './request.ts';
import { parseBody } from './request.ts';

/** A request about one resource, ready to be carried out. */
export interface Call {
  cluster: Cluster;
  request: ApiRequest;
  target: Target;
  resource: Resource;
}

export interface Answer {
  code: number;
  object?: KubeObject;
  body?: object;
}

export function current({ cluster, resource, target }: Call): KubeObject {
  const object = cluster.store.find(resource.key, target.namespace, target.name ?? '');
  if (!object) throw notFound(resource, target.name ?? '');
  return object;
}

const OPTIONS: Record<string, string> = {
  POST: 'CreateOptions',
  PUT: 'UpdateOptions',
  PATCH: 'PatchOptions',
  DELETE: 'DeleteOptions',
};

function isDryRun({ request }: Call): boolean {
  const asked = request.query.getAll('dryRun').filter((value) => value !== '');
  if (asked.every((value) => value === 'All')) return asked.length > 0;
  const kind = OPTIONS[request.method] ?? 'CreateOptions';
  const message = `Unsupported value: ${JSON.stringify(asked)}: supported values: "All"`;
  throw invalid({ plural: kind, kind, group: 'meta.k8s.io' }, '', [
    { reason: 'FieldValueNotSupported', message, field: 'dryRun' },
  ]);
}

/** The body as an object of the resource's kind, its namespace agreeing with the path. */
function manifestOf(call: Call): Manifest {
  const { resource, target } = call;
  const body = parseBody(call.request);
  const metadata = isRecord(body.metadata) ? body.metadata : {};
  const manifest = { ...body, apiVersion: apiVersionOf(resource), kind: resource.kind, metadata };
  if (body.kind !== undefined && body.kind !== resource.kind) {
    throw badRequest(
      `${typeof body.kind === 'string' ? body.kind : 'An object'} in version "${resource.version}" cannot be handled as a ${resource.kind}`,
    );
  }
  if (!resource.custom) {
    const { kind, version } = resource;
    const strict = call.request.query.get('fieldValidation') === 'Strict';
    checkFields(messageOf(resource), body, { kind, version, strict });
  }
  if (!resource.namespaced) return manifest;
  if (metadata.namespace !== undefined && metadata.namespace !== target.namespace) {
    throw badRequest('the namespace of the provided object does not match the namespace sent on the request');
  }
  return { ...manifest, metadata: { ...metadata, namespace: target.namespace } };
}

export function createObject(call: Call): Answer {
  return { code: 201, object: create(call.cluster, manifestOf(call), { dryRun: isDryRun(call) }) };
}

export function updateObject(call: Call): Answer {
  const manifest = manifestOf(call);
  if (manifest.metadata.name !== call.target.name) {
    throw badRequest(
      `the name of the object (${String(manifest.metadata.name)}) does not match the name on the URL (${call.target.name ?? ''})`,
    );
  }
  const options = { dryRun: isDryRun(call), subresource: call.target.subresource };
  return { code: 200, object: replace(call.cluster, manifest as KubeObject, options) };
}

export function patchObject(call: Call): Answer {
  const { cluster, request, resource, target } = call;
  const existing = cluster.store.find(resource.key, target.namespace, target.name ?? '');
  if (!existing && isApply(request)) return applyNew(call);
  const before = current(call);
  const next = patched(cluster, before, { ...request, resource });
  const asked = next.metadata.resourceVersion;
  const metadata = {
    ...next.metadata,
    resourceVersion: asked === before.metadata.resourceVersion ? '' : asked,
  };
  const options = { dryRun: isDryRun(call), subresource: target.subresource };
  return { code: 200, object: replace(cluster, { ...next, metadata }, options) };
}

function applyNew(call: Call): Answer {
  const request = { ...call.request, contentType: 'application/yaml' };
  const manifest = manifestOf({ ...call, request });
  const named = { ...manifest, metadata: { ...manifest.metadata, name: call.target.name } };
  const object = create(call.cluster, named, { dryRun: isDryRun(call) });
  const manager = call.request.query.get('fieldManager') ?? '';
  rememberApplied({ cluster: call.cluster, uid: object.metadata.uid, manager }, parseBody(request));
  return { code: 201, object };
}

interface DeleteBody {
  gracePeriodSeconds?: number;
  propagationPolicy?: string;
  dryRun?: string[];
  preconditions?: { uid?: string; resourceVersion?: string };
}

function deleteOptions(call: Call) {
  const body = (call.request.body.length > 0 ? parseBody(call.request) : {}) as DeleteBody;
  const grace = call.request.query.get('gracePeriodSeconds');
  return {
    graceSeconds: body.gracePeriodSeconds ?? (grace === null ? undefined : Number(grace)),
    propagation: body.propagationPolicy ?? call.request.query.get('propagationPolicy') ?? undefined,
    dryRun: isDryRun(call) || (body.dryRun ?? []).includes('All'),
    preconditions: body.preconditions ?? {},
  };
}

function success(call: Call, object: KubeObject): object {
  const { resource } = call;
  return {
    kind: 'Status',
    apiVersion: 'v1',
    metadata: {},
    status: 'Success',
    details: {
      name: object.metadata.name,
      ...(resource.group === '' ? {} : { group: resource.group }),
      kind: resource.plural,
      uid: object.metadata.uid,
    },
  };
}

export function deleteObject(call: Call): Answer {
  const object = current(call);
  const { preconditions, ...options } = deleteOptions(call);
  if (preconditions.uid !== undefined && preconditions.uid !== object.metadata.uid) {
    throw wrongUid(object, preconditions.uid);
  }
  const result = remove(call.cluster, object, options);
  const held = result.metadata.deletionTimestamp !== undefined || call.resource.key === 'pods';
  return held ? { code: 200, object: result } : { code: 200, body: success(call, object) };
}

export function deleteCollection(call: Call, filter: Filter): Answer {
  const { preconditions: _preconditions, ...options } = deleteOptions(call);
  const objects = call.cluster.store.all(call.resource.key, call.target.namespace).filter(filter);
  for (const object of objects) remove(call.cluster, object, options);
  const { resource } = call;
  const items = objects.map((object) => JSON.parse(jsonOf(object)) as object);
  const body = { kind: `${resource.kind}List`, apiVersion: apiVersionOf(resource), metadata: {}, items };
  return { code: 200, body };
}
