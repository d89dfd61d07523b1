import type { ObjectRef } from '#diagnosis/evidence';
import { executeInventory } from '../../inventory/execute-inventory.ts';
import type { InventoryQuery } from '../../inventory/query.ts';
import type { Analysis } from '../analyse.ts';
import { effectAsked } from '../command-asked.ts';
import type { Features } from '../features.ts';
import { inventoryContext } from '../features.ts';
import type { SkillId, Slots } from '../reading.ts';
import { accessSlots } from './access.ts';
import { logSlots, sinceFlag } from './logs.ts';
import {
  commandSlots,
  connectivityAspect,
  describeAspect,
  inDirection,
  relationAspect,
  resourceOf,
  rolloutAspect,
  termOf,
  usageQuery,
} from './others.ts';

/** What every skill is given. */
export function commonSlots(analysis: Analysis, features: Features, objects: ObjectRef[]): Slots {
  const { places, time } = analysis;
  const { clusters, namespaces } = inventoryContext(analysis);
  const isEverywhere = clusters.length > analysis.scope.length;
  const ofObjects = [...new Set(objects.map(({ cluster }) => cluster))];
  const isNamed = places.clusters.length > 0 || places.notClusters.length > 0 || isEverywhere;
  const asked = isNamed && clusters.length > 1 ? withNamesakes(analysis, objects, clusters) : objects;
  return {
    clusters: !isNamed && ofObjects.length > 0 ? ofObjects : clusters,
    clusterNamed: isNamed,
    namespaces: [...namespaces],
    objects: asked,
    ...(features.kinds[0] === undefined ? {} : { kind: features.kinds[0] }),
    ...(time === undefined ? {} : { time }),
  };
}

/** "redis in both clusters": what goes by the same name on each of them. */
function withNamesakes({ input }: Analysis, objects: ObjectRef[], clusters: readonly string[]): ObjectRef[] {
  const [first] = objects;
  if (first === undefined || objects.some(({ cluster }) => cluster !== first.cluster)) return objects;
  const others = clusters.filter((cluster) => cluster !== first.cluster);
  const isThere = ({ cluster, kind, namespace, name }: ObjectRef): boolean => {
    const known: Partial<Record<string, readonly { metadata: { namespace: string; name: string } }[]>> =
      input.snapshot(cluster)?.objects ?? {};
    return (known[kind] ?? []).some(
      ({ metadata }) => metadata.name === name && metadata.namespace === namespace,
    );
  };
  const same = others.flatMap((cluster) => objects.map((object) => ({ ...object, cluster })));
  return [...objects, ...same.filter(isThere)];
}

/** What one skill needs beside the common slots. */
export function skillSlots(
  skill: SkillId,
  analysis: Analysis,
  { features, objects }: { features: Features; objects: ObjectRef[] },
): Partial<Slots> {
  if (skill === 'inventory')
    return { query: features.query, ...(features.query ? { kind: features.query.kind } : {}) };
  if (skill === 'logs') return { logs: logSlots(analysis), ...timeOf(sinceFlag(analysis)) };
  if (skill === 'usage') return usageSlots(analysis, features);
  if (skill === 'describe') return { aspect: describeAspect(analysis, features) };
  if (skill === 'relations') return { aspect: relationAspect(analysis, features.kinds[0]) };
  if (skill === 'rollout') return { aspect: rolloutAspect(analysis) };
  if (skill === 'connectivity')
    return { aspect: connectivityAspect(analysis), objects: inDirection(analysis, objects) };
  if (skill === 'access') return { access: accessSlots(analysis, features) };
  if (skill === 'explain') return { term: termOf(analysis, features) };
  if (skill === 'command')
    return {
      change: commandSlots(analysis, features),
      logs: logSlots(analysis),
      ...(effectAsked(analysis) ? { angle: 'safety' } : {}),
    };
  if (skill === 'diagnose')
    return {
      aspect: features.aspects[0],
      ...(features.query && features.named.length === 0 ? { query: features.query } : {}),
    };
  return {};
}

const timeOf = (time: Slots['time']): Partial<Slots> => (time === undefined ? {} : { time });

function usageSlots(analysis: Analysis, features: Features): Partial<Slots> {
  const query = usageQuery(analysis, features);
  return { resource: resourceOf(analysis), query, kind: features.kinds[0] ?? query?.kind };
}

const MOST_OBJECTS = 5;

/** The objects that a description fits: "the crashing pod", "pods pending in web". One of each workload. */
export function describedObjects({ input }: Analysis, query: InventoryQuery | undefined): ObjectRef[] {
  const states = query?.filters.filter(({ field }) => field !== 'namespace') ?? [];
  if (query === undefined || states.length === 0) return [];
  const snapshots = query.clusters.flatMap((cluster) => input.snapshot(cluster) ?? []);
  const { rows } = executeInventory(
    { ...query, verb: 'list', groupBy: undefined, limit: undefined, show: ['owner'] },
    snapshots,
    { now: input.now },
  );
  const byOwner = new Map(
    rows.map((row) => [
      `${row.ref.cluster}/${row.ref.namespace}/${String(row.cells.owner ?? row.ref.name)}`,
      row.ref,
    ]),
  );
  return [...byOwner.values()].slice(0, MOST_OBJECTS);
}
