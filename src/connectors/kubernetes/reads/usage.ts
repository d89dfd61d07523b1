import { UpstreamError } from '#ground/errors';
import type { Usage } from '#diagnosis/evidence';
import { resourcePath } from '../client/paths.ts';
import type { UsableCluster } from '../clusters.ts';
import { nodeMetricsSchema, podMetricsSchema } from '../schema.ts';
import { parseQuantity } from './quantity.ts';

/** CPU and memory of pods, by the metrics API. UpstreamError `metrics-unavailable` when it is not served or down. */
export async function readPodUsage(
  cluster: UsableCluster,
  namespace: string | undefined,
  signal: AbortSignal,
): Promise<Usage[]> {
  const { items } = podMetricsSchema.parse(
    await askForMetrics(cluster, { plural: 'pods', namespace }, signal),
  );
  return items.map(({ metadata, containers }) => {
    const each = containers.map(({ name, usage }) => ({ name, ...amounts(usage) }));
    return {
      ...metadata,
      cpu: sum(each.map(({ cpu }) => cpu)),
      memory: sum(each.map(({ memory }) => memory)),
      containers: each,
    };
  });
}

/** CPU and memory of nodes, by the metrics API. UpstreamError `metrics-unavailable` when it is not served or down. */
export async function readNodeUsage(cluster: UsableCluster, signal: AbortSignal): Promise<Usage[]> {
  const { items } = nodeMetricsSchema.parse(await askForMetrics(cluster, { plural: 'nodes' }, signal));
  return items.map(({ metadata, usage }) => ({
    namespace: '',
    name: metadata.name,
    ...amounts(usage),
    containers: [],
  }));
}

async function askForMetrics(
  { client, chosen }: UsableCluster,
  { plural, namespace }: { plural: string; namespace?: string },
  signal: AbortSignal,
): Promise<unknown> {
  const path = resourcePath({ group: 'metrics.k8s.io', version: 'v1beta1', plural, namespace });
  try {
    return await client.json({ path, signal, retries: 1 });
  } catch (error) {
    if (!(error instanceof UpstreamError) || (error.status !== 404 && error.status !== 503)) throw error;
    const retryable = error.status === 503;
    const why = retryable ? 'does not answer' : 'is not there: metrics-server is not installed';
    const message = `${chosen.name} has no live usage figures: the metrics API ${why}.`;
    throw new UpstreamError({
      code: 'metrics-unavailable',
      message,
      retryable,
      status: error.status,
      cause: error,
    });
  }
}

function amounts(usage: Record<string, string>): { cpu: number; memory: number } {
  return { cpu: parseQuantity(usage.cpu), memory: parseQuantity(usage.memory) };
}

function sum(numbers: number[]): number {
  return numbers.reduce((total, one) => total + one, 0);
}
