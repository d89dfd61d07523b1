import { InputError } from '#ground/errors';
import { nearest } from '#ground/text';
import type { KubeClient } from '../client/client.ts';
import { resourcePath } from '../client/paths.ts';
import { aggregatedDiscoverySchema, groupListSchema, resourceListSchema } from '../schema.ts';
import type { ApiResource } from '../schema.ts';

/** Knows which kinds a cluster serves. */
export interface Discovery {
  /** Every kind once, in its preferred version. */
  kinds: (signal?: AbortSignal) => Promise<ApiResource[]>;
  /** By kind, plural, singular, short name or plural.group. InputError `unknown-kind` or `ambiguous-kind`. */
  resolve: (word: string, signal?: AbortSignal) => Promise<ApiResource>;
}

const FRESH_MS = 300_000;
/** A word that is not found is looked up again after this time: a CRD may have come. */
const DOUBT_MS = 2_000;
const AGGREGATED = 'application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList';
const ACCEPT = `${AGGREGATED},${AGGREGATED.replace('v=v2', 'v=v2beta1')},application/json`;

/** Discovery of one cluster, remembered for five minutes. */
export function createDiscovery(client: KubeClient, now: () => number): Discovery {
  let known: { at: number; kinds: Promise<ApiResource[]> } | undefined;
  const kindsNotOlderThan = (ms: number): Promise<ApiResource[]> => {
    if (known !== undefined && now() - known.at < ms) return known.kinds;
    const kinds = discover(client);
    known = { at: now(), kinds };
    kinds.catch(() => (known = undefined));
    return kinds;
  };
  return {
    kinds: () => kindsNotOlderThan(FRESH_MS),
    resolve: async (word) => {
      const found = findKind(await kindsNotOlderThan(FRESH_MS), word);
      return found ?? pick(await kindsNotOlderThan(DOUBT_MS), word);
    },
  };
}

function pick(kinds: ApiResource[], word: string): ApiResource {
  const found = findKind(kinds, word);
  if (found !== undefined) return found;
  const names = [...new Set(kinds.flatMap(({ kind, plural }) => [kind, plural]))];
  const close = nearest(word, names, 3);
  const hint = close.length === 0 ? '' : ` Did you mean ${close.join(', ')}?`;
  const message = `The cluster has no kind ${JSON.stringify(word.slice(0, 80))}.${hint}`;
  throw new InputError({ code: 'unknown-kind', message, faults: [{ at: 'kind', problem: message }] });
}

function findKind(kinds: ApiResource[], word: string): ApiResource | undefined {
  const wanted = word.trim().toLowerCase();
  const matches = kinds.filter((kind) => namesOf(kind).includes(wanted));
  if (matches.length <= 1) return matches[0];
  const builtIn = matches.filter(({ group }) => isBuiltIn(group));
  const best = (builtIn.length > 0 ? builtIn : matches).sort((a, b) => rank(a.group) - rank(b.group));
  const [first, second] = best;
  if (first && (builtIn.length > 0 || second === undefined)) return first;
  const choices = matches.map(({ plural, group }) => `${plural}.${group}`).join(', ');
  const message = `${JSON.stringify(word)} may mean ${choices}.`;
  throw new InputError({ code: 'ambiguous-kind', message, faults: [{ at: 'kind', problem: message }] });
}

function namesOf({ kind, plural, singular, shortNames, group, version }: ApiResource): string[] {
  const plain = [kind.toLowerCase(), plural, singular, ...shortNames];
  if (group === '') return plain;
  return [...plain, `${plural}.${group}`, `${kind.toLowerCase()}.${group}`, `${plural}.${version}.${group}`];
}

function isBuiltIn(group: string): boolean {
  return !group.includes('.') || group.endsWith('.k8s.io');
}

const FIRST_GROUPS = ['', 'apps', 'batch', 'networking.k8s.io'];

function rank(group: string): number {
  const place = FIRST_GROUPS.indexOf(group);
  return place === -1 ? FIRST_GROUPS.length : place;
}

async function discover(client: KubeClient): Promise<ApiResource[]> {
  const [core, groups] = await Promise.all([
    client.json({ path: '/api', accept: ACCEPT }),
    client.json({ path: '/apis', accept: ACCEPT }),
  ]);
  const [newCore, newGroups] = [core, groups].map(
    (answer) => aggregatedDiscoverySchema.safeParse(answer).data,
  );
  if (newCore && newGroups) return [...newCore.items, ...newGroups.items].flatMap(fromAggregated);
  return discoverGroupByGroup(client, groups);
}

type AggregatedGroup = (typeof aggregatedDiscoverySchema)['_output']['items'][number];

function fromAggregated({ metadata: group, versions }: AggregatedGroup): ApiResource[] {
  const all = versions.flatMap(({ version, resources }) =>
    resources.map((one) => ({
      group,
      version,
      kind: one.responseKind?.kind ?? '',
      plural: one.resource,
      singular: one.singularResource ?? '',
      shortNames: one.shortNames,
      namespaced: one.scope === 'Namespaced',
      verbs: one.verbs,
    })),
  );
  return firstOfEach(all);
}

async function discoverGroupByGroup(client: KubeClient, groups: unknown): Promise<ApiResource[]> {
  const versions = groupListSchema.parse(groups).groups.map(({ name, preferredVersion, versions }) => ({
    group: name,
    version: preferredVersion?.version ?? versions[0]?.version ?? 'v1',
  }));
  const lists = await Promise.all(
    [{ group: '', version: 'v1' }, ...versions].map((one) => listResources(client, one)),
  );
  return lists.flat();
}

/** A group whose server is down (an aggregated API) is left out, not fatal. */
async function listResources(
  client: KubeClient,
  { group, version }: { group: string; version: string },
): Promise<ApiResource[]> {
  const path = resourcePath({ group, version, plural: '' }).replace(/\/$/, '');
  const answer = await client.json({ path, retries: 0 }).catch(() => ({ resources: [] }));
  const { resources } = resourceListSchema.parse(answer);
  return resources
    .filter(({ name }) => !name.includes('/'))
    .map((one) => ({ ...one, group, version, plural: one.name, singular: one.singularName ?? '' }));
}

function firstOfEach(resources: ApiResource[]): ApiResource[] {
  const seen = new Map<string, ApiResource>();
  for (const one of resources) if (!seen.has(one.plural)) seen.set(one.plural, one);
  return [...seen.values()];
}
