import { says } from '../../expect.ts';
import type { Row } from '../../rows.ts';
import { ask, under } from '../../rows.ts';
import { number as digits } from '../../truth.ts';
import { whole } from './facts.ts';

const done = {
  facts: [/complete|finished|done|rolled out|up to date|success|through|\byes\b/],
  forbid: [/not (yet )?(complete|finished)|(?<!not )stuck|in progress/],
  severity: 'none' as const,
};

const calm: Row[] = [
  ask(
    'o-storefront',
    [
      'has storefront 5.3.1 fully rolled out?',
      'storefront rollout finished?',
      'k rollout status deploy/storefront -n shop',
    ],
    () => done,
  ),
  ask(
    'o-staging',
    [
      'rollout status of orders on staging',
      'staging: is the orders rollout complete',
      'orders deploy on staging done?',
    ],
    () => done,
  ),
  ask(
    'o-history-payments',
    [
      'revision history payments-api',
      'list the revisions of payments-api with images',
      'which images did payments-api have so far',
    ],
    () => says(/7\.3\.0/, /7\.2\.0/),
  ),
  ask(
    'o-previous-cart',
    [
      'if i undo cart, which version do i get?',
      'cart: what would rollout undo bring back',
      'previous cart tag',
    ],
    () => says(/1\.18\.0/),
  ),
  ask(
    'o-count',
    [
      'how many revisions does orders have?',
      'orders: number of rollout revisions',
      'count of revisions for deployment orders',
    ],
    () => says(digits(2)),
  ),
  ask(
    'o-recommendations',
    [
      'previous version of recommendations?',
      'can recommendations be rolled back, to what',
      'recommendations: earlier revisions?',
    ],
    () => ({
      facts: [/\bno\b|none|only|one|single|first|not|(?<![\w.-])1(?![\w.-])/],
      forbid: [/0\.9\.11|0\.9\.10|0\.8\.\d/],
      severity: 'none',
    }),
  ),
  ask(
    'o-strategy',
    [
      'maxUnavailable of checkout?',
      'rollout strategy of checkout with surge',
      'how does checkout get updated: strategy',
    ],
    () => says([/25 ?%/, /rolling ?update/]),
  ),
  ask(
    'o-sts',
    [
      'rollout status of statefulset postgres',
      'is sts postgres completely rolled out',
      'postgres statefulset update done?',
    ],
    () => done,
  ),
  ask(
    'o-ds',
    [
      'is the log-agent daemonset on all nodes?',
      'rollout status ds log-agent',
      'log-agent: desired vs ready',
    ],
    ({ prod }) => ({
      facts: [[whole(prod.podsOf('log-agent').length), /\ball\b/]],
      forbid: [/not on all|(?<!\d)[0-3] of 4|^no\b/],
      severity: 'none',
    }),
  ),
  ask(
    'o-paused',
    ['is any rollout paused?', 'paused deployments?', 'did somebody pause a deployment in prod'],
    () => ({ facts: [/\bno\b|none|nothing|not|0\b/], forbid: [/^yes\b/], severity: 'none' }),
  ),
];

const ill: Row[] = [
  ...under('bad-rollout', [
    ask(
      'o-stuck',
      [
        'how far is the {it} rollout?',
        'is {it} rollout progressing or stuck',
        'k rollout status deploy/{it} -n {ns}',
      ],
      () => ({
        facts: [
          /stuck|not (yet )?(complete|finished|done|ready|out)|progress|waiting|of 3|crash|\bno\b|unavailable/,
        ],
        forbid: [/rollout (is |has )?(complete|finished|succeeded|successful)/, /successfully rolled out/],
      }),
    ),
    ask(
      'o-good-version',
      [
        'which {it} version is still serving?',
        'what does {it} serve while the new one crashes - which tag',
        'last working tag of {it}',
      ],
      ({ prod, fill }) => {
        const sets = prod
          .all('ReplicaSet', { name: `${fill('{it}')}-*`, is: (one) => (one.status.readyReplicas ?? 0) > 0 })
          .flatMap((one) => one.spec.template.spec.containers[0]?.image.split(':').at(-1) ?? []);
        return says(new RegExp((sets[0] ?? 'none').replaceAll('.', '\\.')));
      },
    ),
  ]),
  ...under('pull-secret-missing', [
    ask(
      'o-which-tag',
      [
        'which version is being rolled out for {it}?',
        '{it}: from which tag to which tag',
        'what tag does the stuck {it} rollout want',
      ],
      ({ prod, fill }) =>
        says(
          new RegExp(
            (
              prod
                .one('Deployment', fill('{it}'))
                .spec.template.spec.containers[0]?.image.split(':')
                .at(-1) ?? 'none'
            ).replaceAll('.', '\\.'),
          ),
        ),
    ),
  ]),
  ...under('unschedulable-affinity', [
    ask(
      'o-updated',
      [
        '{it} rollout: how many pods are ready',
        'ready replicas of {it} during the rollout',
        'does {it} still have ready pods',
      ],
      ({ prod, fill }) => says(whole(prod.one('Deployment', fill('{it}')).status.readyReplicas ?? 0)),
    ),
  ]),
  ...under('half-done', [
    ask(
      'o-clock',
      ['rollout status of clock', 'is the rollout of attic/clock done?', 'clock: is it rolled out?'],
      () => ({
        facts: [/paused|not|\bno\b|n't|0\b/],
        forbid: [/rollout (is |has )?(complete|finished|succeeded|successful)/, /successfully rolled out/],
      }),
    ),
  ]),
];

export const rolloutRows: Row[] = [...calm, ...ill];
