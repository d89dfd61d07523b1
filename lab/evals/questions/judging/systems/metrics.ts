/* eslint-disable max-lines -- data: questions, one after the other */
import { errorsOf, latencyOf, topOf, trafficOf } from '../../../company-facts.ts';
import { misread, NONE, noData, noSuchName, says, unreachable } from '../../../expect.ts';
import { rate } from '../../../measure.ts';
import type { Row } from '../../../rows.ts';
import { after, ask, connected, under } from '../../../rows.ts';
import {
  asBytes,
  asDuration,
  asNumber,
  asPercent,
  asRate,
  cannot,
  day,
  quantileOf,
  ranked,
  requestsTo,
  sure,
} from './facts.ts';

const PROD = 'cluster="harbour-prod"';
const BYTES = /\d ?(ki|mi|gi|kib|mib|gib|kb|mb|gb)\b/;
const CPU = /\d ?(m\b|millicores?|cores?|v?cpus?|%)/;
const SHARE = /\d ?%/;
const byService = (window = '5m'): string =>
  `sum by (service) (rate(http_requests_total{${PROD}}[${window}]))`;
const slowness = `histogram_quantile(0.95, sum by (service, le) (rate(http_request_duration_seconds_bucket{${PROD}}[5m])))`;
const failing = `sum by (service) (rate(http_requests_total{${PROD},code=~"5.."}[5m])) / ${byService()}`;
const FORECAST = /not|no\b|never|stable|flat|steady|days|weeks|months|years?|n't/;

const traffic: Row[] = [
  ask(
    'met-rps-orders',
    ['orders rps?', 'how much traffic is on orders rn', 'whats the req/s of the orders service please'],
    async (truth) => says('orders', await trafficOf(truth, 'orders')),
  ),
  ask(
    'met-rps-minute',
    [
      'how many requests per minute go to checkout',
      'checkout: requests/min currently?',
      'req per min on checkout pls',
    ],
    async (truth) => says('checkout', await trafficOf(truth, 'checkout')),
  ),
  ask(
    'met-rps-least',
    [
      'which service gets the fewest requests',
      'least used http service in prod?',
      'quietest service by traffic, which one is it',
    ],
    async (truth) => says((await ranked(truth, byService(), 'service')).at(-1) ?? ''),
  ),
  sure(
    'met-rps-two',
    [
      'does catalogue get more requests than storefront?',
      'who has more traffic, catalogue or storefront',
      'catalogue vs storefront req/s - which is higher',
    ],
    async (truth) => ({
      facts: [
        'catalogue',
        [/\byes\b/, /catalogue .{0,60}(more|higher|busier|most)/, await trafficOf(truth, 'catalogue')],
      ],
      forbid: [/^no\b/, /storefront (gets|has|receives|takes|handles) more/],
    }),
  ),
  ask(
    'met-rps-clusters',
    [
      'is cart busier in prod or in staging?',
      'compare cart traffic prod vs staging',
      'cart req/s, production against staging',
    ],
    async (truth) => ({
      facts: ['cart', await trafficOf(truth, 'cart')],
      forbid: [/staging (is|gets|has) (busier|more|higher)/],
    }),
  ),
  ask(
    'met-rps-staging-store',
    [
      'storefront rps on staging',
      'how many req/s hit the storefront in the staging cluster',
      'in staging, what load has storefront?',
    ],
    async (truth) =>
      says(
        await asRate(
          truth,
          'sum(rate(http_requests_total{cluster="harbour-staging",service="storefront"}[5m]))',
        ),
      ),
  ),
  ask(
    'met-rps-all',
    [
      'total requests per second over all services in prod',
      'how many req/s does production handle altogether?',
      'sum of all http traffic in prod per second',
    ],
    async (truth) =>
      says([
        await asRate(truth, `sum(rate(http_requests_total{${PROD}}[5m]))`),
        await asRate(truth, `sum(rate(nginx_ingress_controller_requests{${PROD}}[5m]))`),
      ]),
  ),
  ask(
    'met-rps-hour-count',
    [
      'how many requests did search serve in the last hour in total?',
      'number of search requests, past hour (count, not rate)',
      'total search requests last 60 min',
    ],
    async (truth) => {
      const count = `sum(increase(http_requests_total{${PROD},service="search"}[1h]))`;
      return says('search', await asNumber(truth, count));
    },
  ),
  ask(
    'met-rps-posts',
    [
      'how many POST requests per second does cart get',
      'cart: rate of POSTs only',
      'req/s of cart with method POST',
    ],
    async (truth) => says('cart', await asRate(truth, requestsTo('cart', ',method="POST"'))),
  ),
  ask(
    'met-rps-404',
    [
      'how many 404s does storefront give back',
      'rate of 404 responses at storefront?',
      'storefront 404 rate plz (not the 5xx)',
    ],
    async (truth) => {
      const missing = requestsTo('storefront', ',code="404"');
      return says('storefront', [
        await asRate(truth, missing),
        await asPercent(truth, `${missing} / ${requestsTo('storefront')}`),
      ]);
    },
  ),
  ask(
    'met-rps-day-ago',
    [
      'request rate of search yesterday at this time',
      'search rps exactly 24 hours ago?',
      'how many req/s did search have a day ago, same time',
    ],
    async (truth) =>
      says(
        'search',
        await asRate(truth, `sum(rate(http_requests_total{${PROD},service="search"}[5m] offset 1d))`),
      ),
  ),
  ask(
    'met-rps-peak',
    [
      'peak rps of storefront in the last 24h',
      'highest request rate storefront had in the past day',
      "what was storefront's max traffic over the last 24 hours",
    ],
    async (truth) =>
      says('storefront', await asRate(truth, `max_over_time(${requestsTo('storefront')}[24h:5m])`)),
  ),
  ask(
    'met-rps-low',
    [
      'lowest traffic of catalogue within the last 12 hours',
      'min req/s catalogue past 12h',
      'how low did catalogue traffic go during the last twelve hours?',
    ],
    async (truth) =>
      says('catalogue', await asRate(truth, `min_over_time(${requestsTo('catalogue')}[12h:5m])`)),
  ),
  ask(
    'met-rps-average',
    [
      'average request rate of orders over 6 hours',
      'mean rps of orders, last 6h',
      'on average how many req/s did orders get the past six hours',
    ],
    async (truth) => says('orders', await asRate(truth, `avg_over_time(${requestsTo('orders')}[6h:5m])`)),
  ),
  ask(
    'met-ingress',
    [
      'how many requests per second come in through the ingress?',
      'ingress nginx req/s in prod',
      'traffic at the ingress controller right now',
    ],
    async (truth) => says(await asRate(truth, `sum(rate(nginx_ingress_controller_requests{${PROD}}[5m]))`)),
  ),
  ask(
    'met-client-calls',
    [
      'how many calls a second does checkout make to payments-api',
      'rate of outgoing requests from checkout to payments-api',
      'checkout -> payments-api call rate?',
    ],
    async (truth) =>
      says(
        'payments-api',
        await asRate(
          truth,
          `sum(rate(client_requests_total{${PROD},service="checkout",target="payments-api"}[5m]))`,
        ),
      ),
  ),
  ask(
    'met-jobs',
    [
      'how many jobs per second does payments-worker process?',
      'payments-worker throughput (jobs/s)',
      'job rate of the payments-worker',
    ],
    async ({ systems }) => {
      const jobs = await systems.value(
        `sum(rate(jobs_processed_total{${PROD},service="payments-worker"}[5m]))`,
      );
      return says('payments-worker', [rate(jobs), /\d(\.\d+)? ?(jobs?|messages?)/]);
    },
  ),
];

const latency: Row[] = [
  ask(
    'met-p95-notifications',
    ['p95 notifications', 'hows the 95th percentile for notifications', 'notifications latency (p95) now'],
    async (truth) => says('notifications', await latencyOf(truth, 'notifications', 0.95)),
  ),
  ask(
    'met-p90',
    [
      'p90 of storefront?',
      '90th percentile response time storefront',
      'storefront latency at the 0.9 quantile',
    ],
    async (truth) => says('storefront', await asDuration(truth, quantileOf('storefront', 0.9))),
  ),
  ask(
    'met-p50-recommendations',
    [
      'typical latency for recommendations, p50',
      'recommendations median response time',
      'half of the recommendations requests are faster than what?',
    ],
    async (truth) => says('recommendations', await latencyOf(truth, 'recommendations', 0.5)),
  ),
  ask(
    'met-mean',
    [
      'mean response time of auth-api',
      'auth-api average latency',
      'avg request duration auth-api (average, no percentile)',
    ],
    async (truth) =>
      says(
        'auth-api',
        await asDuration(
          truth,
          `sum(rate(http_request_duration_seconds_sum{${PROD},service="auth-api"}[5m])) / sum(rate(http_request_duration_seconds_count{${PROD},service="auth-api"}[5m]))`,
        ),
      ),
  ),
  ask(
    'met-p95-two',
    [
      'who is slower at p95, checkout or cart?',
      'p95 checkout compared to p95 cart',
      'compare latencies of checkout and cart',
    ],
    async (truth) => ({
      facts: ['checkout', await latencyOf(truth, 'checkout', 0.95)],
      forbid: [/cart (is|answers) (the )?slower/],
    }),
  ),
  ask(
    'met-p95-three',
    [
      'top 3 slowest services by p95',
      'three services with the worst 95th percentile',
      'give me the 3 slowest services',
    ],
    async (truth) => {
      const [first = '', second = ''] = await ranked(truth, slowness, 'service');
      return { facts: [first, second], forbid: ['cart', 'inventory'] };
    },
  ),
  ask(
    'met-p95-fastest',
    [
      'fastest service by p95 latency?',
      'which service answers quickest',
      'the service with the lowest p95, which one',
    ],
    async (truth) => {
      const order = (await ranked(truth, slowness, 'service')).reverse();
      return {
        facts: [order.slice(0, 4)],
        forbid: [/(fastest|quickest)[^.]{0,20}(checkout|storefront|reporting)/],
      };
    },
  ),
  ask(
    'met-p95-over',
    [
      'which services have a p95 above 180ms',
      'services slower than 180 ms at the 95th percentile?',
      'p95 > 180ms - who',
    ],
    async ({ systems }) => {
      const all = await systems.metric(slowness);
      const named = (is: (value: number) => boolean) =>
        all.filter(({ value }) => is(value)).map(({ labels }) => labels['service'] ?? '');
      return { facts: named((value) => value > 0.2), forbid: named((value) => value < 0.09) };
    },
  ),
  sure(
    'met-p95-limit',
    [
      'is the p95 of cart above 500ms?',
      'does cart take longer than half a second at p95',
      'cart p95 over 500 ms or not',
    ],
    async (truth) => ({
      facts: [[/\bno\b|\bnot\b|n't|below|under|well within/, await latencyOf(truth, 'cart', 0.95)]],
      forbid: [/^yes\b/, /(is|are) above 500/],
    }),
  ),
  ask(
    'met-p95-ago',
    [
      'p95 of catalogue one hour ago',
      "what was catalogue's 95th percentile an hour back",
      'catalogue p95, 60 minutes ago',
    ],
    async (truth) => says('catalogue', await asDuration(truth, quantileOf('catalogue', 0.95, ' offset 1h'))),
  ),
  ask(
    'met-p95-evening',
    [
      'latency of checkout over the last 12 hours',
      'show p95 checkout, past 12h please',
      'checkout p95 trend for twelve hours',
    ],
    () => says('checkout', /\d ?m?s\b/, /12 ?h|twelve|\d\d:\d\d/),
  ),
];

const errors: Row[] = [
  ask(
    'met-err-auth',
    [
      'auth-api errors in percent',
      'what share of sign-in (auth-api) requests fail',
      'error ratio auth-api atm?',
    ],
    async (truth) => says('auth-api', await errorsOf(truth, 'auth-api')),
  ),
  ask(
    'met-err-over',
    [
      'is any service above 1% errors?',
      'services with an error rate over one percent',
      'anything failing more than 1 % of its requests right now',
    ],
    async ({ systems }) => {
      const bad = (await systems.metric(`${failing} > 0.01`)).map(({ labels }) => labels['service'] ?? '');
      return bad.length > 0 ? says(...bad) : { facts: [NONE], forbid: [/^yes\b/] };
    },
  ),
  ask(
    'met-err-count',
    [
      'how many requests to orders failed in the last 24 hours (number)',
      'count of 5xx of orders over the past day',
      'number of failed orders requests, last 24h',
    ],
    async (truth) =>
      says(
        'orders',
        await asNumber(
          truth,
          `sum(increase(http_requests_total{${PROD},service="orders",code=~"5.."}[24h]))`,
        ),
      ),
  ),
  ask(
    'met-err-past',
    [
      'error rate of search between 3 and 2 hours ago',
      'search error ratio from three hours ago until two hours ago',
      'how many % of search requests failed 2-3h ago',
    ],
    () => says('search', [SHARE, /no errors?/]),
  ),
  sure(
    'met-err-staging',
    [
      'error rate of payments-api in staging',
      'staging: payments-api failure percentage',
      'does payments-api throw 5xx on staging? how many %',
    ],
    () => says('payments-api', /staging/, [SHARE, NONE]),
  ),
  ask(
    'met-err-client',
    [
      'how often do calls from checkout to inventory fail',
      'outgoing error rate checkout to inventory',
      'failed calls checkout -> inventory, share?',
    ],
    async (truth) => {
      const calls = (more: string): string =>
        `sum(rate(client_requests_total{${PROD},service="checkout",target="inventory"${more}}[5m]))`;
      const share = await asPercent(truth, `(${calls(',outcome="error"')} or vector(0)) / ${calls('')}`);
      return says('inventory', [
        share,
        /(?<![\d.])0?\.\d+ ?%/,
        /\bno (failed|errors?|failures)/,
        /(?<![\d.])0 ?%/,
      ]);
    },
  ),
  ask(
    'met-err-country',
    [
      'error rate of cart for customers in Germany',
      'p95 of storefront for mobile users only',
      'how many requests of checkout come from the german shop',
    ],
    () => ({
      outcome: ['answered', 'unknown', 'asked', 'declined'],
      facts: [/german|customer|countr|region|mobile|users?|split|filter|take .{0,30}account/, cannot],
    }),
  ),
];

const machines: Row[] = [
  ask(
    'met-node-memory',
    [
      'memory usage per node in percent',
      'how much ram is used on each prod node',
      'node memory utilisation prod',
    ],
    () => says('harbour-prod-worker-1', 'harbour-prod-worker-2', 'harbour-prod-worker-3', [SHARE, BYTES]),
  ),
  ask(
    'met-node-load',
    [
      'load average of harbour-prod-worker-2',
      'load1 on harbour-prod-worker-2?',
      'what is the system load of node harbour-prod-worker-2',
    ],
    async (truth) =>
      says('harbour-prod-worker-2', await asNumber(truth, `node_load1{node="harbour-prod-worker-2"}`)),
  ),
  ask(
    'met-node-disk-one',
    [
      'how full is the disk of harbour-prod-worker-3?',
      'df harbour-prod-worker-3',
      'free disk on harbour-prod-worker-3 pls',
    ],
    async (truth) => {
      const disk = (what: string): string => `node_filesystem_${what}_bytes{node="harbour-prod-worker-3"}`;
      return says('harbour-prod-worker-3', [
        await asPercent(truth, `1 - ${disk('avail')} / ${disk('size')}`),
        await asPercent(truth, `${disk('avail')} / ${disk('size')}`),
        await asBytes(truth, disk('avail')),
      ]);
    },
  ),
  ask(
    'met-node-disk-low',
    [
      'any node with less than 20% disk left?',
      'nodes whose disk is over 80 percent full',
      'is a node short on disk space right now',
    ],
    () => ({ facts: [NONE], forbid: [/^yes\b/, /(runs|running) out of (disk|space) (in|within)/] }),
  ),
  ask(
    'met-node-network',
    [
      'network traffic into harbour-prod-worker-1',
      'how much does harbour-prod-worker-1 receive over the network',
      'incoming bytes/s harbour-prod-worker-1',
    ],
    async (truth) => {
      const received = 'sum(rate(node_network_receive_bytes_total{node="harbour-prod-worker-1"}[5m]))';
      return says('harbour-prod-worker-1', [await asBytes(truth, received), /\d ?[kmg]?bit/]);
    },
  ),
  ask(
    'met-node-unknown',
    [
      'disk usage of harbour-prod-worker-9',
      'cpu of node harbour-prod-worker-9 over the last hour',
      'when is the disk of harbour-prod-worker-9 full',
    ],
    () => noSuchName('harbour-prod-worker-9'),
  ),
  ask(
    'met-volume-one',
    ['how full is data-redis-1?', 'used space on the pvc data-redis-1', 'volume usage data-redis-1 in %'],
    async (truth) => {
      const volume = (what: string): string =>
        `max(kubelet_volume_stats_${what}_bytes{${PROD},persistentvolumeclaim="data-redis-1"})`;
      return says('data-redis-1', [
        await asPercent(truth, `${volume('used')} / ${volume('capacity')}`),
        await asBytes(truth, volume('used')),
      ]);
    },
  ),
  ask(
    'met-volume-fullest',
    [
      'is any persistent volume almost full?',
      'which pvc in prod is the fullest',
      'volumes close to running out of space?',
    ],
    () => ({
      outcome: ['answered'],
      facts: [/data-(postgres|redis)-\d|\bno(ne)?\b|not\b/],
      forbid: [/(?<![\d.])(9\d|100)(\.\d+)? ?%/],
    }),
  ),
  sure(
    'met-volume-forecast',
    [
      'when will the volume of postgres be full?',
      'does the postgres disk fill up soon (data-postgres-0)',
      'forecast for pvc data-postgres-0',
    ],
    () => ({ facts: [/postgres/, FORECAST], forbid: [/full (in|within) \d+ (min|hour)/] }),
  ),
  ask(
    'met-memory-pods',
    ['how much memory does each cart pod use', 'cart memory by pod', 'ram per pod for cart in prod, please'],
    ({ prod }) => says(...prod.podsOf('cart').map(({ metadata }) => metadata.name), BYTES),
  ),
  ask(
    'met-memory-limit',
    ['how close is search to its memory limit?', 'search memory usage vs limit', 'memory headroom of search'],
    () => says('search', [SHARE, BYTES]),
  ),
  ask(
    'met-cpu-trend',
    [
      'cpu of payments-api during the last 6h',
      'payments-api cpu usage trend six hours',
      'how did the cpu of payments-api behave over the past 6 hours',
    ],
    () => says('payments-api', CPU),
  ),
  ask(
    'met-certificate',
    [
      'when does the storefront certificate expire according to the metrics?',
      'expiry date of the storefront tls cert',
      'how long is the storefront certificate still valid',
    ],
    async ({ systems }) => {
      const at = await systems.value(
        `certmanager_certificate_expiration_timestamp_seconds{${PROD},name="storefront"}`,
      );
      return says(/storefront/, day(new Date(at * 1000).toISOString()));
    },
  ),
];

const stores: Row[] = [
  ask(
    'met-redis-clients',
    [
      'how many clients are connected to redis?',
      'redis connected clients',
      'number of connections redis-0 has',
    ],
    async (truth) =>
      says(/redis/, [
        await asNumber(truth, `max(redis_connected_clients{${PROD}})`),
        await asNumber(truth, `sum(redis_connected_clients{${PROD}})`),
      ]),
  ),
  ask(
    'met-redis-hits',
    ['redis cache hit ratio', 'how many percent of redis lookups are hits?', 'hit rate of redis in prod'],
    async (truth) => {
      const hits = `sum(rate(redis_keyspace_hits_total{${PROD}}[5m]))`;
      const misses = `sum(rate(redis_keyspace_misses_total{${PROD}}[5m]))`;
      return says(/redis/, await asPercent(truth, `${hits} / (${hits} + ${misses})`));
    },
  ),
  ask(
    'met-pg-connections',
    [
      'how many connections are active in postgres',
      'postgres active sessions?',
      'pg_stat_activity count, active ones',
    ],
    async (truth) => {
      const active = `pg_stat_activity_count{${PROD},state="active"}`;
      return says([
        await asNumber(truth, `max(${active})`),
        await asNumber(truth, `min(${active})`),
        await asNumber(truth, `sum(${active})`),
      ]);
    },
  ),
  ask(
    'met-pool-catalogue',
    [
      'db pool of catalogue: how many connections in use',
      'is the connection pool of catalogue ok?',
      'catalogue database connections used / max',
    ],
    () => ({ facts: ['catalogue', /\d/], forbid: [/exhausted(?! \w* ?(no|not))/, /(?<![\d.])100 ?%/] }),
  ),
  ask(
    'met-queue-all',
    ['queue lengths of all workers', 'how long are the queues right now?', 'queue depth per service'],
    () => says('payments-worker', 'notifications', 'orders', /\d/),
  ),
  ask(
    'met-goroutines',
    ['how many goroutines does cart run', 'goroutine count of cart', 'cart goroutines per pod'],
    async (truth) =>
      says([
        await asNumber(truth, `max(go_goroutines{${PROD},service="cart"})`),
        await asNumber(truth, `sum(go_goroutines{${PROD},service="cart"})`),
      ]),
  ),
];

const queries: Row[] = [
  ask(
    'met-promql-by',
    [
      'count by (service) (up{cluster="harbour-staging",namespace="shop"})',
      'promql: count by (service) (up{cluster="harbour-staging", namespace="shop"})',
      'eval this for me: count by (service) (up{namespace="shop",cluster="harbour-staging"})',
    ],
    () => says('cart', 'checkout', 'inventory'),
  ),
  ask(
    'met-promql-offset',
    [
      'sum(rate(http_requests_total{cluster="harbour-prod",service="catalogue"}[5m] offset 2h))',
      'run promql sum(rate(http_requests_total{cluster="harbour-prod",service="catalogue"}[5m] offset 2h)) please',
      'promql: sum(rate(http_requests_total{service="catalogue",cluster="harbour-prod"}[5m] offset 2h))',
    ],
    async (truth) =>
      says(
        await asNumber(truth, `sum(rate(http_requests_total{${PROD},service="catalogue"}[5m] offset 2h))`),
      ),
  ),
  ask(
    'met-promql-max',
    [
      'max(kube_horizontalpodautoscaler_spec_max_replicas{cluster="harbour-prod",horizontalpodautoscaler="storefront"})',
      'promql max(kube_horizontalpodautoscaler_spec_max_replicas{horizontalpodautoscaler="storefront",cluster="harbour-prod"})',
      'what does max(kube_horizontalpodautoscaler_spec_max_replicas{cluster="harbour-prod",horizontalpodautoscaler="storefront"}) return',
    ],
    ({ number }) => says(number(10)),
  ),
  ask(
    'met-promql-none',
    [
      'node_load1{cluster="harbour-prod"} > 500',
      'promql: node_load1 > 500',
      'run promql up{job="coffee-machine"}',
    ],
    () => noData(),
  ),
  ask(
    'met-promql-function',
    [
      'promql rates(http_requests_total[5m])',
      'sum by service (rate(http_requests_total[5m]))',
      'run promql histogram_quantil(0.95, sum by (le) (rate(http_request_duration_seconds_bucket[5m])))',
    ],
    () => misread(),
  ),
  ask(
    'met-promql-brace',
    [
      'rate(http_requests_total{service="search"[5m])',
      'promql: sum(up{cluster="harbour-prod")',
      'avg by (service (rate(http_requests_total{service="search"}[5m]))',
    ],
    () => misread(),
  ),
  ask(
    'met-promql-subquery',
    [
      'max_over_time(sum(rate(http_requests_total{cluster="harbour-prod",service="cart"}[5m]))[6h:5m])',
      'promql: max_over_time(sum(rate(http_requests_total{cluster="harbour-prod",service="cart"}[5m]))[6h:5m])',
      'run max_over_time(sum(rate(http_requests_total{cluster="harbour-prod", service="cart"}[5m]))[6h:5m]) in prometheus',
    ],
    async (truth) => says(await asNumber(truth, `max_over_time(${requestsTo('cart')}[6h:5m])`)),
  ),
];

const unknown: Row[] = [
  ask(
    'met-unknown-billing',
    ['request rate of the billing service', 'p95 of billing?', 'billing error rate over the last hour'],
    () => noSuchName('billing'),
  ),
  ask(
    'met-unknown-cluster',
    ['rps of checkout in the qa cluster', 'error rate of cart on cluster qa?', 'qa cluster: p95 of search'],
    () => ({
      outcome: ['answered', 'unknown', 'asked'],
      facts: [/\bqa\b|harbour-prod.{0,60}harbour-staging|which cluster/, cannot],
    }),
  ),
  ask(
    'met-unknown-metric',
    [
      'what is the value of metric checkout_baskets_abandoned_total',
      'checkout_baskets_abandoned_total?',
      'rate of checkout_baskets_abandoned_total please',
    ],
    () => noData(),
  ),
  ask('met-typo-storefront', ['p95 of storfront', 'stroefront error rate', 'rps storefrnot'], () => ({
    outcome: ['answered', 'asked', 'unknown'],
    facts: [/storefront/],
  })),
];

const turns: Row[] = [
  after(
    ['p95 of checkout'],
    ask('met-then-p99', ['and the p99?', 'same for p99 pls', 'now the 99th percentile'], async (truth) =>
      says('checkout', await latencyOf(truth, 'checkout', 0.99)),
    ),
  ),
  after(
    ['what is the error rate of search?'],
    ask(
      'met-then-catalogue',
      ['and catalogue?', 'what about catalogue', 'same question, for catalogue'],
      async (truth) => says('catalogue', await errorsOf(truth, 'catalogue')),
    ),
  ),
  after(
    ['request rate of cart'],
    ask('met-then-staging', ['and on staging?', 'in staging then?', 'how is it for staging'], async (truth) =>
      says(
        /staging/,
        await asRate(truth, 'sum(rate(http_requests_total{cluster="harbour-staging",service="cart"}[5m]))'),
      ),
    ),
  ),
  after(
    ['how many req/s does storefront get?'],
    ask(
      'met-then-window',
      ['over the last 6 hours?', 'and how was it the past 6h', 'show me that for six hours'],
      () => says('storefront', /\d ?(\/ ?s|req|per second|rps|requests)/, /6 ?h|six|\d\d:\d\d/),
    ),
  ),
];

const calm: Row[] = [
  ...traffic,
  ...latency,
  ...errors,
  ...machines,
  ...stores,
  ...queries,
  ...unknown,
  ...turns,
];

const ill: Row[] = [
  ...under('auth-outage', [
    ask(
      'met-auth-over',
      [
        'which services fail more than 5% of their requests right now?',
        'services above five percent error rate',
        'error rate > 5%: list them',
      ],
      async ({ systems }) => {
        const all = await systems.metric(failing);
        const named = (is: (value: number) => boolean) =>
          all.filter(({ value }) => is(value)).map(({ labels }) => labels['service'] ?? '');
        return { facts: named((value) => value > 0.07), forbid: named((value) => value < 0.03) };
      },
    ),
    ask(
      'met-auth-before',
      [
        'what was the error rate of {it} 3 hours ago?',
        '{it} error ratio three hours back',
        'error percentage of {it}, 3h ago (before all this)',
      ],
      () => ({ facts: ['auth-api', [/(?<![\d.])0(\.\d+)? ?%/, /no errors/]] }),
    ),
    ask(
      'met-auth-now',
      [
        'how bad is {it}, error wise?',
        '{it} failure rate in percent now',
        'how many of the requests to {it} go wrong?',
      ],
      async (truth) => says(await errorsOf(truth, truth.fill('{it}'))),
    ),
  ]),
  ...under('surge-hpa-at-maximum', [
    sure(
      'met-surge-ago',
      [
        'rps of {it} now and two hours ago',
        'how much more traffic has {it} than 2h ago',
        '{it} request rate, compare with two hours earlier',
      ],
      async (truth) => ({
        facts: [
          truth.fill('{it}'),
          /\d/,
          [await trafficOf(truth, truth.fill('{it}')), /more|higher|times|x\b|rose|up\b|increase|above/],
        ],
        forbid: [/unchanged|no change|about the same|lower than/],
      }),
    ),
    ask(
      'met-surge-p95',
      ['{it} p95?', 'p95 latency {it} please', 'how slow is {it} now (95th)'],
      async (truth) => says(truth.fill('{it}'), await latencyOf(truth, truth.fill('{it}'), 0.95)),
    ),
  ]),
  ...under('memory-leak', [
    sure(
      'met-leak-is',
      ['is {it} leaking memory?', 'does the memory of {it} keep growing', 'memory leak in {it}?'],
      ({ fill }) => ({
        facts: [fill('{it}'), /leak|grow|ris(es|ing|en)|increas|rose|climb|\bup\b|more|higher/],
        forbid: [
          /\b(stable|steady|flat|unchanged)\b(?! before)/,
          /not leaking|no (sign of a |sign of |memory )?leak/,
        ],
      }),
    ),
    ask(
      'met-leak-limit',
      [
        'how near are the {it} pods to their memory limit',
        '{it}: memory in percent of the limit',
        'memory used by {it} against its limit?',
      ],
      async (truth) => {
        const own = `${PROD},container="${truth.fill('{it}')}"`;
        return says(truth.fill('{it}'), [
          await asPercent(
            truth,
            `max(container_memory_working_set_bytes{${own}} / on (pod, container) kube_pod_container_resource_limits{${own},resource="memory"})`,
          ),
          await asBytes(truth, `max(container_memory_working_set_bytes{${own}})`),
        ]);
      },
    ),
  ]),
  ...under('one-bad-pod', [
    ask(
      'met-one-pod-is',
      [
        'do all pods of {it} fail or only one?',
        'is it a single {it} pod that throws the errors',
        'errors of {it} split by pod',
      ],
      async (truth) => {
        const byPod = `sum by (pod) (rate(http_requests_total{${PROD},service="${truth.fill('{it}')}",code=~"5.."}[5m]))`;
        return { facts: [await topOf(truth, byPod, 'pod')], forbid: [/all pods (fail|are failing)/] };
      },
    ),
  ]),
  ...under('queue-backlog', [
    sure(
      'met-queue-grows',
      [
        'is the queue of {it} growing?',
        'does the {it} backlog get bigger or smaller',
        'queue depth of {it} over the last 2 hours',
      ],
      ({ fill }) => ({
        facts: [
          fill('{it}'),
          /grow|ris(es|ing|en)|rose|bigger|increas|climb|\bup\b|from .{1,20} to|max|peak|highest/,
        ],
        forbid: [/shrink|getting smaller|not grow|\b(stable|steady|flat|unchanged)\b/],
      }),
    ),
    ask(
      'met-queue-over',
      [
        'queues with more than 500 entries',
        'which service has over 500 messages waiting?',
        'who has a queue depth above 500',
      ],
      ({ fill }) => ({
        facts: [fill('{it}')],
        forbid: ['payments-worker', 'auth-worker'].filter((one) => one !== fill('{it}')),
      }),
    ),
  ]),
  ...under('disk-filling', [
    ask(
      'met-disk-short',
      [
        'which node will run out of disk first?',
        'what node fills its disk fastest',
        'is there a node whose disk is filling up',
      ],
      ({ fill }) => says(fill('{it}')),
    ),
    ask(
      'met-disk-left',
      ['how much disk is free on {it}', '{it} disk usage %', 'space left on node {it}?'],
      async (truth) => {
        const disk = (what: string): string => `node_filesystem_${what}_bytes{node="${truth.fill('{it}')}"}`;
        return says(truth.fill('{it}'), [
          await asPercent(truth, `1 - ${disk('avail')} / ${disk('size')}`),
          await asPercent(truth, `${disk('avail')} / ${disk('size')}`),
          await asBytes(truth, disk('avail')),
        ]);
      },
    ),
  ]),
  ...under('noisy-neighbour', [
    ask(
      'met-node-hot',
      ['which node has the highest cpu?', 'busiest node by cpu in prod', 'what node is the cpu hog'],
      ({ fill }) => says(fill('{it}')),
    ),
    ask(
      'met-node-hot-cpu',
      ['cpu utilisation of {it}', 'how busy is node {it}', '{it} cpu %'],
      async (truth) => {
        const node = truth.fill('{it}');
        return says(node, [
          await asPercent(truth, `1 - avg(rate(node_cpu_seconds_total{node="${node}",mode="idle"}[5m]))`),
          /\d ?(cores?|m\b|millicores?)/,
        ]);
      },
    ),
  ]),
  ...under('packet-loss', [
    ask(
      'met-node-drops',
      ['does any node drop packets?', 'which node loses network packets', 'network drops per node'],
      ({ fill }) => says(fill('{it}')),
    ),
  ]),
  ...under('clock-skew', [
    ask(
      'met-node-clock',
      ['is the clock of any node wrong?', 'clock offset of the nodes', 'which node has time drift'],
      ({ fill }) => says(fill('{it}')),
    ),
  ]),
  ...under('pool-exhausted', [
    ask(
      'met-pool-which',
      [
        'which service has used up its db connections?',
        'rank services by db pool usage',
        'fullest database connection pool, who',
      ],
      ({ fill }) => says(fill('{it}')),
    ),
    ask(
      'met-pool-waiting',
      [
        'do requests wait for a db connection in {it}?',
        'pool usage {it}, is it saturated',
        'how many of the db connections of {it} are taken',
      ],
      ({ fill }) => ({
        facts: [fill('{it}'), /\d|\byes\b|every|all\b/],
        forbid: [/not (full|saturated|exhausted)/],
      }),
    ),
  ]),
  ...under('deploy-latency-downstream', [
    sure(
      'met-deploy-latency',
      [
        'did the latency of {it} change in the last 90 minutes?',
        'p95 of {it} before and after its deployment',
        'is {it} slower than it was two hours ago?',
      ],
      ({ fill }) => ({
        facts: [
          fill('{it}'),
          /slower|ris|rose|higher|increas|up\b|jump|peak|max|from .{1,60} to|above|than|\byes\b/,
        ],
        forbid: [/\b(unchanged|stable|no change|not slower|same as before)\b/],
      }),
    ),
  ]),
  ...under('recovered-by-itself', [
    sure(
      'met-recovered',
      [
        'is {it} still failing requests?',
        'error rate of {it} right now - is it over?',
        'has the error rate of {it} come down again',
      ],
      async (truth) => ({
        facts: [
          truth.fill('{it}'),
          [/\bno\b|not|over|recover|back|normal|usual|\byes\b/, await errorsOf(truth, truth.fill('{it}'))],
        ],
        forbid: [/still (failing|fails)(?! no)/],
      }),
    ),
    ask(
      'met-recovered-peak',
      [
        'highest error rate of {it} in the last hour and a half',
        'max error ratio {it} past 90 min',
        'how high did the errors of {it} get within the last 90 minutes?',
      ],
      async (truth) => {
        const own = (more: string): string => requestsTo(truth.fill('{it}'), more);
        return says(await asPercent(truth, `max_over_time((${own(',code=~"5.."')} / ${own('')})[90m:1m])`));
      },
    ),
  ]),
];

const down: Row[] = [
  ...connected(
    [
      ask(
        'met-blind-rps',
        [
          'rps of catalogue right now',
          'p99 latency for orders',
          'which service is the slowest at the moment?',
        ],
        () => unreachable(/prometheus|metrics/, /no errors/),
      ),
      ask(
        'met-blind-compare',
        [
          'is checkout slower than an hour ago?',
          'error rate of storefront last 3h',
          'when is the disk of harbour-prod-worker-2 going to be full',
        ],
        () => unreachable(/prometheus|metrics/, /\b(is not slower|unchanged)\b/),
      ),
    ],
    'prometheus',
  ),
  ...connected(
    [
      ask(
        'met-loki-down',
        [
          'orders p95, quick please',
          'request rate of notifications',
          'how many % of inventory requests fail',
        ],
        () => ({ facts: [/\d(\.\d+)? ?(ms|s\b|%|\/ ?s|req|per second|rps)|no errors/] }),
      ),
    ],
    'loki',
    'tempo',
  ),
];

export const metricRows: Row[] = [...connected([...calm, ...ill]), ...down];
