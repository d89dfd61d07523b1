import type { Backend, Target } from '../backend.ts';
import { success } from './answer.ts';
import type { Answer } from './answer.ts';

const VERSION = '2.42.0';

/** `/api/v1/status/buildinfo`. */
export function buildInfo(): Answer {
  return success({
    version: VERSION,
    revision: 'harbour',
    branch: 'HEAD',
    buildUser: 'lab',
    buildDate: '20230201-00:00:00',
    goVersion: 'go1.19.8',
  });
}

function describeTarget({ pool, url, labels, up, lastError, lastScrape }: Target) {
  return {
    discoveredLabels: { __address__: new URL(url).host, __metrics_path__: new URL(url).pathname, job: pool },
    labels,
    scrapePool: pool,
    scrapeUrl: url,
    globalUrl: url,
    lastError,
    lastScrape: new Date(lastScrape).toISOString(),
    lastScrapeDuration: 0.0124,
    health: up ? 'up' : 'down',
    scrapeInterval: '30s',
    scrapeTimeout: '10s',
  };
}

/** `/api/v1/targets`. */
export function listTargets({ targets }: Backend, params: URLSearchParams): Answer {
  const state = (params.get('state') ?? 'any').toLowerCase();
  const active = state === 'dropped' ? [] : targets().map(describeTarget);
  return success({ activeTargets: active, droppedTargets: [] });
}
