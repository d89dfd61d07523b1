import { POD_OWNERS } from '../../understand/lexicon/kinds.ts';
import { roleOf, type Item } from '../../understand/items.ts';
import { addFilter, isNegated, type Reader } from './draft.ts';
import { isProductName } from './relations.ts';

const ROUTING = new Set(['Ingress', 'HTTPRoute', 'Gateway']);

const VERSION = /^v?1\.\d{1,2}(?:\.\d+)?$/;

/** "nginx:1.25" and "docker.io/library/nginx" by themselves, and ":latest". */
export const readBareImage: Reader = (draft, at) => {
  const item = draft.items[at];
  if (item === undefined || draft.used.has(at) || item.mention?.how === 'exact') return false;
  if (/^[a-z0-9][\w./-]*:[\w.-]+$/i.test(item.raw) && !/^\w+:\d+$/.test(item.raw))
    return addFilter(draft, { field: 'image', op: 'contains', value: item.raw.toLowerCase() }, at);
  const isLatest =
    item.word === 'latest' &&
    [at - 1, at + 1].some((near) =>
      ['imageTag', 'image'].includes(roleOf(draft.items[near], 'field')?.field ?? ''),
    );
  if (isLatest)
    return addFilter(
      draft,
      { field: 'imageTag', op: isNegated(draft, at) ? 'is-not' : 'is', value: 'latest' },
      at,
    );
  const isRegistry =
    /^[a-z0-9-]+(?:\.[a-z0-9-]+)+$/.test(item.raw) && draft.items[at - 1]?.word === 'from' && !item.isPlace;
  const not = isRegistry && isNegated(draft, at) ? { not: true } : {};
  return isRegistry && addFilter(draft, { field: 'registry', op: 'contains', value: item.raw, ...not }, at);
};

const ZONES = {
  zone: 'label:topology.kubernetes.io/zone',
  region: 'label:topology.kubernetes.io/region',
} as const;

/** "nodes in eu-west-1a": where nodes stand, by its name alone. */
export const readZone: Reader = (draft, at) => {
  const value = draft.items[at]?.raw.toLowerCase() ?? '';
  const key = (['zone', 'region'] as const).find((one) => draft.labels.get(one)?.has(value));
  const isLed = /^(?:in|at|of|from|zone|region|not in)$/.test(draft.items[at - 1]?.word ?? '');
  if (key === undefined || draft.used.has(at) || (!isLed && draft.items[at]?.isPlace !== true)) return false;
  draft.notPlaces.add(value);
  const first = draft.items.findIndex((item) => roleOf(item, 'kind') !== undefined);
  const near = [at - 1, at + 1, at - 2, at - 3].filter(
    (index) =>
      roleOf(draft.items[index], 'field')?.field === ZONES[key] ||
      (index > first && roleOf(draft.items[index], 'kind')?.kind === 'Node'),
  );
  return addFilter(
    draft,
    { field: ZONES[key], op: isNegated(draft, at) ? 'is-not' : 'is', value },
    at,
    ...near,
  );
};

/** "pods with ip 10.1.2.3". */
export const readAddress: Reader = (draft, at) => {
  const item = draft.items[at];
  if (item === undefined || draft.used.has(at) || !/^\d{1,3}(?:\.\d{1,3}){3}$/.test(item.raw)) return false;
  const named = [at - 1, at - 2].filter((index) => roleOf(draft.items[index], 'field')?.field === 'ip');
  return addFilter(
    draft,
    { field: 'ip', op: isNegated(draft, at) ? 'is-not' : 'is', value: item.raw },
    at,
    ...named,
  );
};

/** "the ingress for shop.example.com". */
export const readHost: Reader = (draft, at) => {
  const item = draft.items[at];
  const isDomain = item !== undefined && /^(?:\*\.)?(?:[a-z0-9-]+\.){1,6}[a-z]{2,24}$/i.test(item.raw);
  if (!isDomain || draft.used.has(at) || item.mention?.how === 'exact') return false;
  if (!draft.items.some((one) => ROUTING.has(roleOf(one, 'kind')?.kind ?? ''))) return false;
  return addFilter(draft, { field: 'host', op: 'contains', value: item.raw.toLowerCase() }, at);
};

/** "pods that run nginx". */
export const readProduct: Reader = (draft, at) => {
  const item = draft.items[at];
  const before = draft.items[at - 1]?.word.split(' ').at(-1) ?? '';
  if (
    item === undefined ||
    draft.used.has(at) ||
    !/^(?:run|runs|running|use|uses|using)$/.test(before) ||
    !isProduct(item)
  )
    return false;
  if (item.mention?.matches.some(({ kind }) => kind === 'StorageClass') === true)
    return addFilter(draft, { field: 'storageClass', op: 'is', value: item.raw.toLowerCase() }, at, at - 1);
  const lead = draft.items[at - 1];
  const not = roleOf(lead, 'without') !== undefined || isNegated(draft, at - 1) ? { not: true } : {};
  return addFilter(
    draft,
    { field: 'image', op: 'contains', value: item.raw.toLowerCase(), ...not },
    at,
    at - 1,
  );
};

/** A word of no other meaning, or the name of something that runs nothing itself. */
const isProduct = (item: Item) =>
  isProductName(item) ||
  (item.mention?.how === 'exact' && !item.mention.matches.some(({ kind }) => RUNS.has(kind)));
const RUNS = new Set<string>([...POD_OWNERS, 'Pod']);

/** "nodes on v1.31". */
export const readVersion: Reader = (draft, at) => {
  const item = draft.items[at];
  if (
    item === undefined ||
    !VERSION.test(item.raw) ||
    draft.used.has(at) ||
    !draft.items.some((one) => roleOf(one, 'kind')?.kind === 'Node')
  )
    return false;
  const value = item.raw.startsWith('v') ? item.raw : `v${item.raw}`;
  return addFilter(
    draft,
    { field: 'version', op: isNegated(draft, at) ? 'is-not' : 'starts-with', value },
    at,
  );
};
