/* eslint-disable max-lines -- data: questions, one after the other */
import { errorsOf, firingIn, latencyOf, topOf, trafficOf } from '../../company-facts.ts';
import { misread, NONE, noData, noSuchName, says, unreachable } from '../../expect.ts';
import { ofSkill } from '../../question.ts';
import type { Question } from '../../question.ts';
import { ask, connected, under } from '../../rows.ts';

const MS = /\d ?m?s\b/;
const SHARE = /\d ?%/;

export const metrics: Question[] = ofSkill('metrics', [
  ...connected([
    ask(
      'sys-met-rate',
      ['request rate of checkout', 'how many req/s does checkout handle?', 'checkout rps now'],
      async (truth) => says('checkout', await trafficOf(truth, 'checkout')),
    ),
    ask(
      'sys-met-p95',
      ['p95 latency of checkout', 'checkout p95?', 'what is the 95th percentile of checkout'],
      async (truth) => says('checkout', await latencyOf(truth, 'checkout', 0.95)),
    ),
    ask(
      'sys-met-p99',
      ['p99 of catalogue', '99th percentile latency for catalogue?', 'catalogue p99 response time'],
      async (truth) => says('catalogue', await latencyOf(truth, 'catalogue', 0.99)),
    ),
    ask(
      'sys-met-errors',
      ['error rate of search', 'how many search requests fail, in percent?', 'search 5xx share'],
      async (truth) => says('search', await errorsOf(truth, 'search')),
    ),
    ask(
      'sys-met-top',
      ['which service has the highest request rate?', 'most requested service', 'top services by traffic'],
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
      'sys-met-history',
      [
        'error rate of storefront over the last 3 hours',
        'storefront errors past 3h as a rate',
        'how did the error rate of storefront develop since three hours?',
      ],
      () => says('storefront', SHARE),
    ),
    ask(
      'sys-met-disk',
      ['disk usage of the nodes', 'how much disk is left on each node?', 'node disks: free space'],
      () => says('harbour-prod-worker-1', 'harbour-prod-worker-3'),
    ),
    ask(
      'sys-met-forecast',
      [
        'when will the disk of harbour-prod-worker-1 be full?',
        'disk forecast for harbour-prod-worker-1',
        'does the disk of harbour-prod-worker-1 fill up?',
      ],
      () => ({
        facts: ['harbour-prod-worker-1', /not|no\b|never|stable|flat|steady|days|weeks|months|n't/],
        forbid: [/full (in|within) \d+ min/],
      }),
    ),
    ask(
      'sys-met-promql',
      [
        'count(up{cluster="harbour-prod",job="kubelet"})',
        'promql: count(up{cluster="harbour-prod",job="kubelet"})',
        'run promql count(up{job="kubelet",cluster="harbour-prod"})',
      ],
      ({ number }) => says(number(4)),
    ),
    ask(
      'sys-met-broken',
      [
        'sum(rate(http_requests_total[5m])',
        'promql rate(http_requests_total[5m',
        'run promql sum by service (up) by',
      ],
      () => misread(),
    ),
    ask(
      'sys-met-empty',
      ['sum(ledger_entries_total)', 'promql: rate(ledger_entries_total[5m])', 'max(rabbitmq_queue_messages)'],
      () => noData(),
    ),
    ask('sys-met-unknown', ['p95 latency of warehouse', 'error rate of warehouse?', 'rps of warehouse'], () =>
      noSuchName('warehouse'),
    ),
    ask(
      'sys-met-absurd',
      [
        'error rate of search over the last 500 years',
        'search rps for the past 99999 days',
        'p95 of search over the last 0 minutes',
      ],
      () => ({
        outcome: ['answered', 'unknown', 'asked', 'declined'],
        facts: [/search|range|window|days|data|kept|retention/],
      }),
    ),
  ]),
  ...connected([
    ...under('slow-query', [
      ask(
        'sys-met-slow',
        ['p95 latency of {victim}', '{victim} p95 now?', 'how slow is {victim} at p95'],
        async (truth) => says(await latencyOf(truth, truth.fill('{victim}'), 0.95)),
      ),
    ]),
    ...under('pool-exhausted', [
      ask(
        'sys-met-pool',
        ['db connection pool of {it}', 'how full is the pool of {it}?', '{it}: database connections in use'],
        ({ fill }) => says(fill('{it}'), [/100 ?%|\b9\d(\.\d+)? ?%|all|every|(\d+) (of|\/|out of) \1\b/]),
      ),
    ]),
    ...under('disk-filling', [
      ask(
        'sys-met-full',
        [
          'when will the disk of {it} be full?',
          'how long until the disk of {it} is full',
          'disk full forecast {it}',
        ],
        ({ fill }) => ({
          facts: [fill('{it}'), /\d\d:\d\d|hours?|minutes?|\d ?h\b/],
          forbid: [/\bnever\b|not fill up/],
        }),
      ),
    ]),
  ]),
  ...connected(
    [
      ask('sys-met-down', ['p95 of cart', 'error rate of cart', 'cart rps?'], () =>
        unreachable(/prometheus|metrics/, /no errors/),
      ),
    ],
    'prometheus',
  ),
]);

export const alerts: Question[] = ofSkill('alerts', [
  ...connected([
    ask('sys-alr-none', ['what is firing?', 'are there any firing alerts', 'firing alerts'], () => ({
      facts: [NONE],
      forbid: [/servicehigh|kubepod|targetdown/],
    })),
    ask('sys-alr-silences', ['any silences?', 'show active silences', 'what is silenced'], () =>
      says('NodeFilesystemFilesFillingUp', /ines/),
    ),
    ask(
      'sys-alr-rule',
      [
        'what does ServiceHighErrorRate mean?',
        'explain ServiceHighErrorRate',
        'threshold of ServiceHighErrorRate?',
      ],
      () => says('ServiceHighErrorRate', /5 ?%|0\.05/),
    ),
    ask(
      'sys-alr-unknown',
      ['what does MoonPhaseWrong mean?', 'explain alert MoonPhaseWrong', 'runbook for MoonPhaseWrong'],
      () => noData(/moonphasewrong/),
    ),
    ask('sys-alr-targets', ['which targets are down?', 'all targets up?', 'scrape targets that fail'], () =>
      says(/\ball\b|no(ne)?\b|every|0\b/),
    ),
  ]),
  ...connected([
    ...under('auth-outage', [
      ask('sys-alr-all', ['what is firing right now?', 'list firing alerts', 'show alerts'], async (truth) =>
        says(...(await firingIn(truth))),
      ),
      ask('sys-alr-service', ['alerts about {it}', 'what fires for {it}?', '{it} alerts'], ({ fill }) =>
        says('ServiceHighErrorRate', fill('{it}')),
      ),
    ]),
    ...under('bad-rollout', [
      ask(
        'sys-alr-target',
        ['targets down?', 'which scrape targets are down', 'what can not be scraped'],
        ({ fill }) => says(fill('{it}')),
      ),
    ]),
  ]),
  ...connected(
    [
      ask('sys-alr-down', ['what is firing?', 'any alert?', 'list silences'], () =>
        unreachable(/alertmanager|prometheus|alerts/, /no alert (fires|is firing)/),
      ),
    ],
    'alertmanager',
    'prometheus',
  ),
]);

export const lokiLogs: Question[] = ofSkill('logs', [
  ...connected([
    ask(
      'sys-lok-errors',
      [
        'errors of payments-api in the last 3 hours',
        'payments-api error lines, past 3h',
        'what errors did payments-api log in the past three hours',
      ],
      () => says(/failed|error/),
    ),
    ask(
      'sys-lok-none',
      [
        'search logs for "purple elephant"',
        'grep purple elephant in all logs',
        'lines with purple elephant?',
      ],
      () => noData(),
    ),
    ask(
      'sys-lok-window',
      [
        'logs of search between 3 hours and 2 hours ago',
        'search logs from 180 to 120 minutes ago',
        'what did search log three hours ago until two hours ago',
      ],
      () => says('search'),
    ),
    ask(
      'sys-lok-patterns',
      ['log patterns of cart', 'patterns in the logs of cart', 'group cart log lines'],
      () => says('cart', /get|post|items/),
    ),
    ask(
      'sys-lok-volume',
      ['log volume by service', 'which app writes most log lines?', 'who logs the most in the last hour'],
      () => says(/\d/),
    ),
    ask(
      'sys-lok-logql',
      [
        '{cluster="harbour-prod",app="cart"} |= "GET"',
        'logql {app="cart",cluster="harbour-prod"} |= "GET"',
        'run logql {cluster="harbour-prod", app="cart"} |= "GET"',
      ],
      () => says(/get/),
    ),
    ask(
      'sys-lok-broken',
      ['{app="search" |= "error"', 'logql {app=search} |= "x"', 'run logql {app="search"} |= x"'],
      () => misread(),
    ),
    ask(
      'sys-lok-old',
      [
        'logs of search from 100 days ago',
        'search logs four months ago',
        'what did search log in January 2025?',
      ],
      () => noData(),
    ),
  ]),
  ...connected([
    ...under('auth-outage', [
      ask(
        'sys-lok-auth',
        [
          'show me errors from auth service',
          'errors of auth-api',
          'auth-api: what does it complain about in the logs?',
        ],
        () => says(/signing key|unknown key/),
      ),
      ask(
        'sys-lok-new',
        [
          'new errors of auth-api in the last hour',
          'which error lines are new in auth-api?',
          'error patterns of auth-api that were not there before',
        ],
        () => says(/signing key|unknown key/),
      ),
    ]),
    ...under('healthy-deploy', [
      ask(
        'sys-lok-gone',
        [
          'logs of the old pods of {it}',
          'what did the {it} pods that are gone log?',
          'last lines of the previous {it} pods',
        ],
        ({ fill }) => ({ facts: [fill('{it}')], forbid: [/crash|oomkilled|panic/] }),
      ),
    ]),
  ]),
  ...connected(
    [
      ask(
        'sys-lok-down',
        ['{app="search"}', 'logql {app="search"} |= "GET"', 'log volume by app, past day'],
        () => unreachable(/loki/),
      ),
    ],
    'loki',
  ),
]);

export const traces: Question[] = ofSkill('traces', [
  ...connected([
    ask('sys-tra-slow', ['any slow traces?', 'slowest traces of the last hour', 'show slow traces'], () =>
      says(MS),
    ),
    ask(
      'sys-tra-limit',
      [
        'checkout traces over 180 ms',
        'traces of checkout slower than 180ms',
        'slow traces of checkout over 180 ms in the last 30 minutes',
      ],
      () => says('checkout', MS),
    ),
    ask(
      'sys-tra-none',
      [
        'traces of search over 25 s',
        'search requests slower than 25 seconds',
        'any search trace longer than 25s?',
      ],
      () => noData(),
    ),
    ask(
      'sys-tra-calls',
      [
        'what does payments-api call?',
        'downstream of payments-api in the traces',
        'service graph of payments-api',
      ],
      () => says('postgres', 'auth-api'),
    ),
    ask(
      'sys-tra-broken',
      [
        '{ resource.service.name = "cart" && }',
        'traceql { resource.service.name = cart',
        'run traceql { duration > quick }',
      ],
      () => misread(),
    ),
    ask(
      'sys-tra-unknown',
      ['slow traces of warehouse', 'error traces of warehouse?', 'warehouse traces'],
      () => noSuchName('warehouse'),
    ),
  ]),
  ...connected([
    ...under('auth-outage', [
      ask(
        'sys-tra-error',
        [
          'failed traces of auth-api',
          'error traces of auth-api in the last 10 min',
          '{ resource.service.name = "auth-api" && status = error } | select(span.http.status_code)',
        ],
        () => says('auth-api'),
      ),
    ]),
    ...under('deploy-latency-downstream', [
      ask(
        'sys-tra-why',
        [
          'take a slow trace of {victim} apart',
          'bottleneck of slow {victim} traces',
          'where does the slowest {victim} trace spend its time?',
        ],
        ({ fill }) => says(fill('{it}'), MS),
      ),
    ]),
  ]),
  ...connected(
    [
      ask('sys-tra-down', ['slow traces of cart', 'failed traces of search', '{ status = error }'], () =>
        unreachable(/tempo|traces/),
      ),
    ],
    'tempo',
  ),
]);
