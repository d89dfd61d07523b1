import { PLATFORM_TEAM } from '../company/people.ts';
import type { Person } from '../company/people.ts';
import { hash32 } from '../engine/random.ts';
import type { Incident } from '../pagerduty/incidents.ts';
import { releasesOf } from '../signals/releases.ts';
import type { Release } from '../signals/releases.ts';
import type { Company } from '../systems/company.ts';

/** A field as the table keeps it, and as people see it. */
export interface Field {
  value: string;
  display_value: string;
}

/** One row of a table. */
export type Row = Record<string, Field>;

export type TableName = 'incident' | 'change_request' | 'problem';

const MINUTE = 60_000;

const plain = (text: string): Field => ({ value: text, display_value: text });
const shown = (value: string, display: string): Field => ({ value, display_value: display });
const sysId = (key: string): string =>
  [0, 1, 2, 3].map((part) => hash32(`${key}/${part}`).toString(16).padStart(8, '0')).join('');
/** The database's own way to write a time: UTC. */
const timeText = (ms: number): string => new Date(ms).toISOString().slice(0, 19).replace('T', ' ');
const timeField = (ms: number | undefined): Field => plain(ms === undefined ? '' : timeText(ms));
const personField = ({ login, name }: Person): Field => shown(sysId(`user/${login}`), name);
const itemField = (service: string): Field =>
  shown(sysId(`ci/${service}`), service === PLATFORM_TEAM ? 'Kubernetes platform' : service);
const groupField = (team: string): Field => shown(sysId(`group/${team}`), `Team ${team}`);

function journal(entries: readonly { at: number; by: Person; text: string }[]): Field {
  const written = [...entries]
    .sort((a, b) => b.at - a.at)
    .map(({ at, by, text }) => `${timeText(at)} - ${by.name} (Work notes)\n${text}\n`);
  return shown('', written.join('\n'));
}

const STATES = {
  new: shown('1', 'New'),
  working: shown('2', 'In Progress'),
  resolved: shown('6', 'Resolved'),
  closed: shown('7', 'Closed'),
};
const CLOSES_AFTER = 5 * 24 * 60 * MINUTE;

function stateOf({ to, acknowledgedAt }: Incident, now: number): Field {
  if (to === undefined || to > now) return acknowledgedAt === undefined ? STATES.new : STATES.working;
  return now - to > CLOSES_AFTER ? STATES.closed : STATES.resolved;
}

/** PagerDuty opens a record for whatever is urgent. */
function incidentRow(incident: Incident, now: number): Row {
  const { id, number, title, service, team, urgent, from, to, responder, notes, cause, remedy, alert } =
    incident;
  return {
    sys_id: plain(sysId(`incident/${id}`)),
    number: plain(`INC${String(10_000 + number).padStart(7, '0')}`),
    short_description: plain(title),
    description: plain(`Opened by PagerDuty incident #${number}. Alert: ${alert}.`),
    state: stateOf(incident, now),
    priority: urgent ? shown('1', '1 - Critical') : shown('3', '3 - Moderate'),
    cmdb_ci: itemField(service),
    assignment_group: groupField(team),
    assigned_to: personField(responder),
    opened_at: timeField(from + 20_000),
    sys_updated_on: timeField(to ?? notes.at(-1)?.at ?? from + 20_000),
    resolved_at: timeField(to),
    close_notes: plain(cause === undefined ? '' : `${cause} ${remedy ?? ''}`),
    work_notes: journal(notes),
  };
}

const CHANGE_STATES = { implement: shown('-1', 'Implement'), closed: shown('3', 'Closed') };

/** A release to production needs a change request. */
function changeRows(
  { service, version, author, reviewer, rollouts, pullRequest }: Release,
  now: number,
): Row[] {
  return rollouts
    .filter(({ environment, previous }) => environment === 'prod' && previous !== undefined)
    .map(({ at }) => {
      const key = `change/${service.name}/${version}/${at}`;
      const done = now > at + 30 * MINUTE;
      return {
        sys_id: plain(sysId(key)),
        number: plain(`CHG${String(30_000 + (Math.floor(at / (7 * MINUTE)) % 60_000)).padStart(7, '0')}`),
        short_description: plain(`Release ${service.name} ${version} to production`),
        description: plain(`Pull request #${pullRequest} of ${service.name}, reviewed by ${reviewer.name}.`),
        type: shown('standard', 'Standard'),
        state: done ? CHANGE_STATES.closed : CHANGE_STATES.implement,
        priority: shown('4', '4 - Low'),
        risk: shown('3', 'Moderate'),
        cmdb_ci: itemField(service.name),
        assignment_group: groupField(service.team),
        assigned_to: personField(author),
        requested_by: personField(author),
        opened_at: timeField(at - 90 * MINUTE),
        start_date: timeField(at - 5 * MINUTE),
        end_date: timeField(at + 25 * MINUTE),
        sys_updated_on: timeField(done ? at + 30 * MINUTE : at),
        close_code: done ? shown('successful', 'Successful') : plain(''),
        close_notes: plain(''),
        work_notes: journal([{ at, by: author, text: `Rollout of ${version} started.` }]),
      };
    });
}

/** What went wrong badly is looked into afterwards. */
function problemRows({
  cause,
  remedy,
  urgent,
  title,
  service,
  team,
  to,
  responder,
  id,
  number,
}: Incident): Row[] {
  if (cause === undefined || to === undefined || !urgent) return [];
  return [
    {
      sys_id: plain(sysId(`problem/${id}`)),
      number: plain(`PRB${String(20_000 + number).padStart(7, '0')}`),
      short_description: plain(`Why: ${title}`),
      description: plain(cause),
      state: shown('107', 'Closed'),
      priority: shown('2', '2 - High'),
      cmdb_ci: itemField(service),
      assignment_group: groupField(team),
      assigned_to: personField(responder),
      opened_at: timeField(to + 120 * MINUTE),
      sys_updated_on: timeField(to + 2 * 24 * 60 * MINUTE),
      resolved_at: timeField(to + 2 * 24 * 60 * MINUTE),
      cause_notes: plain(cause),
      fix_notes: plain(remedy ?? ''),
      close_notes: plain(remedy ?? ''),
      work_notes: journal([]),
    },
  ];
}

/** Every row of a table. */
export function rowsOf(table: TableName, company: Company, incidents: readonly Incident[]): Row[] {
  const now = company.now();
  if (table === 'incident')
    return incidents.filter(({ urgent }) => urgent).map((one) => incidentRow(one, now));
  if (table === 'problem') return incidents.flatMap(problemRows);
  return releasesOf(company.models).flatMap((release) => changeRows(release, now));
}
