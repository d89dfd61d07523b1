/* eslint-disable max-lines -- data: questions, one after the other */
import { NONE, says } from '../../expect.ts';
import type { Row } from '../../rows.ts';
import { ask, under } from '../../rows.ts';

const calm: Row[] = [
  ask(
    'l-checkout',
    ['last lines of checkout', 'what does checkout log right now?', 'checkout logs, tail 20'],
    () => says(/checkout\/items|healthz/),
  ),
  ask(
    'l-payments',
    [
      'show payments-api log output',
      'kubectl logs -n payments deploy/payments-api --tail=10',
      'logs payments-api plz',
    ],
    () => says(/payments-api\/items|healthz/),
  ),
  ask('l-postgres', ['postgres-0 logs', 'what is postgres-0 writing to its log', 'tail postgres-0'], () =>
    says(/checkpoint|ready to accept/),
  ),
  ask(
    'l-coredns',
    ['coredns log please', 'logs of coredns', 'k logs -n kube-system -l k8s-app=kube-dns'],
    () => says(/hinfo|coredns-1|plugin\/reload/),
  ),
  ask(
    'l-scheduler',
    ['logs of the kube-scheduler', 'kube-scheduler log?', 'what does kube-scheduler say'],
    () => says(/bound pod|acquired lease/),
  ),
  ask(
    'l-pod',
    [
      'log of {pod:notifications}',
      'k logs {pod:notifications} -n platform',
      '{pod:notifications}: output please',
    ],
    () => says(/notifications\/items|healthz/),
  ),
  ask(
    'l-sales',
    [
      'what did the last sales-report job log?',
      'output of the most recent sales-report',
      'logs of the newest sales-report run',
    ],
    () => says(/rows|building sales report/),
  ),
  ask(
    'l-migrate',
    ['what did orders-schema-4-1-0 print?', 'log of job orders-schema-4-1-0', 'orders-schema-4-1-0 job logs'],
    () => says(/applying migrations|schema is up to date|connecting to database/),
  ),
  ask(
    'l-staging',
    ['staging checkout logs', 'logs of checkout (staging)', 'on staging: what does checkout log'],
    ({ prod }) => ({
      facts: [/checkout\/items|healthz/],
      forbid: prod.podsOf('checkout').map(({ metadata }) => metadata.name),
    }),
  ),
  ask(
    'l-errors-shop',
    ['errors in the log of cart?', 'did cart log any error lately', 'cart: grep -i error'],
    () => ({ facts: [NONE], severity: 'none' }),
  ),
  ask(
    'l-container',
    ['logs of the envoy in orders', 'proxy container log of {pod:orders}', '{pod:orders} -c proxy logs'],
    () => ({
      facts: [/listener|dispatch/],
      forbid: [/orders\/items/],
    }),
  ),
  ask(
    'l-no-container',
    ['logs of container sidecar in {pod:cart}', '{pod:cart} -c sidecar logs', 'k logs {pod:cart} -c sidecar'],
    () => ({
      outcome: ['answered', 'unknown', 'asked'],
      facts: [/\bno\b|not|n't|only/],
      forbid: [/cart\/items/],
      severity: 'none',
    }),
  ),
  ask(
    'l-previous-none',
    [
      'previous logs of {pod:cart}',
      'k logs --previous {pod:cart} -n shop',
      'what did {pod:cart} log before its last restart?',
    ],
    () => ({
      outcome: ['answered', 'unknown', 'asked'],
      facts: [/\bno\b|never|not|n't|none|0 restarts/],
      forbid: [/cart\/items/],
      severity: 'none',
    }),
  ),
];

const village: Row[] = under('village', [
  ask('l-press', ['stamp-press logs', 'what does stamp-press say', 'tail of post-office/stamp-press'], () =>
    says(/stamp run 12|4210/),
  ),
  ask(
    'l-press-errors',
    [
      'errors of stamp-press?',
      'which ERROR lines did stamp-press write',
      'stamp-press: only the errors please',
    ],
    () => says([/ink-supplier/, /jammed/]),
  ),
  ask(
    'l-press-recent',
    [
      'errors of stamp-press in the last 30 minutes',
      'stamp-press errors since half an hour',
      'what failed at stamp-press within the last 30m',
    ],
    () => ({
      facts: [/ink-supplier/],
      forbid: [/sheet 8[89]/],
    }),
  ),
  ask(
    'l-press-window',
    [
      'stamp-press logs between 2 hours ago and 1 hour ago',
      'stamp-press from 120 to 60 minutes ago',
      'what happened at stamp-press 1 to 2 hours ago (log)',
    ],
    () => ({
      facts: [/jammed|sheet 88|sheet 89/],
      forbid: [/ink-supplier/, /4210/],
    }),
  ),
  ask(
    'l-press-warn',
    ['does stamp-press log warnings?', 'WARN lines of stamp-press', 'stamp-press warnings please'],
    () => says(/ink low/),
  ),
  ask(
    'l-press-count',
    [
      'how often did the press jam according to the stamp-press log?',
      'count the "jammed" lines of stamp-press',
      'number of jams in the stamp-press logs',
    ],
    () => ({
      outcome: 'answered',
      facts: [/(?<![\d.])2(?!\.?\d|h| h)|two|twice/],
    }),
  ),
  ask(
    'l-press-search',
    [
      'does stamp-press mention sheet 89?',
      'grep "sheet 89" in stamp-press',
      'stamp-press log lines with sheet 89',
    ],
    () => says(/sheet 89/, /jammed/),
  ),
  ask(
    'l-press-nothing',
    [
      'did stamp-press log anything about a timeout?',
      'grep timeout in the stamp-press log',
      'stamp-press lines containing "timeout"',
    ],
    () => ({
      outcome: 'answered',
      facts: [/\bno\b|none|nothing|not|n't|0 (lines|matches)/],
      forbid: [/^yes\b/],
    }),
  ),
  ask(
    'l-gps',
    [
      'gps container of courier: logs',
      'k logs deploy/courier -c gps',
      'what does the gps sidecar of courier write',
    ],
    () => ({
      facts: [/satellites|tunnel/],
      forbid: [/route 7/],
    }),
  ),
  ask(
    'l-courier',
    ['was route 7 delayed? see courier', 'courier log about route 7', 'grep delayed courier'],
    () => says(/12 minutes/),
  ),
  ask(
    'l-clerk',
    ['what error is in the clerk logs?', 'errors of post-office/clerk', 'clerk: which error happened'],
    () => says(/deadlock/),
  ),
  ask(
    'l-both',
    [
      'logs of all containers of courier',
      'courier: both containers, what do they log',
      'k logs deploy/courier --all-containers',
    ],
    () => says(/route 7/, /satellites|tunnel/),
  ),
]);

const ill: Row[] = [
  ...under('bad-rollout', [
    ask('l-ill-new', ['log of the new {it} pod', 'what does {sick-pod} write', 'k logs {sick-pod}'], () =>
      says(/schema 7|unknown configuration/),
    ),
  ]),
  ...under('infirmary', [
    ask(
      'l-ill-xray',
      ['logs of x-ray', 'x-ray output before it died', 'k logs deploy/x-ray -n infirmary --previous'],
      () => says(/line 7|did not find expected key/),
    ),
    ask(
      'l-ill-vaccine',
      [
        'how many records were imported by vaccine-import? (log)',
        'vaccine-import job log',
        'what did vaccine-import print',
      ],
      () => says(/912/),
    ),
    ask(
      'l-ill-zero',
      ['logs of crutch', 'k logs deploy/crutch -n infirmary', 'what does crutch log'],
      () => ({
        outcome: ['answered', 'unknown'],
        facts: [/\bno\b|none|nothing|not|0\b|zero|n't/],
        severity: 'none',
      }),
    ),
  ]),
  ...under('metrics-server-down', [
    ask(
      'l-ill-metrics',
      [
        'metrics-server log',
        'what does metrics-server print when it dies',
        'logs of the crashing metrics-server',
      ],
      () => says(/x509|failed to scrape|panic|unauthorized/),
    ),
  ]),
  ...under('unschedulable-taint', [
    ask('l-ill-pending', ['logs of {sick-pod}', '{sick-pod} log', 'k logs {sick-pod} -n {ns}'], () => ({
      outcome: ['answered', 'unknown'],
      facts: [
        /no (logs?|lines?|output)|not (yet )?(started|run|begun|been)|never (started|ran)|nothing|has(n't| not)|pending|schedul|empty/,
      ],
      forbid: [/orders\/items|healthz/],
    })),
  ]),
];

export const logRows: Row[] = [...calm, ...village, ...ill];
