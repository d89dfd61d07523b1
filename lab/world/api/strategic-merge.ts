import { isRecord, sameJson } from '../kube/json.ts';

type Json = Record<string, unknown>;

/** Lists that are merged by a key rather than replaced, by field name. */
const MERGE_KEYS: Record<string, string[]> = {
  containers: ['name'],
  initContainers: ['name'],
  ephemeralContainers: ['name'],
  env: ['name'],
  volumes: ['name'],
  volumeMounts: ['mountPath'],
  volumeDevices: ['devicePath'],
  ports: ['containerPort', 'port'],
  imagePullSecrets: ['name'],
  hostAliases: ['ip'],
  conditions: ['type'],
  ownerReferences: ['uid'],
  addresses: ['type'],
  secrets: ['name'],
  topologySpreadConstraints: ['topologyKey'],
  webhooks: ['name'],
  schedulingGates: ['name'],
};
const PRIMITIVE_SETS = new Set(['finalizers']);

/** The field that identifies items of this list, if the list merges. */
export function mergeKeyOf(field: string, items: unknown[]): string | undefined {
  const first = items.find(isRecord);
  return MERGE_KEYS[field]?.find((key) => first === undefined || first[key] !== undefined);
}

function order(items: Json[], wanted: unknown, key: string): Json[] {
  if (!Array.isArray(wanted)) return items;
  const rank = (item: Json): number =>
    wanted.findIndex((entry) => isRecord(entry) && entry[key] === item[key]);
  const known = items.filter((item) => rank(item) >= 0).sort((a, b) => rank(a) - rank(b));
  return [...known, ...items.filter((item) => rank(item) < 0)];
}

function mergeKeyed(current: Json[], patch: Json[], key: string): Json[] {
  const rank = (item: Json): number => current.findIndex((one) => one[key] === item[key]);
  const untouched = current.filter((one) => !patch.some((item) => item[key] === one[key]));
  const merged = patch
    .filter((item) => item.$patch !== 'delete')
    .map((item) => mergeObject(current[rank(item)] ?? {}, item));
  return interleave(merged, untouched, rank);
}

/** Both in their own order: what is new comes first, the rest where it was. */
function interleave(merged: Json[], untouched: Json[], rank: (item: Json) => number): Json[] {
  const result: Json[] = [];
  const rest = [...untouched];
  for (const item of merged) {
    while (rest[0] && rank(rest[0]) < rank(item)) result.push(...rest.splice(0, 1));
    result.push(item);
  }
  return [...result, ...rest];
}

function mergeList(field: string, current: unknown, patch: unknown[]): unknown[] {
  const replace = patch.some((item) => isRecord(item) && item.$patch === 'replace');
  if (replace) return patch.filter((item) => !(isRecord(item) && item.$patch === 'replace'));
  const before = Array.isArray(current) ? (current as unknown[]) : [];
  if (PRIMITIVE_SETS.has(field)) return [...new Set([...before, ...patch])];
  const key = mergeKeyOf(field, patch);
  if (key === undefined) return patch;
  return mergeKeyed(before.filter(isRecord), patch.filter(isRecord), key);
}

function applyDirective(result: Json, name: string, value: unknown): void {
  const [directive, field = ''] = name.split('/');
  const list = result[field];
  if (directive === '$deleteFromPrimitiveList' && Array.isArray(list) && Array.isArray(value)) {
    result[field] = list.filter((item) => !value.includes(item));
  }
  if (directive === '$setElementOrder' && Array.isArray(list)) {
    const key = mergeKeyOf(field, list);
    if (key !== undefined) result[field] = order(list.filter(isRecord), value, key);
  }
}

function retain(result: Json, keys: unknown): void {
  if (!Array.isArray(keys)) return;
  for (const key of Object.keys(result)) if (!keys.includes(key)) delete result[key];
}

function mergeObject(current: Json, patch: Json): Json {
  if (patch.$patch === 'replace') {
    const { $patch: _directive, ...rest } = patch;
    return rest;
  }
  if (patch.$patch === 'delete') return {};
  const result: Json = { ...current };
  const directives = Object.entries(patch).filter(([name]) => name.startsWith('$'));
  for (const [name, value] of Object.entries(patch)) {
    if (name.startsWith('$')) continue;
    if (value === null) delete result[name];
    else if (Array.isArray(value)) result[name] = mergeList(name, result[name], value);
    else if (isRecord(value)) result[name] = mergeObject(isRecord(result[name]) ? result[name] : {}, value);
    else result[name] = value;
  }
  for (const [name, value] of directives) applyDirective(result, name, value);
  retain(result, patch.$retainKeys);
  return result;
}

/** Kubernetes' strategic merge patch, with its usual merge keys and directives. */
export function strategicMerge(current: Json, patch: Json): Json {
  return mergeObject(current, patch);
}

function removedItems(field: string, before: unknown[], after: unknown[]): unknown[] {
  const key = mergeKeyOf(field, [...before, ...after]);
  if (key === undefined) return after;
  const old = before.filter(isRecord);
  const kept = after.filter(isRecord).map((item) => {
    const match = old.find((candidate) => candidate[key] === item[key]);
    return match ? withRemovals(match, item) : item;
  });
  const gone = old.filter((item) => !kept.some((candidate) => candidate[key] === item[key]));
  return [...kept, ...gone.map((item) => ({ [key]: item[key], $patch: 'delete' }))];
}

/** A strategic patch that sets what is in `after` and removes what only `before` had. */
export function withRemovals(before: Json, after: Json): Json {
  const patch: Json = {};
  for (const [name, value] of Object.entries(after)) {
    const old = before[name];
    if (sameJson(old, value)) patch[name] = value;
    else if (isRecord(value)) patch[name] = isRecord(old) ? withRemovals(old, value) : value;
    else if (Array.isArray(value)) patch[name] = Array.isArray(old) ? removedItems(name, old, value) : value;
    else patch[name] = value;
  }
  for (const name of Object.keys(before)) if (!(name in after)) patch[name] = null;
  return patch;
}

/** RFC 7396. */
export function mergePatch(current: unknown, patch: unknown): unknown {
  if (!isRecord(patch)) return patch;
  const result: Json = isRecord(current) ? { ...current } : {};
  for (const [name, value] of Object.entries(patch)) {
    if (value === null) delete result[name];
    else result[name] = mergePatch(result[name], value);
  }
  return result;
}
