import { NONE, says } from '../../expect.ts';
import { released } from '../../history.ts';
import type { Expectation } from '../../question.ts';
import type { Row } from '../../rows.ts';
import { ask, under } from '../../rows.ts';
import type { ClusterTruth } from '../../truth.ts';

const quiet: Expectation = { facts: [NONE], severity: 'none' };

/** When the replica set in force was made: as an age, or as a date. */
function lastOf(cluster: ClusterTruth, name: string): Expectation {
  const born = cluster
    .all('ReplicaSet', { name: `${name}-*`, is: ({ spec }) => (spec.replicas ?? 0) > 0 })
    .map(({ metadata }) => metadata.creationTimestamp)
    .sort()
    .at(-1);
  const date = new Date(born ?? 0);
  const days = Math.floor((Date.now() - date.getTime()) / 86_400_000);
  const month = date.toLocaleString('en-GB', { month: 'short', timeZone: 'UTC' }).toLowerCase();
  return says([
    new RegExp(`(?<!\\d)(${days}|${days + 1}) ?d(ays?)?\\b`),
    date.toISOString().slice(0, 10),
    new RegExp(`(?<!\\d)${date.getUTCDate()} ${month}|${month}[a-z]* ${date.getUTCDate()}(?!\\d)`),
  ]);
}

const calm: Row[] = [
  ask(
    'x-week',
    [
      'what shipped in the last 7 days?',
      'releases of the past week',
      'which deployments changed since a week ago',
    ],
    ({ prod }) => ({
      facts: released(prod, 0, 7),
      forbid: ['payments-worker', 'reporting', 'recommendations'],
    }),
  ),
  ask(
    'x-platform',
    [
      'was anything rolled out in platform within the last 3 weeks?',
      'platform releases of the past 21 days',
      'platform deploys since 21d',
    ],
    ({ prod }) => ({
      facts: released(prod, 0, 21).filter((name) =>
        prod.names('Deployment', { ns: 'platform' }).includes(name),
      ),
      forbid: ['checkout', 'payments-api'],
    }),
  ),
  ask(
    'x-orders',
    ['when did orders change last?', 'last deploy of orders', 'orders: how long is the current version live'],
    ({ prod }) => lastOf(prod, 'orders'),
  ),
  ask(
    'x-notifications',
    [
      'date of the last notifications rollout',
      'when was notifications updated',
      'notifications - last release when',
    ],
    ({ prod }) => lastOf(prod, 'notifications'),
  ),
  ask(
    'x-search-before',
    [
      'what did search run before 0.42.3',
      'search: version prior to the present one',
      'which tag was replaced by 0.42.3 on search',
    ],
    () => says(/0\.41\.0/),
  ),
  ask(
    'x-quiet-today',
    [
      'did anyone deploy today?',
      'deployments rolled out in the last 12 hours?',
      'any rollout during the last 12h?',
    ],
    () => ({
      ...quiet,
      forbid: [/storefront (was|has been) (deployed|rolled out|updated) (today|\d+ ?h)/],
    }),
  ),
  ask(
    'x-quiet-payments',
    [
      'payments: any rollout in the past 3 days?',
      'changes in payments since 3 days',
      'did payments deploy something within the last 72 hours',
    ],
    () => quiet,
  ),
  ask(
    'x-oldest',
    [
      'which deployment was not touched for the longest time?',
      'deployment with the oldest rollout',
      'stalest deployment in prod',
    ],
    () => ({
      outcome: ['answered', 'unknown'],
      facts: [['coredns', 'metrics-server']],
    }),
  ),
  ask(
    'x-compare',
    [
      'what was released first, cart or checkout (current versions)?',
      'is the running cart newer than the running checkout',
      'cart vs checkout - who deployed more recently',
    ],
    () => ({
      facts: ['cart', 'checkout'],
      forbid: [/checkout (is|was) (the )?(newer|more recent)/],
    }),
  ),
];

const ill: Row[] = [
  ...under('bad-image', [
    ask(
      'x-ill-who',
      [
        'what changed in shop in the last 45 minutes?',
        'shop changes since 45 min',
        'recent change in shop that could explain the trouble?',
      ],
      ({ fill }) => says(fill('{it}')),
    ),
    ask(
      'x-ill-from-to',
      [
        '{it}: from which image to which image was it changed',
        'old and new tag of {it}',
        'what did the last {it} change do',
      ],
      () => says(/hotfix/),
    ),
  ]),
  ...under('hpa-no-metrics', [
    ask(
      'x-ill-edit',
      ['was {it} modified in the last hour?', '{it} edited recently?', 'any fresh revision of {it}'],
      ({ fill }) => says(fill('{it}'), /\byes\b|rollout|rolled out|changed|resources|ago|minutes|\d ?min/),
    ),
    ask(
      'x-ill-others',
      [
        'anything else changed in shop in that hour?',
        'shop: changes in the last hour?',
        'did shop change within 60 min',
      ],
      () => quiet,
    ),
  ]),
  ...under('service-isolated', [
    ask(
      'x-ill-policy',
      ['newest network policy?', 'which netpol was created last', 'network policies younger than an hour'],
      () => says(/-isolate/),
    ),
  ]),
  ...under('quota-exceeded', [
    ask(
      'x-ill-scaled',
      [
        'was {it} scaled recently?',
        'did the replica count of {it} change',
        '{it} desired replicas now vs ready',
      ],
      ({ prod, fill }) => {
        const wanted = prod.one('Deployment', fill('{it}')).spec.replicas ?? 0;
        return says(new RegExp(`(?<![\\d.])${wanted}(?!\\d|\\.\\d)`));
      },
    ),
  ]),
  ...under('village', [
    ask(
      'x-new-deployments',
      [
        'deployments created within the last hour in library',
        'what is new in library since an hour',
        'library: brand new deployments?',
      ],
      ({ prod }) => says(...prod.names('Deployment', { ns: 'library' })),
    ),
  ]),
];

export const changeRows: Row[] = [...calm, ...ill];
