import type { TimeWindow } from '#connectors/kit';
import { incident } from '../schema.ts';
import type { Incident } from '../schema.ts';
import type { Server } from '../server.ts';

/** An incident in the words of the house. */
export interface IncidentReport {
  id: string;
  number: number;
  title: string;
  status: string;
  urgency: string;
  service: string;
  teams: string[];
  openedAt: string;
  resolvedAt?: string;
  /** Minutes it lasted, so far when it is open. */
  minutes: number;
  assignedTo: string[];
  acknowledgedBy: string[];
  link: string;
}

/** Which incidents are wanted. */
export interface IncidentQuery {
  window: TimeWindow;
  status: 'open' | 'resolved' | 'all';
  serviceIds: string[];
  urgency?: 'high' | 'low' | undefined;
}

/** One incident as the house tells it. */
export function reportOf(given: Incident, now: number): IncidentReport {
  const opened = Date.parse(given.created_at);
  const over = given.status === 'resolved';
  const ended = over ? (given.resolved_at ?? given.last_status_change_at ?? undefined) : undefined;
  const until = ended === undefined ? now : Date.parse(ended);
  return {
    id: given.id,
    number: given.incident_number,
    title: given.title,
    status: given.status,
    urgency: given.urgency,
    service: given.service.summary,
    teams: given.teams.map(({ summary }) => summary),
    openedAt: new Date(opened).toISOString(),
    ...(ended === undefined ? {} : { resolvedAt: new Date(ended).toISOString() }),
    minutes: Math.max(0, Math.round((until - opened) / 60_000)),
    assignedTo: given.assignments.map(({ assignee }) => assignee.summary),
    acknowledgedBy: given.acknowledgements.map(({ acknowledger }) => acknowledger.summary),
    link: given.html_url,
  };
}

const MOST = 300;
const OPEN = ['triggered', 'acknowledged'];

/** Incidents that began in the window, and those that are open now, however old: the latest first. */
export async function readIncidents(
  { client, now }: Server,
  { window, status, serviceIds, urgency }: IncidentQuery,
  signal?: AbortSignal,
): Promise<{ incidents: IncidentReport[]; more: boolean }> {
  const common = {
    'service_ids[]': serviceIds,
    'urgencies[]': urgency,
    sort_by: 'created_at:desc',
  };
  const ask = (params: Record<string, string | string[]>) =>
    client.list(
      { path: '/incidents', params: { ...common, ...params }, signal },
      { name: 'incidents', item: incident, most: MOST },
    );
  const range = { since: new Date(window.start).toISOString(), until: new Date(window.end).toISOString() };
  const asks = [
    ...(status === 'open'
      ? []
      : [ask({ ...range, ...(status === 'resolved' ? { 'statuses[]': ['resolved'] } : {}) })]),
    ...(status === 'resolved' ? [] : [ask({ date_range: 'all', 'statuses[]': OPEN })]),
  ];
  const answers = await Promise.all(asks);
  const found = new Map(answers.flatMap(({ items }) => items).map((one) => [one.id, one]));
  const reports = [...found.values()].map((one) => reportOf(one, now()));
  const before = reports.filter(({ openedAt }) => Date.parse(openedAt) <= window.end);
  return {
    incidents: before.sort((a, b) => (a.openedAt < b.openedAt ? 1 : -1)),
    more: answers.some(({ more }) => more),
  };
}
