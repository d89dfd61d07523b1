import { healthy } from '../../expect.ts';
import type { Row } from '../../rows.ts';
import { ask, under } from '../../rows.ts';

/** Faults that leave other services alone, so that nobody may call these broken. */
const ELSEWHERE = [
  'oom',
  'crash-panic',
  'readiness-failing',
  'init-failing',
  'bad-image',
  'missing-service-account',
  'unschedulable-taint',
  'quota-exceeded',
  'wrong-selector',
  'pvc-pending',
  'node-down',
  'stuck-terminating',
  'job-failing',
  'expired-certificate',
  'metrics-server-down',
];
const ABOUT_WELL = [
  ['{well} ok?', 'is {well} affected by the current incident?', 'anything wrong with {well}'],
  ['health of {well} please', 'does {well} have a problem right now', '{well} up?'],
  ['can you double check {well} for me', 'is {well} healthy or not', 'status {well}'],
];

const bystanders = ELSEWHERE.flatMap((id, at) =>
  under(id, [
    ask(`well-${id}`, ABOUT_WELL[at % ABOUT_WELL.length] ?? [], (truth) => healthy(truth.fill('{well}'))),
  ]),
);

/** A neighbour whose name is like that of what is broken, or that shares its place. */
const neighbours: Row[] = [
  ...under('oom', [
    ask(
      'near-payments-api',
      [
        'is payments-api also crashing?',
        'payments-api - same problem as the worker?',
        'and payments-api, all good there?',
      ],
      () => healthy('payments-api'),
    ),
  ]),
  ...under('crash-panic', [
    ask('near-auth-api', ['auth-api fine?', 'is deployment auth-api healthy', 'auth-api: any issue'], () =>
      healthy('auth-api'),
    ),
  ]),
  ...under('datastore-down', [
    ask('near-redis', ['is redis down as well?', 'redis ok?', 'check statefulset redis please'], () => ({
      ...healthy('redis'),
      forbid: [/redis (is|was|has been) (down|scaled|gone|not ready)/],
    })),
    ask(
      'near-cert-manager',
      ['cert-manager ok?', 'is cert-manager running fine', 'any issue with cert-manager'],
      () => healthy('cert-manager'),
    ),
  ]),
  ...under('job-failing', [
    ask(
      'near-backup',
      ['did the last postgres-backup work?', 'postgres-backup ok?', 'was the nightly backup successful'],
      () => ({
        facts: [/succe(ss|eded)|complete|finished|healthy|fine|ok\b|no (problems?|issues?|failures?)|well/],
        forbid: [/postgres-backup[^.]{0,30}(?<!\b0 |no |none |not )(failed|is failing)/, /net_amount/],
        severity: 'none',
      }),
    ),
  ]),
  ...under('dns-egress-blocked', [
    ask('near-dns', ['is coredns ok?', 'coredns pods healthy?', 'does coredns itself have a problem'], () =>
      healthy('coredns'),
    ),
  ]),
  ...under('node-down', [
    ask(
      'near-node',
      [
        'is harbour-prod-control-plane-1 ready?',
        'control plane node ok',
        'harbour-prod-control-plane-1 healthy?',
      ],
      () => healthy('harbour-prod-control-plane-1'),
    ),
  ]),
];

/** Healthy company: a question that suspects trouble must not talk it into being. */
const calm: Row[] = [
  ask(
    'calm-slow',
    ['why is checkout so slow?', 'checkout slow, anything visible?', 'users say checkout is laggy'],
    () => ({
      outcome: ['answered', 'unknown'],
      forbid: [/oomkilled|crashloop|imagepull|(?<!nothing )is (broken|failing)/],
      severity: 'none',
    }),
  ),
  ask(
    'calm-restart',
    ['did anything restart in payments?', 'restarts in payments?', 'payments: has some pod been restarting'],
    () => ({
      facts: [/\bno\b|none|nothing|never|0\b|not any|zero/],
      severity: 'none',
    }),
  ),
  ask(
    'calm-promo',
    [
      'promo-landing has 0 pods, is that a problem?',
      'is promo-landing down?',
      'promo-landing not running, why',
    ],
    () => ({
      facts: [
        /scaled (down )?to (0|zero|nothing)|(0|zero|no) replicas|replicas.{0,12}(0|zero)|asks for (0|none|no|nothing)|wants (0|no|none)/,
      ],
      forbid: [/crash|oomkilled|imagepull|cannot be scheduled/],
    }),
  ),
  ask(
    'calm-legacy-erp',
    [
      'service legacy-erp has no selector, is it broken?',
      'is svc legacy-erp ok',
      'does service legacy-erp work',
    ],
    () => ({
      outcome: ['answered', 'unknown'],
      facts: ['legacy-erp'],
      forbid: [/no endpoints|matches no pods? (and|so) /],
      severity: 'none',
    }),
  ),
  ask(
    'calm-redis',
    ['redis-0 restarted, should i worry?', 'is redis-0 ok', 'redis-0 restart - problem?'],
    () => ({
      facts: ['redis-0', /ready|healthy|fine|ok\b|well|once|1 (restart|time)|one restart|days ago/],
      forbid: [/crashloop|keeps (crash|restart)/],
      severity: 'none',
    }),
  ),
  ask(
    'calm-hpa',
    ['is the storefront hpa at its limit?', 'storefront autoscaler maxed out?', 'hpa storefront ok?'],
    () => ({
      facts: ['storefront'],
      forbid: [/(is|sits|stuck) at (its|the) max/, /cannot (compute|read|scale)/],
      severity: 'none',
    }),
  ),
  ask(
    'calm-cert',
    [
      'is the certificate in storefront-tls still good?',
      'shop tls cert expired?',
      'does secret storefront-tls need renewal',
    ],
    () => ({
      outcome: ['answered', 'unknown'],
      forbid: [/\b(has|is) expired\b|expired (on )?\d/],
      severity: 'none',
    }),
  ),
];

export const bystanderRows: Row[] = [...bystanders, ...neighbours, ...calm];
