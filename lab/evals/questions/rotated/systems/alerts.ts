import { firingIn } from '../../../company-facts.ts';
import { NONE, noData, says, unreachable } from '../../../expect.ts';
import type { Row } from '../../../rows.ts';
import { ask, connected, under } from '../../../rows.ts';
import type { Truth } from '../../../truth.ts';

const all = async (truth: Truth) => says(...(await firingIn(truth)));

const calm: Row[] = [
  ask('alr-quiet', ['any alerts firing?', 'is something alerting atm', 'list active alerts'], () => ({
    facts: [NONE],
    forbid: [/servicehigh|kubepod|targetdown|queuebacklog/],
  })),
  ask('alr-pending-none', ['pending alerts?', 'are any alerts pending', 'alerts about to fire'], () => ({
    facts: [NONE],
  })),
  ask(
    'alr-critical-none',
    ['critical alerts in prod?', 'show firing alerts with severity critical', 'anything critical alerting'],
    () => ({
      facts: [NONE],
    }),
  ),
  ask(
    'alr-service-none',
    ['alerts for catalogue?', 'does anything fire about catalogue', 'catalogue alerts right now'],
    () => ({
      facts: [NONE],
    }),
  ),
  ask(
    'alr-silences',
    ['list silences', 'which alerts are silenced?', 'what is muted in alertmanager and by whom'],
    () => says('NodeFilesystemFilesFillingUp', /ines/),
  ),
  ask(
    'alr-silence-why',
    [
      'why is NodeFilesystemFilesFillingUp silenced?',
      'who silenced NodeFilesystemFilesFillingUp and what for',
      'reason of the silence on staging',
    ],
    () => says(/ines/, /build cache|disks/),
  ),
  ask(
    'alr-silence-until',
    [
      'until when is the staging disk alert silenced?',
      'when does the silence end',
      'expiry of the current silence',
    ],
    () => says(/until|ends?|expire|for another|more|left/, /\d/),
  ),
  ask(
    'alr-rule-queue',
    ['what does QueueBacklog mean?', 'explain the alert QueueBacklog', 'when does QueueBacklog fire?'],
    () => says('QueueBacklog', /queue/, /500/),
  ),
  ask(
    'alr-rule-latency',
    [
      'meaning of ServiceHighLatency',
      'at which threshold does ServiceHighLatency fire?',
      'describe alert rule ServiceHighLatency',
    ],
    () => says('ServiceHighLatency', /95|p95|latency|slow/, /> ?1|1 ?s|one second/),
  ),
  ask(
    'alr-rule-oom',
    [
      'what is KubeContainerOOMKilled?',
      'explain KubeContainerOOMKilled to me',
      'what triggers the KubeContainerOOMKilled alert',
    ],
    () => says('KubeContainerOOMKilled', /memory|oom/),
  ),
  ask(
    'alr-runbook',
    [
      'runbook for ConnectionPoolExhausted',
      'where is the runbook of ConnectionPoolExhausted?',
      'ConnectionPoolExhausted runbook link',
    ],
    () => says(/runbooks\.harbour\.example\/connectionpoolexhausted|runbook/),
  ),
  ask(
    'alr-rule-unknown',
    ['what does DiskOnFire mean?', 'explain alert DiskOnFire', 'runbook of alert DiskOnFire'],
    () => noData(/diskonfire/),
  ),
  ask(
    'alr-targets',
    ['are all scrape targets up?', 'prometheus targets down?', 'targets that cannot be scraped'],
    () => says(/\ball\b|no(ne)?\b|every|0\b/),
  ),
  ask(
    'alr-rules-service',
    ['which alert rules do we have for services?', 'list alerting rules', 'what alert rules exist'],
    () => says('ServiceHighErrorRate'),
  ),
  ask(
    'alr-past',
    ['did any alert fire yesterday?', 'alerts of the last 24 hours', 'which alerts fired in the past day'],
    () => ({
      outcome: ['answered', 'unknown'],
      facts: [/\bno\b|none|nothing|not|n't/],
    }),
  ),
];

const ill: Row[] = [
  ...under('pool-exhausted', [
    ask('alr-pool-all', ['what is firing?', 'show me all firing alerts', 'alerts?'], all),
    ask('alr-pool-it', ['alerts about {it}', 'what fires for {it}?', 'is {it} alerting'], ({ fill }) =>
      says(fill('{it}'), 'ConnectionPoolExhausted'),
    ),
    ask(
      'alr-pool-critical',
      ['only critical alerts please', 'critical firing alerts', 'which alerts with severity critical fire?'],
      () => ({
        facts: ['ServiceHighErrorRate'],
      }),
    ),
    ask(
      'alr-pool-explain',
      [
        'ConnectionPoolExhausted fires, what does it mean?',
        'explain the firing ConnectionPoolExhausted',
        'why did we get ConnectionPoolExhausted',
      ],
      ({ fill }) => says(/connection/, fill('{it}')),
    ),
    ask(
      'alr-pool-well',
      ['alerts for {well:0}', 'does {well:0} have firing alerts?', 'anything firing about {well:0}'],
      () => ({
        facts: [NONE],
        forbid: [/connectionpoolexhausted fires for/],
      }),
    ),
    ask(
      'alr-pool-since',
      [
        'since when does ConnectionPoolExhausted fire?',
        'when did ConnectionPoolExhausted start firing',
        'how long has ConnectionPoolExhausted been firing',
      ],
      () => says(/\d\d:\d\d|\d+ ?(m\b|min)/),
    ),
  ]),
  ...under('disk-filling', [
    ask('alr-pending', ['which alerts are pending?', 'pending alerts please', 'what is about to fire?'], () =>
      says('NodeFilesystemFilesFillingUp'),
    ),
  ]),
  ...under('queue-backlog', [
    ask('alr-queue', ['firing alerts?', 'what is alerting in prod', 'current alerts'], all),
    ask(
      'alr-queue-worst',
      ['any critical alerts?', 'is there a critical alert', 'critical alerts now'],
      () => ({
        facts: [NONE],
      }),
    ),
  ]),
  ...under('bad-rollout', [
    ask(
      'alr-target-down',
      ['which targets are down?', 'scrape targets down?', 'what can prometheus not scrape'],
      ({ fill }) => says(fill('{it}')),
    ),
    ask(
      'alr-crash',
      ['which alerts fire in {ns}?', 'alerts in namespace {ns}', 'firing alerts of {ns}'],
      () => says('KubePodCrashLooping'),
    ),
  ]),
  ...under('datastore-down', [
    ask('alr-many', ['summarise the firing alerts', 'alert overview', 'what fires in prod right now?'], () =>
      says('ServiceHighErrorRate', 'KubeDeploymentReplicasMismatch'),
    ),
    ask(
      'alr-many-service',
      ['what is firing about storefront?', 'alerts of storefront', 'storefront: firing alerts?'],
      () => says('ServiceHighErrorRate', 'storefront'),
    ),
  ]),
  ...under('expired-certificate', [
    ask('alr-certificate', ['what is firing?', 'alerts right now', 'any alert active?'], all),
  ]),
];

export const alertRows: Row[] = connected([...calm, ...ill]);

export const alertsDownRows: Row[] = connected(
  [
    ask('alr-down', ['any alerts firing?', 'what is alerting?', 'silences?'], () => ({
      ...unreachable(/alertmanager|prometheus|alerts/, /no alerts? (fires?|firing|is firing|are firing)/),
    })),
  ],
  'alertmanager',
  'prometheus',
);
