/* eslint-disable max-lines -- data: questions, one after the other */
import { topOf } from '../../../company-facts.ts';
import { misread, noData, noSuchName, says, unreachable } from '../../../expect.ts';
import type { Expectation } from '../../../question.ts';
import type { Row } from '../../../rows.ts';
import { after, ask, connected, under } from '../../../rows.ts';
import type { Truth } from '../../../truth.ts';
import { sure } from './facts.ts';

const MS = /\d ?m?s\b/;
const NO = /\bno\b|\bnot\b|n't|none|nothing/;

interface Found {
  traces: { rootServiceName: string; durationMs?: number }[];
}

/** How many traces of the last minutes TraceQL finds, at most a hundred. */
async function countOf({ systems }: Truth, traceql: string, minutes: number): Promise<number> {
  const end = Math.floor(Date.now() / 1000);
  const range = `start=${end - minutes * 60}&end=${end}&limit=100`;
  const path = `/api/search?q=${encodeURIComponent(traceql)}&${range}`;
  return (await systems.page<Found>('tempo', path)).traces.length;
}

/** There are some: they are shown, and not denied. */
const shown = (...facts: NonNullable<Expectation['facts']>): Expectation => ({
  facts,
  forbid: [
    /\bno (slow |failed |error |such )?(traces?|requests?)\b|nothing (was )?found|found (no|none|nothing)/,
  ],
});

/** Some were found and are shown, or there were none and that is said. */
const whatThereIs =
  (traceql: string, minutes: number, ...facts: NonNullable<Expectation['facts']>) =>
  async (truth: Truth): Promise<Expectation> =>
    (await countOf(truth, traceql, minutes)) > 0 ? shown(...facts) : noData();

const slow: Row[] = [
  ask(
    'tra-slow-search',
    [
      'slowest traces of search',
      'search: show me slow traces',
      'which search requests were slowest lately? (traces)',
    ],
    () => says('search', MS),
  ),
  ask(
    'tra-slow-orders',
    [
      'slowest orders traces within the last 15 minutes',
      'orders - slow requests past 15 min, from the traces',
      'top slow traces for orders, last quarter of an hour',
    ],
    () => says('orders', MS),
  ),
  ask(
    'tra-slow-over',
    [
      'storefront traces above 0.2 seconds',
      'requests to storefront taking over 200 ms, last hour, traces pls',
      'find traces of storefront with duration > 200ms',
    ],
    whatThereIs('{ resource.service.name = "storefront" && duration > 200ms }', 60, 'storefront', MS),
  ),
  ask(
    'tra-slow-impossible',
    [
      'auth-api traces longer than 45 seconds',
      'any trace of auth-api above 45s?',
      'auth-api requests over 45 s in tempo',
    ],
    () => noData(),
  ),
  ask(
    'tra-slow-staging',
    [
      'slow traces of storefront in staging',
      'staging: slowest storefront traces',
      'slow storefront traces on harbour-staging',
    ],
    () => says('storefront', /staging/, MS),
  ),
  ask(
    'tra-slow-window',
    [
      'slow traces of cart between 40 and 20 minutes ago',
      'cart traces from 40 min ago until 20 min ago, the slow ones',
      'slowest cart requests 20 to 40 minutes ago',
    ],
    () => says('cart', MS),
  ),
  ask(
    'tra-slow-yesterday',
    [
      'slow traces of checkout yesterday',
      'yesterdays slowest checkout traces',
      'checkout traces, slow ones, from a day ago',
    ],
    () => says('checkout', MS),
  ),
  sure(
    'tra-any',
    ['show some traces of payments-api', 'payments-api traces', 'got traces for payments-api?'],
    () => says('payments-api'),
  ),
  ask(
    'tra-explain-storefront',
    [
      'where does the time go in the slowest storefront trace?',
      'take the slowest trace of storefront and explain it',
      'break the slowest storefront request down by span',
    ],
    () => says('storefront', MS, /catalogue|cart|auth-api|itself|own|postgres|redis/),
  ),
  ask(
    'tra-explain-search',
    [
      'what is slow inside a search request',
      'explain slowest search trace',
      'bottleneck of the slowest trace of search?',
    ],
    () => says('search', MS, /catalogue|postgres|itself|own/),
  ),
  after(
    ['slow traces of checkout'],
    ask(
      'tra-then-explain',
      ['explain the slowest one', 'break the first one down', 'where does the top one spend its time'],
      () => says('checkout', MS),
    ),
  ),
];

const failed: Row[] = [
  ask(
    'tra-failed-storefront',
    [
      'error traces of storefront, last 30 min',
      'failed storefront requests in the past half hour (traces)',
      'storefront traces that failed since 30 minutes',
    ],
    whatThereIs('{ resource.service.name = "storefront" && status = error }', 30, 'storefront'),
  ),
  ask(
    'tra-failed-reporting',
    [
      'failed traces of reporting slower than 20 s',
      'reporting: error traces which took more than 20 seconds',
      'traces of reporting with an error and longer than twenty seconds',
    ],
    () => noData(),
  ),
  ask(
    'tra-failed-any',
    [
      'which requests failed in the last hour? look at the traces',
      'any error traces?',
      'show failed traces, past hour',
    ],
    whatThereIs('{ status = error }', 60, /error|fail|5\d\d/),
  ),
];

const graph: Row[] = [
  ask(
    'tra-calls-search',
    ['what does search call?', 'dependencies of search by traces', 'which services are downstream of search'],
    () => says('catalogue'),
  ),
  ask(
    'tra-callers-payments',
    ['who calls payments-api?', 'upstream of payments-api', 'which services use payments-api'],
    () => says('checkout'),
  ),
  ask(
    'tra-callers-auth',
    ['which services call auth-api', 'callers of auth-api?', 'who depends on auth-api'],
    () => says('storefront', 'payments-api'),
  ),
  ask(
    'tra-callers-inventory',
    ['who calls inventory', 'inventory: which service calls it', 'upstream callers of inventory?'],
    () => ({ facts: ['checkout'], forbid: [/storefront calls inventory/] }),
  ),
  ask(
    'tra-calls-orders',
    [
      'what does orders depend on?',
      'orders: which databases and services does it call',
      'downstream dependencies of orders',
    ],
    () => says('postgres'),
  ),
  ask(
    'tra-calls-not',
    [
      'does storefront call payments-api directly?',
      'is there a direct call from storefront to payments-api',
      'storefront -> payments-api: direct dependency or not?',
    ],
    () => ({
      outcome: ['answered', 'unknown'],
      facts: [/payments-api/, [NO, 'catalogue']],
      forbid: [/^yes\b/],
    }),
  ),
  sure(
    'tra-calls-yes',
    [
      'does checkout call inventory?',
      'checkout -> inventory, is that a dependency',
      'is inventory called by checkout',
    ],
    () => ({ facts: ['checkout', 'inventory'], forbid: [/^no\b|does not call|is not called|no calls?\b/] }),
  ),
  ask(
    'tra-graph-payments',
    [
      'service map around payments-api',
      'show callers and callees of payments-api',
      'who talks to payments-api and whom does it talk to',
    ],
    () => says('checkout', 'postgres', 'auth-api'),
  ),
  ask(
    'tra-graph-unknown',
    ['what does warehouse call?', 'service graph of warehouse', 'who calls warehouse'],
    () => noSuchName('warehouse'),
  ),
];

const queries: Row[] = [
  ask(
    'tra-ql-search',
    [
      '{ resource.service.name = "search" && duration > 60ms }',
      'traceql { resource.service.name = "search" && duration > 60ms }',
      'pls run {resource.service.name="search" && duration > 60ms} in tempo',
    ],
    whatThereIs('{ resource.service.name = "search" && duration > 60ms }', 60, 'search', MS),
  ),
  ask(
    'tra-ql-none',
    [
      '{ resource.service.name = "mainframe" }',
      'traceql { resource.service.name = "search" && duration > 2h }',
      'run traceql { span.http.route = "/never/there" }',
    ],
    () => noData(),
  ),
  ask(
    'tra-ql-broken',
    [
      '{ resource.service.name = "search" || }',
      'traceql { resource.service.name == = "search" }',
      'run traceql { duration > 100 bananas }',
    ],
    () => misread(),
  ),
  ask(
    'tra-ql-unclosed',
    [
      '{ resource.service.name = "orders" && duration > 10ms',
      'traceql { status = error',
      'run traceql { resource.service.name = "orders }',
    ],
    () => misread(),
  ),
  ask(
    'tra-id-none',
    [
      'explain trace ffffeeee0000111122223333aaaabbbb',
      'trace ffffeeee0000111122223333aaaabbbb please',
      'what went wrong in trace id ffffeeee0000111122223333aaaabbbb',
    ],
    () => noData(),
  ),
  ask(
    'tra-unknown-service',
    [
      'slow traces of warehose',
      'failed traces of the billing service',
      'billing traces in the last 10 minutes',
    ],
    () => ({ outcome: ['unknown', 'asked'], facts: [/warehose|billing/, NO] }),
  ),
  ask(
    'tra-too-old',
    [
      'slow traces of orders from 3 months ago',
      'orders traces of last summer',
      'error traces of orders 120 days ago',
    ],
    () => noData(),
  ),
  ask(
    'tra-future',
    ['slow traces of orders tomorrow', 'orders traces next monday', 'traces of cart in two days from now'],
    () => ({
      outcome: ['answered', 'unknown', 'asked', 'declined'],
      facts: [/future|not\b|no\b|n't|nothing|none/],
    }),
  ),
];

const ill: Row[] = [
  ...under('deploy-latency-downstream', [
    ask(
      'tra-down-where',
      [
        'which span makes {victim} traces slow?',
        'in slow {victim} requests, who is the slow callee',
        'slow {victim} traces: where is the time lost',
      ],
      ({ fill }) => says(fill('{it}'), MS),
    ),
    sure(
      'tra-down-it',
      ['slow traces of {it} please', '{it} traces over 300 ms', 'slowest {it} traces right now'],
      ({ fill }) => says(fill('{it}'), MS),
    ),
  ]),
  ...under('slow-query', [
    ask(
      'tra-query-where',
      [
        'where do the slow orders traces lose their time?',
        'explain a slow orders trace',
        'orders requests are slow - check a trace and tell me which part',
      ],
      () => says('postgres', MS),
    ),
  ]),
  ...under('provider-outage', [
    ask(
      'tra-provider-error',
      [
        'what error do the failed {it} traces show?',
        'error message in failing traces of {it}',
        'look at a failed trace of {it}: what is the error',
      ],
      () => says(/timed out|timeout|api\.paymentprovider\.example|mail\.harbour\.example/),
    ),
    ask(
      'tra-provider-victim',
      [
        'explain a failed {victim} trace',
        'in which service do failed {victim} traces break',
        'failed {victim} requests: where does the error come from (trace)',
      ],
      ({ fill }) => says(fill('{it}')),
    ),
  ]),
  ...under('hot-partition', [
    ask(
      'tra-redis-where',
      [
        'explain a slow cart trace',
        'what takes so long in cart requests according to traces',
        'slowest cart trace: breakdown',
      ],
      () => says('redis', MS),
    ),
  ]),
  ...under('one-bad-pod', [
    ask(
      'tra-pod-which',
      [
        'failed traces of {it}: do they all come from the same pod?',
        'which pod is behind the error traces of {it}',
        'do failing {it} traces share a pod',
      ],
      async (truth) => {
        const byPod = `sum by (pod) (rate(http_requests_total{cluster="harbour-prod",service="${truth.fill('{it}')}",code=~"5.."}[5m]))`;
        return says(await topOf(truth, byPod, 'pod'));
      },
    ),
  ]),
  ...under('two-faults', [
    ask(
      'tra-two-whose',
      [
        'failed checkout traces: whose fault?',
        'which service fails inside the error traces of checkout',
        'explain one failed trace of checkout',
      ],
      ({ fill }) => says(fill('{it}')),
    ),
  ]),
  ...under('cpu-throttling', [
    ask(
      'tra-cpu-where',
      [
        'what slows the {victim} traces down?',
        'slow trace of {victim}: which service takes longest',
        'explain the slowest {victim} trace',
      ],
      ({ fill }) => says(fill('{it}'), MS),
    ),
  ]),
  ...under('deploy-errors-front', [
    ask(
      'tra-front-failed',
      ['error traces of {it}', '{it}: failed traces of the last 10 min', 'recent failing {it} traces'],
      ({ fill }) => shown(fill('{it}'), /error|fail|5\d\d/),
    ),
  ]),
  ...under('policy-cuts-callers', [
    ask(
      'tra-policy',
      [
        'why do {victim} traces fail',
        'explain a failed trace of {victim} please',
        'failed {victim} traces: which call breaks',
      ],
      ({ fill }) => says(fill('{it}')),
    ),
  ]),
  ...under('auth-outage', [
    ask(
      'tra-auth-who',
      [
        'which services show up in failed traces right now?',
        'services with error traces in the last 10 minutes',
        'who fails in the traces at the moment',
      ],
      () => says('auth-api'),
    ),
    ask(
      'tra-auth-ql',
      [
        '{ resource.service.name = "storefront" && status = error }',
        'traceql { resource.service.name = "storefront" && status = error }',
        'run traceql {resource.service.name="storefront" && status=error} for the last 15 minutes',
      ],
      () => shown('storefront'),
    ),
  ]),
];

const down: Row[] = [
  ...connected(
    [
      ask(
        'tra-blind',
        [
          'slowest traces of search?',
          'error traces in the last 30 minutes',
          'explain the slowest trace of storefront',
        ],
        () => unreachable(/tempo|traces/, /no (slow |failed |error )?traces (were )?(found|match)/),
      ),
    ],
    'tempo',
  ),
  ...connected(
    [
      sure(
        'tra-half-blind',
        [
          'slow traces of storefront',
          'slowest traces of search, past hour',
          'storefront traces above 100 ms',
        ],
        () => says([/storefront/, /search/], MS),
      ),
    ],
    'prometheus',
    'loki',
  ),
];

export const traceRows: Row[] = [...connected([...slow, ...failed, ...graph, ...queries, ...ill]), ...down];
