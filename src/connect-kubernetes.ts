import type { KubernetesConnector } from '#connectors/kubernetes';
import type { Config } from '#ground/config';
import type { Logger, Metrics } from '#ground/telemetry';
import type { WorldApart } from '../lab/world/apart.ts';

/** Where the clusters are found: kubeconfig files, the cluster that Jamie runs in, or else the simulated company. */
export interface ClusterSources {
  kubeconfigs?: string[];
  inCluster?: { server: string };
  world: boolean;
}

interface Deps {
  config: Config;
  log: Logger;
  sources: ClusterSources;
  metrics: Metrics;
}

/** The clusters' connector: looks at `sources`, or at the simulated company when it runs. */
export async function connectKubernetes(
  deps: Deps,
  world: WorldApart | undefined,
): Promise<KubernetesConnector> {
  const { config, log, sources, metrics } = deps;
  const { createKubernetesConnector } = await import('#connectors/kubernetes');
  return createKubernetesConnector({
    ...(world
      ? { kubeconfigText: world.kubeconfig }
      : { kubeconfigs: sources.kubeconfigs, inCluster: sources.inCluster }),
    clusterSettings: config.clusters,
    now: Date.now,
    log: log.child({ room: 'kubernetes' }),
    audit: ({ tool, ok, ms }) => {
      metrics.toolCalled({ tool, ok, seconds: ms / 1000 });
    },
  });
}

/** How old the knowledge of each cluster is, for the metrics. */
export function stalenessOf(kubernetes: KubernetesConnector | undefined, now: number) {
  const listed = kubernetes?.clusters().filter(({ state }) => state === 'ready' || state === 'partial') ?? [];
  return listed.map(({ name }) => {
    const { currentAsOf = now } = kubernetes?.snapshot(name) ?? {};
    return { cluster: name, seconds: Math.max(0, now - currentAsOf) / 1000 };
  });
}
