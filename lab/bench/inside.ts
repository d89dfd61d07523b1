import { checkCluster } from '#diagnosis';
import type { ClusterSnapshot } from '#diagnosis/evidence';
import { createKubernetesConnector } from '#connectors/kubernetes';
import type { Measure } from './measure.ts';
import { median } from './stats.ts';

const RUNS = 7;
const quiet = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
};

function timeChecks(snapshot: ClusterSnapshot): number[] {
  return Array.from({ length: RUNS }, () => {
    const fresh = structuredClone(snapshot);
    const startedAt = performance.now();
    checkCluster(fresh);
    return performance.now() - startedAt;
  });
}

/** What only a part of Jamie takes, measured in this process: all checks over a snapshot that was never seen before. */
export async function measureInside(kubeconfig: string): Promise<Measure[]> {
  const connector = createKubernetesConnector({ kubeconfigs: [kubeconfig], now: Date.now, log: quiet });
  try {
    await connector.ready(60_000);
    const largest = connector
      .clusters()
      .map(({ name }) => connector.snapshot(name))
      .reduce((a, b) => (a.objects.Pod.length >= b.objects.Pod.length ? a : b));
    const pods = largest.objects.Pod.length.toLocaleString('en-GB');
    return [
      {
        what: `all checks alone, ${pods} pods, nothing remembered (median of ${RUNS})`,
        value: median(timeChecks(largest)),
        unit: 'ms',
      },
    ];
  } finally {
    await connector.close();
  }
}
