/* eslint-disable max-lines -- data: questions, one after the other */
import { errorsOf, onCallOf } from '../../../company-facts.ts';
import { NONE, noData, noSuchName, says, unreachable } from '../../../expect.ts';
import type { Row } from '../../../rows.ts';
import { ask, connected, under } from '../../../rows.ts';

const calm: Row[] = [
  ask(
    'inc-open',
    ['open incidents?', 'any incident going on right now', 'list active pagerduty incidents'],
    () => ({ facts: [NONE] }),
  ),
  ask(
    'inc-oncall-basket',
    ['who is on call for checkout?', 'checkout on-call now', 'whom do I page about checkout'],
    async (truth) => says(await onCallOf(truth, 'basket')),
  ),
  ask(
    'inc-oncall-payments',
    ['who is on call for payments-api', 'on-call of team payments', 'payments pager: who carries it?'],
    async (truth) => says(await onCallOf(truth, 'payments')),
  ),
  ask(
    'inc-oncall-platform',
    ['who is on call for the platform?', 'platform on-call right now', 'who has the platform pager'],
    async (truth) => says(await onCallOf(truth, 'platform')),
  ),
  ask(
    'inc-past-checkout',
    [
      'past incidents of checkout in the last 30 days',
      'did checkout have an incident this month?',
      'checkout incident history, last 30 days',
    ],
    () => says(/error rate|#?305/),
  ),
  ask(
    'inc-cause-orders',
    [
      'what caused the last incident of orders?',
      'root cause of the orders incident with the database connections',
      'why did orders run out of database connections last month?',
    ],
    () => says(/report|transaction/),
  ),
  ask(
    'inc-none-cart',
    [
      'incidents about cart in the last 7 days',
      'was there an incident with cart this week?',
      'cart incidents past week',
    ],
    () => ({ facts: [NONE] }),
  ),
  ask(
    'inc-tickets-search',
    ['jira tickets about search', 'open tickets for search', 'which tickets exist about search?'],
    () => says(/synonyms|ops-4031/),
  ),
  ask(
    'inc-ticket',
    ['what is OPS-4062 about?', 'show ticket OPS-4062', 'summary and status of OPS-4062'],
    () => says(/cancelled orders|export/),
  ),
  ask(
    'inc-ticket-unknown',
    ['what is OPS-99999 about?', 'show ticket OPS-99999', 'status of OPS-99999'],
    () => noData(/ops-99999/),
  ),
  ask(
    'inc-changes',
    [
      'change requests of storefront',
      'servicenow changes about storefront',
      'which change request was the storefront release?',
    ],
    () => says(/chg\d+/, /storefront/),
  ),
  ask(
    'inc-changes-none',
    [
      'change requests of the last hour',
      'servicenow changes since an hour?',
      'any change request within the past 60 minutes',
    ],
    () => ({ facts: [NONE] }),
  ),
  ask(
    'inc-problem',
    [
      'problem record about auth-api sign in',
      'servicenow problems about auth-api',
      'what did we learn from the auth-api sign-in incident?',
    ],
    () => says(/signing key|sign in|prb\d+/),
  ),
  ask(
    'inc-ticket-assignee',
    ['who works on OPS-4022?', 'assignee of OPS-4022', 'OPS-4022 belongs to whom'],
    async ({ systems }) => {
      const issue = await systems.page<{ fields: { assignee: { displayName: string } } }>(
        'jira',
        '/rest/api/3/issue/OPS-4022',
      );
      return says(issue.fields.assignee.displayName);
    },
  ),
  ask('inc-oncall-unknown', ['who is on call for shipping?', 'on-call of shipping', 'shipping pager'], () =>
    noSuchName('shipping'),
  ),
];

const ill: Row[] = [
  ...under('pool-exhausted', [
    ask(
      'inc-open-pool',
      ['which incidents are open?', 'current pagerduty incidents', 'what incidents do we have right now'],
      ({ fill }) => says(fill('{it}')),
    ),
    ask(
      'inc-open-it',
      ['is there an incident about {it}?', 'open incidents of {it}', 'pagerduty: {it}'],
      () => says(/connectionpoolexhausted|servicehigherrorrate|#?\d{4,}/),
    ),
    ask(
      'inc-ack',
      [
        'who took the {it} incident?',
        'who acknowledged the incident about {it}',
        'is somebody working on the {it} incident?',
      ],
      ({ fill }) =>
        says(
          fill('{it}'),
          /hannah|kenji|maren|priya|diego|amara|stefan|yusuf|clara|grace|jonas|nobody|acknowledged/,
        ),
    ),
  ]),
];

export const incidentRows: Row[] = connected([...calm, ...ill]);

export const incidentsDownRows: Row[] = connected(
  [
    ask('inc-down', ['open incidents?', 'who is on call for cart?', 'incidents of cart last week'], () =>
      unreachable(/pagerduty/, /no (open )?incidents? (is|are|was|were)? ?(open|found)/),
    ),
  ],
  'pagerduty',
);

export const dashboardRows: Row[] = connected([
  ask(
    'das-service',
    ['dashboard of payments-api', 'grafana link for payments-api', 'where is the payments-api dashboard?'],
    () => says(/payments-api service|svc-payments-api/),
  ),
  ask(
    'das-nodes',
    ['is there a dashboard for the nodes?', 'node dashboard', 'grafana dashboard about kubernetes nodes'],
    () => says(/kubernetes \/ nodes|k8s-nodes/),
  ),
  ask(
    'das-overview',
    ['overview dashboard link', 'open the harbour overview', 'main grafana dashboard?'],
    () => says(/harbour overview|harbour-overview/),
  ),
  ask(
    'das-panel',
    [
      'which panel shows latency of search?',
      'panel with the latency percentiles of search',
      'grafana panel for search latency',
    ],
    () => says(/latency/, /search/),
  ),
  ask(
    'das-panels',
    [
      'panels of the orders dashboard',
      'what is on the orders dashboard?',
      'which panels does the orders service dashboard have',
    ],
    () => says(/error rate/, /memory|cpu|database/),
  ),
  ask(
    'das-unknown',
    [
      'dashboard of the warehouse robots',
      'grafana dashboard for kafka',
      'is there a dashboard about mainframes?',
    ],
    () => noData(),
  ),
  ask(
    'das-list',
    ['list all dashboards', 'which dashboards do we have?', 'grafana dashboards overview list'],
    () => says(/checkout service/, /harbour overview/),
  ),
  ask(
    'das-window',
    [
      'checkout dashboard for the last 6 hours',
      'link to the checkout dashboard, past 6h',
      'grafana checkout since six hours',
    ],
    () => says(/checkout/),
  ),
  ask(
    'das-rules',
    [
      'grafana alert rules of checkout',
      'which burn rate rules exist in grafana?',
      'slo alert rules in grafana',
    ],
    () => says(/burn/),
  ),
  ask(
    'das-annotations',
    [
      'annotations of the last 7 days in grafana',
      'which rollouts are marked in grafana this week?',
      'grafana annotations past week',
    ],
    () => says(/storefront|cart|checkout/),
  ),
]);

export const dashboardsDownRows: Row[] = connected(
  [
    ask('das-down', ['dashboard of cart', 'list all dashboards', 'grafana link for search'], () =>
      unreachable(/grafana/),
    ),
  ],
  'grafana',
);

export const sloRows: Row[] = connected([
  ask(
    'slo-storefront',
    ['how is the slo of storefront doing?', 'storefront error budget', 'burn rate of storefront'],
    () => ({
      facts: [/storefront/, /budget|burn|slo|99\.5/],
      forbid: [/too fast|fast burn (fires|is firing)/],
    }),
  ),
  ask(
    'slo-all',
    ["let's check the SLAs", 'slo status of all services', 'how much error budget is left everywhere?'],
    () => says(/storefront/, /checkout/, /payments-api/, /auth-api/),
  ),
  ask(
    'slo-target',
    [
      'what is the availability target of checkout?',
      'which slo did we promise for checkout',
      'checkout slo objective',
    ],
    () => says(/99\.5/),
  ),
  ask('slo-unknown', ['slo of shipping', 'error budget of shipping', 'burn rate of shipping?'], () =>
    noSuchName('shipping'),
  ),
  ...under('auth-outage', [
    ask(
      'slo-burning',
      ['is auth-api burning its error budget?', 'burn rate of auth-api', 'auth-api slo now'],
      () => ({ facts: [/auth-api/, /burn|budget/], forbid: [/within (its )?budget|not burning/] }),
    ),
    ask(
      'slo-which',
      ['which slos burn too fast?', 'who burns error budget right now', 'slo burn alerts?'],
      () => says(/auth-api/),
    ),
    ask(
      'slo-errors',
      ['error rate and budget of auth-api', 'auth-api: error rate?', 'what share of auth-api requests fails'],
      async (truth) => says(await errorsOf(truth, 'auth-api')),
    ),
  ]),
]);
