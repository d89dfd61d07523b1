import { misread, noData, noSuchName, says, unreachable } from '../../../expect.ts';
import type { Row } from '../../../rows.ts';
import { ask, connected, under } from '../../../rows.ts';

const MS = /\d ?m?s\b/;

const calm: Row[] = [
  ask(
    'tra-slow',
    [
      'slow traces of checkout',
      'slowest checkout requests in the last hour',
      'show me the slowest traces of checkout',
    ],
    () => says('checkout', MS),
  ),
  ask(
    'tra-slow-limit',
    [
      'traces of storefront slower than 150 ms',
      'storefront traces over 150ms in the last 30 minutes',
      'requests to storefront that took longer than 150 ms',
    ],
    () => says('storefront', MS),
  ),
  ask(
    'tra-slow-none',
    [
      'traces of cart over 20 s',
      'any cart trace slower than 20 seconds?',
      'cart requests longer than 20s in the last hour',
    ],
    () => noData(),
  ),
  ask(
    'tra-errors-none',
    [
      'failed traces of checkout with duration over 30s',
      'erroring orders traces slower than 1 minute',
      'error traces of cart longer than 30 s',
    ],
    () => noData(),
  ),
  ask(
    'tra-calls',
    [
      'what does checkout call?',
      'which services does checkout depend on according to traces',
      'downstream services of checkout',
    ],
    () => says('payments-api', 'cart', 'inventory'),
  ),
  ask(
    'tra-callers',
    ['who calls catalogue?', 'upstream callers of catalogue', 'which services call catalogue in the traces'],
    () => says('storefront', 'search'),
  ),
  ask(
    'tra-calls-storefront',
    ['service graph of storefront', 'what does storefront call', 'storefront dependencies from traces'],
    () => says('catalogue', 'cart', 'auth-api'),
  ),
  ask(
    'tra-explain',
    [
      'explain the slowest trace of checkout',
      'where does the slowest checkout request spend its time?',
      'break down one slow checkout trace',
    ],
    () => says('checkout', MS, /payments-api|cart|inventory|itself|own/),
  ),
  ask(
    'tra-traceql',
    [
      '{ resource.service.name = "checkout" && duration > 200ms }',
      'traceql { resource.service.name = "checkout" && duration > 200ms }',
      'run this traceql: {resource.service.name="checkout" && duration>200ms}',
    ],
    () => says('checkout', MS),
  ),
  ask(
    'tra-traceql-empty',
    [
      '{ resource.service.name = "shipping" }',
      'traceql { resource.service.name = "checkout" && duration > 1h }',
      'run traceql { resource.service.name = "warehouse" && status = error }',
    ],
    () => noData(),
  ),
  ask(
    'tra-traceql-broken',
    [
      '{ resource.service.name = "checkout" && }',
      'traceql { resource.service.name = checkout',
      'run traceql { duration > fast }',
    ],
    () => misread(),
  ),
  ask(
    'tra-unknown',
    ['slow traces of shipping', 'error traces of shipping?', 'traces of shipping in the last hour'],
    () => noSuchName('shipping'),
  ),
  ask(
    'tra-id-unknown',
    [
      'explain trace 0123456789abcdef0123456789abcdef',
      'show trace 0123456789abcdef0123456789abcdef',
      'what happened in trace 0123456789abcdef0123456789abcdef?',
    ],
    () => noData(),
  ),
  ask(
    'tra-old',
    [
      'slow traces of checkout 200 days ago',
      'checkout traces from last spring',
      'traces of checkout in January 2024',
    ],
    () => noData(),
  ),
];

const ill: Row[] = [
  ...under('deploy-latency-downstream', [
    ask(
      'tra-ill-slow',
      [
        'explain a slow trace of {victim}',
        'where do slow {victim} requests lose time',
        'bottleneck in the slowest {victim} trace?',
      ],
      ({ fill }) => says(fill('{it}'), MS),
    ),
    ask(
      'tra-ill-it',
      [
        'slow traces of {it} in the last 10 minutes',
        'slowest {it} requests, past 10 min',
        '{it} traces slow?',
      ],
      ({ fill }) => says(fill('{it}'), MS),
    ),
  ]),
  ...under('auth-outage', [
    ask(
      'tra-ill-errors',
      [
        'failed traces of storefront',
        'error traces of storefront in the last 10 minutes',
        'show storefront traces that ended in an error',
      ],
      () => says('storefront', /auth-api|error|500|502|503/),
    ),
    ask(
      'tra-ill-error-where',
      [
        'in which service do failing storefront traces fail?',
        'explain a failed trace of storefront',
        'where does the error of the failed storefront traces come from',
      ],
      () => says('auth-api'),
    ),
    ask(
      'tra-ill-traceql',
      [
        '{ resource.service.name = "auth-api" && status = error }',
        'traceql { resource.service.name = "auth-api" && status = error }',
        'run traceql {resource.service.name="auth-api" && status=error} last 10 minutes',
      ],
      () => says('auth-api'),
    ),
  ]),
  ...under('pool-exhausted', [
    ask(
      'tra-pool',
      [
        'explain the slowest trace of {it}',
        'what takes so long in {it} requests, look at a trace',
        'slow {it} trace breakdown',
      ],
      ({ fill }) => says(fill('{it}'), /pool|connection|acquire|wait/),
    ),
  ]),
];

export const traceRows: Row[] = connected([...calm, ...ill]);

export const tracesDownRows: Row[] = connected(
  [
    ask(
      'tra-down',
      [
        'slow traces of checkout',
        'failed traces of cart in the last hour',
        '{ resource.service.name = "checkout" }',
      ],
      () => unreachable(/tempo|traces/, /no (slow )?traces (were )?(found|match)/),
    ),
  ],
  'tempo',
);
