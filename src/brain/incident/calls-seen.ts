import type { Dependency } from '#diagnosis';
import type { ClusterIndex } from '../cluster/facts.ts';
import type { SkillContext } from '../skills/skill.ts';
import { behind } from './dependencies.ts';

/** How calls between services are counted by meshes, by collectors of traces and by client libraries: caller, callee. */
const COUNTED = [
  ['traces_service_graph_request_total', 'client', 'server'],
  ['istio_requests_total', 'source_workload', 'destination_workload'],
  ['http_client_request_duration_seconds_count', 'service_name', 'server_address'],
  ['client_requests_total', 'service', 'target'],
] as const;

/** A look at an hour's traces is enough to know who calls whom. */
const MINUTES = 60;
const MOST_CALLS = 1000;

type Seen = [caller: string, callee: string];

const renamed = ([metric, from, to]: (typeof COUNTED)[number]): string =>
  `label_replace(label_replace(${metric}, "caller", "$1", "${from}", "(.+)"), "callee", "$1", "${to}", "(.+)")`;

const QUERY = `group by (caller, callee) (${COUNTED.map(renamed).join(' or ')})`;

async function inMetrics({ systems: { prometheus } }: SkillContext): Promise<Seen[]> {
  const result = await prometheus?.queryMetrics({ query: QUERY, limit: MOST_CALLS });
  if (!result?.ok) return [];
  return result.value.readings.flatMap(({ labels: { caller, callee } }): Seen[] =>
    caller === undefined || callee === undefined ? [] : [[caller, callee]],
  );
}

async function inTraces({ systems: { tempo } }: SkillContext): Promise<Seen[]> {
  const result = await tempo?.mapServices({ minutes: MINUTES });
  return result?.ok ? result.value.edges.map(({ from, to }): Seen => [from, to]) : [];
}

/** The workload that a call names: by a host with its domain and port, by a service, or by itself. */
export function workloadNamed(context: SkillContext, index: ClusterIndex, name: string): string {
  const [host = name, namespace] = (name.split(':')[0] ?? name).split('.');
  const services = index
    .list('Service')
    .filter(
      ({ metadata }) => metadata.name === host && (namespace ?? metadata.namespace) === metadata.namespace,
    );
  const [service] = services;
  return service === undefined || services.length > 1
    ? host
    : behind(context, index, index.ref('Service', service));
}

/** Who was seen calling whom: counted by metrics, else found in traces; nothing where neither is recorded. */
export async function callsSeen(context: SkillContext, index: ClusterIndex): Promise<Dependency[]> {
  const counted = await inMetrics(context);
  const seen = counted.length > 0 ? counted : await inTraces(context);
  return seen
    .map(([caller, callee]) => ({
      dependent: workloadNamed(context, index, caller),
      dependency: workloadNamed(context, index, callee),
    }))
    .filter(({ dependent, dependency }) => dependent !== dependency);
}
