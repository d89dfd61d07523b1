import type { Tool, ToolAudit, ToolResult } from '#connectors/kit';
import { callTool } from '#connectors/kit';
import { wait } from './client/wait.ts';
import { openClusters } from './clusters.ts';
import type { Clusters, UsableCluster } from './clusters.ts';
import { chooseClusters } from './kubeconfig/choose-clusters.ts';
import type { ClusterSettings } from './kubeconfig/choose-clusters.ts';
import { loadKubeconfig } from './kubeconfig/load-kubeconfig.ts';
import type { ClusterSources } from './kubeconfig/load-kubeconfig.ts';
import type { Log } from './log.ts';
import { notifyAtLeisure } from './notify.ts';
import type { KubernetesPort } from './port.ts';
import { followLogs } from './reads/follow-logs.ts';
import { DEFAULT_TIMINGS } from './timings.ts';
import type { Timings } from './timings.ts';
import { kubernetesTools } from './tools.ts';

/** What the connector is built from. */
export interface KubernetesConnectorDeps extends ClusterSources {
  clusterSettings?: ClusterSettings[];
  now: () => number;
  log: Log;
  /** Called, at most every 50 ms a cluster, after something of the cluster has changed. */
  onChange?: (cluster: string) => void;
  /** Told of every call of a tool through the port. */
  audit?: (call: ToolAudit) => void;
  random?: () => number;
  timings?: Partial<Timings>;
}

/** The connector: the port, and its tools for models and MCP clients. */
export type KubernetesConnector = KubernetesPort & { tools: Tool[] };

/**
 * Connects to every cluster of the kubeconfig and keeps each in memory, in the background and each on its own. ConfigError when
 * the kubeconfig is missing or broken; a cluster that is out of reach is reported by clusters() and tried until close().
 */
export function createKubernetesConnector(deps: KubernetesConnectorDeps): KubernetesConnector {
  const kubeconfig = loadKubeconfig(deps);
  for (const file of kubeconfig.missing)
    deps.log.warn({ file }, 'a kubeconfig that is listed does not exist');
  const notify = notifyAtLeisure(deps.onChange);
  const clusters = openClusters(chooseClusters(kubeconfig, deps.clusterSettings ?? []), {
    timings: { ...DEFAULT_TIMINGS, ...deps.timings },
    now: deps.now,
    random: deps.random ?? Math.random,
    log: deps.log,
    onChange: notify.changed,
  });
  for (const { cache } of usableOf(clusters)) cache.start();
  const tools = kubernetesTools(clusters);
  return {
    ...readsFromMemory(clusters),
    ...readsFromServers(clusters, tools, deps),
    tools: Object.values(tools),
    close: async () => {
      notify.stop();
      for (const { cache, client } of usableOf(clusters)) {
        cache.close();
        client.close();
      }
    },
  };
}

function readsFromMemory(clusters: Clusters): Pick<KubernetesPort, 'clusters' | 'snapshot' | 'ready'> {
  return {
    clusters: () => clusters.infos(),
    snapshot: (cluster) => clusters.usable(cluster).cache.snapshot(),
    ready: async (ms) => {
      const enough = new AbortController();
      const settled = Promise.all(usableOf(clusters).map(({ cache }) => cache.settled()));
      await Promise.race([settled, wait(ms, enough.signal)]);
      enough.abort();
    },
  };
}

type FromServers = Omit<KubernetesPort, 'clusters' | 'snapshot' | 'ready' | 'close'>;

function readsFromServers(
  clusters: Clusters,
  tools: ReturnType<typeof kubernetesTools>,
  { now, audit }: Pick<KubernetesConnectorDeps, 'now' | 'audit'>,
): FromServers {
  const options = (signal?: AbortSignal) => ({ now, audit, signal });
  return {
    readLogs: (request, signal) => callTool(tools.readLogs, request, options(signal)),
    followLogs: (request, signal) => followLogs(clusters.usable(request.cluster), request, signal),
    podUsage: async (cluster, namespace, signal) =>
      part(
        await callTool(tools.getUsage, { cluster, of: 'pods', namespace }, options(signal)),
        ({ usage }) => usage,
      ),
    nodeUsage: async (cluster, signal) =>
      part(await callTool(tools.getUsage, { cluster, of: 'nodes' }, options(signal)), ({ usage }) => usage),
    listAny: (request, signal) =>
      callTool(tools.listObjects, { ...request, detail: 'full' }, options(signal)),
    getAny: async (ref, signal) =>
      part(await callTool(tools.getObject, ref, options(signal)), ({ object }) => object),
    kinds: async (cluster, signal) =>
      part(await callTool(tools.listKinds, { cluster }, options(signal)), ({ kinds }) => kinds),
    canI: (question, signal) => callTool(tools.canI, question, options(signal)),
  };
}

function part<Whole, Part>(result: ToolResult<Whole>, take: (value: Whole) => Part): ToolResult<Part> {
  return result.ok ? { ...result, value: take(result.value) } : result;
}

function usableOf(clusters: Clusters): UsableCluster[] {
  return clusters.all().filter((cluster) => cluster.usable);
}
