import { nothingToBlame } from '../../../company-facts.ts';
import { broken, unreachable } from '../../../expect.ts';
import type { Matcher } from '../../../matcher.ts';
import type { Row } from '../../../rows.ts';
import { ask, connected, under } from '../../../rows.ts';

const SLOW = [
  'why is {victim} slow?',
  'users say {victim} takes ages, what is going on',
  '{victim} latency went up, root cause?',
];
const ERRORS = [
  'why does {victim} return errors?',
  "{victim}: your error rate's climbing, why",
  'customers get 5xx from {victim}, whats behind it',
];

const why = (scenario: string, said: string[], ...kind: Matcher[]): Row[] =>
  under(scenario, [ask(`why-${scenario}`, said, ({ fill }) => broken([fill('{it}'), ...kind]))]);

const calm = (scenario: string, said: string[]): Row[] =>
  under(scenario, [ask(`why-${scenario}`, said, () => nothingToBlame())]);

export const whyRows: Row[] = connected([
  ...why('pool-exhausted', ERRORS, /pool|connection/),
  ...why('deploy-errors-front', ERRORS, /deploy|release|rollout|version/),
  ...why('deploy-latency-downstream', SLOW, /deploy|release|rollout|version/),
  ...why('config-change', SLOW, /config|setting|change|log_level|cache_ttl|batch_size/),
  ...why('provider-outage', ERRORS, /provider|outside|external|smtp|mail|timed out|upstream/),
  ...why('auth-outage', ERRORS, /key|sign|error/),
  ...why('slow-query', SLOW, /slow|latency|database|quer/),
  ...why('disk-filling', SLOW, /disk|filesystem/),
  ...why('memory-leak', SLOW, /memory/),
  ...why('surge-hpa-at-maximum', SLOW, /traffic|load|maximum|autoscaler/),
  ...why('one-bad-pod', ERRORS, /pod/),
  ...why('cpu-throttling', SLOW, /throttl|cpu/),
  ...why('retry-storm', ERRORS, /retr|requests|overload|error/),
  ...why('hot-partition', SLOW, /redis/),
  ...why('certificate-between-services', ERRORS, /certificate|x509|tls/),
  ...under('recovered-by-itself', [
    ask(
      'why-recovered',
      [
        'why did {victim} fail half an hour ago?',
        '{victim} had errors earlier, what was it',
        'what happened to {victim} in the last hour?',
      ],
      ({ fill }) => ({ facts: [fill('{it}')] }),
    ),
  ]),
  ...under('dns-slow', [ask('why-names', SLOW, () => broken([/dns|name/]))]),
  ...calm('healthy-deploy', [
    'why is {victim} slow?',
    'did the release of {it} break something?',
    '{victim} error rate, why so high?',
  ]),
  ...calm('healthy-peak', [
    'why is {victim} slow?',
    'is something wrong with {victim}? feels sluggish',
    '{victim} latency root cause please',
  ]),
  ...calm('healthy-surge-absorbed', [
    'why is {victim} slow?',
    'what is wrong with {victim}',
    '{victim} errors, why?',
  ]),
  ...calm('healthy-noisy', [
    'why is {victim} slow?',
    'is {victim} having a problem?',
    'root cause of the {victim} latency?',
  ]),
  ask(
    'why-calm',
    [
      'why is search slow?',
      'users report errors on orders, why?',
      'root cause of the latency of payments-api?',
    ],
    () => nothingToBlame(),
  ),
]);

export const whyDownRows: Row[] = connected(
  under('deploy-errors-front', [ask('why-blind', ERRORS, () => unreachable(/prometheus|metrics/))]),
  'prometheus',
  'alertmanager',
);
