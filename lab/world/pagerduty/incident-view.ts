import { stamp } from '../kube/time.ts';
import { policyReference, serviceReference, teamReference, userReference } from './directory.ts';
import type { Incident } from './incidents.ts';

const SITE = 'https://harbour.pagerduty.com';

export function statusOf({ to, acknowledgedAt }: Incident, now: number): string {
  if (to !== undefined && to <= now) return 'resolved';
  return acknowledgedAt === undefined ? 'triggered' : 'acknowledged';
}

/** An incident as the API gives it. */
export function incidentView(incident: Incident, now: number) {
  const { id, number, title, urgent, from, to, acknowledgedAt, responder, service, team, alert } = incident;
  const status = statusOf(incident, now);
  const person = userReference(responder);
  const taken = status === 'acknowledged' && acknowledgedAt !== undefined;
  return {
    id,
    type: 'incident',
    summary: `[#${number}] ${title}`,
    self: `https://api.pagerduty.com/incidents/${id}`,
    html_url: `${SITE}/incidents/${id}`,
    incident_number: number,
    title,
    created_at: stamp(from),
    updated_at: stamp(to ?? acknowledgedAt ?? from),
    resolved_at: status === 'resolved' && to !== undefined ? stamp(to) : null,
    status,
    incident_key: `${alert}/${service}`,
    urgency: urgent ? 'high' : 'low',
    service: serviceReference(service),
    escalation_policy: policyReference(team),
    teams: [teamReference(team)],
    assignments: status === 'resolved' ? [] : [{ at: stamp(from), assignee: person }],
    acknowledgements: taken ? [{ at: stamp(acknowledgedAt), acknowledger: person }] : [],
    last_status_change_at: stamp(to ?? acknowledgedAt ?? from),
    last_status_change_by: status === 'triggered' ? serviceReference(service) : person,
  };
}

/** What happened to an incident, the latest first, as the API lists it. */
export function logOf(incident: Incident, now: number) {
  const { id, from, to, acknowledgedAt, responder, service, description, labels, notes } = incident;
  const person = userReference(responder);
  const entry = (type: string, at: number, summary: string) => ({
    id: `R${id.slice(1, 8)}${at.toString(36).toUpperCase().slice(-6)}${type.slice(0, 2).toUpperCase()}`,
    type: `${type}_log_entry`,
    summary,
    created_at: stamp(at),
    agent: person,
    channel: { type: 'website' },
  });
  const trigger = {
    ...entry('trigger', from, 'Triggered through the API.'),
    agent: serviceReference(service),
    channel: { type: 'api', details: { description, ...labels } },
  };
  const entries = [
    trigger,
    entry('notify', from + 5_000, `Notified ${person.summary} by push notification.`),
    ...(acknowledgedAt === undefined
      ? []
      : [entry('acknowledge', acknowledgedAt, `Acknowledged by ${person.summary}.`)]),
    ...notes.map(({ at, text }) => entry('annotate', at, text)),
    ...(to === undefined || to > now ? [] : [entry('resolve', to, 'Resolved through the API.')]),
  ];
  return entries.sort((a, b) => (a.created_at < b.created_at ? 1 : -1));
}

export function notesOf({ id, notes, cause, remedy, to, responder }: Incident) {
  const closing =
    cause === undefined || to === undefined
      ? []
      : [{ at: to, by: responder, text: `Cause: ${cause} ${remedy ?? ''}` }];
  return [...notes, ...closing].map(({ at, by, text }, index) => ({
    id: `N${id.slice(1, 7)}${index}`,
    user: userReference(by),
    content: text,
    created_at: stamp(at),
    channel: { summary: 'The PagerDuty website', id: 'PBZZZZZ', type: 'web_app_reference' },
  }));
}
