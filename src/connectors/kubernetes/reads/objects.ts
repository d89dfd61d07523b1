import { InputError, UpstreamError } from '#ground/errors';
import { checkNamespace, resourcePath } from '../client/paths.ts';
import type { UsableCluster } from '../clusters.ts';
import { anyObjectSchema } from '../schema.ts';
import type { AnyApiObject, ApiResource } from '../schema.ts';
import { listPages } from '../watch-cache/list-pages.ts';
import { hideSecrets } from './hide-secrets.ts';

/** Which objects to list. */
interface ListRequest {
  kind: string;
  namespace?: string;
  labelSelector?: string;
  fieldSelector?: string;
}

/** Objects of a kind, and whether there were more than are taken. */
interface Listed {
  kind: string;
  items: AnyApiObject[];
  more: boolean;
}

const MOST_OBJECTS = 5_000;

/** Lists objects of any kind from the API server; secret values are hidden. At most 5,000. */
export async function listObjects(
  { client, discovery }: UsableCluster,
  request: ListRequest,
  signal: AbortSignal,
): Promise<Listed> {
  const resource = await discovery.resolve(request.kind);
  requireVerb(resource, 'list');
  const enough = new AbortController();
  let items: AnyApiObject[] = [];
  const take = (item: unknown) => {
    const object = anyObjectSchema.safeParse(item).data;
    if (object && items.length < MOST_OBJECTS)
      items.push(hideSecrets({ ...object, kind: object.kind ?? resource.kind }));
    else if (object) enough.abort();
  };
  try {
    await listPages({
      client,
      path: pathOf(resource, { namespace: request.namespace }),
      query: selectors(request),
      signal: AbortSignal.any([signal, enough.signal]),
      onStart: () => (items = []),
      onItem: take,
    });
  } catch (error) {
    if (!enough.signal.aborted || signal.aborted) throw error;
  }
  return { kind: resource.kind, items, more: enough.signal.aborted };
}

/** Reads one object of any kind from the API server; secret values are hidden. InputError `no-such-object`. */
export async function getObject(
  { client, discovery, chosen }: UsableCluster,
  ref: { kind: string; namespace: string; name: string },
  signal: AbortSignal,
): Promise<AnyApiObject> {
  const resource = await discovery.resolve(ref.kind);
  requireVerb(resource, 'get');
  if (resource.namespaced && ref.namespace === '') throw namespaceNeeded(resource);
  const path = pathOf(resource, ref);
  try {
    const object = anyObjectSchema.parse(await client.json({ path, signal }));
    return hideSecrets({ ...object, kind: object.kind ?? resource.kind });
  } catch (error) {
    if (!(error instanceof UpstreamError) || error.status !== 404) throw error;
    const where = resource.namespaced ? `${ref.namespace}/${ref.name}` : ref.name;
    const message = `There is no ${resource.kind} ${where} in ${chosen.name}.`;
    throw new InputError({ code: 'no-such-object', message, cause: error });
  }
}

function pathOf(resource: ApiResource, where: { namespace?: string; name?: string }): string {
  const { group, version, plural, namespaced } = resource;
  const namespace = namespaced && where.namespace ? checkNamespace(where.namespace) : undefined;
  return resourcePath({ group, version, plural, namespace, name: where.name });
}

function selectors({ labelSelector, fieldSelector }: ListRequest): Record<string, string> {
  return { ...(labelSelector && { labelSelector }), ...(fieldSelector && { fieldSelector }) };
}

function requireVerb({ kind, verbs }: ApiResource, verb: string): void {
  if (verbs.includes(verb)) return;
  throw new InputError({ code: 'verb-not-served', message: `${kind} cannot be read with ${verb}.` });
}

function namespaceNeeded({ kind }: ApiResource): InputError {
  const message = `A ${kind} lives in a namespace: say which.`;
  return new InputError({ code: 'bad-input', message, faults: [{ at: 'namespace', problem: message }] });
}
