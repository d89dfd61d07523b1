/* eslint-disable max-lines -- data: questions, one after the other */
import { misread, NONE, noData, noSuchName, says, unreachable } from '../../../expect.ts';
import type { Row } from '../../../rows.ts';
import { ask, connected, under } from '../../../rows.ts';
import type { Truth } from '../../../truth.ts';

/** A piece of the newest lines that LogQL finds: the text that follows `failed:`, which is what people look for. */
const reasons = async ({ systems }: Truth, logql: string, minutes: number): Promise<string[]> => {
  const lines = await systems.lines(logql, minutes);
  const said = lines.flatMap((line) => /failed: ([^"\\]{8,60})/.exec(line)?.[1]?.trim() ?? []);
  if (said.length === 0) throw new Error(`the world's logs have nothing for ${logql}`);
  return [...new Set(said)];
};

const errorsOf = (service: string): string => `{cluster="harbour-prod",app="${service}"} |~ "(?i)error"`;

const calm: Row[] = [
  ask(
    'lok-errors-payments',
    [
      'errors in the payments-api logs of the last hour',
      'payments-api error lines past 60 min',
      'what errors did payments-api log since 1h',
    ],
    async (truth) => says([...(await reasons(truth, errorsOf('payments-api'), 60)), /error/]),
  ),
  ask(
    'lok-search',
    [
      'search logs for "checkpoint complete"',
      'find "checkpoint complete" in the logs',
      'grep all logs for checkpoint complete',
    ],
    () => says(/checkpoint complete/),
  ),
  ask(
    'lok-search-none',
    [
      'search logs for "flux capacitor overheated"',
      'grep flux capacitor overheated in logs',
      'any log line with flux capacitor overheated?',
    ],
    () => noData(),
  ),
  ask(
    'lok-window',
    [
      'logs of cart between 2 hours ago and 1 hour ago',
      'cart logs from 120 to 60 minutes ago',
      'what did cart log two hours ago until one hour ago',
    ],
    () => says('cart', /cart\/items|get \/|items/),
  ),
  ask(
    'lok-old',
    [
      'logs of search 3 days ago',
      'search log lines from three days ago',
      'what did search write 3 days ago?',
    ],
    () => says('search', /search|items|get/),
  ),
  ask(
    'lok-too-old',
    ['logs of cart from 90 days ago', 'cart logs three months ago', 'what did cart log on 1 January 2025?'],
    () => noData(),
  ),
  ask(
    'lok-future',
    ['logs of cart from tomorrow', 'cart log lines next week', 'show cart logs of next Monday'],
    () => ({
      outcome: ['answered', 'unknown', 'asked', 'declined'],
      facts: [/future|no\b|not|n't|nothing|none/],
    }),
  ),
  ask(
    'lok-volume',
    ['which service logs the most?', 'log volume by service in the last hour', 'loudest app in the logs'],
    () => says(/\d/, /ingress|storefront|catalogue|cart|payments-api|search/),
  ),
  ask(
    'lok-patterns',
    [
      'log patterns of checkout',
      'what kinds of lines does checkout log?',
      'group the checkout logs into patterns',
    ],
    () => says('checkout', /get|post|items/),
  ),
  ask(
    'lok-new',
    [
      'what is new in the logs of cart since its last deployment?',
      'new log lines of cart compared to before the deploy',
      'new patterns in cart logs since the deployment',
    ],
    () => ({
      outcome: ['answered', 'unknown'],
      facts: [/cart/],
      forbid: [/crash|panic|oom/],
    }),
  ),
  ask(
    'lok-logql',
    [
      '{cluster="harbour-prod",app="payments-api"} |~ "(?i)error"',
      'logql {cluster="harbour-prod", app="payments-api"} |= "ERROR"',
      'run logql {app="payments-api",cluster="harbour-prod"} |~ "ERROR" over the last hour',
    ],
    () => says(/error/, /payments-api/),
  ),
  ask(
    'lok-logql-rate',
    [
      'sum by (app) (count_over_time({cluster="harbour-prod",namespace="payments"}[5m]))',
      'logql: sum by (app) (count_over_time({cluster="harbour-prod",namespace="payments"}[5m]))',
      'run this logql sum by (app) (rate({cluster="harbour-prod",namespace="payments"}[5m]))',
    ],
    () => says('payments-api', 'payments-worker'),
  ),
  ask(
    'lok-logql-empty',
    ['{app="shipping"} |= "error"', 'logql {namespace="warehouse"}', 'run logql {app="shipping"}'],
    () => noData(),
  ),
  ask(
    'lok-logql-broken',
    ['{app="cart" |= "error"', 'logql {app=cart} |= "error"', 'run logql {app="cart"} |= error"'],
    () => misread(),
  ),
  ask(
    'lok-logql-no-selector',
    ['logql |= "error"', 'logql {} |= "error"', 'run logql {app=~".*"} |= "x" | json |'],
    () => misread(),
  ),
  ask(
    'lok-unknown',
    [
      'errors of warehouse in the logs of yesterday',
      'warehouse logs of the last 2 hours',
      'show me logs of service warehouse',
    ],
    () => noSuchName('warehouse'),
  ),
  ask(
    'lok-typo',
    ['logs of paymets-api in the last hour', 'cataloge logs past hour', 'logs of storefont last 30 min'],
    () => ({
      outcome: ['answered', 'asked', 'unknown'],
      facts: [/payments-api|catalogue|storefront/],
    }),
  ),
  ask(
    'lok-labels',
    ['which labels do our logs have?', 'log labels in loki', 'by which labels can I search logs'],
    () => says(/namespace/, /\bapp\b|service/),
  ),
  ask(
    'lok-request',
    [
      'find log lines with status=500 of payments-api in the last 3 hours',
      'payments-api lines containing status=500 past 3h',
      'grep status=500 payments-api logs 3h',
    ],
    () => says(/500/),
  ),
  ask(
    'lok-count',
    [
      'how many error lines did payments-api log in the last hour?',
      'count of errors in payments-api logs, past hour',
      'number of error log lines of payments-api 1h',
    ],
    () => says('payments-api', /\d/),
  ),
];

const ill: Row[] = [
  ...under('provider-outage', [
    ask(
      'lok-provider',
      [
        'errors of {it} in the last 15 minutes',
        '{it} error logs since 15 min',
        'what does {it} complain about?',
      ],
      () => says(/timed out|timeout|connect/),
    ),
    ask(
      'lok-provider-pattern',
      [
        'most frequent error in the {it} logs?',
        'top error patterns of {it}',
        'which error does {it} log most often',
      ],
      () => says(/timed out|timeout|upstream|connect/),
    ),
    ask(
      'lok-provider-new',
      [
        'what errors are new in {it} in the last hour?',
        'new error patterns of {it} since an hour',
        'which error lines of {it} were not there before',
      ],
      () => says(/timed out|timeout|upstream|connect/),
    ),
    ask(
      'lok-provider-who',
      [
        'which services log errors right now?',
        'who logs most errors in the last 10 minutes',
        'error lines by service, past 10 minutes',
      ],
      ({ fill }) => says(fill('{it}')),
    ),
    ask(
      'lok-provider-search',
      [
        'search the logs for "timed out" of {it}',
        'find timed out in {it} logs',
        'lines with "timed out" from {it}',
      ],
      () => says(/timed out/),
    ),
  ]),
  ...under('healthy-deploy', [
    ask(
      'lok-gone',
      [
        'logs of the pods of {it} that are gone',
        'what did the old pods of {it} log before they went?',
        'last lines of the terminated {it} pods',
      ],
      ({ fill }) => ({
        facts: [fill('{it}')],
        forbid: [/crash|oomkilled|panic/],
      }),
    ),
    ask(
      'lok-after-deploy',
      [
        'errors of {it} since the deployment',
        'did {it} log errors after its rollout?',
        'new errors in {it} since it was deployed',
      ],
      ({ fill }) => ({
        outcome: ['answered', 'unknown'],
        facts: [fill('{it}')],
        forbid: [/most likely cause|because of the (deploy|release)/],
      }),
    ),
  ]),
  ...under('auth-outage', [
    ask(
      'lok-auth',
      ['errors of auth service', 'show me errors from auth-api', 'auth-api errors last 10 min'],
      () => says(/signing key|unknown key/),
    ),
    ask(
      'lok-auth-before',
      [
        'errors of auth-api between 5 hours and 4 hours ago',
        'auth-api error logs from 5h ago until 4h ago',
        'was auth-api logging "signing key rejected" five to four hours ago?',
      ],
      () => ({
        outcome: ['answered', 'unknown'],
        facts: [/auth-api|no\b|none/],
        forbid: [/signing key rejected: unknown key id/],
      }),
    ),
  ]),
  ...under('recovered-by-itself', [
    ask(
      'lok-recovered',
      [
        'errors of {it} in the last hour',
        'what errors did {it} log within the past hour',
        '{it}: error lines since 1h',
      ],
      async (truth) => says([...(await reasons(truth, errorsOf(truth.fill('{it}')), 60)), /error/]),
    ),
    ask(
      'lok-recovered-now',
      [
        'errors of {it} in the last 5 minutes',
        '{it} error lines past five minutes',
        'does {it} log errors since 5 min?',
      ],
      async ({ systems, fill }) => {
        const lines = await systems.lines(errorsOf(fill('{it}')), 5);
        return lines.length === 0 ? { outcome: ['answered', 'unknown'], facts: [NONE] } : says(/\d|error/);
      },
    ),
  ]),
];

export const lokiRows: Row[] = connected([...calm, ...ill]);

export const lokiDownRows: Row[] = connected(
  [
    ask(
      'lok-down-logql',
      [
        '{app="cart"} |= "error"',
        'logql {app="cart",cluster="harbour-prod"}',
        'run logql {namespace="shop"} |= "timeout"',
      ],
      () => unreachable(/loki|logs/, /no (lines|errors) (match|found)/),
    ),
    ask(
      'lok-down-old',
      [
        'errors of payments-api between 8 and 6 hours ago',
        'payments-api logs 2 days ago',
        'log volume by service in the last day',
      ],
      () => ({
        outcome: ['answered', 'unknown'],
        facts: [/loki|logs|kubernetes|pod/],
        forbid: [/no errors (were|have been)? ?(logged|found)(?!.*(loki|reach))/],
      }),
    ),
  ],
  'loki',
);
