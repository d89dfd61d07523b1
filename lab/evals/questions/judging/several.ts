import { broken, healthy } from '../../expect.ts';
import type { Matcher } from '../../matcher.ts';
import type { Row } from '../../rows.ts';
import { ask, under } from '../../rows.ts';

interface Pair {
  id: string;
  scenario: [string, string];
  first: Matcher;
  last: Matcher;
}

/** Two faults that have nothing to do with one another. */
const PAIRS: Pair[] = [
  {
    id: 'variable-and-scaler',
    scenario: ['crash-missing-variable', 'hpa-at-max'],
    first: /redis_addr|catalogue_url|payments_url|smtp_host|queue_addr/,
    last: /max/,
  },
  {
    id: 'name-and-job',
    scenario: ['invalid-image-name', 'job-failing'],
    first: /image/,
    last: /net_amount|exit(ed)? (with )?(code )?1/,
  },
  {
    id: 'sidecar-and-ingress',
    scenario: ['sidecar-crash', 'ingress-backend-missing'],
    first: /proxy/,
    last: /-blue/,
  },
  {
    id: 'rollout-and-claim',
    scenario: ['bad-rollout', 'pvc-pending'],
    first: /schema 7|unknown configuration|exit(ed)? (with )?(code )?1/,
    last: /nvme-ultra/,
  },
  {
    id: 'key-and-disk',
    scenario: ['missing-secret-key', 'disk-pressure'],
    first: /secret|key/,
    last: /disk/,
  },
];

const pairs = PAIRS.flatMap(({ id, scenario, first, last }) =>
  under(scenario, [
    ask(
      `two-${id}-first`,
      [
        '{first}: what is the matter with it',
        'need the cause for {first} only',
        'explain the {first} failure',
      ],
      () => broken([first]),
    ),
    ask(
      `two-${id}-last`,
      [
        'and what about {it}, why is that one bad',
        '{it} also looks bad - different reason?',
        'cause of the {it} trouble',
      ],
      () => broken([last]),
    ),
    ask(
      `two-${id}-all`,
      [
        'i think there are two separate incidents in prod. which?',
        'prod handover: what is broken and why, all of it',
        'enumerate every current failure in prod with its reason',
      ],
      ({ fill }) =>
        broken([
          [fill('{first}'), first],
          [fill('{it}'), last],
        ]),
    ),
  ]),
);

const three: Row[] = under(
  ['oom', 'invalid-image-name', 'job-failing'],
  [
    ask(
      'three-all',
      [
        'whats broken in prod, everything',
        'all open problems on prod please',
        'how many different things are failing in prod and what are they',
      ],
      ({ fill }) => broken([fill('{first}'), /payments-worker/, /sales-report/]),
    ),
    ask(
      'three-one-place',
      ['and only in payments, what fails?', 'payments namespace: problems?', 'just payments: whats wrong'],
      () => broken([/payments-worker/, /image/], [/storefront (is|has) (crash|fail|oom)/, /net_amount/]),
    ),
    ask(
      'three-well',
      ['is payments-api part of it?', 'payments-api affected too or fine', 'and payments-api works?'],
      () => healthy('payments-api'),
    ),
  ],
);

/** The fault is in the other cluster. */
const there: Row[] = [
  ...under('staging:bad-rollout', [
    ask(
      'far-rollout',
      [
        'the staging deploy of {it} fails, why',
        '{it} new version in staging - what error',
        'stg {it} does not come up',
      ],
      () => broken([/schema 7|unknown configuration|exit(ed)? (with )?(code )?1/]),
    ),
    ask(
      'far-rollout-here',
      ['same problem with {it} in prod?', 'is {it} in production affected', 'prod {it} fine?'],
      ({ fill }) => healthy(fill('{it}')),
    ),
    ask(
      'far-rollout-where',
      [
        'in which environment is {it} broken?',
        '{it} failing - only staging or prod as well?',
        'where does {it} fail, prod/staging/both',
      ],
      () => ({
        outcome: ['answered', 'asked'],
        facts: [/staging/],
        forbid: [/(fails|broken|failing|stuck) (only )?(in|on) (harbour-)?prod\b/, /\bin both\b/],
      }),
    ),
  ]),
  ...under(
    ['staging:readiness-failing', 'wrong-liveness-port'],
    [
      ask(
        'far-and-near-staging',
        ['what is failing in staging', 'staging: list the problems', 'is staging ok? if not why'],
        () => broken([/readiness|not ready|503|warm-?up/], [/9999/]),
      ),
      ask(
        'far-and-near-prod',
        ['what is failing in production', 'prod: list the problems', 'is prod ok? if not, why'],
        () => broken([/liveness|9999/], [/warm-?up/]),
      ),
      ask(
        'far-and-near-both',
        [
          'problems on both clusters, short list',
          'everything broken across prod and staging',
          'all clusters: what is not ok',
        ],
        ({ fill }) => broken([fill('{first}'), fill('{it}')]),
      ),
    ],
  ),
];

export const severalRows: Row[] = [...pairs, ...three, ...there];
