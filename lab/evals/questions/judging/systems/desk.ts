/* eslint-disable max-lines -- data: questions, one after the other */
import { errorsOf } from '../../../company-facts.ts';
import { NONE, noData, noSuchName, says, unreachable } from '../../../expect.ts';
import type { Row } from '../../../rows.ts';
import { after, ask, connected, under } from '../../../rows.ts';
import type { Truth } from '../../../truth.ts';
import {
  asPercent,
  cannot,
  day,
  moment,
  once,
  openIncidents,
  pagerOf,
  person,
  records,
  requestsTo,
  tickets,
  sure,
} from './facts.ts';

const onCall = async (truth: Truth, team: string, level = 1) =>
  person((await pagerOf(truth, team, level)).who);

/** Whom an answer must not name as the one who carries a team's pager. */
const nobodyElse = async (truth: Truth, team: string): Promise<string> => (await pagerOf(truth, team, 2)).who;

const pager: Row[] = [
  ask(
    'inc-pager-storefront',
    [
      'who is oncall for storefront?',
      'storefront is broken, whom do i call',
      'pager duty for storefront - who has it',
    ],
    async (truth) => says(await onCall(truth, 'web')),
  ),
  ask(
    'inc-pager-auth',
    ['on call auth-api now?', 'who should I wake up for auth-api', 'current on-call person of team identity'],
    async (truth) => says(await onCall(truth, 'identity')),
  ),
  ask(
    'inc-pager-notifications',
    [
      'who carries the pager for notifications',
      'on-call notifications',
      'messaging team: who is on call this week',
    ],
    async (truth) => says(await onCall(truth, 'messaging')),
  ),
  ask(
    'inc-pager-insight',
    ['team insight on-call?', 'who is on duty for reporting', 'reporting + recommendations: whose pager'],
    async (truth) => says(await onCall(truth, 'insight')),
  ),
  ask(
    'inc-pager-second',
    [
      'who is the secondary on call for checkout?',
      'second level on-call for basket',
      'escalation level 2 of team basket: who',
    ],
    async (truth) => says(await onCall(truth, 'basket', 2)),
  ),
  ask(
    'inc-pager-until',
    [
      'until when is the on-call shift of payments?',
      'when does the payments pager change hands',
      'end of the current on-call shift for payments-api',
    ],
    async (truth) => says(day((await pagerOf(truth, 'payments')).until)),
  ),
  ask(
    'inc-pager-all',
    ['who is on call everywhere right now?', 'list all on-calls', 'on-call overview of all teams'],
    async (truth) =>
      says(await onCall(truth, 'web'), await onCall(truth, 'basket'), await onCall(truth, 'payments')),
  ),
  ask(
    'inc-pager-node',
    [
      'a node is dead, who is on call for the cluster?',
      'on-call of the kubernetes platform',
      'whom to page about nodes',
    ],
    async (truth) => says(await onCall(truth, 'platform')),
  ),
  sure(
    'inc-pager-is',
    [
      'is it hannah or kenji who is on call for search?',
      'does kenji have the products pager this week?',
      'products on call: hannah?',
    ],
    async (truth) => says(await onCall(truth, 'products')),
  ),
  ask(
    'inc-pager-unknown',
    ['who is on call for billing?', 'billing pager', 'on-call of the team billing'],
    () => noSuchName('billing'),
  ),
  after(
    ['who is on call for cart?'],
    ask(
      'inc-then-second',
      ['and if they do not answer?', 'who is second?', 'and the backup?'],
      async (truth) => says(person(await nobodyElse(truth, 'basket'))),
    ),
  ),
];

const past: Row[] = [
  ask(
    'inc-last-any',
    ['what was the last incident?', 'most recent pagerduty incident', 'latest incident we had, any service'],
    () => says(/redis-0|#?311/),
  ),
  ask(
    'inc-last-auth',
    [
      'what happened in the last auth-api incident?',
      'auth-api: last incident, cause?',
      'why could customers not sign in last time',
    ],
    () => says(/signing key|renamed|#?287/),
  ),
  ask(
    'inc-past-number',
    ['what was incident #293 about?', 'tell me about pagerduty 293', 'incident 293?'],
    () => says(/orders/, /connection/),
  ),
  ask(
    'inc-past-remedy',
    [
      'how was the checkout certificate incident fixed?',
      'what fixed incident #305',
      'resolution of the last checkout incident',
    ],
    () => says(/renew|reminder/),
  ),
  ask(
    'inc-past-duration',
    [
      'how long did the last checkout incident take?',
      'duration of incident #305',
      'when did incident 305 start and end',
    ],
    () => says(/47 ?m|47 min|\d\d:\d\d/),
  ),
  ask(
    'inc-past-who',
    [
      'who handled the last search incident?',
      'responder of incident #299',
      'which person dealt with the search incident in october',
    ],
    async (truth) => {
      const [first] = await tickets(truth, 'project = OPS AND summary ~ "299"');
      return says(person(first?.fields.assignee.displayName ?? ''));
    },
  ),
  ask(
    'inc-past-count',
    [
      'how many incidents did we have in the last 20 days?',
      'number of incidents past 20 days',
      'count incidents over the last 20 days',
    ],
    async (truth) => {
      const { incidents } = await truth.systems.page<{ incidents: { created_at: string }[] }>(
        'pagerduty',
        '/incidents?limit=100&date_range=all',
      );
      const count = incidents.filter(
        ({ created_at }) => Date.now() - Date.parse(created_at) < 20 * 86_400_000,
      ).length;
      return says(truth.number(count));
    },
  ),
  ask(
    'inc-past-none',
    [
      'any incident with catalogue in the last 30 days?',
      'catalogue incident history',
      'past incidents of catalogue',
    ],
    () => ({ facts: [/\bno\b|none|nothing|not|n't|zero/], forbid: [/^yes\b/] }),
  ),
  ask(
    'inc-past-notifications',
    [
      'did the notifications queue get stuck in the last two months?',
      'earlier incidents of notifications in the last 60 days',
      'notifications: past incidents, two months back',
    ],
    () => says(/notifications/, /smtp|relay|newsletter|#?275|not worked off/),
  ),
  ask(
    'inc-past-worker',
    [
      'was there an incident about disk on harbour-prod-worker-2?',
      'incidents of harbour-prod-worker-2',
      'did harbour-prod-worker-2 run short of disk once',
    ],
    () => says(/#?281|log rotation|sidecar|(last|past) 30 days/),
  ),
  ask(
    'inc-number-unknown',
    ['what was incident #99999 about?', 'pagerduty incident 99999', 'who handled incident #99999'],
    () => noData(/99999/),
  ),
  ask(
    'inc-open-sev',
    [
      'any high urgency incident open?',
      'open incidents with urgency high',
      'is somebody being paged right now',
    ],
    () => ({ facts: [/\bno\b|none|nothing|nobody|not\b/], forbid: [/^yes\b/] }),
  ),
  ask(
    'inc-open-payments',
    [
      'open incidents for payments-api?',
      'does payments-api have an active incident',
      'incident ongoing at payments-api?',
    ],
    () => ({ facts: [NONE], forbid: [/^yes\b/] }),
  ),
];

const work: Row[] = [
  ask('inc-ticket-status', ['status of OPS-4031', 'is OPS-4031 done?', 'OPS-4031: what state is it in'], () =>
    says(/to do|todo|open|not (done|started)/, /ops-4031/),
  ),
  ask(
    'inc-ticket-reporter',
    ['who reported OPS-4062?', 'reporter of OPS-4062', 'OPS-4062 was opened by whom'],
    async (truth) =>
      says(person((await tickets(truth, 'key = OPS-4062'))[0]?.fields.reporter.displayName ?? '')),
  ),
  ask(
    'inc-ticket-priority',
    ['what priority has OPS-4062', 'OPS-4062 prio?', 'how urgent is ticket OPS-4062'],
    async (truth) => says((await tickets(truth, 'key = OPS-4062'))[0]?.fields.priority.name ?? ''),
  ),
  ask(
    'inc-tickets-progress',
    ['which tickets are in progress?', 'jira: everything in progress', 'tickets being worked on right now'],
    async (truth) =>
      says(...(await tickets(truth, 'project = OPS AND status = "In Progress"')).map(({ key }) => key)),
  ),
  ask(
    'inc-tickets-person',
    [
      'has diego any ticket assigned that is not done?',
      'open tickets assigned to Diego Fuentes',
      'tickets assigned to diego',
    ],
    async (truth) => {
      const all = await tickets(truth, 'project = OPS');
      const own = all.filter(
        ({ fields }) => /diego/i.test(fields.assignee.displayName) && fields.status.name !== 'Done',
      );
      return own.length === 0 ? noData() : says(...own.map(({ key }) => key));
    },
  ),
  ask(
    'inc-tickets-priya',
    ['tickets assigned to priya', "priya's open tickets?", 'what is Priya Raman working on in jira'],
    async (truth) => {
      const all = await tickets(truth, 'project = OPS');
      const own = all.filter(
        ({ fields }) => /priya/i.test(fields.assignee.displayName) && fields.status.name !== 'Done',
      );
      return says(...own.map(({ key }) => key));
    },
  ),
  ask(
    'inc-tickets-bugs',
    ['open bugs in jira?', 'which bug tickets are not done', 'list unresolved bugs'],
    async (truth) => {
      const bugs = (await tickets(truth, 'project = OPS AND issuetype = Bug')).filter(
        ({ fields }) => fields.status.name !== 'Done',
      );
      return says(...bugs.map(({ key }) => key));
    },
  ),
  ask(
    'inc-tickets-storefront',
    ['tickets about storefront', 'any open jira issue for storefront?', 'storefront tickets pls'],
    async (truth) =>
      says([
        (await tickets(truth, 'project = OPS AND labels = storefront'))[0]?.key ?? '',
        /images of the start page/,
      ]),
  ),
  ask(
    'inc-tickets-redis',
    [
      'is there a ticket about the redis client?',
      'jira ticket for raising the redis client of cart',
      'search tickets for redis client',
    ],
    () => says(/ops-4042|\bv9\b/),
  ),
  ask(
    'inc-tickets-none',
    ['tickets about kafka migration', 'is there a jira ticket on kafka?', 'any issue mentioning kafka'],
    () => noData(),
  ),
  ask(
    'inc-tickets-postmortem',
    [
      'is there a ticket for incident #305?',
      'post incident ticket of the checkout certificate outage',
      'which OPS ticket was written after incident 305',
    ],
    async (truth) => says((await tickets(truth, 'project = OPS AND summary ~ "305"'))[0]?.key ?? ''),
  ),
  ask(
    'inc-change-week',
    [
      'change requests of the last 7 days',
      'which changes went through servicenow this past week',
      'servicenow: changes, last seven days',
    ],
    async (truth) => {
      const rows = await records(truth, 'change_request');
      const young = rows.filter(
        (field) => Date.now() - Date.parse(`${field('opened_at').replace(' ', 'T')}Z`) < 6.5 * 86_400_000,
      );
      return says(...young.map((field) => [field('number'), field('cmdb_ci')]));
    },
  ),
  ask(
    'inc-change-search',
    [
      'which change request covers the search release?',
      'servicenow change for search 0.42.3',
      'CHG number of the last search release',
    ],
    async (truth) => {
      const rows = await records(truth, 'change_request', 'short_descriptionLIKEsearch');
      return says(rows.map((field) => field('number')));
    },
  ),
  ask(
    'inc-change-one',
    [
      'who requested the orders 4.1.0 change?',
      'change request of orders 4.1.0: who is behind it',
      'requester of the servicenow change for orders 4.1.0',
    ],
    async (truth) => {
      const [row] = await records(truth, 'change_request', 'short_descriptionLIKEorders 4.1.0');
      return says(person(row?.('requested_by') ?? ''));
    },
  ),
  ask(
    'inc-problem-list',
    ['problem records in servicenow?', 'list all problems', 'which problem records do we have'],
    async (truth) =>
      says(...(await records(truth, 'problem')).map((field) => [field('number'), field('cmdb_ci')])),
  ),
  ask(
    'inc-problem-fix',
    [
      'what was the fix in the orders problem record?',
      'servicenow problem about orders: remedy?',
      'fix notes for the orders db connection problem',
    ],
    () => says(/statement timeout|60 ?s/),
  ),
  ask(
    'inc-change-unknown',
    ['what is CHG9999999?', 'change request CHG9999999', 'who approved CHG9999999'],
    () => noData(/chg9999999/),
  ),
];

const illIncidents: Row[] = [
  ...under('auth-outage', [
    ask(
      'inc-out-count',
      ['how many incidents are open?', 'number of open incidents right now', 'open incident count'],
      async (truth) => says(truth.number((await openIncidents(truth)).length)),
    ),
    ask(
      'inc-out-services',
      [
        'which services have an open incident?',
        'services with active incidents',
        'for what services is pagerduty open',
      ],
      async (truth) => {
        const named = once((await openIncidents(truth)).map(({ service }) => service.summary));
        return { facts: named, forbid: ['orders', 'cart', 'inventory'] };
      },
    ),
    ask(
      'inc-out-it',
      [
        'who is looking at the {it} incident?',
        'assignee of the open {it} incident',
        'has anybody acked the {it} incident',
      ],
      async (truth) => {
        const it = truth.fill('{it}');
        const own = (await openIncidents(truth)).filter(({ service }) => service.summary === it);
        return says(
          own.flatMap(({ assignments }) => assignments.map(({ assignee }) => person(assignee.summary))),
        );
      },
    ),
    ask(
      'inc-out-when',
      [
        'since when is the {it} incident open?',
        'start of the {it} incident',
        'when was the incident on {it} triggered',
      ],
      async (truth) => {
        const own = (await openIncidents(truth)).filter(
          ({ service }) => service.summary === truth.fill('{it}'),
        );
        return says(moment(...own.map(({ created_at }) => created_at)));
      },
    ),
    ask(
      'inc-out-urgency',
      [
        'which open incidents are high urgency?',
        'open incidents with high urgency only',
        'high urgency ones that are still open',
      ],
      async (truth) => {
        const high = (await openIncidents(truth)).filter(({ urgency }) => urgency === 'high');
        return says(...once(high.map(({ service }) => service.summary)));
      },
    ),
    ask(
      'inc-out-before',
      [
        'did we have something like this with {it} before?',
        'was {it} down before, similar incident?',
        'similar past incidents for {it}',
      ],
      () => says(/auth-api/, /sign in|signing key|#?287|rollout|release/),
    ),
    ask(
      'inc-out-well',
      ['is there an open incident on orders?', 'orders: any active incident', 'open incidents of orders?'],
      () => ({ facts: [NONE], forbid: [/^yes\b/] }),
    ),
  ]),
  ...under('node-down', [
    ask(
      'inc-node-open',
      ['what incidents are open?', 'open pagerduty incidents please', 'any active incident'],
      ({ fill }) => says([fill('{it}'), /node is not ready|kubenodenotready/]),
    ),
    ask(
      'inc-node-who',
      ['who is on it? ({it} down)', 'who has the incident about node {it}', 'assignee of the {it} incident'],
      async (truth) => says(await onCall(truth, 'platform')),
    ),
  ]),
  ...under('recovered-by-itself', [
    ask(
      'inc-over-open',
      [
        'is the {it} incident still open?',
        'open incidents about {it} now',
        'is there still an incident on {it}',
      ],
      () => ({
        facts: [/\bno\b|none|resolved|closed|over|not\b/],
        forbid: [/^yes\b/, /(is|are) still open/],
      }),
    ),
    sure(
      'inc-over-past',
      [
        'was there an incident on {it} in the last 2 hours?',
        '{it} incidents of today',
        'what incident did {it} have within the last two hours',
      ],
      ({ fill }) => ({
        facts: [fill('{it}'), /resolved|servicehigherrorrate|error|incident/],
        forbid: [/\bno incidents?\b/],
      }),
    ),
  ]),
];

const downIncidents: Row[] = [
  ...connected(
    [
      ask(
        'inc-blind',
        ['who is oncall for orders right now?', 'how many incidents are open', 'open incidents, list please'],
        () => unreachable(/pagerduty/, /no (open )?incidents? (is|are|was|were)? ?(open|found)/),
      ),
    ],
    'pagerduty',
  ),
  ...connected(
    [
      ask('inc-blind-jira', ['status of OPS-4047', 'open bugs in jira?', 'who works on OPS-4047'], () =>
        unreachable(/jira|ticket/, /no (open )?(bugs|tickets) (exist|found|are)/),
      ),
    ],
    'jira',
  ),
  ...connected(
    [
      ask(
        'inc-blind-snow',
        [
          'change requests of search',
          'problem records in servicenow?',
          'which changes were made this week in servicenow',
        ],
        () =>
          unreachable(
            /servicenow|change requests?|problem/,
            /no (change requests?|problems?) (exist|found|are)/,
          ),
      ),
    ],
    'servicenow',
  ),
];

export const incidentRows: Row[] = [
  ...connected([...pager, ...past, ...work, ...illIncidents]),
  ...downIncidents,
];

export const dashboardRows: Row[] = [
  ...connected([
    ask(
      'das-notifications',
      [
        'got a dashboard for notifications?',
        'notifications grafana',
        'where can i see graphs of notifications',
      ],
      () => says(/notifications service|svc-notifications/),
    ),
    ask(
      'das-worker',
      [
        'dashboard link for payments-worker please',
        'payments-worker in grafana',
        'open the payments-worker dashboard',
      ],
      () => says(/payments-worker service|svc-payments-worker/),
    ),
    ask(
      'das-count',
      ['how many dashboards are there in grafana?', 'number of grafana dashboards', 'count our dashboards'],
      async (truth) => {
        const all = await truth.systems.page<unknown[]>('grafana', '/api/search?type=dash-db');
        return says(truth.number(all.length));
      },
    ),
    ask(
      'das-folders',
      ['which folders does grafana have?', 'grafana folders', 'in which folder are the service dashboards'],
      () => says(/services/),
    ),
    ask(
      'das-platform',
      ['what dashboards has the Platform folder?', 'dashboards in folder Platform', 'platform dashboards?'],
      () => says(/kubernetes \/ nodes|k8s-nodes/),
    ),
    ask(
      'das-panel-memory',
      [
        'which panel shows the memory of catalogue?',
        'panel with catalogue memory',
        'where do i see catalogue memory in grafana',
      ],
      () => says(/memory by pod/, /catalogue/),
    ),
    sure(
      'das-panel-db',
      [
        'is there a panel for database connections of inventory?',
        'inventory db connections panel',
        'grafana panel: database connections in use, inventory',
      ],
      () => ({ facts: [/database connections/], forbid: [/\bno (such )?panel|not (find|found)/] }),
    ),
    ask(
      'das-panel-missing',
      [
        'does the auth-worker dashboard show latency?',
        'latency panel for auth-worker',
        'is there a latency panel on the auth-worker dashboard',
      ],
      () => ({
        outcome: ['answered', 'unknown', 'asked'],
        facts: [/auth-worker/, cannot],
        forbid: [/^yes\b/],
      }),
    ),
    sure(
      'das-panel-disk',
      [
        'which dashboard shows free disk per node?',
        'panel for disk free by node',
        'grafana: where is node disk space',
      ],
      () => says(/kubernetes \/ nodes|k8s-nodes|disk free/),
    ),
    ask(
      'das-panels-overview',
      [
        'what panels does Harbour overview have?',
        'what is on the harbour overview dashboard',
        'panels of the overview',
      ],
      () => says(/requests by service/, /error rate by service/),
    ),
    ask(
      'das-query',
      [
        'which query is behind the error rate panel of checkout?',
        'promql of the checkout error rate panel',
        'show the expression of panel Error rate on the checkout dashboard',
      ],
      () => says(/http_requests_total/),
    ),
    ask(
      'das-tag',
      ['dashboards tagged slo', 'grafana dashboards with the tag slo', 'which dashboard has tag "slo"'],
      () => says(/harbour overview|harbour-overview/),
    ),
    ask(
      'das-unknown-billing',
      ['dashboard of billing', 'grafana link for the billing service', 'is there a billing dashboard?'],
      () => noData(/billing/),
    ),
    sure(
      'das-range',
      [
        'link to the search dashboard for the last 24 hours',
        'search dashboard, past day please',
        'grafana search service last 24h',
      ],
      () => says(/search service|svc-search/),
    ),
    after(
      ['dashboard of cart'],
      ask('das-then-panels', ['which panels does it have?', 'what is on it', 'and its panels'], () =>
        says(/error rate/, /latency|memory|cpu/),
      ),
    ),
    ...under('deploy-errors-front', [
      sure(
        'das-annotation',
        [
          'is the {it} rollout annotated in grafana?',
          'grafana annotations of the last 2 hours',
          'deployment markers in grafana, last two hours',
        ],
        ({ fill }) => ({ facts: [fill('{it}')], forbid: [/\bno annotations?\b/] }),
      ),
    ]),
  ]),
  ...connected(
    [
      ask(
        'das-blind',
        [
          'grafana dashboard of orders',
          'how many dashboards do we have?',
          'panels of the overview dashboard',
        ],
        () => unreachable(/grafana/, /no dashboards? (exist|found|match)/),
      ),
    ],
    'grafana',
  ),
];

const BUDGET = /budget|burn|99\.5|\d ?%/;

export const sloRows: Row[] = [
  ...connected([
    ask(
      'slo-payments',
      [
        'slo of payments-api?',
        'how is payments-api doing against its slo',
        'payments-api availability vs target',
      ],
      () => ({
        facts: [/payments-api/, BUDGET],
        forbid: [/too fast|(?<!not |no )violat(ed|ing)|breach(ed|ing)/],
      }),
    ),
    sure(
      'slo-left',
      [
        'how much error budget has checkout left?',
        'checkout remaining error budget',
        'left over budget of checkout, percent',
      ],
      () => says(/checkout/, /budget/, /\d|no\b|not\b/),
    ),
    ask(
      'slo-target-auth',
      [
        'what slo target does auth-api have?',
        'promised availability of auth-api',
        'auth-api objective in percent',
      ],
      () => says(/99\.5/),
    ),
    ask(
      'slo-which',
      [
        'which services have an slo?',
        'for whom did we define SLOs',
        'list services with an availability target',
      ],
      () => ({ facts: ['storefront', 'checkout', 'payments-api', 'auth-api'] }),
    ),
    ask(
      'slo-none',
      ['slo of reporting', 'error budget for reporting?', 'does reporting have an slo'],
      () => ({
        outcome: ['answered', 'unknown', 'asked'],
        facts: [/reporting/, [cannot, BUDGET]],
        forbid: [/burns? (its budget )?too fast/],
      }),
    ),
    ask(
      'slo-calm',
      [
        'is any slo burning?',
        'burn rate alerts right now?',
        'are we burning error budget too fast somewhere',
      ],
      () => ({ facts: [/\bno\b|none|nothing|not\b|within/], forbid: [/^yes\b/] }),
    ),
    sure(
      'slo-rules',
      [
        'which slo burn rules exist?',
        'burn rate alert rules in grafana, list',
        'how are slo alerts defined (fast / slow burn)',
      ],
      () => says(/burn/, /fast|slow|14\.4/),
    ),
    ask(
      'slo-unknown-billing',
      ['slo of billing', 'error budget of the billing service', 'is billing within its slo?'],
      () => noSuchName('billing'),
    ),
    ask(
      'slo-storefront-month',
      [
        'storefront availability in the last days vs slo',
        'is storefront within its slo',
        'storefront slo ok?',
      ],
      () => ({ facts: [/storefront/, BUDGET], forbid: [/(is|has been) (violated|breached)|not within/] }),
    ),
    ...under('auth-outage', [
      ask(
        'slo-out-which',
        ['which slo is in danger?', 'slos burning right now', 'who eats error budget at the moment'],
        () => says(/auth-api/),
      ),
      sure(
        'slo-out-it',
        ['is {it} within its slo right now?', '{it} error budget, burning?', 'is {it} violating its slo'],
        () => ({
          facts: [/auth-api/, /burn|budget|slo|\d ?%/],
          forbid: [/within (its )?(budget|slo)|not burning/],
        }),
      ),
      ask(
        'slo-out-rate',
        [
          'burn rate of {it} over the last 5 minutes',
          'how fast does {it} burn its budget',
          '{it}: times the allowed burn',
        ],
        async (truth) => {
          const own = (more: string): string => requestsTo(truth.fill('{it}'), more);
          return says(/auth-api/, [
            await asPercent(truth, `${own(',code=~"5.."')} / ${own('')}`),
            await errorsOf(truth, 'auth-api'),
            /\d+(\.\d+)? ?(x\b|×|times|fold)|burn rate (is |of |: ?)?(about )?\d/,
          ]);
        },
      ),
    ]),
    ...under('deploy-errors-front', [
      ask(
        'slo-other',
        [
          'does the trouble of {it} hurt the storefront slo?',
          'storefront slo while {it} fails - burning?',
          'is storefront burning budget too',
        ],
        () => ({
          facts: [/storefront/, /\bno\b|not|n't|within|normal|budget|burn/],
          forbid: [/storefront (is )?burn(s|ing) [^.]{0,20}too fast/],
        }),
      ),
    ]),
  ]),
  ...connected(
    [
      ask(
        'slo-blind',
        ['burn rate of checkout', 'error budgets of all services?', 'is storefront within its slo right now'],
        () => unreachable(/prometheus|grafana|metrics/, /within (its )?(budget|slo)/),
      ),
    ],
    'prometheus',
    'grafana',
  ),
];
