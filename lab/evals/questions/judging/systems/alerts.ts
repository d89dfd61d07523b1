/* eslint-disable max-lines -- data: questions, one after the other */
import { firingIn } from '../../../company-facts.ts';
import { NONE, noData, says, unreachable } from '../../../expect.ts';
import type { Row } from '../../../rows.ts';
import { after, ask, connected, under } from '../../../rows.ts';
import type { Truth } from '../../../truth.ts';
import { alertsIn, asPercent, day, moment, once, requestsTo, sure } from './facts.ts';

interface Rules {
  data: {
    groups: { rules: { type: string; name: string; labels: Record<string, string>; duration?: number }[] }[];
  };
}

const rulesOf = async ({ systems }: Truth, type: 'alerting' | 'recording') => {
  const { data } = await systems.page<Rules>('prometheus', '/api/v1/rules');
  return data.groups.flatMap(({ rules }) => rules).filter((rule) => rule.type === type);
};

const targetsOf = async ({ systems }: Truth, more = ''): Promise<number> => systems.value(`count(up${more})`);

/** The alerts that fire in production. */
const firing = async (truth: Truth) =>
  (await alertsIn(truth)).filter(
    ({ state, labels }) => state === 'firing' && labels['cluster'] !== 'harbour-staging',
  );

const servicesWith = async (truth: Truth, name: string): Promise<string[]> =>
  once(
    (await firing(truth)).flatMap(({ labels }) =>
      labels['alertname'] === name ? (labels['service'] ?? []) : [],
    ),
  );

/** A claim that nobody may make while alerts fire. */
const NOTHING_FIRES = /\bno(thing)? (alerts? )?(is |are )?(firing|fires?|alerting)\b/;

const QUIET = [/servicehigh|kubepod|targetdown|queuebacklog|ingresshigh/];

const rules: Row[] = [
  ask(
    'alr-rules-count',
    [
      'how many alert rules do we have?',
      'number of alerting rules in prometheus',
      'count the alerting rules pls',
    ],
    async (truth) => {
      const all = (await rulesOf(truth, 'alerting')).length;
      return { facts: [[truth.number(all), truth.number(all - 1)]] };
    },
  ),
  ask(
    'alr-rules-critical',
    [
      'which alert rules are critical?',
      'list the rules with severity critical',
      'what rules page as critical (all of them, not just firing)',
    ],
    async (truth) => {
      const all = await rulesOf(truth, 'alerting');
      return says(...all.flatMap(({ name, labels }) => (labels['severity'] === 'critical' ? [name] : [])));
    },
  ),
  ask(
    'alr-rules-certificate',
    [
      'do we have an alert for expired certificates?',
      'is there any alert rule about certificates',
      'would we get alerted if a tls certificate expires',
    ],
    () => says('CertificateExpired'),
  ),
  ask(
    'alr-rules-disk',
    [
      'which alert rules watch the disks of the nodes?',
      'is there an alert for full node disks',
      'alert rules about filesystem space',
    ],
    () => says('NodeFilesystemAlmostOutOfSpace'),
  ),
  ask(
    'alr-rules-memory',
    [
      'what alerts exist about memory?',
      'alert rules concerning memory or oom',
      'do we alert on containers near their memory limit',
    ],
    () => says([/containermemorynearlimit/, /kubecontaineroomkilled/]),
  ),
  ask(
    'alr-rules-kafka',
    [
      'is there an alert rule for kafka lag?',
      'alert rules about kafka',
      'do we have any kafka alerts defined',
    ],
    () => noData(),
  ),
  ask(
    'alr-rules-recording',
    ['which recording rules exist?', 'list our recording rules', 'names of the prometheus recording rules'],
    async (truth) => says(...(await rulesOf(truth, 'recording')).map(({ name }) => name)),
  ),
  ask(
    'alr-rule-severity',
    [
      'what severity has IngressHighErrorRate?',
      'is IngressHighErrorRate critical or just a warning',
      'severity of the IngressHighErrorRate alert',
    ],
    () => ({
      facts: ['IngressHighErrorRate', 'critical'],
      forbid: [/(just|only|is) a warning|severity (is )?warning/],
    }),
  ),
  ask(
    'alr-rule-for',
    [
      'how long must a node be unready before KubeNodeNotReady fires?',
      'KubeNodeNotReady: after how many minutes?',
      'duration ("for") of KubeNodeNotReady',
    ],
    () => says('KubeNodeNotReady', /\b(5|five) ?(m\b|min)|300 ?s/),
  ),
  ask(
    'alr-rule-notready',
    [
      'when does KubePodNotReady fire',
      'KubePodNotReady - what is it and after how long',
      'explain KubePodNotReady please',
    ],
    () => says('KubePodNotReady', /15|fifteen/),
  ),
  ask(
    'alr-rule-expression',
    [
      'which expression is behind ConnectionPoolExhausted?',
      'show the promql of ConnectionPoolExhausted',
      'query of the ConnectionPoolExhausted rule',
    ],
    () => says(/db_pool_connections_in_use/),
  ),
  ask(
    'alr-rule-threshold',
    [
      'at how many percent does ConnectionPoolExhausted fire',
      'threshold of the pool alert ConnectionPoolExhausted?',
      'what limit has ConnectionPoolExhausted',
    ],
    () => says(/0\.95|95 ?(%|per ?cent)/),
  ),
  ask(
    'alr-rule-hpa',
    [
      'what does KubeHpaMaxedOut mean',
      'KubeHpaMaxedOut?? never seen that one',
      'explain the alert KubeHpaMaxedOut in plain words',
    ],
    () => says('KubeHpaMaxedOut', /autoscaler|hpa is|horizontal|maximum|replicas/),
  ),
  sure(
    'alr-rule-runbook',
    [
      'runbook url for KubePodCrashLooping',
      'got KubePodCrashLooping - where is the runbook',
      'link to the KubePodCrashLooping runbook pls',
    ],
    () => ({ facts: [/runbook/], forbid: [/\bno runbook|(has|have|is) no .{0,20}runbook/] }),
  ),
  ask(
    'alr-rule-typo',
    ['what does ServiceHighLatncy mean', 'explain SeviceHighLatency', 'runbook ServiceHigLatency'],
    () => ({ outcome: ['answered', 'asked', 'unknown'], facts: [/servicehighlatency/] }),
  ),
  ask(
    'alr-rule-none',
    [
      'runbook of PrinterOutOfPaper?',
      'when does PrinterOutOfPaper fire',
      'severity of alert PrinterOutOfPaper',
    ],
    () => noData(/printeroutofpaper/),
  ),
  after(
    ['what does QueueBacklog mean?'],
    ask('alr-then-runbook', ['and its runbook?', 'is there a runbook for it', 'runbook pls'], () =>
      says(/runbook/, /queuebacklog/),
    ),
  ),
];

const silences: Row[] = [
  ask(
    'alr-silence-count',
    ['how many silences are active', 'number of silences in alertmanager?', 'count active silences'],
    ({ number }) => says(number(1)),
  ),
  ask(
    'alr-silence-who',
    ['who created the silence?', 'who muted alerts and until when', 'author and end of the active silence'],
    () => says(/ines/),
  ),
  ask(
    'alr-silence-matchers',
    [
      'what exactly does the silence match?',
      'matchers of the current silence',
      'which cluster is the silence for',
    ],
    () => says(/harbour-staging|staging/),
  ),
  ask(
    'alr-silence-end',
    [
      'when does the NodeFilesystemFilesFillingUp silence run out?',
      'silence on NodeFilesystemFilesFillingUp: how much longer',
      'end date of the silence by ines',
    ],
    async ({ systems }) => {
      const [first] = await systems.page<{ endsAt: string }[]>('alertmanager', '/api/v2/silences');
      const at = first?.endsAt ?? '';
      return says([day(at), moment(at), /tomorrow|\d+ ?(h\b|hours?)/]);
    },
  ),
  ask(
    'alr-silence-checkout',
    ['is anything about checkout silenced?', 'did someone silence checkout alerts', 'silences for checkout'],
    () => ({
      facts: [/\bno\b|none|not|nothing|n't/],
      forbid: [/^yes\b/],
    }),
  ),
];

const calm: Row[] = [
  ...rules,
  ...silences,
  ask(
    'alr-firing-count',
    ['how many alerts are firing right now?', 'number of active alerts', 'alert count atm'],
    ({ number }) => ({ facts: [[number(0), /watchdog/]], forbid: QUIET }),
  ),
  sure(
    'alr-watchdog',
    ['is the Watchdog alert firing?', 'why does Watchdog fire all the time', 'Watchdog: problem or not?'],
    () => says(/watchdog/, /always|fir(es|ing)|heartbeat|work/),
  ),
  ask(
    'alr-staging-calm',
    ['anything firing on staging?', 'alerts in the staging cluster', 'staging: firing alerts?'],
    () => ({ facts: [NONE], forbid: QUIET }),
  ),
  ask(
    'alr-namespace-calm',
    [
      'any alerts in namespace payments?',
      'does something alert in the payments namespace',
      'payments ns alerts',
    ],
    () => ({ facts: [NONE], forbid: QUIET }),
  ),
  ask(
    'alr-named-calm',
    [
      'is ServiceHighErrorRate firing?',
      'does TargetDown fire at the moment',
      'is QueueBacklog active right now',
    ],
    () => ({ facts: [/\bnot?\b|n't|none|nothing/], forbid: [/^yes\b/] }),
  ),
  ask(
    'alr-node-calm',
    [
      'alerts about harbour-prod-worker-1?',
      'does any alert concern node harbour-prod-worker-1',
      'harbour-prod-worker-1 alerting?',
    ],
    () => ({ facts: [NONE], forbid: [/kubenodenotready (is firing|fires)/] }),
  ),
  ask(
    'alr-targets-count',
    ['how many targets does prometheus scrape?', 'number of scrape targets', 'prometheus target count'],
    async (truth) => ({
      facts: [
        [
          truth.number(await targetsOf(truth)),
          truth.number(await targetsOf(truth, '{cluster="harbour-prod"}')),
        ],
      ],
    }),
  ),
  sure(
    'alr-targets-job',
    ['are the kubelet targets up?', 'job kubelet: scrape ok?', 'state of the kubelet scrape targets'],
    () => ({
      facts: [/kubelet/, /\bup\b|healthy|ok\b|all\b|scraped|no .{0,20}down/],
      forbid: [/(?<!none |no target |nothing )(is|are) down/],
    }),
  ),
  ask(
    'alr-unknown-service',
    ['alerts for service warehouse', 'is warehouse alerting?', 'what fires about warehouse'],
    () => noData(/warehouse/),
  ),
  after(
    ['any alerts firing?'],
    ask('alr-then-pending', ['and pending?', 'what about pending ones', 'any pending then?'], () => ({
      facts: [NONE],
      forbid: QUIET,
    })),
  ),
];

const outage: Row[] = under('auth-outage', [
  ask(
    'alr-out-count',
    ['how many alerts fire?', 'count of firing alerts please', 'how many active alerts do we have now'],
    async (truth) => {
      const alerts = await firing(truth);
      const names = once(alerts.map(({ labels }) => labels['alertname'] ?? ''));
      const counts = [alerts.length, alerts.length + 1, names.length, names.length + 1];
      return { facts: [counts.map((one) => truth.number(one))] };
    },
  ),
  ask(
    'alr-out-services',
    [
      'which services have ServiceHighErrorRate?',
      'for whom does ServiceHighErrorRate fire',
      'ServiceHighErrorRate: which services are affected',
    ],
    async (truth) => ({
      facts: await servicesWith(truth, 'ServiceHighErrorRate'),
      forbid: ['cart', 'orders', 'inventory', 'reporting'],
    }),
  ),
  ask(
    'alr-out-warnings',
    [
      'only the warnings please, no criticals',
      'firing alerts with severity warning',
      'any alert of severity warning right now?',
    ],
    async (truth) => {
      const warnings = (await firing(truth)).filter(({ labels }) => labels['severity'] === 'warning');
      const names = once(warnings.map(({ labels }) => labels['alertname'] ?? ''));
      return names.length === 0 ? { facts: [NONE] } : says(...names);
    },
  ),
  ask(
    'alr-out-namespace',
    ['what is alerting in namespace payments?', 'alerts of ns payments', 'anything firing in payments'],
    () => ({ facts: ['ServiceHighErrorRate', 'payments-api'], forbid: [NOTHING_FIRES] }),
  ),
  ask(
    'alr-out-staging',
    [
      'and what fires on staging, anything?',
      'is staging alerting too',
      'alerts on harbour-staging right now',
    ],
    () => ({ facts: [NONE], forbid: [/servicehigherrorrate (is firing|fires)/] }),
  ),
  ask(
    'alr-out-value',
    [
      'what value does the alert on {it} have?',
      'how many percent does the {it} alert report',
      'the {it} alert: how bad is the number',
    ],
    async (truth) => {
      const own = (more: string): string => requestsTo(truth.fill('{it}'), more);
      return says(truth.fill('{it}'), await asPercent(truth, `${own(',code=~"5.."')} / ${own('')}`));
    },
  ),
  ask(
    'alr-out-first',
    [
      'which alert came first?',
      'what was the first alert to fire today',
      'oldest firing alert - which one, since when',
    ],
    async (truth) => {
      const alerts = (await firing(truth)).sort((a, b) => a.activeAt.localeCompare(b.activeAt));
      const managed = await truth.systems.page<{ labels: Record<string, string>; startsAt: string }[]>(
        'alertmanager',
        '/api/v2/alerts',
      );
      const [started] = managed
        .filter(({ labels }) => labels['alertname'] !== 'Watchdog')
        .sort((a, b) => a.startsAt.localeCompare(b.startsAt));
      return says([alerts[0]?.labels['alertname'] ?? '', started?.labels['alertname'] ?? '']);
    },
  ),
  ask(
    'alr-out-since',
    [
      'since when is {it} alerting?',
      'when did the alert on {it} start',
      'how long has the {it} alert been firing',
    ],
    async (truth) => {
      const it = truth.fill('{it}');
      const own = (await firing(truth)).filter(({ labels }) => Object.values(labels).includes(it));
      const starts = own.map(({ activeAt }) => activeAt);
      const fired = starts.flatMap((at) =>
        [3, 5].map((more) => new Date(Date.parse(at) + more * 60_000).toISOString()),
      );
      return says(moment(...starts, ...fired));
    },
  ),
  ask(
    'alr-out-well',
    ['is orders affected by any alert?', 'does anything fire for orders', 'orders: alerts?'],
    () => ({ facts: [NONE], forbid: [/^yes\b/] }),
  ),
  sure(
    'alr-out-ingress',
    [
      'do customers see errors according to the alerts?',
      'is IngressHighErrorRate active',
      'any ingress alert firing?',
    ],
    () => ({
      facts: ['IngressHighErrorRate'],
      forbid: [NOTHING_FIRES, /ingresshigherrorrate (is not|does not)/],
    }),
  ),
]);

const ill: Row[] = [
  ...outage,
  ...under('node-down', [
    ask(
      'alr-node-critical',
      ['critical alerts?', 'is anything critical firing in prod', 'show me criticals only'],
      ({ fill }) => says('KubeNodeNotReady', fill('{it}')),
    ),
    ask('alr-node-it', ['alerts about node {it}', 'what fires for {it}', '{it}: any alert?'], ({ fill }) =>
      says('KubeNodeNotReady', fill('{it}')),
    ),
    ask(
      'alr-node-targets',
      ['which targets can prometheus not reach', 'scrape targets that are down?', 'up == 0 - which ones'],
      ({ fill }) => says(fill('{it}')),
    ),
  ]),
  ...under('disk-pressure', [
    ask(
      'alr-disk-it',
      ['what alerts concern {it}?', 'alerts of node {it} pls', 'is {it} alerting, for what'],
      () => says('NodeFilesystemAlmostOutOfSpace'),
    ),
  ]),
  ...under('job-failing', [
    ask(
      'alr-job',
      ['any alert about jobs?', 'did a job alert fire', 'which job has failed according to the alerts'],
      () => says('KubeJobFailed', /sales-report/),
    ),
  ]),
  ...under('memory-leak', [
    ask(
      'alr-memory',
      [
        'which pods are close to their memory limit according to the alerts?',
        'ContainerMemoryNearLimit fires for which pods',
        'pods with a memory alert',
      ],
      async (truth) => says(...(await firing(truth)).flatMap(({ labels }) => labels['pod'] ?? [])),
    ),
    ask(
      'alr-memory-any',
      ['what is going off right now', 'alarms?', 'show what alerts we have in prod'],
      async (truth) => says(...(await firingIn(truth))),
    ),
  ]),
  ...under('surge-hpa-at-maximum', [
    ask(
      'alr-hpa',
      [
        'is any autoscaler alerting?',
        'KubeHpaMaxedOut - for which hpa',
        'which hpa is maxed out per the alerts',
      ],
      ({ fill }) => says('KubeHpaMaxedOut', fill('{it}')),
    ),
  ]),
  ...under('healthy-but-alerting', [
    ask(
      'alr-busy-meaning',
      ['what is this ServiceBusy alert?', 'explain ServiceBusy', 'ServiceBusy fires, what does it want'],
      () => says('ServiceBusy', /request/),
    ),
    ask(
      'alr-busy-any',
      ['what is firing at the moment', 'any alarm in prod?', 'current firing alerts, list'],
      ({ fill }) => says('ServiceBusy', fill('{it}')),
    ),
  ]),
  ...under('recovered-by-itself', [
    ask(
      'alr-over',
      [
        'which alerts fired in the last 2 hours and are over?',
        'did anything alert within the past two hours',
        'alerts of the last 2h, also resolved ones',
      ],
      async (truth) => {
        const past = await truth.systems.metric(
          'count_over_time(ALERTS{alertstate="firing",alertname!="Watchdog"}[2h])',
        );
        const names = once(past.map(({ labels }) => labels['alertname'] ?? ''));
        return names.length === 0 ? { facts: [NONE] } : says(names, truth.fill('{it}'));
      },
    ),
    ask(
      'alr-over-now',
      ['does any alert still fire?', 'are we green again, alert wise', 'alerts firing at this very moment?'],
      () => ({ facts: [NONE], forbid: [/servicehigherrorrate (is firing|fires|is still)/] }),
    ),
  ]),
  ...under('staging:oom', [
    ask(
      'alr-stage-it',
      ['what is firing on staging?', 'staging alerts now', 'which alerts has the staging cluster'],
      () => says([/kubepodcrashlooping/, /kubecontaineroomkilled/], /staging/),
    ),
    ask(
      'alr-stage-prod',
      [
        'is anything firing in prod (not staging)?',
        'prod alerts only',
        'alerts in harbour-prod, leave staging out',
      ],
      () => ({ facts: [NONE] }),
    ),
  ]),
  ...under('two-faults', [
    ask(
      'alr-two-latency',
      [
        'which services alert?',
        'name every service with a firing alert',
        'services that have at least one alert right now',
      ],
      async (truth) => says(...(await servicesWith(truth, 'ServiceHighErrorRate'))),
    ),
  ]),
];

const down: Row[] = [
  ...connected(
    [
      ask(
        'alr-blind',
        [
          'how many alerts are firing?',
          'critical alerts right now',
          'is ServiceHighErrorRate firing for cart',
        ],
        () =>
          unreachable(
            /alertmanager|prometheus|alerts/,
            NOTHING_FIRES,
            /no alerts? (fires?|firing|is firing|are firing)/,
          ),
      ),
    ],
    'alertmanager',
    'prometheus',
  ),
  ...connected(
    [
      ask('alr-blind-silence', ['which alerts are muted?', 'silences right now', 'who silenced what'], () =>
        unreachable(/alertmanager|silence/, /(no|nothing|none) (is |are )?(silenced|muted|silences)/),
      ),
    ],
    'alertmanager',
  ),
  ...connected(
    under('auth-outage', [
      ask(
        'alr-half-blind',
        ['what fires?', 'show alerts that are firing in production', 'are there active alerts about {it}'],
        () => ({
          outcome: ['answered', 'unknown'],
          facts: [/servicehigherrorrate|alertmanager/],
          forbid: [NOTHING_FIRES],
        }),
      ),
    ]),
    'alertmanager',
  ),
];

export const alertRows: Row[] = [...connected([...calm, ...ill]), ...down];
