import { understand } from '#brain';
import { checkCluster } from '#diagnosis';
import type { ClusterSnapshot } from '#diagnosis/evidence';
import type { KubernetesConnector } from '#connectors/kubernetes';
import { createKubernetesConnector } from '#connectors/kubernetes';
import type { Measure } from './measure.ts';
import { median, percentile } from './stats.ts';

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

const MESSAGES = [
  "How's my cluster?",
  'why is checkout crashing?',
  'how many pods in shop are not ready?',
  'which deployments have no memory limit',
  'top 5 pods by restarts',
  'show me the logs of payments-api since 10 minutes',
  'what changed in the last hour in platform',
  'can cart reach redis?',
  'is chekout healthy',
  'compare the image of cart in prod and staging',
];

function timeUnderstanding(connector: KubernetesConnector): number[] {
  const focus = { clusters: [], namespaces: [], objects: [], openChoices: [] };
  const input = { clusters: connector.clusters(), snapshot: connector.snapshot, focus, timeZone: 'UTC' };
  const once = (message: string): number => {
    const startedAt = performance.now();
    understand({ ...input, message, now: Date.now() });
    return performance.now() - startedAt;
  };
  MESSAGES.forEach(once);
  return Array.from({ length: RUNS }, () => MESSAGES.map(once)).flat();
}

function largestOf(connector: KubernetesConnector): ClusterSnapshot {
  return connector
    .clusters()
    .map(({ name }) => connector.snapshot(name))
    .reduce((a, b) => (a.objects.Pod.length >= b.objects.Pod.length ? a : b));
}

/** What only a part of Jamie takes, measured in this process: the checks over a snapshot never seen before, and the understanding. */
export async function measureInside(kubeconfig: string): Promise<Measure[]> {
  const connector = createKubernetesConnector({ kubeconfigs: [kubeconfig], now: Date.now, log: quiet });
  try {
    await connector.ready(60_000);
    const largest = largestOf(connector);
    const pods = `${largest.objects.Pod.length.toLocaleString('en-GB')} pods`;
    const checks = median(timeChecks(largest));
    const understanding = percentile(timeUnderstanding(connector), 0.95);
    return [
      {
        what: `all checks alone, ${pods}, nothing remembered (median of ${RUNS})`,
        value: checks,
        unit: 'ms',
      },
      { what: `understanding a question, ${pods}, p95`, value: understanding, unit: 'ms' },
    ];
  } finally {
    await connector.close();
  }
}
