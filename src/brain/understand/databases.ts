import type { ObjectRef } from '#diagnosis/evidence';
import type { Analysis } from './analyse.ts';
import type { Features } from './features.ts';

const ASKS =
  /^(?:and |so |but |maybe |perhaps )?(?:(?:is|was|could|can|may|might) (?:it|this|that)(?: be)? (?:(?:because of|due to|caused by) )?(?:the |a |our )?(?:database|db|databases|dbs)(?: (?:again|then|problem|issue|down))?|(?:is|are) (?:the|our|my) (?:database|db|databases|dbs) (?:down|up|ok|okay|fine|healthy|broken|dead|slow|running|alive|working|there|the (?:problem|cause|culprit|reason))|(?:what is|what s|whats) (?:wrong|up) with (?:the|our|my) (?:database|db|databases|dbs)|(?:the|our|my) (?:database|db) (?:is|seems|looks) (?:down|broken|dead|slow|gone|unreachable|unhealthy))$/;
const ENGINE =
  /(?:^|[/.-])(?:postgres\w*|pg|mysql|mariadb|mongo\w*|cockroach\w*|cassandra|scylla|couchdb|timescaledb|percona|mssql|oracle|db|database|etcd-cluster|clickhouse|neo4j|arangodb|tidb|yugabyte\w*|rethinkdb|influxdb|elasticsearch|opensearch)(?=[:@/.-]|$)/i;
const KINDS = ['StatefulSet', 'Deployment'] as const;
const MOST = 4;

/** The databases that run on the clusters asked about, when a message asks about "the database": told by their images. */
export function databasesAsked({ words, input, scope, places }: Analysis, { named }: Features): ObjectRef[] {
  const said = words.map(({ word }) => word).join(' ');
  if (!ASKS.test(said) || named.some(({ matches, focus }) => matches.length > 0 && focus === undefined))
    return [];
  const snapshots = scope.flatMap((cluster) => input.snapshot(cluster) ?? []);
  return snapshots
    .flatMap(({ cluster, objects }) =>
      KINDS.flatMap((kind) =>
        objects[kind]
          .filter(({ spec }) => spec.template.spec.containers.some(({ image }) => ENGINE.test(image)))
          .map(({ metadata: { namespace, name } }): ObjectRef => ({ cluster, kind, namespace, name })),
      ),
    )
    .filter(({ namespace }) => places.namespaces.length === 0 || places.namespaces.includes(namespace))
    .slice(0, MOST);
}
