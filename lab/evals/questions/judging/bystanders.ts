import { healthy } from '../../expect.ts';
import type { Row } from '../../rows.ts';
import { ask, under } from '../../rows.ts';

/** Faults that leave other services alone, so that nobody may call these broken. */
const ELSEWHERE = [
  'crash-missing-variable',
  'wrong-liveness-port',
  'sidecar-crash',
  'invalid-image-name',
  'pull-secret-missing',
  'bad-rollout',
  'missing-config-map',
  'unschedulable-affinity',
  'webhook-missing',
  'wrong-target-port',
  'service-isolated',
  'ingress-backend-missing',
  'disk-pressure',
  'hpa-at-max',
  'expired-certificate',
];
const ABOUT_WELL = [
  ['does {well} suffer as well?', 'i hope {well} is ok?', 'quick check on {well}, all right?'],
  ['{well} - red or green?', 'can i rule out {well} as a problem', 'any issues w/ {well}'],
  ['how does {well} look', 'is there something wrong with {well} too', '{well} working?'],
];

const bystanders = ELSEWHERE.flatMap((id, at) =>
  under(id, [
    ask(`calm-by-${id}`, ABOUT_WELL[at % ABOUT_WELL.length] ?? [], ({ fill }) => healthy(fill('{well}'))),
  ]),
);

/** Near to what is broken, by name or by place. */
const neighbours: Row[] = [
  ...under('datastore-down', [
    ask(
      'next-postgres',
      ['postgres down too?', 'is the postgres statefulset ok at least', 'postgres fine?'],
      () => healthy('postgres'),
    ),
  ]),
  ...under('invalid-image-name', [
    ask(
      'next-payments-api',
      ['and payments-api? same image trouble?', 'payments-api deploys ok?', 'is payments-api up'],
      () => healthy('payments-api'),
    ),
  ]),
  ...under('wrong-target-port', [
    ask(
      'next-auth-worker',
      ['auth-worker alright?', 'does the auth worker have a problem', 'auth-worker: healthy?'],
      () => healthy('auth-worker'),
    ),
  ]),
  ...under('disk-pressure', [
    ask(
      'next-node',
      [
        'is harbour-prod-worker-3 short of disk too?',
        'harbour-prod-worker-3 healthy?',
        'what about node harbour-prod-worker-3, pressure?',
      ],
      () => healthy('harbour-prod-worker-3'),
    ),
  ]),
  ...under('dns-egress-blocked', [
    ask(
      'next-platform',
      ['does platform resolve names fine?', 'platform namespace ok?', 'anything broken in platform'],
      () => ({
        outcome: 'answered',
        forbid: [/platform[^.]{0,40}(is|are) (not ready|unready|broken|failing)/, /oomkilled/],
        severity: 'none',
      }),
    ),
  ]),
  ...under('job-failing', [
    ask(
      'next-reporting',
      ['is deployment reporting the one that fails?', 'reporting ok?', 'does reporting run fine'],
      () => healthy('reporting'),
    ),
  ]),
  ...under('staging:job-failing', [
    ask(
      'next-prod-job',
      ['did sales-report fail in prod as well?', 'sales-report in prod ok?', 'prod sales-report runs fine?'],
      () => ({
        facts: [/succe|complete|finished|healthy|fine|ok\b|no (problems?|issues?|failures?|failed)|well/],
        forbid: [/net_amount/],
        severity: 'none',
      }),
    ),
  ]),
];

const NO: RegExp = /\bno\b|not|none|n't|healthy|fine|nothing|ok\b|well\b|ready/;

/** A healthy company: whoever suspects something is not talked to the mouth. */
const calm: Row[] = [
  ask(
    'quiet-crash',
    ['which pods are crashing right now?', 'list crashlooping pods pls', 'pods in CrashLoopBackOff?'],
    () => ({ facts: [NO], forbid: ['checkout', 'cart', 'search'], severity: 'none' }),
  ),
  ask(
    'quiet-redis-restart',
    [
      'redis-0 restarted once, should i worry?',
      'why did redis-0 restart?',
      'redis-0 has a restart on the counter - recent?',
    ],
    () => ({
      outcome: 'answered',
      facts: [
        /\b9 ?d(ays?)?\b|nine days|exit(ed)? (with )?(code )?1|\bonce\b|1 restart|one restart|(?<!\d)1\b/,
      ],
      forbid: [/crash ?loop/, /oomkilled/],
      severity: 'none',
    }),
  ),
  ask(
    'quiet-storefront',
    [
      'storefront throws 502, what is it?',
      'is something wrong with storefront? customers complain',
      'storefront broken?',
    ],
    () => ({
      outcome: 'answered',
      facts: ['storefront'],
      forbid: [
        /oomkilled|crashloop|imagepull|(?<!that |whether |if |why )storefront is (broken|failing|down)/,
      ],
      severity: 'none',
    }),
  ),
  ask('quiet-dns', ['is dns ok in prod?', 'can pods resolve names', 'coredns fine?'], () => ({
    outcome: 'answered',
    facts: [/coredns|dns/],
    forbid: [/coredns (is|has) (crash|fail|not ready|down)/],
    severity: 'none',
  })),
  ask(
    'quiet-legacy',
    [
      'legacy-erp has no selector - broken service?',
      'is svc legacy-erp ok? no pods behind it',
      'legacy-erp: which endpoints, healthy?',
    ],
    () => ({
      outcome: 'answered',
      facts: ['legacy-erp', /10\.20\.0\.15|no selector|without (a )?selector|manual|endpoint|healthy|fine/],
      forbid: [
        /has no (ready )?endpoints/,
        /(?<!that |whether |if |why )legacy-erp is (broken|down|failing)/,
      ],
    }),
  ),
  ask(
    'quiet-api-slow',
    ['payments-api timeouts, is k8s the reason?', 'anything wrong with payments-api?', 'payments-api ill?'],
    () => ({
      outcome: 'answered',
      facts: ['payments-api'],
      forbid: [
        /oomkilled|crashloop|imagepull|(?<!that |whether |if |why )payments-api is (broken|failing|down)/,
      ],
      severity: 'none',
    }),
  ),
];

export const bystanderRows: Row[] = [...bystanders, ...neighbours, ...calm];
