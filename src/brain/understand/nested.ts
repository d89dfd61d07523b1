import { executeInventory } from '../inventory/execute-inventory.ts';
import type { Field, Filter, InventoryQuery } from '../inventory/query.ts';
import { POD_OWNERS } from './lexicon/kinds.ts';
import type { Reading, Understand, UnderstandInput } from './reading.ts';
import { bare } from './text/bare.ts';

const HOLDERS =
  '(?:deployments|statefulsets|stateful sets|daemonsets|daemon sets|workloads|apps|cron ?jobs|jobs)';
const NESTED = new RegExp(
  `^(?<outer>.{0,60}?\\b(?:pods|services|svcs|hpas|autoscalers|pdbs|disruption budgets|ingresses|config ?maps|secrets|network policies|pvcs|replicasets)) (?:of|from|for|owned by|belonging to|that belong to|behind|in front of|used by|that cover|covering|protecting|scaling|created by|managed by) (?:the |all |all the |those |any )?(?<inner>${HOLDERS} (?:with|without|that|which|whose|having|labelled|labeled|using|running|from|older|younger|in)\\b.+)$`,
  'i',
);
const MOST = 60;

const queryOf = (reading: Reading): InventoryQuery | undefined =>
  reading.type === 'skill' && reading.skill === 'inventory' ? reading.slots.query : undefined;

const fieldFor = (kind: string): Field =>
  kind === 'Pod' || kind === 'ReplicaSet' || kind === 'HorizontalPodAutoscaler' ? 'owner' : 'target';

const OWNERS: ReadonlySet<string> = new Set([...POD_OWNERS, 'Workload']);

/** The objects that the inner question finds, as a filter of the outer one. */
function found(inner: InventoryQuery, { snapshot, now }: UnderstandInput): Filter[] | undefined {
  if (!OWNERS.has(inner.kind) || inner.unread !== undefined || inner.groupBy !== undefined) return undefined;
  const snapshots = inner.clusters.flatMap((cluster) => snapshot(cluster) ?? []);
  const { rows, unsupported, needsUsage } = executeInventory({ ...inner, verb: 'list' }, snapshots, { now });
  if (unsupported.length > 0 || needsUsage || rows.length === 0 || rows.length > MOST) return undefined;
  const names = [...new Set(rows.map(({ ref }) => ref.name))];
  const places = [...new Set(rows.map(({ ref }) => ref.namespace))];
  return [
    { field: 'name', op: 'is', value: names },
    { field: 'namespace', op: 'is', value: places },
  ];
}

/** "pods of deployments with an hpa": the deployments are found first, and their pods asked for; undefined when it is no such question. */
export function nestedAsked(input: UnderstandInput, read: Understand): Reading | undefined {
  const said = bare(input.message);
  const { outer, inner } = (said.length > 200 ? undefined : NESTED.exec(said)?.groups) ?? {};
  if (outer === undefined || inner === undefined) return undefined;
  const innerQuery = queryOf(read({ ...input, message: `list ${inner}` }));
  const around = read({ ...input, message: /\s/.test(outer) ? outer : `list ${outer}` });
  const query = queryOf(around);
  if (innerQuery === undefined || query === undefined || query.unread !== undefined) return undefined;
  if (around.type !== 'skill' || innerQuery.filters.length === 0) return undefined;
  const filters = found(innerQuery, input);
  if (filters === undefined) return undefined;
  const [names, places] = filters;
  const field = fieldFor(query.kind);
  const own = query.filters.filter((filter) => filter.field !== 'namespace');
  const of = names && { ...names, field };
  const whole = [...own, ...(places ? [places] : []), ...(of ? [of] : [])];
  const slots = { ...around.slots, clusters: innerQuery.clusters };
  return {
    ...around,
    slots: { ...slots, query: { ...query, clusters: innerQuery.clusters, filters: whole } },
  };
}
