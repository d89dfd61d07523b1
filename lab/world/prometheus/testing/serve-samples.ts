import { createAlerts } from '../alerts/evaluate-alerts.ts';
import { answerPrometheus } from '../api/routes.ts';
import type { Backend } from '../backend.ts';
import { serve } from '../../systems/serve.ts';
import type { RunningServer } from '../../systems/serve.ts';
import { createSampleStorage } from './sample-storage.ts';
import type { SampleSeries } from './sample-storage.ts';

/** The API over series that were written down. */
export async function serveSamples(series: readonly SampleSeries[]): Promise<RunningServer> {
  const backend: Backend = {
    storage: createSampleStorage(series),
    now: Date.now,
    oldest: () => 0,
    metadata: () => ({}),
    ruleGroups: [],
    targets: () => [],
  };
  const alerts = createAlerts(backend, () => 0);
  return serve(async () => (request) => answerPrometheus({ backend, alerts }, request), 0);
}
