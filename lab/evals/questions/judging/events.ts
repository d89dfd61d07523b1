import { NONE, says } from '../../expect.ts';
import type { Row } from '../../rows.ts';
import { ask, under } from '../../rows.ts';

const calm: Row[] = [
  ask(
    'e-shop-quiet',
    ['events in shop?', 'anything in the event stream of shop', 'k get ev -n shop'],
    () => ({
      outcome: ['answered', 'unknown'],
      facts: [NONE],
      forbid: [/backoff|failedscheduling/],
      severity: 'none',
    }),
  ),
  ask(
    'e-job',
    ['events of the last sales-report job', 'what events belong to sales-report', 'sales-report events'],
    () => says(/complet|created|started|scheduled/),
  ),
  ask(
    'e-warn-all',
    [
      'any warnings in the whole cluster?',
      'warning events across all namespaces',
      'k get events -A --field-selector type=Warning',
    ],
    () => ({
      facts: [NONE],
      forbid: [/back-?off restarting/, /failedscheduling/],
      severity: 'none',
    }),
  ),
];

const ill: Row[] = [
  ...under('pier', [
    ask(
      'e-winch',
      ['events of winch', 'what do events say about the winch pod', 'winch: FailedScheduling event text'],
      () => says(/winch-rope/),
    ),
    ask(
      'e-pier-warn',
      [
        'warnings in pier',
        'pier namespace warning events',
        'k get events -n pier --field-selector type=Warning',
      ],
      () => says(/winch-rope/, /load_limit/),
    ),
    ask(
      'e-gantry',
      ['events for hpa gantry', 'hpa gantry: recent events', 'what does the event on gantry say'],
      () => says(/not found|failedgetscale/),
    ),
  ]),
  ...under('wrong-liveness-port', [
    ask(
      'e-unhealthy',
      ['events on {it} pods', 'liveness events of {it}', 'k describe pod {sick-pod} -> events'],
      () => says(/unhealthy|probe failed|refused|9999|back-?off|killing/),
    ),
  ]),
  ...under('webhook-missing', [
    ask(
      'e-failed-create',
      ['events of the {it} replicaset', 'why FailedCreate, events of {it}', 'warnings in {ns} now'],
      () => says(/webhook|pod-policy/),
    ),
  ]),
  ...under('half-done', [
    ask(
      'e-dust',
      ['events for job dust-count', 'dust-count events', 'k events --for job/dust-count -n attic'],
      () => says(/deadline/),
    ),
    ask(
      'e-attic-count',
      [
        'which warning reasons occur in attic?',
        'attic: warnings, what kinds',
        'reasons of the Warning events in attic',
      ],
      () => says(/failedscheduling/, /back-?off/),
    ),
  ]),
  ...under('node-down', [
    ask(
      'e-node',
      ['events about {it}', 'k get events --field-selector involvedObject.kind=Node', 'node events?'],
      () => says(/not ?ready|nodenotready|unreachable|taint/),
    ),
  ]),
];

export const eventRows: Row[] = [...calm, ...ill];
