import { keepAnswers } from '#connectors/kit';
import type { MetricsClient } from '../client/client.ts';
import { metadata, names } from '../schema.ts';

/** How far back a name must have been used to count as there. */
const RECENT_MS = 6 * 3_600_000;

interface Meaning {
  type: string;
  help: string;
}

/** The names that really exist in this Prometheus. Asked for when needed, kept for a minute. */
export interface Vocabulary {
  metrics(signal?: AbortSignal): Promise<string[]>;
  labels(metric: string, signal?: AbortSignal): Promise<string[]>;
  values(label: string, metric?: string, signal?: AbortSignal): Promise<string[]>;
  meaning(metric: string, signal?: AbortSignal): Promise<Meaning | undefined>;
}

/** Parts of a histogram and a summary are described under their common name. */
function familyOf(metric: string): string {
  return metric.replace(/_(bucket|sum|count)$/, '');
}

/** The vocabulary of one server. What failed is asked again the next time. */
export function createVocabulary(client: MetricsClient, now: () => number): Vocabulary {
  const once = keepAnswers(now);
  const recent = (metric?: string) => ({
    start: String(Math.floor((now() - RECENT_MS) / 1000)),
    end: String(Math.ceil(now() / 1000)),
    'match[]': metric === undefined ? undefined : `{__name__="${metric}"}`,
  });
  const values: Vocabulary['values'] = (label, metric, signal) =>
    once(`values/${label}/${metric ?? ''}`, () =>
      client.data(
        { path: `/api/v1/label/${encodeURIComponent(label)}/values`, params: recent(metric), signal },
        names,
      ),
    );
  return {
    values,
    metrics: (signal) => values('__name__', undefined, signal),
    labels: (metric, signal) =>
      once(`labels/${metric}`, () =>
        client.data({ path: '/api/v1/labels', params: recent(metric), signal }, names),
      ),
    async meaning(metric, signal) {
      const all = await once('metadata', () => client.data({ path: '/api/v1/metadata', signal }, metadata));
      return all[metric]?.[0] ?? all[familyOf(metric)]?.[0];
    },
  };
}
