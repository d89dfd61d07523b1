/* eslint-disable max-lines -- data: questions, one after the other */
import { errorsOf, latencyOf, topOf, trafficOf } from '../../../company-facts.ts';
import { misread, noData, noSuchName, says } from '../../../expect.ts';
import { duration, percent, rate } from '../../../measure.ts';
import type { Row } from '../../../rows.ts';
import { ask, connected, under } from '../../../rows.ts';

const SHARE = /\d ?%/;
const BYTES = /\d ?(ki|mi|gi|kib|mib|gib|mb|gb)\b/;
const CPU = /\d ?(m\b|millicores?|cores?|cpus?|%)/;

const calm: Row[] = [
  ask(
    'met-rate-payments',
    [
      'how many requests per second does payments-api get?',
      'rps of payments-api',
      'traffic on payments-api right now pls',
    ],
    async (truth) => says('payments-api', await trafficOf(truth, 'payments-api')),
  ),
  ask(
    'met-rate-catalogue',
    [
      'request rate catalogue',
      'catalogue: how much traffic per sec?',
      'what load does catalogue take at the moment, in req/s',
    ],
    async (truth) => says('catalogue', await trafficOf(truth, 'catalogue')),
  ),
  ask(
    'met-rate-staging',
    ['request rate of cart in staging', 'how many req/s does cart serve on staging?', 'staging cart rps'],
    async ({ systems }) =>
      says(
        rate(
          await systems.value('sum(rate(http_requests_total{cluster="harbour-staging",service="cart"}[5m]))'),
        ),
      ),
  ),
  ask(
    'met-p95-search',
    ['p95 of search', 'what is the 95th percentile response time of search?', 'search latency p95 plz'],
    async (truth) => says('search', await latencyOf(truth, 'search', 0.95)),
  ),
  ask(
    'met-p99-storefront',
    [
      'storefront p99 latency?',
      '99th percentile of storefront',
      'how slow is the slowest 1% of storefront requests?',
    ],
    async (truth) => says('storefront', await latencyOf(truth, 'storefront', 0.99)),
  ),
  ask(
    'met-median-orders',
    ['median latency of orders', 'orders p50', 'what is the typical (p50) response time for orders?'],
    async (truth) => says('orders', await latencyOf(truth, 'orders', 0.5)),
  ),
  ask(
    'met-errors-payments',
    [
      'error rate of payments-api?',
      'how many percent of payments-api requests fail',
      'payments-api 5xx ratio',
    ],
    async (truth) => says('payments-api', await errorsOf(truth, 'payments-api')),
  ),
  ask(
    'met-errors-notifications',
    [
      'notifications error percentage',
      'which share of requests to notifications ends in 5xx?',
      'err rate notifications now',
    ],
    async (truth) => says('notifications', await errorsOf(truth, 'notifications')),
  ),
  ask(
    'met-top-rate',
    ['busiest service by requests?', 'who gets the most traffic', 'top service by request rate in prod'],
    async (truth) =>
      says(
        await topOf(
          truth,
          'sum by (service) (rate(http_requests_total{cluster="harbour-prod"}[5m]))',
          'service',
        ),
      ),
  ),
  ask(
    'met-top-latency',
    ['slowest service by p95?', 'which service has the worst p95 latency', 'top latency p95 across services'],
    async (truth) =>
      says(
        await topOf(
          truth,
          'histogram_quantile(0.95, sum by (service, le) (rate(http_request_duration_seconds_bucket{cluster="harbour-prod"}[5m])))',
          'service',
        ),
      ),
  ),
  ask(
    'met-top-errors',
    [
      'service with the highest error rate?',
      'who fails most requests, in percent',
      'rank services by error ratio',
    ],
    () => says(/reporting|notifications|payments-api/, SHARE),
  ),
  ask(
    'met-over-time',
    [
      'show request rate of checkout over the last 6 hours',
      'checkout traffic past 6h',
      'plot checkout requests/s since six hours ago',
    ],
    () => says('checkout', /6 ?h|six hours|\d\d:\d\d/, /\d ?(\/ ?s|req|per second|rps)/),
  ),
  ask(
    'met-over-day',
    [
      'how did p95 latency of payments-api develop over the last 24h?',
      'payments-api p95 past day',
      'latency trend of payments-api since yesterday',
    ],
    () => says('payments-api', /24 ?h|day|yesterday|\d\d:\d\d/, /\d ?m?s\b/),
  ),
  ask(
    'met-cpu-storefront',
    [
      'cpu of storefront over the last hour',
      'storefront cpu usage past 60 min',
      'graph storefront cpu since 1h',
    ],
    () => says('storefront', CPU),
  ),
  ask(
    'met-memory-postgres',
    [
      'memory of postgres over the last 3 hours',
      'postgres memory trend 3h',
      'how did postgres memory change in the past 3 hours?',
    ],
    () => says('postgres', BYTES),
  ),
  ask(
    'met-pool-calm',
    [
      'how full is the db connection pool of orders?',
      'orders db pool saturation',
      'database connections in use by orders vs max',
    ],
    async ({ systems }) =>
      says('orders', [
        percent(
          await systems.value(
            'max(db_pool_connections_in_use{cluster="harbour-prod",service="orders"} / db_pool_connections_max{cluster="harbour-prod",service="orders"})',
          ),
        ),
        /\d+ (of|\/|out of) \d+/,
        /\d+ (db |database )?connections?/,
        SHARE,
      ]),
  ),
  ask(
    'met-queue-calm',
    [
      'queue depth of payments-worker',
      'how long is the payments-worker queue?',
      'payments-worker backlog size',
    ],
    () => says('payments-worker', /\d/),
  ),
  ask(
    'met-disk-nodes',
    ['how full are the disks of the nodes?', 'disk usage per node in prod', 'free disk space by node'],
    () => says('harbour-prod-worker-1', 'harbour-prod-worker-2', 'harbour-prod-worker-3', [SHARE, BYTES]),
  ),
  ask(
    'met-disk-volume',
    [
      'how full is the volume of postgres?',
      'disk usage data-postgres-0',
      'postgres pvc: how much space is used',
    ],
    async ({ systems }) =>
      says(/postgres/, [
        percent(
          await systems.value(
            'max(kubelet_volume_stats_used_bytes{cluster="harbour-prod",persistentvolumeclaim="data-postgres-0"} / kubelet_volume_stats_capacity_bytes{cluster="harbour-prod",persistentvolumeclaim="data-postgres-0"})',
          ),
        ),
        BYTES,
      ]),
  ),
  ask(
    'met-forecast-calm',
    [
      'when will the disk of harbour-prod-worker-2 be full?',
      'disk forecast harbour-prod-worker-2',
      'does harbour-prod-worker-2 run out of disk soon?',
    ],
    () => ({
      facts: ['harbour-prod-worker-2', /not|no\b|never|stable|flat|steady|days|weeks|months|n't/],
      forbid: [/full (in|within) \d+ (minutes|min)\b/, /\bis full\b/],
    }),
  ),
  ask(
    'met-restarts',
    [
      'restarts per pod in data over the last day',
      'container restarts in data, last 24h',
      'how often did pods in data restart in the past day?',
    ],
    () => ({
      outcome: ['answered', 'unknown'],
      facts: [/restart/],
      forbid: [/postgres-\d[^.]{0,30}[2-9] restarts/],
    }),
  ),
  ask(
    'met-node-cpu',
    [
      'cpu busy per node over the last hour',
      'node cpu utilisation past hour',
      'how busy were the nodes cpu wise in the last 60 minutes?',
    ],
    () => says('harbour-prod-worker-1', CPU),
  ),
  ask(
    'met-promql-scalar',
    [
      'sum(rate(http_requests_total{cluster="harbour-prod",service="search"}[5m]))',
      'run this promql: sum(rate(http_requests_total{cluster="harbour-prod",service="search"}[5m]))',
      'promql sum(rate(http_requests_total{service="search",cluster="harbour-prod"}[5m])) now',
    ],
    async ({ systems }) => {
      const value = await systems.value(
        'sum(rate(http_requests_total{cluster="harbour-prod",service="search"}[5m]))',
      );
      return says(
        new RegExp(
          `(?<![\\d.])(${[-1, 0, 1]
            .map((step) => (value + step / 10).toFixed(1))
            .join('|')
            .replaceAll('.', '\\.')})\\d*`,
        ),
      );
    },
  ),
  ask(
    'met-promql-topk',
    [
      'topk(3, sum by (service) (rate(http_requests_total{cluster="harbour-prod"}[5m])))',
      'execute topk(3, sum by (service) (rate(http_requests_total{cluster="harbour-prod"}[5m])))',
      'promql: topk(3, sum by(service)(rate(http_requests_total{cluster="harbour-prod"}[5m])))',
    ],
    () => ({ facts: ['catalogue', 'storefront', 'cart'], forbid: ['reporting'] }),
  ),
  ask(
    'met-promql-up',
    [
      'count(up{cluster="harbour-prod",job="node-exporter"} == 1)',
      'promql count(up{job="node-exporter",cluster="harbour-prod"} == 1)',
      'evaluate: count(up{cluster="harbour-prod", job="node-exporter"} == 1)',
    ],
    ({ number }) => says(number(4)),
  ),
  ask(
    'met-promql-broken',
    [
      'sum(rate(http_requests_total{service="cart"}[5m])',
      'promql: sum(rate(http_requests_total{service="cart"[5m]))',
      'run promql rate(http_requests_total{service=cart}[5m])',
    ],
    () => misread(),
  ),
  ask(
    'met-promql-no-range',
    [
      'rate(http_requests_total{service="orders"})',
      'promql rate(http_requests_total) by service',
      'run this promql: histogram_quantile(0.95)',
    ],
    () => misread(),
  ),
  ask(
    'met-promql-empty',
    ['sum(payment_refunds_total)', 'promql: rate(payment_refunds_total[5m])', 'avg(kafka_consumergroup_lag)'],
    () => noData(),
  ),
  ask(
    'met-unknown-service',
    ['p95 latency of shipping', 'error rate of shipping?', 'how many rps does shipping get'],
    () => noSuchName('shipping'),
  ),
  ask('met-typo', ['p95 latency of serach', 'error rate of chekcout', 'request rate of payments-ap'], () => ({
    outcome: ['answered', 'asked', 'unknown'],
    facts: [/search|checkout|payments-api/],
  })),
  ask(
    'met-absurd-range',
    [
      'error rate of cart over the last 900 years',
      'cart request rate for the past 40000 days',
      'latency of cart over the last 0 seconds',
    ],
    () => ({
      outcome: ['answered', 'unknown', 'asked', 'declined'],
      facts: [/cart|range|window|days|long|short|keep|kept|years|data|period|retention/],
    }),
  ),
  ask(
    'met-future',
    [
      'request rate of cart tomorrow at noon to 13:00',
      'cart latency next week',
      'error rate of cart in 2031',
    ],
    () => ({
      outcome: ['answered', 'unknown', 'asked', 'declined'],
      facts: [/future|not|no\b|cannot|can't|n't|now/],
    }),
  ),
  ask(
    'met-before-history',
    [
      'request rate of cart 200 days ago',
      'what was the p95 of cart half a year ago?',
      'cart error rate in January 2024',
    ],
    () => noData(),
  ),
  ask(
    'met-worker-no-http',
    ['p95 latency of auth-worker', 'http error rate of auth-worker?', 'requests per second to auth-worker'],
    () => noData('auth-worker'),
  ),
  ask(
    'met-discover',
    ['which metrics are there about redis?', 'list redis metrics', 'metric names starting with redis_'],
    () => says(/redis_(up|connected_clients|memory_used_bytes|keyspace_hits_total|commands_processed_total)/),
  ),
];

const ill: Row[] = [
  ...under('pool-exhausted', [
    ask(
      'met-pool-full',
      [
        'how full is the connection pool of {it}?',
        '{it} db pool usage',
        "saturation of {it}'s database connections",
      ],
      async ({ fill }) => says(fill('{it}'), [/100 ?%|\b9\d(\.\d+)? ?%|all|every|(\d+) (of|\/|out of) \1\b/]),
    ),
    ask(
      'met-ill-errors',
      [
        'how many percent of {victim} requests fail right now?',
        '{victim} error rate',
        'error ratio of {victim} plz',
      ],
      async (truth) => says(await errorsOf(truth, truth.fill('{victim}'))),
    ),
  ]),
  ...under('queue-backlog', [
    ask(
      'met-queue-deep',
      ['queue depth of {it}?', 'how many messages wait in the queue of {it}', '{it} backlog'],
      async ({ fill, systems }) => {
        const depth = await systems.value(
          `sum(queue_depth{cluster="harbour-prod",service="${fill('{it}')}"})`,
        );
        const digits = String(Math.round(depth));
        return says(fill('{it}'), [
          new RegExp(`(?<!\\d)${digits.slice(0, 1)}\\d{${digits.length - 1}}(?!\\d)`),
          /\d(\.\d+)? ?k\b/,
        ]);
      },
    ),
    ask(
      'met-queue-top',
      ['which queue is longest?', 'biggest queue right now', 'rank services by queue depth'],
      ({ fill }) => says(fill('{it}')),
    ),
  ]),
  ...under('disk-filling', [
    ask(
      'met-forecast-full',
      [
        'when is the disk of {it} full?',
        'disk full forecast for {it}',
        'how long until {it} runs out of disk?',
      ],
      ({ fill }) => ({
        facts: [fill('{it}'), /\d\d:\d\d|hours?|minutes?|\d ?h\b|\d ?min/],
        forbid: [/\b(will )?not (be full|fill up|run out)|\bnever\b/],
      }),
    ),
    ask(
      'met-disk-fullest',
      [
        'which node has the least disk space left?',
        'fullest node disk?',
        'node with highest disk usage in prod',
      ],
      async (truth) =>
        says(
          await topOf(
            truth,
            '1 - min by (node) (node_filesystem_avail_bytes{cluster="harbour-prod"} / node_filesystem_size_bytes)',
            'node',
          ),
        ),
    ),
  ]),
  ...under('deploy-latency-downstream', [
    ask(
      'met-ill-p95',
      ['p95 of {it} now?', 'what is the p95 latency of {it}', 'latency p95 {it}'],
      async (truth) => says(await latencyOf(truth, truth.fill('{it}'), 0.95)),
    ),
    ask(
      'met-ill-compare',
      [
        'p95 of {it} over the last 2 hours',
        'latency of {it} past 2h',
        'how did the response time of {it} change in the last two hours?',
      ],
      async ({ fill }) => ({
        facts: [
          fill('{it}'),
          /rose|risen|rise|higher|up|increase|jump|peak|max|highest|from .* to|above|than/,
        ],
        forbid: [/no change|unchanged|stable|flat\b/],
      }),
    ),
  ]),
  ...under('memory-leak', [
    ask(
      'met-leak-trend',
      [
        'memory trend of {it} in the last 3 hours',
        'how did memory of {it} develop over 3h?',
        '{it} memory usage since 3 hours',
      ],
      ({ fill }) => ({
        facts: [fill('{it}'), BYTES],
        forbid: [/memory (is|stays|was) (flat|stable|steady|unchanged)/],
      }),
    ),
  ]),
  ...under('surge-hpa-at-maximum', [
    ask(
      'met-surge-rate',
      [
        'request rate of {it} compared with yesterday',
        'is traffic on {it} higher than usual?',
        'rps of {it} now and an hour ago',
      ],
      async (truth) => ({
        outcome: ['answered'],
        facts: [truth.fill('{it}'), /\d/],
        forbid: [/(not|n't) (any )?higher|lower than usual|(is|as) usual\b/],
      }),
    ),
  ]),
  ...under('one-bad-pod', [
    ask(
      'met-by-pod',
      ['error rate of {it} by pod', '5xx per pod for {it}', 'which pod of {it} fails the most requests?'],
      async (truth) => {
        const errors = `sum by (pod) (rate(http_requests_total{cluster="harbour-prod",service="${truth.fill('{it}')}",code=~"5.."}[5m]))`;
        return says(await topOf(truth, errors, 'pod'));
      },
    ),
  ]),
];

export const metricRows: Row[] = connected([...calm, ...ill]);

export const metricsDownRows: Row[] = connected(
  [
    ask(
      'met-down',
      ['p95 latency of cart', 'error rate of cart?', 'which service gets most requests?'],
      () => ({
        outcome: ['answered', 'unknown'],
        facts: [/prometheus|metrics/, /not|cannot|can't|n't|unable|unreachable|refused|down\b/],
        forbid: [duration(0.043), /(error rate|fails?)[^.]{0,30} 0(\.\d+)? ?%/, /\bno errors\b/],
      }),
    ),
    ask(
      'met-down-promql',
      ['sum(up)', 'promql: count(up)', 'run promql sum(rate(http_requests_total[5m]))'],
      () => ({
        outcome: ['answered', 'unknown'],
        facts: [/prometheus|metrics/, /not|cannot|can't|n't|unable|unreachable|refused|down\b/],
      }),
    ),
  ],
  'prometheus',
);
