import type { Company } from '../systems/company.ts';
import type { Answerer, HttpAnswer, HttpRequest } from '../systems/http.ts';
import { onCalls, PAGED, policies, schedules, serviceOf, users } from './directory.ts';
import { incidentView, logOf, notesOf, statusOf } from './incident-view.ts';
import type { Incident } from './incidents.ts';
import { failure, invalid, NOT_FOUND, pageOf } from './page.ts';

const DAY = 86_400_000;
const LONGEST = 184 * DAY;

interface Desk {
  incidents: Incident[];
  now: number;
}

function ranged({ incidents, now }: Desk, params: URLSearchParams): Incident[] | HttpAnswer {
  if (params.get('date_range') === 'all') return incidents;
  const until = Date.parse(params.get('until') ?? '') || now;
  const since = Date.parse(params.get('since') ?? '') || until - 30 * DAY;
  if (until - since > LONGEST) return invalid('Time range cannot be more than 6 months.');
  return incidents.filter(({ from }) => from >= since && from <= until);
}

function listIncidents(desk: Desk, params: URLSearchParams): HttpAnswer {
  const found = ranged(desk, params);
  if (!Array.isArray(found)) return found;
  const of = (name: string): string[] => params.getAll(`${name}[]`);
  const [statuses, services, urgencies] = [of('statuses'), of('service_ids'), of('urgencies')];
  const views = found
    .map((incident) => incidentView(incident, desk.now))
    .filter(({ status }) => statuses.length === 0 || statuses.includes(status))
    .filter(({ service }) => services.length === 0 || services.includes(service.id))
    .filter(({ urgency }) => urgencies.length === 0 || urgencies.includes(urgency));
  const oldestFirst = params.get('sort_by') !== 'created_at:desc';
  return pageOf('incidents', oldestFirst ? views.reverse() : views, params);
}

function oneIncident(desk: Desk, [, id = '', part]: string[], params: URLSearchParams): HttpAnswer {
  const incident = desk.incidents.find((one) => one.id === id || String(one.number) === id);
  if (!incident) return NOT_FOUND;
  if (part === 'log_entries') return pageOf('log_entries', logOf(incident, desk.now), params);
  if (part === 'notes') return { status: 200, body: { notes: notesOf(incident) } };
  if (part !== undefined) return NOT_FOUND;
  const body = { type: 'incident_body', details: { description: incident.description, ...incident.labels } };
  return { status: 200, body: { incident: { ...incidentView(incident, desk.now), body } } };
}

function services({ incidents, now }: Desk) {
  return PAGED.map((service) => {
    const open = incidents.filter((one) => one.service === service && statusOf(one, now) !== 'resolved');
    return serviceOf(
      service,
      open.length === 0 ? 'active' : open.some(({ urgent }) => urgent) ? 'critical' : 'warning',
    );
  });
}

function named<Item extends { name: string }>(items: Item[], params: URLSearchParams): Item[] {
  const query = (params.get('query') ?? '').toLowerCase();
  return items.filter(({ name }) => name.toLowerCase().includes(query));
}

function listOnCalls({ now }: Desk, params: URLSearchParams): HttpAnswer {
  const since = Date.parse(params.get('since') ?? '') || now;
  const until = Date.parse(params.get('until') ?? '') || since;
  const [wanted, plans] = [params.getAll('escalation_policy_ids[]'), params.getAll('schedule_ids[]')];
  const found = onCalls(since, until)
    .filter(({ escalation_policy: policy }) => wanted.length === 0 || wanted.includes(policy.id))
    .filter(({ schedule }) => plans.length === 0 || plans.includes(schedule?.id ?? ''));
  return pageOf('oncalls', found, params);
}

function answer(desk: Desk, path: string, params: URLSearchParams): HttpAnswer {
  const parts = path.split('/').filter(Boolean);
  if (parts[0] === 'incidents' && parts.length > 1) return oneIncident(desk, parts, params);
  switch (path) {
    case '/incidents':
      return listIncidents(desk, params);
    case '/services':
      return pageOf('services', named(services(desk), params), params);
    case '/oncalls':
      return listOnCalls(desk, params);
    case '/escalation_policies':
      return pageOf('escalation_policies', named(policies(), params), params);
    case '/schedules':
      return pageOf('schedules', named(schedules(), params), params);
    case '/users':
      return pageOf('users', named(users(), params), params);
    default:
      return NOT_FOUND;
  }
}

function isKnown({ headers }: HttpRequest): boolean {
  return /^Token token=\S+$/.test(headers['authorization'] ?? '');
}

/** PagerDuty's REST API, version 2, read only: whoever has a key may read. */
export function createPagerDuty(company: Company, incidents: () => Incident[]): Answerer {
  return (request) => {
    if (!isKnown(request)) return failure(401, 2006, 'Unauthorized');
    if (request.method !== 'GET') return failure(403, 2010, 'Access Denied');
    company.catchUp();
    const desk = { incidents: incidents(), now: company.now() };
    return answer(desk, request.path.replace(/\/$/, ''), request.params);
  };
}
