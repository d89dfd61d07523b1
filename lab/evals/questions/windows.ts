import { exactly, NONE, says } from '../expect.ts';
import type { Expectation, Question } from '../question.ts';
import { ofSkill } from '../question.ts';
import { ask, under } from '../rows.ts';
import { released } from '../history.ts';
import type { ClusterTruth } from '../truth.ts';

const HOUR = 3_600_000;
const ageOf = ({ metadata }: { metadata: { creationTimestamp: string } }) =>
  (Date.now() - Date.parse(metadata.creationTimestamp)) / HOUR;
const quiet: Expectation = { facts: [NONE], severity: 'none' };
const between = (cluster: ClusterTruth, from: number, to: number): Expectation => ({
  facts: released(cluster, from, to),
  forbid: released(cluster, 0, from).concat(released(cluster, to, 20)),
});

/** Since, before, between, in the last: what is in the window, and nothing else. */
export const windows: Question[] = [
  ...ofSkill('changes', [
    ask(
      'window-six-days',
      [
        'which deployments were rolled out in the last 6 days?',
        'rollouts since 6 days',
        'deployments changed during the past six days',
      ],
      ({ prod }) => between(prod, 0, 6),
    ),
    ask(
      'window-five-to-seven',
      [
        'what was rolled out between 7 and 5 days ago?',
        'deployments changed from 7 days ago to 5 days ago',
        'rollouts 5 to 7 days back',
      ],
      ({ prod }) => between(prod, 5, 7),
    ),
    ask(
      'window-before-fortnight',
      [
        'which deployments were last rolled out more than 14 days ago in platform?',
        'platform: last rollout before two weeks ago, who',
        'platform deployments not rolled out in the last 14 days',
      ],
      ({ prod }) => ({
        facts: released(prod, 14, 20),
        forbid: ['storefront', 'checkout'],
      }),
    ),
    ask(
      'window-three-days',
      [
        'was anything rolled out in the last 3 days in shop?',
        'shop: deploys since 3 days?',
        'any rollout in shop within the past three days',
      ],
      () => quiet,
    ),
    ask(
      'window-payments-fortnight',
      [
        'what changed in payments in the last 2 weeks?',
        'payments rollouts of the past fortnight',
        'payments: changes since 14 days',
      ],
      ({ prod }) => says(...released(prod, 0, 14).filter((name) => name.startsWith('payments'))),
    ),
    ask(
      'window-staging',
      [
        'what was rolled out on staging in the last 6 days?',
        'staging rollouts since 6 days',
        'staging: deployments changed in the past six days',
      ],
      ({ staging }) => between(staging, 0, 6),
    ),
    ...under('bad-rollout', [
      ask(
        'window-past-hour',
        [
          'what changed in {ns} between an hour ago and ten minutes ago?',
          '{ns}: changes from 60 to 10 minutes ago',
          'changes in {ns} in the last hour but not the last 10 minutes',
        ],
        ({ fill }) => says(fill('{it}')),
      ),
      ask(
        'window-just-now',
        [
          'was anything rolled out in the last 5 minutes?',
          'rollouts since 5 minutes?',
          'any deploy within the past five minutes',
        ],
        () => ({ facts: [NONE] }),
      ),
      ask(
        'window-before-trouble',
        [
          'what was rolled out before the trouble with {it} began?',
          'last rollout of {it} and when',
          'when was {it} rolled out last?',
        ],
        ({ fill }) => says(fill('{it}'), /minutes? ago|\d+ ?m(in)?\b|\d\d:\d\d/),
      ),
    ]),
  ]),
  ...ofSkill('inventory', [
    ask(
      'window-older-deployments',
      [
        'which deployments are older than 50 days?',
        'deployments created more than 50 days ago',
        'deployments with age > 50d',
      ],
      ({ prod }) =>
        exactly(prod.names('Deployment', { is: (one) => ageOf(one) > 50 * 24 }), prod.names('Deployment')),
    ),
    ask(
      'window-new-namespaces',
      [
        'which namespaces were created in the last 70 days?',
        'namespaces younger than 70 days',
        'namespaces added since 70 days',
      ],
      ({ prod }) =>
        exactly(prod.names('Namespace', { is: (one) => ageOf(one) < 70 * 24 }), prod.names('Namespace')),
    ),
    ask(
      'window-new-pods',
      [
        'which pods in platform were created in the last 90 minutes?',
        'platform pods younger than 90 minutes',
        'new pods in platform since 90m',
      ],
      ({ prod }) =>
        exactly(
          prod.names('Pod', { ns: 'platform', is: (one) => ageOf(one) < 1.5 }),
          prod.names('Pod', { ns: 'platform' }),
        ),
    ),
    ask(
      'window-old-jobs',
      [
        'which jobs in data are older than a day?',
        'data jobs created more than 24 hours ago',
        'jobs in data with age > 1d',
      ],
      ({ prod }) =>
        exactly(
          prod.names('Job', { ns: 'data', is: (one) => ageOf(one) > 24 }),
          prod.names('Job', { ns: 'data' }),
        ),
    ),
    ask(
      'window-restarts',
      [
        'did anything restart in data in the last hour?',
        'restarts in data within the past 60 minutes',
        'data: pods restarted since 1h',
      ],
      () => quiet,
    ),
  ]),
  ...ofSkill('logs', [
    ...under('time-window', [
      ask(
        'window-log-two-to-four',
        [
          'cron-scheduler logs from 4 hours ago until 2 hours ago',
          'what did cron-scheduler write between 4h and 2h ago?',
          'log of cron-scheduler, 240 to 120 minutes back',
        ],
        () => ({
          facts: [/api\.partner/, /11 jobs/],
          forbid: [/14 jobs/],
        }),
      ),
      ask(
        'window-log-twenty',
        [
          'cron-scheduler logs since 20 minutes',
          'last 20 min of cron-scheduler logs',
          'what has cron-scheduler logged during the past 20 minutes',
        ],
        () => ({
          facts: [/14 jobs/],
          forbid: [/11 jobs/, /api\.partner/],
        }),
      ),
      ask(
        'window-log-when',
        [
          'when did cron-scheduler last fail to reach the partner api?',
          'time of the last error of cron-scheduler',
          'cron-scheduler: when was the last connection timeout',
        ],
        () => says(/api\.partner|timed out|timeout/, /\d\d:\d\d|hours? ago|\d+ ?(m|min|minutes)\b/),
      ),
    ]),
  ]),
  ...ofSkill('events', [
    ask(
      'window-events-quiet',
      [
        'warning events in shop in the last 10 minutes?',
        'shop warnings since 10m',
        'any warnings in shop during the past ten minutes',
      ],
      () => quiet,
    ),
    ...under('unschedulable-node-selector', [
      ask(
        'window-events-hour',
        [
          'warning events in {ns} within the last hour',
          '{ns} warnings since 1h',
          'which warnings had {ns} during the past 60 minutes',
        ],
        () => says(/failedscheduling|affinity\/selector|node selector/),
      ),
    ]),
  ]),
];
