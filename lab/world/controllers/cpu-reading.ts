import type { Cluster } from '../engine/cluster.ts';
import { parseQuantity } from '../kube/quantity.ts';
import { selects } from '../kube/selectors.ts';
import type { Pod } from '../kube/types.ts';
import type { Deployment } from '../kube/workload-kinds.ts';
import { metricsServed, podUsage } from '../kubelet/usage.ts';
import { isActive, isReady } from './owned.ts';

/** CPU use of a workload's pods against what they ask for, or why it cannot be told. */
export type Reading = { percent: number; average: number } | { reason: string; problem: string };

/** Reads a workload's CPU use as the autoscaler does. */
export function readCpu(cluster: Cluster, target: Deployment): Reading {
  const failed = 'failed to get cpu utilization: ';
  const reason = 'FailedGetResourceMetric';
  if (!metricsServed(cluster)) {
    return {
      reason,
      problem: `${failed}unable to get metrics for resource cpu: unable to fetch metrics from resource metrics API: the server is currently unable to handle the request (get pods.metrics.k8s.io)`,
    };
  }
  const pods = cluster.store
    .list('pods', target.metadata.namespace)
    .filter((pod) => isActive(pod) && selects(target.spec.selector, pod.metadata.labels));
  const bare = pods.flatMap((pod) => pod.spec.containers.map((container) => ({ pod, container })));
  const missing = bare.find(({ container }) => container.resources?.requests?.cpu === undefined);
  if (missing) {
    return {
      reason,
      problem: `${failed}missing request for cpu in container ${missing.container.name} of Pod ${missing.pod.metadata.name}`,
    };
  }
  const measured = pods.filter(isReady);
  if (measured.length === 0)
    return { reason, problem: `${failed}did not receive metrics for targeted pods (pods might be unready)` };
  return utilisation(cluster, measured);
}

function utilisation(cluster: Cluster, pods: Pod[]): Reading {
  const used = pods.reduce((total, pod) => total + podUsage(cluster, pod).cpu, 0);
  const asked = pods.reduce(
    (total, pod) =>
      total + pod.spec.containers.reduce((sum, c) => sum + parseQuantity(c.resources?.requests?.cpu), 0),
    0,
  );
  return { percent: Math.floor((used / asked) * 100), average: used / pods.length };
}
