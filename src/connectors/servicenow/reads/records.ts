import type { ServicenowClient } from '../client.ts';
import type { ServicenowRecord } from '../schema.ts';
import type { TableName } from '../words/write-query.ts';

/** A record in the words of the house. */
export interface RecordReport {
  id: string;
  number: string;
  title: string;
  state: string;
  priority: string;
  item: string;
  group: string;
  assignedTo: string;
  openedAt?: string;
  /** Of a change: when it is made. */
  startsAt?: string;
  endsAt?: string;
  resolvedAt?: string;
  updatedAt?: string;
  link: string;
}

/** What people see of a field. */
export function shown(record: ServicenowRecord, name: string): string {
  const field = record[name];
  return typeof field === 'object' ? field.display_value : (field ?? '');
}

function kept(record: ServicenowRecord, name: string): string {
  const field = record[name];
  return typeof field === 'object' ? field.value : (field ?? '');
}

/** The database keeps UTC without saying so. */
function timeOf(record: ServicenowRecord, name: string): string | undefined {
  const time = Date.parse(`${kept(record, name).replace(' ', 'T')}Z`);
  return Number.isNaN(time) ? undefined : new Date(time).toISOString();
}

const TIMES = {
  openedAt: 'opened_at',
  startsAt: 'start_date',
  endsAt: 'end_date',
  resolvedAt: 'resolved_at',
  updatedAt: 'sys_updated_on',
};

function timesOf(record: ServicenowRecord): Partial<Record<keyof typeof TIMES, string>> {
  const entries = Object.entries(TIMES).map(([name, field]) => [name, timeOf(record, field)]);
  return Object.fromEntries(entries.filter(([, time]) => time !== undefined)) as ReturnType<typeof timesOf>;
}

/** Its id; nothing else is ever put into a link. */
function idOf(record: ServicenowRecord): string {
  const id = kept(record, 'sys_id');
  return /^[0-9a-f]{32}$/i.test(id) ? id : '';
}

/** One record as the house tells it. */
export function reportOf(record: ServicenowRecord, table: TableName, client: ServicenowClient): RecordReport {
  const id = idOf(record);
  return {
    id,
    number: shown(record, 'number'),
    title: shown(record, 'short_description'),
    state: shown(record, 'state'),
    priority: shown(record, 'priority'),
    item: shown(record, 'cmdb_ci'),
    group: shown(record, 'assignment_group'),
    assignedTo: shown(record, 'assigned_to'),
    ...timesOf(record),
    link: client.linkTo(table, id),
  };
}
