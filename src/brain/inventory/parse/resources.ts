import { roleOf, type Amount } from '../../understand/items.ts';
import type { Facet } from '../../understand/grammar.ts';
import type { Field } from '../query.ts';
import type { Draft } from './draft.ts';

type Resource = 'cpu' | 'memory';

const FIELDS: Readonly<Record<Resource, Record<Exclude<Facet, 'free'>, Field>>> = {
  cpu: { request: 'cpuRequest', limit: 'cpuLimit', usage: 'cpuUsage' },
  memory: { request: 'memoryRequest', limit: 'memoryLimit', usage: 'memoryUsage' },
};

/** Which side of a resource the words around an item speak of; undefined when none is said. */
export function facetNear(draft: Draft, at: number, reach = 3): Exclude<Facet, 'free'> | undefined {
  for (const step of steps(reach)) {
    const facet = roleOf(draft.items[at + step], 'facet')?.facet;
    if (facet !== undefined && facet !== 'free') return facet;
    const field = roleOf(draft.items[at + step], 'field')?.field;
    if (field === 'requests') return 'request';
    if (field === 'limits') return 'limit';
  }
  return reach >= 3 ? facetAnywhere(draft) : undefined;
}

/** "how much memory do the pods request altogether": said far from the resource, but only once. */
function facetAnywhere({ items }: Draft): 'request' | 'limit' | undefined {
  const facets = items.map((item) => roleOf(item, 'facet')?.facet).filter((facet) => facet !== undefined);
  const [only] = facets;
  return facets.length > 0 && new Set(facets).size === 1 && (only === 'request' || only === 'limit')
    ? only
    : undefined;
}

/** The resource that is spoken of near an item. */
export function resourceNear(draft: Draft, at: number, reach = 4): Resource | undefined {
  for (const step of [0, ...steps(reach)]) {
    const resource = roleOf(draft.items[at + step], 'resource')?.resource;
    if (resource !== undefined) return resource;
  }
  return undefined;
}

/** Nearest first, what follows before what precedes: 1, -1, 2, -2 ... */
function steps(reach: number): number[] {
  return Array.from({ length: reach }, (_, index) => [index + 1, -index - 1]).flat();
}

/** The field for a resource, in use unless the words say requested or limited. */
export function resourceField(resource: Resource, facet: Exclude<Facet, 'free'> | undefined): Field {
  return FIELDS[resource][facet ?? 'usage'];
}

const STORES = new Set(['PersistentVolumeClaim', 'PersistentVolume']);

/** The field that an amount with a unit is of: bytes of a PVC are its size, cores are CPU. */
export function fieldOfAmount(draft: Draft, at: number, amount: Amount): Field | undefined {
  const kind = kindNear(draft);
  if (amount.dimension === 'duration') return 'age';
  if (amount.dimension === 'bytes') {
    return kind !== undefined && STORES.has(kind)
      ? 'storageRequest'
      : isOfNodes(draft, at)
        ? 'memoryCapacity'
        : resourceField('memory', facetNear(draft, at));
  }
  if (amount.dimension === 'cores')
    return isOfNodes(draft, at) ? 'cpuCapacity' : resourceField('cpu', facetNear(draft, at));
  const resource = resourceNear(draft, at);
  if (amount.dimension === 'm')
    return resource === 'cpu' ? resourceField('cpu', facetNear(draft, at)) : 'age';
  return undefined;
}

const HAS = /^(?:capacity|allocatable|have|has|biggest|largest|smallest|bigger|smaller|size)$/;

/** "how many cpus does the cluster have", "the biggest node by memory": what there is, not what is in use. */
export function isOfCapacity(draft: Draft): boolean {
  const { items } = draft;
  const isUsed = items.some((item) => roleOf(item, 'facet')?.facet !== undefined);
  const kind = kindNear(draft);
  const isCluster = kind === undefined && items.some(({ word }) => /^clusters?$/.test(word));
  return (
    !isUsed &&
    (kind === 'Node' || isCluster) &&
    items.some(({ word }) => word.split(' ').some((one) => HAS.test(one)))
  );
}

/** What nodes have, as nothing says what of it is requested or used. */
const isOfNodes = (draft: Draft, at: number) =>
  kindNear(draft) === 'Node' && facetNear(draft, at) === undefined;

function kindNear({ items }: Draft): string | undefined {
  return items.map((item) => roleOf(item, 'kind')?.kind).find((kind) => kind !== undefined);
}

/** An amount in the unit of its field: milliseconds, bytes, cores, or a plain number. */
export function valueIn(field: Field, amount: Amount): number {
  if (amount.dimension !== 'm') return amount.value;
  return field === 'age' || field === 'lastRestart' ? amount.value * 60_000 : amount.value / 1000;
}
