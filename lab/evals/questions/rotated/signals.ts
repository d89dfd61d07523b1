/* eslint-disable max-lines -- data: questions, one after the other */
import { NONE, says } from '../../expect.ts';
import type { Expectation } from '../../question.ts';
import type { ClusterTruth } from '../../truth.ts';
import { released } from '../../history.ts';
import type { Row } from '../../rows.ts';
import { ask, under } from '../../rows.ts';

const CPU = /\d+ ?(m\b|millicores?|cores?|cpu|%)/;
const MEMORY = /\d+ ?(ki|mi|gi|kib|mib|gib|mb|gb)\b/;

export const logRows: Row[] = [
  ask('log-cart', ['cart logs pls', 'tail the logs of deployment cart', 'k logs deploy/cart -n shop'], () =>
    says(/cart\/items|healthz/),
  ),
  ask(
    'log-worker',
    ['what is payments-worker writing?', 'payments-worker logs', 'k logs -l app=payments-worker -n payments'],
    () => says(/job|queue depth/),
  ),
  ask(
    'log-ingress',
    [
      'logs of the ingress controller',
      'ingress-nginx-controller log',
      'k logs deploy/ingress-nginx-controller -n platform',
    ],
    () => says(/get \/|nginx/),
  ),
  ask(
    'log-staging',
    ['logs of cart in staging', 'staging: show cart logs', 'k logs deploy/cart -n shop on staging'],
    (truth) => ({
      facts: [/cart\/items|healthz/],
      forbid: truth.prod.podsOf('cart').map((pod) => pod.metadata.name),
    }),
  ),
  ask(
    'log-backup',
    [
      'what did the last backup print?',
      'logs of the latest postgres-backup job',
      'postgres-backup job output',
    ],
    () => says(/dumped 48 tables|uploaded backup/),
  ),
  ask(
    'log-sidecar',
    ['proxy logs of orders', 'logs of container proxy in {pod:orders}', 'k logs {pod:orders} -c proxy'],
    () => ({
      facts: [/listener|dispatch/],
      forbid: [/orders\/items/],
    }),
  ),
  ask(
    'log-no-errors',
    ['any errors in auth-worker logs?', 'auth-worker: errors in log', 'grep error in logs of auth-worker'],
    () => ({
      facts: [NONE],
      severity: 'none',
    }),
  ),
  ...under('time-window', [
    ask(
      'log-between',
      [
        'cron-scheduler logs between 3 hours and 1 hour ago',
        'what did cron-scheduler log from 180 minutes to 60 minutes ago',
        'cron-scheduler log, window: 3h ago until 1h ago',
      ],
      () => ({
        facts: [/api\.partner/],
        forbid: [/14 jobs dispatched/],
      }),
    ),
    ask(
      'log-count',
      [
        'how many errors did cron-scheduler log in the last 3 hours?',
        'error count cron-scheduler past 3h',
        'number of ERROR lines of cron-scheduler in the past three hours',
      ],
      () => says(/(?<![\d.])3(?!\.?\d|h| h)|three/),
    ),
    ask(
      'log-quiet',
      [
        'errors of cron-scheduler in the last hour?',
        'did cron-scheduler fail within the past 60 minutes',
        'cron-scheduler errors since 1h',
      ],
      () => ({
        facts: [NONE],
        forbid: [/api\.partner[^.]*timed out/],
        severity: 'none',
      }),
    ),
  ]),
  ...under('logins', [
    ask(
      'log-bob',
      [
        'why could bob not log in? see login-desk logs',
        'login-desk log lines about bob',
        'grep bob in login-desk',
      ],
      () => says(/redis timeout/),
    ),
  ]),
  ...under('crash-panic', [
    ask(
      'log-panic',
      ['previous logs of {sick-pod}', 'what did {it} print before it died?', 'k logs {sick-pod} --previous'],
      () => says(/nil pointer|cannot read properties|sigsegv/),
    ),
  ]),
  ...under('init-failing', [
    ask(
      'log-init',
      [
        'logs of the migrate container of {sick-pod}',
        'k logs {sick-pod} -c migrate',
        'what does the init container of {it} log',
      ],
      () => says(/already exists/),
    ),
  ]),
  ...under('bad-image', [
    ask(
      'log-never-started',
      ['logs of {sick-pod}', 'k logs {sick-pod}', 'show what {sick-pod} logged'],
      () => ({
        outcome: ['answered', 'unknown'],
        facts: [
          /no (logs?|lines?|output)|not (yet )?(started|run|begun)|never (started|ran)|nothing|has(n't| not) (started|written)|waiting|pull|empty/,
        ],
        forbid: [/listening on|healthz/],
      }),
    ),
  ]),
  ...under('job-failing', [
    ask(
      'log-job',
      [
        'logs of the failed sales-report job',
        'what did the last sales-report print',
        'sales-report output of the last run',
      ],
      () => says(/net_amount/),
    ),
  ]),
];

export const eventRows: Row[] = [
  ask(
    'event-platform',
    [
      'events in platform in the last hour',
      'k get events -n platform',
      'what events were there in platform?',
    ],
    () => says('sales-report'),
  ),
  ask(
    'event-no-warnings',
    [
      'warnings in payments?',
      'k get events -n payments --field-selector type=Warning',
      'any warning events for payments today',
    ],
    () => ({
      facts: [NONE],
      forbid: [/backoff|failedscheduling|unhealthy/],
      severity: 'none',
    }),
  ),
  ...under('unschedulable-resources', [
    ask(
      'event-scheduling',
      [
        'events for {sick-pod}',
        'k describe pod {sick-pod} - only the events',
        'what do the events of {sick-pod} say?',
      ],
      () => says(/failedscheduling|insufficient/),
    ),
  ]),
  ...under('pull-secret-missing', [
    ask(
      'event-pull',
      [
        'warning events in {ns}',
        'k events -n {ns} --types=Warning',
        'recent warnings of namespace {ns} please',
      ],
      () => says(/pull|401|unauthori|image/),
    ),
  ]),
  ...under('readiness-failing', [
    ask(
      'event-unhealthy',
      ['events of {it}', 'what events does {sick-pod} have', 'k events --for pod/{sick-pod} -n {ns}'],
      () => says(/readiness|unhealthy|503/),
    ),
  ]),
  ...under('disk-pressure', [
    ask(
      'event-node',
      [
        'events of node {it}',
        'k get events --field-selector involvedObject.name={it}',
        'what happened on node {it} lately, events',
      ],
      () => says(/disk ?pressure|evict|disk/),
    ),
  ]),
  ...under('pvc-pending', [
    ask(
      'event-claim',
      ['events of pvc {it}', 'what do the events say about claim {it}?', 'k describe pvc {it} events'],
      () => says(/nvme-ultra|provisioningfailed/),
    ),
  ]),
];

export const usageRows: Row[] = [
  ask(
    'use-top-data',
    [
      'which pod in data needs the most memory right now?',
      'top memory pod in data',
      'biggest memory user in namespace data',
    ],
    () => says(/postgres-\d/, MEMORY),
  ),
  ask(
    'use-top-shop',
    [
      'which shop pod uses most memory?',
      'k top po -n shop --sort-by=memory, first line',
      'memory hog in shop?',
    ],
    () => says(/search-/, MEMORY),
  ),
  ask(
    'use-checkout',
    [
      'how close is checkout to its memory limit?',
      'checkout memory usage vs limit',
      'memory headroom of checkout',
    ],
    () => says('checkout', MEMORY),
  ),
  ask(
    'use-payments',
    ['cpu and mem of the payments pods', 'k top po -n payments', 'resource consumption in payments now'],
    (truth) => says(...truth.prod.podsOf('payments-api').map((pod) => pod.metadata.name), CPU, MEMORY),
  ),
  ask(
    'use-staging-nodes',
    ['node usage in staging', 'k top no on staging', 'how loaded are the staging nodes?'],
    (truth) => says(...truth.staging.names('Node'), CPU),
  ),
  ask(
    'use-worker',
    [
      'how busy is harbour-prod-worker-3?',
      'cpu usage on harbour-prod-worker-3',
      'k top node harbour-prod-worker-3',
    ],
    () => says('harbour-prod-worker-3', CPU),
  ),
  ask(
    'use-near-limit',
    [
      'which pods use more than 90% of their memory limit?',
      'pods close to oom (over 90 percent of memory limit)',
      'any pod above 90% of its memory limit',
    ],
    () => ({
      outcome: ['answered', 'unknown'],
      facts: [/\bno\b|none|nothing|not|0\b/],
      severity: 'none',
    }),
  ),
  ask(
    'use-postgres',
    ['how much ram does postgres-0 take', 'memory of postgres-0', 'postgres-0 mem usage?'],
    () => says('postgres-0', MEMORY),
  ),
  ...under('metrics-server-down', [
    ask(
      'use-unknown',
      ['how much memory does cart use right now?', 'cpu of cart?', 'k top po -n shop'],
      () => ({
        outcome: ['unknown', 'answered'],
        facts: [/metrics/],
        forbid: [/uses \d+ ?(mi|m)\b/],
      }),
    ),
  ]),
];

const window = (cluster: ClusterTruth, [from, to]: [number, number], not: string[]): Expectation => ({
  facts: released(cluster, from, to),
  forbid: not,
});

export const changeRows: Row[] = [
  ask(
    'change-five-days',
    [
      'what was rolled out in shop in the last 5 days?',
      'deploys in shop since 5 days',
      'shop: which deployments changed within the past five days',
    ],
    ({ prod }) => window(prod, [0, 5], ['search', 'inventory']),
  ),
  ask(
    'change-ten-days',
    [
      'which deployments in shop were updated in the last 10 days',
      'shop rollouts of the past 10 days',
      'changes in shop since ten days ago',
    ],
    ({ prod }) =>
      says(
        ...released(prod, 0, 10).filter((name) => prod.names('Deployment', { ns: 'shop' }).includes(name)),
      ),
  ),
  ask(
    'change-between',
    [
      'what was deployed between 10 and 8 days ago?',
      'rollouts from 10 days ago until 8 days ago',
      'deployments changed 8 to 10 days ago',
    ],
    ({ prod }) => window(prod, [8, 10], ['storefront', 'checkout', 'cart', 'notifications']),
  ),
  ask(
    'change-quiet-week',
    [
      'was anything deployed in payments in the last week?',
      'payments rollouts within the past 7 days',
      'any change in payments since a week ago',
    ],
    () => ({
      facts: [NONE],
      severity: 'none',
    }),
  ),
  ask(
    'change-quiet-shop',
    [
      'what changed in shop in the last 2 hours?',
      'shop: changes since 2h',
      'did somebody deploy to shop within the past two hours',
    ],
    () => ({
      facts: [NONE],
      severity: 'none',
    }),
  ),
  ask(
    'change-when-cart',
    [
      'when was cart deployed last?',
      'last rollout of cart, when',
      'since when runs the current cart version',
    ],
    ({ prod }) => {
      const born =
        prod.all('ReplicaSet', { name: 'cart-*', is: (one) => one.spec.replicas === 2 })[0]?.metadata
          .creationTimestamp ?? '';
      const date = new Date(born);
      const month = date.toLocaleString('en-GB', { month: 'short', timeZone: 'UTC' }).toLowerCase();
      return says([
        /\b5 ?d(ays?)?\b|five days/,
        born.slice(0, 10),
        new RegExp(`${date.getUTCDate()} ${month}|${month}[a-z]* ${date.getUTCDate()}`),
      ]);
    },
  ),
  ask(
    'change-last',
    [
      'which deployment was rolled out most recently?',
      'most recent rollout in prod',
      'latest deployment change in prod?',
    ],
    () => says('storefront'),
  ),
  ask(
    'change-before',
    [
      'which version did checkout run before 2.14.1?',
      'checkout version before the last deploy',
      'what was the image of checkout before the current one',
    ],
    () => says(/2\.13\.4/),
  ),
  ...under('bad-rollout', [
    ask(
      'change-cause',
      ['what changed on {it} in the last hour?', 'which change broke {it}?', 'was {it} deployed recently'],
      ({ prod, fill }) =>
        says(fill('{it}'), [
          /image/,
          prod.one('Deployment', fill('{it}')).spec.template.spec.containers[0]?.image.split(':').at(-1) ??
            'none',
          /revision 3|rollout/,
        ]),
    ),
  ]),
  ...under('unschedulable-affinity', [
    ask(
      'change-hour',
      [
        'what changed in {ns} within the last hour?',
        'changes in {ns} past 60 minutes',
        'who was touched in {ns} since an hour',
      ],
      ({ fill }) => says(fill('{it}')),
    ),
    ask(
      'change-calm',
      [
        'and in payments, did anything change in the last hour?',
        'changes in payments within the last hour',
        'payments namespace: anything new since 1h?',
      ],
      () => ({
        facts: [NONE],
        severity: 'none',
      }),
    ),
  ]),
  ...under('service-isolated', [
    ask(
      'change-policy',
      [
        'was a network policy added recently?',
        'new network policies in the last hour?',
        'any netpol created within the last 60 min',
      ],
      () => says(/-isolate/),
    ),
  ]),
  ...under('pvc-pending', [
    ask(
      'change-new',
      [
        'which deployments were created in the last hour?',
        'new deployments since 1h',
        'deployments younger than an hour',
      ],
      ({ fill }) => ({
        facts: [fill('{it:1}')],
        forbid: ['checkout', 'cart'],
      }),
    ),
  ]),
  ...under('bad-image', [
    ask(
      'change-elsewhere',
      [
        'did anything change in payments in the last 30 minutes?',
        'payments rollouts since half an hour',
        'deploys to payments in the past 30 min',
      ],
      () => ({
        facts: [NONE],
        forbid: [/hotfix/],
        severity: 'none',
      }),
    ),
  ]),
];
