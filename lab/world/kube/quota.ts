import { formatResource, parseQuantity } from './quantity.ts';
import { forbidden } from './errors.ts';
import type { ResourceQuota } from './cluster-kinds.ts';
import type { Resource } from './resources.ts';
import type { KubeObject, Pod, StringMap } from './types.ts';
import type { Store } from './store.ts';

type Usage = Record<string, number>;

function add(usage: Usage, key: string, amount: number): void {
  usage[key] = (usage[key] ?? 0) + amount;
}

function podUsage(pod: Pod): Usage {
  const usage: Usage = { pods: 1, 'count/pods': 1 };
  for (const { resources } of pod.spec.containers) {
    for (const name of ['cpu', 'memory']) {
      add(usage, `requests.${name}`, parseQuantity(resources?.requests?.[name]));
      add(usage, `limits.${name}`, parseQuantity(resources?.limits?.[name]));
      add(usage, name, parseQuantity(resources?.requests?.[name]));
    }
  }
  return usage;
}

/** What one object counts for against quotas. */
function usageOf(resource: Resource, object: KubeObject): Usage {
  if (resource.key === 'pods') return podUsage(object as Pod);
  const usage: Usage = { [resource.plural]: 1, [`count/${resource.key}`]: 1 };
  if (resource.key === 'persistentvolumeclaims') {
    const { resources } = object.spec as { resources?: { requests?: StringMap } };
    usage['requests.storage'] = parseQuantity(resources?.requests?.storage);
  }
  return usage;
}

function isFinished(object: KubeObject): boolean {
  const phase = (object as Pod).status?.phase;
  return object.kind === 'Pod' && (phase === 'Succeeded' || phase === 'Failed');
}

/** What a namespace uses of everything a quota limits. */
export function quotaUsage(store: Store, quota: ResourceQuota, counted: readonly Resource[]): Usage {
  const total: Usage = {};
  for (const resource of counted) {
    for (const object of store.all(resource.key, quota.metadata.namespace)) {
      if (isFinished(object)) continue;
      for (const [key, amount] of Object.entries(usageOf(resource, object))) add(total, key, amount);
    }
  }
  return Object.fromEntries(Object.keys(quota.spec.hard).map((key) => [key, total[key] ?? 0]));
}

function shown(names: string[], usage: Usage): string {
  return names.map((name) => `${name}=${formatResource(name, usage[name] ?? 0)}`).join(',');
}

/** Refuses an object that would take its namespace over a quota. */
export function admitToQuota(store: Store, resource: Resource, object: KubeObject): void {
  const { namespace, name } = object.metadata;
  for (const quota of store.list('resourcequotas', namespace ?? '')) {
    const asked = usageOf(resource, object);
    const limited = Object.keys(quota.spec.hard).filter((key) => asked[key] !== undefined);
    if (limited.length === 0) continue;
    const used = quotaUsage(store, quota, [resource]);
    const over = limited
      .filter((key) => (used[key] ?? 0) + (asked[key] ?? 0) > parseQuantity(quota.spec.hard[key]) + 1e-9)
      .sort();
    if (over.length === 0) continue;
    const hard = over.map((key) => `${key}=${quota.spec.hard[key] ?? ''}`).join(',');
    const why = `exceeded quota: ${quota.metadata.name}, requested: ${shown(over, asked)}, used: ${shown(over, used)}, limited: ${hard}`;
    throw forbidden(resource, name, why);
  }
}
