import type { TimeWindow } from '#connectors/kit';

/** The tables that are read. */
export const TABLES = ['incident', 'change_request', 'problem'] as const;
export type TableName = (typeof TABLES)[number];

/** What is looked for. */
export interface RecordWords {
  table: TableName;
  service?: string | undefined;
  text?: string | undefined;
  state: 'open' | 'closed' | 'all';
  window: TimeWindow;
}

/** States in which work on a record is over, as every instance has them. */
const OVER: Record<TableName, string> = { incident: '6,7,8', change_request: '3,4', problem: '106,107' };

/** A text as a value: what joins conditions is taken out. */
function valueOf(text: string): string {
  return text.replace(/[\^\r\n]+/g, ' ').trim();
}

/** The time as the database keeps it: UTC. */
function timeOf(ms: number): string {
  return new Date(ms).toISOString().slice(0, 19).replace('T', ' ');
}

/** Changes are looked for by when they are made, the others by when they were opened. */
function timeField(table: TableName): string {
  return table === 'change_request' ? 'start_date' : 'opened_at';
}

function namedIn(fields: readonly string[], text: string): string {
  return fields.map((field) => `${field}LIKE${valueOf(text)}`).join('^OR');
}

/** The encoded query for words: the latest first. */
export function writeQuery({ table, service, text, state, window }: RecordWords): string {
  const time = timeField(table);
  return [
    `${time}>=${timeOf(window.start)}`,
    `${time}<=${timeOf(window.end)}`,
    ...(service === undefined ? [] : [namedIn(['cmdb_ci.name', 'short_description'], service)]),
    ...(text === undefined ? [] : [namedIn(['short_description', 'description'], text)]),
    ...(state === 'all' ? [] : [`state${state === 'open' ? 'NOT IN' : 'IN'}${OVER[table]}`]),
    `ORDERBYDESC${time}`,
  ].join('^');
}
