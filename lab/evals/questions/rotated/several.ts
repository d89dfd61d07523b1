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

/** Two faults at once: each has its own cause, and a look at the place finds both. */
const PAIRS: Pair[] = [
  {
    id: 'memory-and-job',
    scenario: ['oom', 'job-failing'],
    first: /memory|oom/,
    last: /net_amount|exit(ed)? (with )?(code )?1/,
  },
  {
    id: 'image-and-certificate',
    scenario: ['bad-image', 'expired-certificate'],
    first: /hotfix|image/,
    last: /expire/,
  },
  {
    id: 'panic-and-claim',
    scenario: ['crash-panic', 'pvc-pending'],
    first: /nil pointer|cannot read properties|sigsegv/,
    last: /nvme-ultra/,
  },
  {
    id: 'rollout-and-metrics',
    scenario: ['bad-rollout', 'metrics-server-down'],
    first: /schema 7|unknown configuration|exit(ed)? (with )?(code )?1/,
    last: /metrics-server/,
  },
  {
    id: 'affinity-and-port',
    scenario: ['unschedulable-affinity', 'wrong-target-port'],
    first: /zone|affinity/,
    last: /port/,
  },
  {
    id: 'taint-and-webhook',
    scenario: ['readiness-failing', 'webhook-missing'],
    first: /readiness|503|warm-?up/,
    last: /webhook|pod-policy/,
  },
];

const pairs = PAIRS.flatMap(({ id, scenario, first, last }) =>
  under(scenario, [
    ask(
      `pair-${id}-first`,
      ['why is {first} in trouble?', 'what is the problem with {first}', 'root cause {first} please'],
      () => broken([first]),
    ),
    ask(
      `pair-${id}-all`,
      [
        'what is broken in prod? everything please',
        'list all current problems in prod',
        'prod: more than one thing seems wrong, which?',
      ],
      (truth) =>
        broken([
          [truth.fill('{first}'), first],
          [truth.fill('{it}'), last],
        ]),
    ),
  ]),
);

/** The fault is in the other cluster. */
const there: Row[] = [
  ...under('staging:oom', [
    ask(
      'there-oom',
      [
        'why does {it} crash in staging?',
        'staging: {it} keeps restarting',
        '{it} on staging broken, what is it',
      ],
      () => broken([/memory|oom/]),
    ),
    ask(
      'there-oom-prod',
      ['is {it} ok in prod?', 'prod: {it} healthy?', '{it} in production - any problem'],
      (truth) => healthy(truth.fill('{it}')),
    ),
    ask('there-oom-prod-all', ['is production fine?', 'anything broken in prod', 'prod status?'], () =>
      healthy(),
    ),
  ]),
  ...under('staging:bad-image', [
    ask(
      'there-image',
      ['what is broken in staging?', 'staging problems', 'why is the staging deploy stuck'],
      (truth) => broken([truth.fill('{it}'), /image/]),
    ),
    ask(
      'there-image-which',
      [
        'is {it} broken in prod or in staging?',
        'which cluster has the problem with {it}',
        '{it}: prod or staging, where does it fail?',
      ],
      () => ({
        outcome: ['answered', 'asked'],
        facts: [/staging/],
        forbid: [/(fails|broken|failing|stuck) (only )?(in|on) (harbour-)?prod\b/],
      }),
    ),
  ]),
  ...under('staging:metrics-server-down', [
    ask(
      'there-metrics',
      [
        'metrics-server ok on staging?',
        'why does kubectl top not work in staging',
        'staging metrics gone, why',
      ],
      () => broken([/metrics-server/]),
    ),
    ask(
      'there-metrics-prod',
      [
        'is metrics-server in prod ok?',
        'prod metrics-server healthy?',
        'does metrics-server run fine in prod',
      ],
      () => healthy('metrics-server'),
    ),
  ]),
  ...under(
    ['staging:job-failing', 'missing-secret-key'],
    [
      ask(
        'there-and-here',
        ['what is wrong in staging?', 'problems on staging', 'staging health, what fails'],
        () => broken(['sales-report'], [/createcontainerconfigerror/]),
      ),
      ask(
        'here-not-there',
        ['and what is broken in prod?', 'prod problems right now?', 'whats failing in production'],
        (truth) => broken([truth.fill('{it}'), /secret|key/], [/net_amount/]),
      ),
    ],
  ),
];

export const severalRows: Row[] = [...pairs, ...there];
