import type { Cluster } from './engine/cluster.ts';
import { createCluster } from './engine/cluster.ts';
import { CONTROLLERS } from './controllers/all.ts';
import { CLUSTER_AGE, found } from './company/found.ts';
import { NAMESPACES } from './company/quirks.ts';
import { READER } from './company/rbac.ts';
import { createFaultDesk } from './api/misbehave.ts';
import type { FaultDesk } from './api/misbehave.ts';
import type { User } from './api/request.ts';
import { hash32 } from './engine/random.ts';

/** One cluster with its name plate, tokens and API misbehaviour. */
export interface Site {
  cluster: Cluster;
  desk: FaultDesk;
  token: string;
  readerTokens: { namespace: string; token: string }[];
  userOf: (token: string | undefined) => User | undefined;
}

export interface SitePlan {
  name: string;
  environment: string;
  seed: number;
  now: number;
  workers: number;
  pods: number;
  authority: string;
}

function tokensOf(plan: SitePlan): Pick<Site, 'token' | 'readerTokens'> {
  const secret = (what: string): string =>
    hash32(`${plan.seed}/${plan.name}/${what}`).toString(16).padStart(8, '0');
  const token = (what: string): string => `lab-${plan.environment}-${what}-${secret(what)}`;
  return {
    token: token('admin'),
    readerTokens: NAMESPACES.map((namespace) => ({ namespace, token: token(`reader-${namespace}`) })),
  };
}

function usersOf({ token, readerTokens }: Pick<Site, 'token' | 'readerTokens'>): Site['userOf'] {
  const users = new Map<string, User>([
    [token, { name: 'harbour-admin', groups: ['system:masters', 'system:authenticated'] }],
    ...readerTokens.map((reader): [string, User] => [
      reader.token,
      {
        name: `system:serviceaccount:${reader.namespace}:${READER}`,
        groups: [
          'system:serviceaccounts',
          `system:serviceaccounts:${reader.namespace}`,
          'system:authenticated',
        ],
      },
    ]),
  ]);
  return (given) => users.get(given ?? '');
}

/** Founds a cluster and hands it over with its keys. */
export function foundSite(plan: SitePlan): Site {
  const { name, environment, seed, now } = plan;
  const start = now - CLUSTER_AGE;
  const cluster = createCluster({
    name,
    environment,
    seed: hash32(`${seed}/${name}`),
    start,
    controllers: CONTROLLERS,
  });
  cluster.memory.set('authority', plan.authority);
  found(cluster, { production: environment === 'prod', now, workers: plan.workers, pods: plan.pods });
  const tokens = tokensOf(plan);
  return { cluster, desk: createFaultDesk(name), ...tokens, userOf: usersOf(tokens) };
}
