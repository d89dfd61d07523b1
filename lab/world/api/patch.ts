import jsonPatchLibrary from 'fast-json-patch';
import type { Operation } from 'fast-json-patch';
import type { Cluster } from '../engine/cluster.ts';
import { badRequest, failure, invalid } from '../kube/errors.ts';
import { copyOf, isRecord } from '../kube/json.ts';
import type { Resource } from '../kube/resources.ts';
import type { KubeObject } from '../kube/types.ts';
import { microStamp } from '../kube/time.ts';
import type { ApiRequest } from './request.ts';
import type { AppliedBy } from './apply-conflicts.ts';
import { refuseConflicts } from './apply-conflicts.ts';
import { parseDocument } from './request.ts';
import { mergePatch, strategicMerge, withRemovals } from './strategic-merge.ts';

type Json = Record<string, unknown>;

function jsonPatch(current: KubeObject, patch: unknown): Json {
  if (!Array.isArray(patch))
    throw badRequest('json: cannot unmarshal object into Go value of type jsonpatch.Patch');
  try {
    return jsonPatchLibrary.applyPatch(copyOf(current), patch as Operation[], true).newDocument;
  } catch {
    throw failure('Invalid', 'the server rejected our request due to an error in our request', {});
  }
}

interface Applied {
  cluster: Cluster;
  uid: string;
  manager: string;
}

function remembered({ cluster, uid, manager }: Applied): Json {
  const known = cluster.memory.get(`applied/${uid}/${manager}`);
  return isRecord(known) ? known : {};
}

/** Keeps what a field manager applied, so that its next apply removes what it leaves out. */
export function rememberApplied(applied: Applied, configuration: Json): void {
  applied.cluster.memory.set(`applied/${applied.uid}/${applied.manager}`, configuration);
}

function appliedByOthers({ cluster, uid, manager }: Applied): AppliedBy[] {
  const prefix = `applied/${uid}/`;
  return [...cluster.memory]
    .filter(([key]) => key.startsWith(prefix) && key !== prefix + manager)
    .map(([key, configuration]) => ({
      manager: key.slice(prefix.length),
      configuration: isRecord(configuration) ? configuration : {},
    }));
}

/** Whoever forces its fields owns them from then on. */
function yieldTo({ cluster, uid }: Applied, others: AppliedBy[], configuration: Json): void {
  for (const other of others) {
    const left = unclaimed(other.configuration, configuration);
    cluster.memory.set(`applied/${uid}/${other.manager}`, left);
  }
}

/** What of a configuration another one does not set too. */
function unclaimed(theirs: Json, ours: Json): Json {
  const entries = Object.entries(theirs).flatMap(([name, value]): [string, unknown][] => {
    if (!(name in ours)) return [[name, value]];
    const mine = ours[name];
    return isRecord(value) && isRecord(mine) ? [[name, unclaimed(value, mine)]] : [];
  });
  return Object.fromEntries(entries);
}

/** Server-side apply: the manager's fields are set, those it no longer names are removed. */
function serverSideApply(current: KubeObject, configuration: Json, applied: Applied): Json {
  const patch = withRemovals(remembered(applied), configuration);
  const merged = strategicMerge(current, patch);
  const metadata = merged.metadata as KubeObject['metadata'];
  const others = (metadata.managedFields ?? []).filter(
    (entry) => !isRecord(entry) || entry.manager !== applied.manager,
  );
  metadata.managedFields = [...others, managedEntry(applied, current)];
  return merged;
}

function managedEntry(applied: Applied, object: { apiVersion: string }): object {
  return {
    manager: applied.manager,
    operation: 'Apply',
    apiVersion: object.apiVersion,
    time: microStamp(applied.cluster.timeline.now()).slice(0, 19) + 'Z',
    fieldsType: 'FieldsV1',
    fieldsV1: {},
  };
}

export function isApply(request: ApiRequest): boolean {
  return request.contentType.includes('apply-patch');
}

/** The object a patch makes of the current one. Nothing is written. */
export function patched(
  cluster: Cluster,
  current: KubeObject,
  request: ApiRequest & { resource: Resource },
): KubeObject {
  const patch = parseDocument(isApply(request) ? { ...request, contentType: 'application/yaml' } : request);
  const type = request.contentType;
  if (type.includes('json-patch')) return jsonPatch(current, patch) as KubeObject;
  if (!isRecord(patch)) throw badRequest('the patch must be an object');
  if (isApply(request)) {
    const manager = request.query.get('fieldManager');
    if (!manager)
      throw invalid({ plural: 'patchoptions', kind: 'PatchOptions', group: 'meta.k8s.io' }, '', [
        {
          reason: 'FieldValueRequired',
          message: 'Required value: is required for apply patch',
          field: 'fieldManager',
        },
      ]);
    const applied = { cluster, uid: current.metadata.uid, manager };
    const others = appliedByOthers(applied);
    if (request.query.get('force') === 'true') yieldTo(applied, others, patch);
    else refuseConflicts(patch, others);
    const next = serverSideApply(current, patch, applied);
    rememberApplied(applied, patch);
    return next as KubeObject;
  }
  if (type.includes('strategic-merge-patch') && !request.resource.custom) {
    return strategicMerge(current, patch) as KubeObject;
  }
  if (type.includes('merge-patch') && !type.includes('strategic'))
    return mergePatch(current, patch) as KubeObject;
  const accepted = 'application/json-patch+json, application/merge-patch+json, application/apply-patch+yaml';
  const message = `the body of the request was in an unknown format - accepted media types include: ${accepted}`;
  throw failure('UnsupportedMediaType', message, {});
}
