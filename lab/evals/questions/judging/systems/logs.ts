/* eslint-disable max-lines -- data: questions, one after the other */
import { misread, NONE, noData, noSuchName, says, unreachable } from '../../../expect.ts';
import type { Matcher } from '../../../matcher.ts';
import { about } from '../../../measure.ts';
import type { Expectation } from '../../../question.ts';
import type { Row } from '../../../rows.ts';
import { after, ask, connected, under } from '../../../rows.ts';
import type { Truth } from '../../../truth.ts';
import { once, sure } from './facts.ts';

const PROD = 'cluster="harbour-prod"';
const errorsIn = (app: string): string => `{${PROD},app="${app}"} |~ "(?i)error"`;

/** What the newest failures that LogQL finds were about; fails the run when there are none. */
async function reasons({ systems }: Truth, logql: string, minutes: number): Promise<RegExp[]> {
  const lines = await systems.lines(logql, minutes);
  const said = lines.flatMap((line) => /failed: ([^"\\(]{8,45})/.exec(line)?.[1]?.trim() ?? []);
  if (said.length === 0) throw new Error(`the world's logs have nothing for ${logql}`);
  return once(said).map((text) => new RegExp(text.toLowerCase().replace(/[^a-z0-9 ]/g, '.')));
}

interface Vector {
  data: { result: { metric: Record<string, string>; value: [number, string] }[] };
}

/** By one label, what LogQL counts now; the largest first. */
async function counted({ systems }: Truth, logql: string, label: string): Promise<[string, number][]> {
  const { data } = await systems.page<Vector>(
    'loki',
    `/loki/api/v1/query?query=${encodeURIComponent(logql)}`,
  );
  const all = data.result.map(({ metric, value }): [string, number] => [
    metric[label] ?? '',
    Number(value[1]),
  ]);
  return all.sort(([, a], [, b]) => b - a);
}

/** Applications of production that wrote lines with this text in the last while. */
const writers = async (truth: Truth, text: string, range: string): Promise<string[]> =>
  (await counted(truth, `sum by (app) (count_over_time({${PROD}} |= "${text}" [${range}]))`, 'app')).map(
    ([app]) => app,
  );

/** Lines were found, and that is not denied. */
const found = (...facts: Matcher[]): Expectation => ({
  facts,
  forbid: [
    /\b(no|not any|zero) (log |error )?(lines?|entries|matches|results?|errors?)\b|\bnothing (was )?(found|match)|found (no|none|nothing)/,
  ],
});

const reads: Row[] = [
  ask(
    'lok-err-cart',
    [
      'cart errors in the last 30 min',
      'what errors is cart logging (half an hour back)',
      'error lines cart, last 30 minutes',
    ],
    async (truth) => says(await reasons(truth, errorsIn('cart'), 30)),
  ),
  ask(
    'lok-err-storefront',
    [
      'storefront error log past hour',
      'what went wrong in storefront the last 60 min, logs?',
      'errors storefront 1h',
    ],
    async (truth) => says(await reasons(truth, errorsIn('storefront'), 60)),
  ),
  ask(
    'lok-err-window',
    [
      'errors of storefront from 90 to 60 minutes ago',
      'storefront error lines between 90 and 60 min ago',
      'which errors did storefront log 60-90 minutes ago?',
    ],
    async (truth) => found([...(await reasons(truth, errorsIn('storefront'), 90)), /error/], /storefront/),
  ),
  ask(
    'lok-err-yesterday',
    [
      'errors of checkout yesterday',
      'what errors had checkout in the logs yesterday',
      'yesterday: checkout error lines',
    ],
    () => found('checkout', /failed|error/),
  ),
  ask(
    'lok-err-namespace',
    [
      'errors in namespace payments during the last hour',
      'which errors are logged in the payments namespace',
      'payments ns: error lines 1h',
    ],
    () => says([/payments-api/, /payments-worker/], /error|failed/),
  ),
  ask(
    'lok-err-staging',
    [
      'errors of cart in staging, last hour',
      'staging cart error logs 60 min',
      'does cart log errors on staging',
    ],
    async (truth) =>
      found(
        [...(await reasons(truth, '{cluster="harbour-staging",app="cart"} |~ "(?i)error"', 60)), /error/],
        /staging/,
      ),
  ),
  ask(
    'lok-err-last',
    [
      'last error of payments-api',
      'most recent error line from payments-api',
      'newest payments-api error in the logs pls',
    ],
    async (truth) => says((await reasons(truth, errorsIn('payments-api'), 60)).slice(0, 3)),
  ),
  sure(
    'lok-err-any',
    [
      'does catalogue log any errors?',
      'is catalogue logging errors right now',
      'any error lines from catalogue in the last half hour',
    ],
    () => ({ facts: ['catalogue', /error|failed|yes/], forbid: [/no errors? (were |was )?(logged|found)/] }),
  ),
  ask(
    'lok-warn',
    [
      'warnings of payments-api in the last 3 hours',
      'payments-api: warn level log lines, 3h',
      'what does payments-api warn about?',
    ],
    () => says(/handshake|garbage|legacy_timeout|connection reset|cache miss|clock moved/),
  ),
  ask(
    'lok-postgres',
    [
      'postgres logs, last 15 minutes',
      'what does postgres log',
      'show me the newest log lines from postgres',
    ],
    () => says(/checkpoint/),
  ),
  ask('lok-redis', ['redis logs of the last hour', 'what is redis logging', 'log of redis pls, 1h'], () =>
    says(/saving|changes in/),
  ),
  ask(
    'lok-sidecar',
    [
      'logs of the proxy container of orders',
      'orders sidecar (proxy) logs last hour',
      'what does the proxy next to orders write',
    ],
    () => says(/listener|lds|cluster/),
  ),
  ask(
    'lok-pod',
    [
      'logs of {pod:cart} over the last 30 min',
      '{pod:cart} log lines please',
      'what did {pod:cart} write in the past half hour',
    ],
    () => says(/cart/, /get|post|items/),
  ),
  ask(
    'lok-dns',
    ['coredns logs last hour', 'kube-dns log lines, past hour', 'what do the dns pods log'],
    () => says(/hinfo|nxdomain/),
  ),
  ask(
    'lok-not',
    [
      'checkout logs of the last 10 minutes without healthz',
      'last 10 min of checkout logs, leave out the healthz lines',
      'checkout log lines not containing healthz, ten minutes',
    ],
    () => ({ facts: [/checkout/, /items|get|post/], forbid: [/get \/healthz 200/] }),
  ),
  ask(
    'lok-stack',
    [
      'show a stack trace from storefront',
      'any stack traces in the storefront logs of the last hour?',
      'storefront exceptions with stack',
    ],
    () => found(/at .{2,60}\.js|stack|tov?iew|readbody|json\.parse|client\.query/),
  ),
  ask(
    'lok-too-old-orders',
    [
      'logs of orders from 2 months ago',
      'what did orders log last spring?',
      'orders error lines from 60 days ago',
    ],
    () => noData(),
  ),
  ask(
    'lok-unknown-service',
    ['logs of billing in the last hour', 'errors of the billing service past 2h', 'what does billing log?'],
    () => noSuchName('billing'),
  ),
  ask(
    'lok-typo-checkout',
    ['logs of chekout last 30 min', 'chckout errors past hour', 'error lines of checkuot'],
    () => ({ outcome: ['answered', 'asked', 'unknown'], facts: [/checkout/] }),
  ),
];

const finds: Row[] = [
  ask(
    'lok-find-deadlock',
    [
      'which services logged "deadlock detected" in the last hour?',
      'who logs deadlock detected (1h)',
      'deadlock detected: in which apps, past hour',
    ],
    async (truth) => {
      const [first = '', second = first] = await writers(truth, 'deadlock detected', '1h');
      return says(first, second);
    },
  ),
  ask(
    'lok-find-legacy',
    [
      'search all logs for LEGACY_TIMEOUT, last 3 hours',
      'grep LEGACY_TIMEOUT everywhere past 3h',
      'does anyone log something about LEGACY_TIMEOUT? 3h',
    ],
    () => found(/legacy_timeout/, /deprecated/),
  ),
  ask(
    'lok-find-two',
    [
      'storefront lines with "failed" and "JSON" in the last hour',
      'find lines of storefront that contain both failed and JSON',
      'grep failed AND JSON in storefront, 1h',
    ],
    () => found(/json/),
  ),
  ask(
    'lok-find-none',
    [
      'search logs for "kraken released"',
      'find kraken released in the logs of the last day',
      'did anybody log kraken released today',
    ],
    () => noData(),
  ),
  ask(
    'lok-find-request',
    [
      'find the log line with request_id=zzzz0000',
      'what happened to request zzzz0000? look in the logs',
      'grep zzzz0000 over all services',
    ],
    () => noData(),
  ),
  ask(
    'lok-find-jobs',
    [
      'payments-worker: lines with "finished in"',
      'search payments-worker logs for finished in',
      'finished jobs in the payments-worker log',
    ],
    () => found(/finished in/),
  ),
];

const counts: Row[] = [
  ask(
    'lok-count-cart',
    [
      'how many error lines has cart written in the last hour',
      'number of errors in the cart log, past hour',
      'count cart log errors 1h',
    ],
    async (truth) => {
      const [[, count] = ['', 0]] = await counted(
        truth,
        `sum by (app) (count_over_time(${errorsIn('cart')} [1h]))`,
        'app',
      );
      return says('cart', about(count));
    },
  ),
  ask(
    'lok-volume-namespace',
    ['which namespace logs the most?', 'log volume by namespace last hour', 'lines per namespace, 1h'],
    async (truth) => {
      const [[first] = ['']] = await counted(
        truth,
        `sum by (namespace) (count_over_time({${PROD}}[1h]))`,
        'namespace',
      );
      return says(first);
    },
  ),
  ask(
    'lok-volume-quiet',
    [
      'how many lines a minute does storefront log?',
      'log rate of storefront',
      'storefront: log lines per minute',
    ],
    () => says('storefront', /\d/),
  ),
  ask(
    'lok-levels',
    [
      'checkout log lines by level, last 10 min',
      'how many info / warn / error lines does checkout log',
      'split the checkout logs by level',
    ],
    () => says(/error/, /info/, /\d/),
  ),
  ask(
    'lok-patterns-worker',
    [
      'log patterns of payments-worker',
      'what kind of lines does payments-worker write mostly',
      'most frequent lines of payments-worker',
    ],
    () => says(/job|queue depth/),
  ),
  ask(
    'lok-compare',
    [
      'does cart log more errors today than yesterday?',
      'cart errors in the logs: last hour vs the hour before',
      'compare the number of cart error lines now and an hour ago',
    ],
    () => ({
      outcome: ['answered'],
      facts: ['cart', /\d/, /than|vs|versus|compar|yesterday|before|ago|previous|earlier/],
    }),
  ),
];

const queries: Row[] = [
  ask(
    'lok-ql-level',
    [
      '{cluster="harbour-prod",app="cart"} | logfmt | level="ERROR"',
      'logql {cluster="harbour-prod",app="cart"} | logfmt | level = "ERROR"',
      'run logql {app="cart",cluster="harbour-prod"} | logfmt | level="ERROR" for the last hour',
    ],
    async (truth) => says([...(await reasons(truth, errorsIn('cart'), 60)), /level=error/]),
  ),
  ask(
    'lok-ql-topk',
    [
      'topk(2, sum by (app) (count_over_time({cluster="harbour-prod"}[10m])))',
      'logql: topk(2, sum by (app) (count_over_time({cluster="harbour-prod"}[10m])))',
      'loki: topk(2, sum by (app)(count_over_time({cluster="harbour-prod"}[10m])))',
    ],
    async (truth) => {
      const all = await counted(truth, `sum by (app) (count_over_time({${PROD}}[10m]))`, 'app');
      return says(all[0]?.[0] ?? '');
    },
  ),
  ask(
    'lok-ql-json',
    [
      '{cluster="harbour-prod",app="storefront"} | json | status="500"',
      'logql {cluster="harbour-prod", app="storefront"} | json | status = "500"',
      'run logql {app="storefront",cluster="harbour-prod"} | json | status=500 last 60 min',
    ],
    () => found(/500/),
  ),
  ask(
    'lok-ql-none',
    ['{app="mainframe"}', 'logql {namespace="finance"} |= "error"', 'run logql {cluster="harbour-moon"}'],
    () => noData(),
  ),
  ask(
    'lok-ql-broken',
    ['{app="orders"} |= ', 'logql {app="orders"} | jsn', 'run logql count_over_time({app="orders"})'],
    () => misread(),
  ),
  ask(
    'lok-ql-quote',
    [
      '{app="storefront} |= "error"',
      'logql {app="storefront", namespace=shop}',
      'run logql sum by app (rate({app="storefront"}[5m]))',
    ],
    () => misread(),
  ),
  ask(
    'lok-label-values',
    [
      'which values does the label namespace have in loki?',
      'namespaces that send logs to loki',
      'loki label values of namespace',
    ],
    () => says('payments', 'platform', 'shop', 'data'),
  ),
  ask(
    'lok-label-apps',
    ['which apps send logs?', 'values of the app label in loki', 'list of applications we have logs from'],
    () => says('cart', 'payments-api', 'postgres'),
  ),
];

const turns: Row[] = [
  after(
    ['errors of cart in the last hour'],
    ask(
      'lok-then-storefront',
      ['and storefront?', 'same for storefront', 'now storefront please'],
      async (truth) => says([...(await reasons(truth, errorsIn('storefront'), 60)), /error/], /storefront/),
    ),
  ),
  after(
    ['logs of orders in the last 30 minutes'],
    ask('lok-then-errors', ['only the errors', 'just errors please', 'errors only pls'], () => ({
      facts: [/orders/, /error|failed|none|no\b/],
      forbid: [/get \/healthz 200/],
    })),
  ),
];

const ill: Row[] = [
  ...under('pool-exhausted', [
    ask(
      'lok-pool',
      [
        'what does {it} log, any complaints?',
        '{it} errors last 10 minutes',
        'errors in the {it} logs right now',
      ],
      () => says(/pool|connection/),
    ),
    ask(
      'lok-pool-who',
      [
        'which service logs "pool exhausted"?',
        'who complains about an exhausted pool',
        'search logs for pool exhausted - which app',
      ],
      ({ fill }) => says(fill('{it}')),
    ),
    ask(
      'lok-pool-before',
      [
        'did {it} log "pool exhausted" 4 hours ago too?',
        '{it}: pool exhausted lines between 5 and 3 hours ago',
        'was there "pool exhausted" in the {it} log from 5h to 4h ago',
      ],
      () => ({
        outcome: ['answered', 'unknown'],
        facts: [/\bno\b|none|not|nothing|n't/],
        forbid: [/^yes\b/],
      }),
    ),
  ]),
  ...under('innocent-deploy', [
    ask(
      'lok-record-new',
      [
        'new errors of {it} since an hour?',
        'which errors in {it} are new',
        'what does {it} log now that it did not log before',
      ],
      () => says(/stored record|decode|version 4/),
    ),
    ask(
      'lok-record-top',
      [
        'most frequent error of {it}',
        'top error message {it} last 10 min',
        'what error does {it} throw mostly',
      ],
      () => says(/stored record|decode/),
    ),
  ]),
  ...under('certificate-between-services', [
    ask(
      'lok-x509',
      ['search the logs for x509', 'grep x509 all services last 10 min', 'any x509 errors in the logs?'],
      () => found(/certificate has expired|x509/),
    ),
    ask(
      'lok-x509-who',
      [
        'who logs certificate errors?',
        'which service complains about an expired certificate in its logs',
        'apps with "certificate has expired" in their log',
      ],
      ({ fill }) => says(fill('{victim}')),
    ),
  ]),
  ...under('retry-storm', [
    ask(
      'lok-retry',
      ['errors of {it}, last 10 min', 'what is {it} complaining about in the logs', '{it} log errors now'],
      () => says(/too many requests|in flight|try again/),
    ),
  ]),
  ...under('packet-loss', [
    ask(
      'lok-reset',
      [
        'find "connection reset by peer" in the logs',
        'grep connection reset by peer, last 10 min',
        'do services log "connection reset by peer"?',
      ],
      () => found(/connection reset by peer/),
    ),
  ]),
  ...under('clock-skew', [
    ask(
      'lok-token',
      [
        'search logs for "token used before issued"',
        'who logs token used before issued',
        'any "token used before issued" lines in the last 10 minutes',
      ],
      () => found(/token used before issued/),
    ),
  ]),
  ...under('memory-leak', [
    ask(
      'lok-heap',
      ['warnings of {it} in the last 10 min', 'what does {it} warn about in its logs', '{it} warn lines now'],
      () => says(/heap/),
    ),
  ]),
  ...under('queue-backlog', [
    ask('lok-queue', ['what does {it} warn about?', '{it} warnings past 10 min', 'warn lines of {it}'], () =>
      says(/queue|consumers cannot keep up|keep up/),
    ),
  ]),
  ...under('dns-slow', [
    ask(
      'lok-lookup',
      [
        'search logs for "slow name resolution"',
        'who logs slow name resolution?',
        'slow name resolution lines, last 15 min',
      ],
      () => found(/slow name resolution/),
    ),
  ]),
  ...under('crash-panic', [
    ask(
      'lok-crash',
      [
        'why does {it} crash according to its logs',
        'last error of {it} before it dies',
        'stack trace of the {it} crash',
      ],
      () => says(/cannot read properties|nil pointer|panic|segv/),
    ),
  ]),
  ...under('bad-rollout', [
    ask(
      'lok-rollout',
      ['what did {sick-pod} log before it crashed', 'logs of {sick-pod}', '{sick-pod}: last lines'],
      () => says(/unknown configuration schema/),
    ),
  ]),
  ...under('auth-outage', [
    ask(
      'lok-auth-callers',
      [
        'which services log "request to auth-api failed"?',
        'who logs failures calling auth-api',
        'grep "request to auth-api failed" - in which apps',
      ],
      async (truth) => {
        const [first = ''] = await writers(truth, 'request to auth-api failed', '10m');
        return says(first);
      },
    ),
    ask(
      'lok-auth-well',
      [
        'does orders log auth errors?',
        'orders: any "signing key" lines',
        'search the orders logs for signing key',
      ],
      () => ({
        outcome: ['answered', 'unknown'],
        facts: [/\bno\b|none|not|nothing|n't/],
        forbid: [/^yes\b/],
      }),
    ),
    ask(
      'lok-auth-count',
      [
        'how many "signing key rejected" lines in the last 10 minutes?',
        'count signing key rejected, auth-api, 10 min',
        'number of log lines with signing key rejected (last 10m)',
      ],
      async (truth) => {
        const said = `sum by (app) (count_over_time({${PROD}} |= "signing key rejected" [10m]))`;
        const [[, count] = ['', 0]] = await counted(truth, said, 'app');
        return says([about(count), /at least|more than|\d\+/]);
      },
    ),
  ]),
  ...under('recovered-by-itself', [
    ask(
      'lok-over',
      ['is {it} still logging errors?', 'did the errors in the {it} log stop', '{it} errors last 3 minutes'],
      async (truth) => {
        const lines = await truth.systems.lines(errorsIn(truth.fill('{it}')), 3);
        return lines.length === 0
          ? { outcome: ['answered', 'unknown'], facts: [NONE] }
          : { facts: [truth.fill('{it}')] };
      },
    ),
  ]),
];

const down: Row[] = connected(
  [
    ask(
      'lok-blind-query',
      [
        '{cluster="harbour-prod",app="orders"} |= "error"',
        'logql {app="storefront"} | json',
        'which labels does loki have?',
      ],
      () => unreachable(/loki|logs/, /no (lines|errors) (match|found)/),
    ),
    ask(
      'lok-blind-past',
      [
        'errors of checkout yesterday',
        'log volume by namespace over the last day',
        'storefront error lines 5 hours ago until 4 hours ago',
      ],
      () => ({
        outcome: ['answered', 'unknown'],
        facts: [/loki|logs|kubernetes|pod/],
        forbid: [/no errors (were|have been)? ?(logged|found)(?!.*(loki|reach))/],
      }),
    ),
    ask(
      'lok-blind-live',
      ['logs of cart, last 5 minutes', 'cart: what are the last log lines', 'newest lines from cart logs'],
      () => says([/cart/, /loki/], /get|post|items|loki/),
    ),
  ],
  'loki',
);

export const lokiRows: Row[] = [
  ...connected([...reads, ...finds, ...counts, ...queries, ...turns, ...ill]),
  ...down,
];
