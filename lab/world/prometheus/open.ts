import type { Cluster } from '../engine/cluster.ts';
import { keepJournal } from '../signals/journal.ts';
import { serve } from './serve.ts';
import type { WorldMetrics } from './world-metrics.ts';

/** Where the company's monitoring can be asked. */
export interface Monitoring {
  prometheus: string;
  alertmanager: string;
  close(): Promise<void>;
}

/**
 * Opens Prometheus and Alertmanager over these clusters. From now on their past is written down; everything else, the code
 * that computes series included, waits for the first question.
 */
export async function openMonitoring(
  clusters: readonly Cluster[],
  { port, catchUp }: { port: number; catchUp: () => void },
): Promise<Monitoring> {
  const watched = clusters.map((cluster) => ({ cluster, journal: keepJournal(cluster) }));
  let loading: Promise<WorldMetrics> | undefined;
  const load = async (): Promise<WorldMetrics> => {
    const [{ createSignals }, { createWorldMetrics }] = await Promise.all([
      import('../signals/model.ts'),
      import('./world-metrics.ts'),
    ]);
    const models = watched.map(({ cluster, journal }) => createSignals(cluster, journal));
    return createWorldMetrics(models, catchUp);
  };
  const metrics = (): Promise<WorldMetrics> => (loading ??= load());
  const prometheus = await serve(async (request) => (await metrics()).prometheus(request), port);
  const alertmanager = await serve(
    async (request) => (await metrics()).alertmanager(request),
    port === 0 ? 0 : port + 1,
  );
  return {
    prometheus: prometheus.url,
    alertmanager: alertmanager.url,
    close: async () => void (await Promise.all([prometheus.close(), alertmanager.close()])),
  };
}
