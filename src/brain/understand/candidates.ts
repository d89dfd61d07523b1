import type { ObjectRef } from '#diagnosis/evidence';
import { executeInventory } from '../inventory/execute-inventory.ts';
import type { Filter } from '../inventory/query.ts';
import type { Analysis } from './analyse.ts';
import type { Features } from './features.ts';
import { POD_OWNERS } from './lexicon/kinds.ts';

/**
 * Of several objects those that a state in the message fits ("the payments that is crashing"); without objects, the workloads
 * that somebody may want to hear about, troubled ones first.
 */
export function candidatesFor(
  analysis: Analysis,
  features: Features | undefined,
  objects: readonly ObjectRef[],
): ObjectRef[] {
  if (objects.length === 0) return likeliest(analysis, features?.kinds[0]);
  const states = features?.query?.filters.filter(isTrouble) ?? [];
  if (states.length === 0) return [...objects];
  const fitting = matching(
    analysis,
    states,
    objects.map(({ name }) => name),
  );
  const fits = objects.filter((object) =>
    fitting.some(
      (row) =>
        row.name === object.name && row.namespace === object.namespace && row.cluster === object.cluster,
    ),
  );
  return fits.length > 0 ? fits : [...objects];
}

const WELL = new Set(['running', 'completed', 'active', 'scheduled', 'schedulable', 'bound']);

/** Somebody who asks whether it is healthy has not said which one is meant; somebody who says that it crashes has. */
function isTrouble({ field, op, value }: Filter): boolean {
  if (field === 'ready' || field === 'healthy') return value === false;
  return field === 'restarts' || (field === 'status' && op === 'is' && !WELL.has(String(value)));
}

function matching({ input, scope }: Analysis, states: Filter[], names: string[]): ObjectRef[] {
  const snapshots = scope.flatMap((cluster) => input.snapshot(cluster) ?? []);
  const filters: Filter[] = [{ field: 'name', op: 'is', value: names }, ...states];
  const { rows } = executeInventory(
    { verb: 'list', kind: 'Workload', clusters: scope, filters, show: [] },
    snapshots,
    { now: input.now },
  );
  return rows.map(({ ref }) => ref);
}

/** Kinds of which one may be asked about without a name. */
const ASKABLE: ReadonlySet<string> = new Set([
  ...POD_OWNERS,
  'Pod',
  'Node',
  'Service',
  'Ingress',
  'PersistentVolumeClaim',
  'HorizontalPodAutoscaler',
]);

function likeliest({ input, scope, places }: Analysis, said: string | undefined): ObjectRef[] {
  const kind = said !== undefined && ASKABLE.has(said) ? said : 'Workload';
  const snapshots = scope.flatMap((cluster) => input.snapshot(cluster) ?? []);
  const within: Filter[] =
    places.namespaces.length > 0 ? [{ field: 'namespace', op: 'is', value: places.namespaces }] : [];
  const list = (filters: Filter[]) =>
    executeInventory({ verb: 'list', kind, clusters: scope, filters, show: [] }, snapshots, {
      now: input.now,
    }).rows.map(({ ref }) => ref);
  const troubled = list([...within, { field: 'ready', op: 'is', value: false }]);
  const others = list(within).filter(
    (one) => places.namespaces.length > 0 || one.namespace !== 'kube-system',
  );
  const isKnown = (one: ObjectRef) =>
    troubled.some(
      ({ name, namespace, cluster }) =>
        name === one.name && namespace === one.namespace && cluster === one.cluster,
    );
  return [...troubled, ...others.filter((one) => !isKnown(one))];
}
