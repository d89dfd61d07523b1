/* eslint-disable max-lines -- data: questions, one after the other */
import { nothingToBlame } from '../../../company-facts.ts';
import { broken, NONE, unreachable } from '../../../expect.ts';
import type { Matcher } from '../../../matcher.ts';
import type { Row } from '../../../rows.ts';
import { after, ask, connected, under } from '../../../rows.ts';

/** Claims of a cause that did not act. */
const blames = (what: string): Matcher =>
  new RegExp(`(most likely cause|root cause)[^.]{0,40}\\b${what}|caused by[^.]{0,40}\\b${what}`);

const why = (scenario: string, said: string[], ...kind: Matcher[]): Row =>
  ask(`sig-why-${scenario}`, said, ({ fill }) => broken([fill('{it}'), ...kind]));

const releases: Row[] = [
  ...under('deploy-errors', [
    why(
      'deploy-errors',
      [
        '{victim} throws 5xx since a while, whats up',
        'why do requests to {victim} fail?',
        'customers complain about errors in {victim} - cause?',
      ],
      /deploy|release|rollout|version/,
    ),
  ]),
  ...under('deploy-errors-front', [
    why(
      'deploy-errors-front',
      [
        '{it} error rate jumped, what happened',
        'why is {it} returning errors',
        'something is off with {it}, errors everywhere. why?',
      ],
      /deploy|release|rollout|version/,
    ),
    ask(
      'sig-why-front-when',
      [
        'since when does {it} fail and what happened then?',
        'when did the errors of {it} begin, and after which change',
        '{it} fails - what changed right before',
      ],
      ({ fill }) => broken([fill('{it}'), /deploy|release|rollout|version/, /\d\d:\d\d|\d+ ?(m\b|min)/]),
    ),
  ]),
  ...under('deploy-latency-downstream', [
    why(
      'deploy-latency-downstream',
      [
        '{victim} got slow a while ago, why',
        'slow responses from {victim}, root cause pls',
        'what slows {victim} down?',
      ],
      /deploy|release|rollout|version/,
    ),
  ]),
  ...under('memory-leak', [
    why(
      'memory-leak',
      [
        'why is {victim} getting slower and slower?',
        '{victim} responses degrade over the last hours - reason?',
        'what makes {victim} sluggish',
      ],
      /memory/,
    ),
  ]),
  ...under('config-change', [
    why(
      'config-change',
      [
        '{it} takes forever since some time, why?',
        'what made {it} slow',
        'latency of {it} doubled or more, what is the reason',
      ],
      /config|setting|change|log_level|cache_ttl|batch_size/,
    ),
  ]),
  ...under('feature-flag', [
    why(
      'feature-flag',
      ['why is {it} slow now', '{it} latency is way up, what happened', 'root cause of slow {it}?'],
      /flag|personal|change|config|quer/,
    ),
  ]),
  ...under('innocent-deploy', [
    ask(
      'sig-why-innocent',
      [
        'why does {victim} fail?',
        '{victim} errors: which service is to blame',
        'root cause for the errors in {victim}',
      ],
      ({ fill }) => broken([fill('{it}')], [blames('notifications')]),
    ),
    ask(
      'sig-why-innocent-deploy',
      [
        'is the last deployment to blame for the errors of {victim}?',
        'did a release break {victim}',
        'could it be the deploy that makes {victim} fail?',
      ],
      ({ fill }) => broken([fill('{it}')], [blames('notifications')]),
    ),
  ]),
];

const stores: Row[] = [
  ...under('pool-exhausted', [
    why(
      'pool-exhausted',
      [
        'why do {victim} requests fail',
        '{victim}: sporadic errors, reason?',
        'what is behind the failures of {victim}',
      ],
      /pool|connection/,
    ),
    ask(
      'sig-why-pool-it',
      ['what is wrong with {it}?', '{it} seems sick, diagnose', 'whats the matter with {it}'],
      ({ fill }) => broken([fill('{it}'), /pool|connection/]),
    ),
  ]),
  ...under('slow-query', [
    why(
      'slow-query',
      [
        'everything feels slow, why?',
        'why are so many services slow at once',
        'shop is slow all over the place. root cause?',
      ],
      /slow|latency|database|quer/,
    ),
  ]),
  ...under('hot-partition', [
    why(
      'hot-partition',
      ['why is cart so slow', 'cart latency exploded, reason?', 'what holds up cart'],
      /slow|latency|load|cpu|partition|shard|error/,
    ),
  ]),
  ...under('cache-stampede', [
    why(
      'cache-stampede',
      [
        'why is {victim} slow all of a sudden',
        '{victim} latency up - who is guilty',
        'find the cause of slow {victim} requests',
      ],
      /quer|postgres|database|slow|latency/,
    ),
  ]),
  ...under('batch-job-loads-database', [
    ask(
      'sig-why-batch',
      [
        'why is orders slow right now',
        'orders takes ages to answer - what is going on',
        'slow orders: cause?',
      ],
      ({ fill }) => broken([fill('{it}')]),
    ),
  ]),
  ...under('queue-backlog', [
    why(
      'queue-backlog',
      [
        'why does {it} lag behind?',
        '{it} processes everything late, what is it',
        'messages of {it} arrive much too late... why',
      ],
      /queue|backlog/,
    ),
  ]),
];

const load: Row[] = [
  ...under('cpu-throttling', [
    why(
      'cpu-throttling',
      [
        'reason for the slowness of {victim}?',
        '{victim} is sluggish since half an hour, why',
        'who makes {victim} slow',
      ],
      /throttl|cpu/,
    ),
  ]),
  ...under('surge-hpa-at-maximum', [
    why(
      'surge-hpa-at-maximum',
      ['{it} cannot keep up, why?', 'why is {it} slow, too much traffic?', 'explain the latency of {it}'],
      /traffic|load|requests|maximum|autoscaler/,
    ),
  ]),
  ...under('retry-storm', [
    why(
      'retry-storm',
      [
        'what breaks {victim}?',
        '{victim} fails a lot at the moment - because of what',
        'why so many errors from {victim} today',
      ],
      /retr|requests|overload|error/,
    ),
  ]),
  ...under('gradual-degradation', [
    ask(
      'sig-why-gradual',
      [
        '{victim} gets slower by the hour, why',
        'slow creep in {victim} latency, what is causing it',
        'why has {victim} become slow over the last hours',
      ],
      ({ fill }) => broken([fill('{it}')]),
    ),
  ]),
  ...under('one-bad-pod', [
    why(
      'one-bad-pod',
      [
        'some requests to {it} fail, others work. why?',
        'why does {it} fail only sometimes',
        'every third request to {it} ends in an error, reason',
      ],
      /\bpod\b/,
    ),
  ]),
  ...under('two-faults', [
    ask(
      'sig-why-two',
      [
        'why does {victim} return errors',
        '{victim} has errors - where do they come from',
        'errors at {victim}: root cause?',
      ],
      ({ fill }) => broken([fill('{it}')], [blames('search')]),
    ),
  ]),
];

const outside: Row[] = [
  ...under('provider-outage', [
    why(
      'provider-outage',
      ['payments fail, why?', 'why does {it} produce errors', 'what is broken at {it}'],
      /provider|outside|external|smtp|mail|timed out|timeout|upstream/,
    ),
  ]),
  ...under('auth-outage', [
    why(
      'auth-outage',
      ['why can customers not log in', 'logins are failing - root cause', 'sign in is broken, what is it'],
      /key|error|fail/,
    ),
  ]),
  ...under('certificate-between-services', [
    why(
      'certificate-between-services',
      [
        'why does {victim} fail to reach its backends',
        '{victim} errors out, cause please',
        'what is the reason that {victim} gives 503s',
      ],
      /certificate|x509|tls/,
    ),
  ]),
  ...under('policy-cuts-callers', [
    why(
      'policy-cuts-callers',
      [
        'why do calls from {victim} fail?',
        '{victim} is failing since a few minutes - why',
        'what cuts {victim} off',
      ],
      /network ?polic|restrict/,
    ),
  ]),
  ...under('dns-slow', [
    ask(
      'sig-why-dns',
      [
        'why is {victim} slow',
        'why are several services slow at the same time?',
        '{victim} takes seconds to respond, root cause?',
      ],
      () => broken([/dns|name resolution|name look|names/]),
    ),
  ]),
];

const machines: Row[] = [
  ...under('disk-filling', [
    why(
      'disk-filling',
      ['checkout is slow, why?', 'why did checkout get slow', 'what node trouble makes checkout slow'],
      /disk|filesystem/,
    ),
  ]),
  ...under('noisy-neighbour', [
    why(
      'noisy-neighbour',
      [
        'why is storefront slow',
        'storefront sluggish - what is hogging it',
        'cause of the storefront latency',
      ],
      /cpu|node/,
    ),
  ]),
  ...under('packet-loss', [
    why(
      'packet-loss',
      [
        'why do so many services fail at once?',
        'connection resets all over, why',
        'errors in nearly every service - common cause?',
      ],
      /packet|drop|network|node/,
    ),
  ]),
  ...under('clock-skew', [
    why(
      'clock-skew',
      [
        'why are tokens refused all over',
        'lots of services return errors, what do they share',
        'token errors in many services: root cause?',
      ],
      /clock|time/,
    ),
  ]),
];

const over: Row[] = under('recovered-by-itself', [
  ask(
    'sig-why-over',
    [
      'what was the problem with {victim} earlier?',
      '{victim} had errors within the last hour, why',
      'explain the {victim} errors of half an hour ago',
    ],
    ({ fill }) => ({ facts: [fill('{it}')] }),
  ),
]);

const calm = (scenario: string, said: string[]): Row[] =>
  under(scenario, [ask(`sig-why-${scenario}`, said, () => nothingToBlame())]);

const healthy: Row[] = [
  ...calm('healthy-deploy', [
    '{victim} was deployed just now, did it break anything?',
    'why does {victim} fail since the release?',
    'is the new {it} release bad',
  ]),
  ...calm('healthy-inner-deploy', [
    'did the deployments of the last half hour slow {victim} down?',
    'why is {victim} slow since the rollouts',
    '{victim} slow after the deploys? root cause',
  ]),
  ...calm('healthy-peak', [
    'why is {victim} so slow right now',
    '{victim} has more traffic, is it in trouble?',
    'what is wrong with {victim} since its traffic went up',
  ]),
  ...calm('healthy-noisy', [
    '{victim} latency jumps, why?',
    'why is {victim} slow again',
    'what causes the spikes at {victim}',
  ]),
  ...calm('healthy-surge-absorbed', [
    'is {victim} failing because of the traffic?',
    'why does {victim} return errors',
    '{victim} overloaded? what is wrong',
  ]),
  ...calm('healthy-quiet', [
    'why is {victim} slow',
    'something is wrong with {victim}, what?',
    '{victim} returns errors?! why',
  ]),
  ask(
    'sig-why-calm-inventory',
    ['why is inventory failing?', 'what is wrong with inventory', 'inventory has errors, root cause'],
    () => nothingToBlame(),
  ),
  ask(
    'sig-why-calm-all',
    [
      'is anything wrong in prod right now?',
      'any service in trouble at the moment',
      'do we have a problem somewhere?',
    ],
    () => ({
      outcome: ['answered', 'unknown'],
      facts: [[NONE, /fine|healthy|well|good|ok\b|normal/]],
      forbid: [/most likely cause|root cause is/],
    }),
  ),
];

const turns: Row[] = under('pool-exhausted', [
  after(
    ['is anything firing?'],
    ask('sig-then-why', ['why?', 'and what is the cause', 'whats the reason for it?'], ({ fill }) =>
      broken([fill('{it}')]),
    ),
  ),
]);

const down: Row[] = [
  ...connected(
    under('slow-query', [
      ask(
        'sig-why-blind',
        ['orders is slow, why?', 'why did catalogue get so slow', 'what slows down inventory'],
        () => unreachable(/prometheus|metrics/),
      ),
    ]),
    'prometheus',
    'alertmanager',
    'tempo',
    'loki',
  ),
  ...connected(
    under('deploy-errors-front', [
      ask(
        'sig-why-no-traces',
        ['why does {it} give errors?', 'errors at {it} - what is the cause', '{it} fails, root cause?'],
        ({ fill }) => broken([fill('{it}'), /deploy|release|rollout|version/]),
      ),
    ]),
    'tempo',
    'loki',
  ),
];

export const whyRows: Row[] = [
  ...connected([...releases, ...stores, ...load, ...outside, ...machines, ...over, ...healthy, ...turns]),
  ...down,
];
