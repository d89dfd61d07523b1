import { PAST_INCIDENTS, ticketOf, timesOf } from '../company/past-incidents.ts';
import { PLATFORM_TEAM, teamOf } from '../company/people.ts';
import type { Person } from '../company/people.ts';
import { SERVICES } from '../company/services.ts';
import { hash32 } from '../engine/random.ts';
import { RULE_GROUPS } from '../prometheus/rules/index.ts';
import type { Company } from '../systems/company.ts';
import { createAlertSpans } from './alert-spans.ts';
import type { AlertSources, AlertSpan } from './alert-spans.ts';
import { shiftAt } from './rota.ts';

/** Somebody's remark on an incident. */
export interface Note {
  at: number;
  by: Person;
  text: string;
}

/** Something that paged somebody. */
export interface Incident {
  id: string;
  number: number;
  /** A service of the company, or the platform. */
  service: string;
  team: string;
  title: string;
  alert: string;
  description: string;
  labels: Record<string, string>;
  urgent: boolean;
  from: number;
  acknowledgedAt?: number;
  to?: number;
  responder: Person;
  notes: Note[];
  /** Of one that is over and was written up. */
  cause?: string;
  remedy?: string;
  ticket?: string;
}

const MINUTE = 60_000;
const GROUP_WAIT = 30_000;
const PAUSE = 5 * MINUTE;
const FIRST_NUMBER = 311;
/** Minutes before the founding in which a fault of today may have begun. */
const BEFORE_FOUNDING = 24 * 60;

function idOf(key: string): string {
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';
  const pick = (index: number): string => letters[hash32(`${key}/${index}`) % letters.length] ?? 'A';
  return `Q${Array.from({ length: 13 }, (_, index) => pick(index)).join('')}`;
}

/** When the company's history ends and its life before our eyes begins. */
export function foundedAt({ models, now }: Company): number {
  const [stamp] = models
    .map(({ cluster }) => cluster.memory.get('founded'))
    .filter((at) => typeof at === 'string');
  return stamp === undefined ? now() : Date.parse(stamp);
}

function pastIncidents(founded: number): Incident[] {
  return PAST_INCIDENTS.map((incident, index) => {
    const { title, alert, urgent, cause, remedy, notes } = incident;
    const { from, to } = timesOf(index, founded);
    const service = incident.service ?? PLATFORM_TEAM;
    const team = teamOf(service);
    const { person } = shiftAt(team, from);
    const apart = (to - from) / (notes.length + 1);
    return {
      id: idOf(`past/${title}`),
      number: FIRST_NUMBER - index * 6,
      service,
      team,
      title,
      alert,
      description: '',
      labels: { alertname: alert, severity: urgent ? 'critical' : 'warning', cluster: 'harbour-prod' },
      urgent,
      from,
      to,
      acknowledgedAt: from + Math.min(3 * MINUTE, apart / 2),
      responder: person,
      notes: notes.map((text, place) => ({ at: from + (place + 1) * apart, by: person, text })),
      cause,
      remedy,
      ticket: ticketOf(index),
    };
  });
}

/** The service that an alert is about, by whichever of its labels says so. */
function serviceOf(labels: Record<string, string>): string {
  const { service, exported_service: behind, deployment, statefulset, container, pod = '' } = labels;
  const named = [service, behind, deployment, statefulset, container];
  const known = SERVICES.map(({ name }) => name).sort((a, b) => b.length - a.length);
  return (
    known.find((name) => named.includes(name)) ??
    known.find((name) => pod.startsWith(`${name}-`)) ??
    PLATFORM_TEAM
  );
}

const SUMMARIES = new Map(
  RULE_GROUPS.flatMap(({ rules }) => rules).map(({ alert, annotations }) => [
    alert,
    annotations?.['summary'],
  ]),
);

function titleOf(labels: Record<string, string>, service: string): string {
  const summary = SUMMARIES.get(labels['alertname']) ?? '';
  const where = labels['namespace'] ?? labels['node'] ?? labels['exported_namespace'] ?? 'cluster';
  return `[${labels['cluster'] ?? 'harbour'}] ${labels['alertname'] ?? ''}: ${summary} (${where}/${service})`;
}

function incidentOf(group: readonly AlertSpan[]): Incident | undefined {
  const [first] = group;
  if (!first) return undefined;
  const { labels, description } = first;
  const service = serviceOf(labels);
  const team = teamOf(service);
  const from = first.from + GROUP_WAIT + (hash32(JSON.stringify(labels)) % 9_000);
  const over = group.every(({ to }) => to !== undefined);
  const to = over ? Math.max(...group.map((span) => span.to ?? 0)) + GROUP_WAIT : undefined;
  const { person } = shiftAt(team, from);
  const alert = labels['alertname'] ?? '';
  return {
    id: idOf(`${labels['cluster'] ?? ''}/${alert}/${service}/${Math.floor(from / MINUTE)}`),
    number: 0,
    service,
    team,
    title: titleOf(labels, service),
    alert,
    description,
    labels,
    urgent: labels['severity'] === 'critical',
    from,
    ...(to === undefined ? {} : { to }),
    responder: person,
    notes: [],
  };
}

/** The person who has the pager takes it after some minutes, and says so. */
function answered(incident: Incident, now: number): Incident {
  const { from, to = Infinity, responder, id } = incident;
  const acknowledgedAt = from + (2 + (hash32(id) % 4)) * MINUTE;
  if (acknowledgedAt >= Math.min(now, to)) return incident;
  const notedAt = acknowledgedAt + 2 * MINUTE;
  const notes = notedAt < Math.min(now, to) ? [{ at: notedAt, by: responder, text: 'Looking at it.' }] : [];
  return { ...incident, acknowledgedAt, notes };
}

/** Alerts of one name about one service of one cluster page once. */
function groupOf({ labels }: AlertSpan): string {
  return `${labels['cluster'] ?? ''}/${labels['alertname'] ?? ''}/${serviceOf(labels)}`;
}

/** What fires again after a pause pages again. */
function apart(group: readonly AlertSpan[]): AlertSpan[][] {
  const groups: AlertSpan[][] = [];
  let until = -Infinity;
  for (const span of [...group].sort((a, b) => a.from - b.from)) {
    if (span.from > until + PAUSE) groups.push([]);
    groups.at(-1)?.push(span);
    until = Math.max(until, span.to ?? Infinity);
  }
  return groups;
}

/** Numbers grow with time, and no two of a minute are the same. */
function numbered(incidents: readonly Incident[], founded: number): Incident[] {
  const minutes = Map.groupBy(incidents, ({ from }) => Math.floor((from - founded) / MINUTE));
  return [...minutes.entries()].flatMap(([minute, together]) =>
    together.map((incident, index) => ({
      ...incident,
      number: FIRST_NUMBER + 20 + (minute + BEFORE_FOUNDING) * 10 + index,
    })),
  );
}

function incidentsOf(company: Company, spans: readonly AlertSpan[]): Incident[] {
  const founded = foundedAt(company);
  const now = company.now();
  const paging = spans.filter(
    ({ labels }) =>
      labels['cluster'] !== 'harbour-staging' && /critical|warning/.test(labels['severity'] ?? ''),
  );
  const live = [...Map.groupBy(paging, groupOf).values()]
    .flatMap(apart)
    .map(incidentOf)
    .filter((incident) => incident !== undefined)
    .filter(({ from }) => from <= now)
    .map((incident) => answered(incident, now));
  return [...numbered(live, founded), ...pastIncidents(founded)].sort((a, b) => b.from - a.from);
}

/** Every incident of the company at the moment of asking, the latest first. Staging pages nobody. */
export function createIncidents(company: Company, metrics: AlertSources): () => Incident[] {
  const spans = createAlertSpans(company, metrics);
  return () => incidentsOf(company, spans());
}
