import { teamMembers, teamOf } from '../company/people.ts';
import type { Person } from '../company/people.ts';
import { hash32 } from '../engine/random.ts';
import { foundedAt } from '../pagerduty/incidents.ts';
import type { Incident } from '../pagerduty/incidents.ts';
import type { Company } from '../systems/company.ts';

/** A ticket of the company's. */
export interface Ticket {
  key: string;
  summary: string;
  description: string[];
  type: 'Bug' | 'Task' | 'Story' | 'Incident';
  priority: 'Highest' | 'High' | 'Medium' | 'Low';
  status: 'To Do' | 'In Progress' | 'Done';
  labels: string[];
  reporter: Person;
  assignee: Person;
  created: number;
  updated: number;
  resolved?: number;
  comments: { by: Person; at: number; text: string }[];
}

const DAY = 86_400_000;
const HOUR = 3_600_000;

type Everyday = Pick<Ticket, 'summary' | 'type' | 'status' | 'priority'> & {
  service: string;
  daysAgo: number;
  text: string;
};

/** What is always going on, whatever is wrong today. */
const EVERYDAY: readonly Everyday[] = [
  {
    service: 'checkout',
    summary: 'checkout: show delivery date before payment',
    type: 'Story',
    status: 'In Progress',
    priority: 'Medium',
    daysAgo: 6,
    text: 'Customers ask for it in every survey. Needs the stock answer of inventory.',
  },
  {
    service: 'search',
    summary: 'search: synonyms for boat types',
    type: 'Story',
    status: 'To Do',
    priority: 'Low',
    daysAgo: 12,
    text: 'A dinghy is a tender too.',
  },
  {
    service: 'cart',
    summary: 'cart: raise redis client to v9',
    type: 'Task',
    status: 'Done',
    priority: 'Low',
    daysAgo: 11,
    text: 'The old client is no longer maintained.',
  },
  {
    service: 'storefront',
    summary: 'storefront: images of the start page are 2 MB each',
    type: 'Bug',
    status: 'To Do',
    priority: 'Medium',
    daysAgo: 9,
    text: 'Slow on phones. Seen in the lab only, the servers are fine.',
  },
  {
    service: 'orders',
    summary: 'orders: cancelled orders stay in the export',
    type: 'Bug',
    status: 'In Progress',
    priority: 'High',
    daysAgo: 4,
    text: 'Accounting filters them by hand.',
  },
  {
    service: 'auth-api',
    summary: 'auth-api: drop support for TLS 1.1',
    type: 'Task',
    status: 'To Do',
    priority: 'Medium',
    daysAgo: 25,
    text: 'One partner still uses it until December.',
  },
  {
    service: 'reporting',
    summary: 'reporting: weekly report arrives on Tuesdays',
    type: 'Bug',
    status: 'To Do',
    priority: 'Low',
    daysAgo: 30,
    text: 'Expected on Mondays.',
  },
  {
    service: 'platform',
    summary: 'New disks for the build cache of staging',
    type: 'Task',
    status: 'In Progress',
    priority: 'Medium',
    daysAgo: 3,
    text: 'NodeFilesystemFilesFillingUp of staging is silenced until they come.',
  },
];

function everyday(one: Everyday, index: number, founded: number): Ticket {
  const { service, daysAgo, text, ...rest } = one;
  const members = teamMembers(teamOf(service));
  const pick = (offset: number): Person => members[(hash32(one.summary) + offset) % members.length] as Person;
  const created = founded - daysAgo * DAY - (hash32(text) % 6) * HOUR;
  const updated = created + (hash32(text) % (daysAgo * 24)) * HOUR;
  return {
    ...rest,
    key: `OPS-${4020 + ((hash32(one.summary) % 7) + index * 9)}`,
    description: [text],
    labels: [service],
    reporter: pick(1),
    assignee: pick(0),
    created,
    updated,
    ...(rest.status === 'Done' ? { resolved: updated } : {}),
    comments: [],
  };
}

/** The ticket that was written about an incident that is over. */
function writtenUp(incident: Incident): Ticket[] {
  const { ticket, to, cause, remedy, title, service, alert, responder, number, urgent, notes } = incident;
  if (ticket === undefined || to === undefined) return [];
  const created = to + 2 * HOUR;
  const updated = to + 2 * DAY;
  return [
    {
      key: ticket,
      summary: `Incident #${number}: ${title}`,
      description: [
        `Alert: ${alert}. PagerDuty incident #${number}.`,
        `Cause: ${cause ?? 'not known'}`,
        `Remedy: ${remedy ?? 'none'}`,
      ],
      type: 'Incident',
      priority: urgent ? 'Highest' : 'Medium',
      status: 'Done',
      labels: [service, 'post-incident'],
      reporter: responder,
      assignee: responder,
      created,
      updated,
      resolved: updated,
      comments: notes.map(({ text, by }, index) => ({ by, at: created + (index + 1) * HOUR, text })),
    },
  ];
}

/** Every ticket, the latest change first: what was learnt of incidents, and the everyday noise beside it. */
export function ticketsOf(company: Company, incidents: readonly Incident[]): Ticket[] {
  const founded = foundedAt(company);
  return [
    ...incidents.flatMap(writtenUp),
    ...EVERYDAY.map((one, index) => everyday(one, index, founded)),
  ].sort((a, b) => b.updated - a.updated);
}
