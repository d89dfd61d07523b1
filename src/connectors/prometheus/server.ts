import { createMetricsClient } from './client/client.ts';
import type { MetricsClient } from './client/client.ts';
import type { PrometheusSettings } from './settings.ts';
import { createVocabulary } from './words/vocabulary.ts';
import type { Vocabulary } from './words/vocabulary.ts';

/** What every tool works with. */
export interface Server {
  prometheus: MetricsClient;
  alertmanager?: MetricsClient;
  vocabulary: Vocabulary;
  now: () => number;
}

/** The servers behind these settings. Nothing is asked yet. */
export function openServer(settings: PrometheusSettings, now: () => number): Server {
  const prometheus = createMetricsClient(settings.prometheus);
  return {
    prometheus,
    ...(settings.alertmanager ? { alertmanager: createMetricsClient(settings.alertmanager) } : {}),
    vocabulary: createVocabulary(prometheus, now),
    now,
  };
}
