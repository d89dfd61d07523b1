import type { Matcher } from '../../matcher.ts';
import type { Expectation } from '../../question.ts';
import type { Row } from '../../rows.ts';
import { ask, under } from '../../rows.ts';
import { number } from '../../truth.ts';
import { live, whole } from './facts.ts';

const CAVEAT: Matcher =
  /(cannot|can't|could not|couldn't|don't|do not|does not|doesn't|did not|didn't|isn't|not|no one|nobody|nothing) .{0,90}(know|tell|tells|see|filter|take|taken|account|say|says|find|honou?r|understand|understood|judge|consider|record|show|look|connected|available|keep|goes by|kept|mean|match|history|reach)|unknown|\bno (record|information|data|label|way|history|metric|such|field|deployment (is|has|carries)|match)|ignor|left out|only (know|see|tell)|moment only|only now/;

/** What nobody could sort out by what a cluster holds: said so, however much else is told. */
const unsorted = (...forbid: Matcher[]): Expectation => ({
  outcome: ['unknown', 'asked', 'answered', 'declined', 'talked'],
  facts: [CAVEAT],
  forbid,
  severity: 'none',
});

const beyond: Row[] = [
  ask(
    'b-language',
    [
      'which shop deployments are written in go?',
      'shop: list the node.js services',
      'services in shop programmed in java?',
    ],
    () => unsorted(),
  ),
  ask(
    'b-author',
    [
      'which deployments did Priya create?',
      'deployments made by the user tom',
      'list everything that anna changed in shop',
    ],
    () => unsorted(),
  ),
  ask(
    'b-traffic',
    [
      'which shop pods handle more than 100 requests per second?',
      'deployments in shop with over 1000 rpm',
      'shop services with an error rate above 1%',
    ],
    () => unsorted(),
  ),
  ask(
    'b-yesterday',
    [
      'how many pods did prod have yesterday?',
      'pod count of shop last monday',
      'nr of nodes in prod a month ago',
    ],
    () => unsorted(),
  ),
  ask(
    'b-money',
    [
      'which deployment costs the most money?',
      'most expensive namespace in euros',
      'pods in shop costing more than 50 dollars a month',
    ],
    () => unsorted(/[$€] ?\d/),
  ),
  ask(
    'b-importance',
    [
      'list the business critical deployments',
      'which services are tier 1?',
      'deployments flagged as mission critical in shop',
    ],
    () => unsorted(),
  ),
  ask(
    'b-vulnerable',
    ['which images have known CVEs?', 'pods running vulnerable images', 'any image affected by log4shell?'],
    () => unsorted(),
  ),
  ask(
    'b-reviewed',
    [
      'deployments whose code was reviewed by security',
      'which shop deployments passed the pentest',
      'list the audited services of payments',
    ],
    () => unsorted(),
  ),
];

const MIX_WELL: Matcher = /healthy|fine|well|ready|running|ok\b|no (problem|issue|trouble)/;

/** Two things asked for in one breath: both are told. */
const both: Row[] = [
  ask(
    'b-two-counts',
    [
      'how many pods are in payments and how many in data?',
      'pod counts of payments and of data',
      'payments + data: pods each',
    ],
    ({ prod }) => ({
      facts: ['payments', 'data'].map((ns) => [
        number(prod.pods({ ns }).length),
        number(live(prod, ns).length),
      ]),
    }),
  ),
  ask(
    'b-well-image',
    [
      'is cart healthy and which image does it run?',
      'cart: state and image please',
      'cart ok? and what version is it',
    ],
    () => ({
      facts: [/1\.19\.2/, MIX_WELL],
      severity: 'none',
    }),
  ),
  ask(
    'b-owner-replicas',
    [
      'who owns inventory and how many replicas does it have',
      'inventory: team + replica count',
      'team of inventory and its number of replicas?',
    ],
    () => ({
      facts: ['products', whole(2)],
    }),
  ),
  ask(
    'b-kinds',
    [
      'list the hpas and the pdbs of payments',
      'payments: autoscalers and disruption budgets',
      'which HPA and which PDB exist in payments',
    ],
    () => ({
      facts: ['payments-api', /hpa|autoscal/, /pdb|budget/],
    }),
  ),
  ask(
    'b-two-names',
    ['images of cart and search', 'which tags run on cart and on search?', 'cart, search: image versions'],
    () => ({ facts: [/1\.19\.2/, /0\.42\.3/] }),
  ),
  ask(
    'b-two-well',
    ['are redis and postgres ok?', 'check redis and postgres', 'redis + postgres healthy?'],
    () => ({ facts: ['redis', 'postgres', MIX_WELL], severity: 'none' }),
  ),
  ask(
    'b-limit-request',
    [
      'memory request and limit of reporting',
      'reporting: requests and limits of memory',
      'what memory does reporting ask for and what is its cap',
    ],
    () => ({ facts: [/512 ?mi/] }),
  ),
  ask(
    'b-count-list',
    [
      'how many deployments are in payments and what are their names?',
      'count + names of the payments deployments',
      'number and list of deployments in payments',
    ],
    () => ({
      facts: [number(2), 'payments-api', 'payments-worker'],
    }),
  ),
  ...under('crash-missing-variable', [
    ask(
      'b-why-who',
      [
        'why is {it} down and which team do i call?',
        'cause of the {it} crash + owner',
        '{it}: what happened, and who is responsible for it',
      ],
      () => ({
        facts: [/redis_addr|catalogue_url|payments_url|smtp_host|queue_addr/, 'basket'],
      }),
    ),
    ask(
      'b-two-states',
      ['are {it} and {well} ok?', '{it} and {well}: state of both', 'check both {it} and {well}'],
      ({ fill }) => ({
        facts: [fill('{it}'), fill('{well}'), /crash|not ready|unready|0 of|redis_addr|fail|restart|down/],
        forbid: [/\b(both|all) (are |of them are )?(healthy|fine|ok|well)\b/],
      }),
    ),
  ]),
];

export const oddRows: Row[] = [...beyond, ...both];
