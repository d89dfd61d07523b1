import type { Ticket } from './tickets.ts';

/** A fault of a query, in Jira's words. */
export class JqlError extends Error {}

type Check = (ticket: Ticket, now: number) => boolean;
type Values = (ticket: Ticket) => (string | undefined)[];

const CATEGORIES = { 'To Do': 'To Do', 'In Progress': 'In Progress', Done: 'Done' };

const TEXTS: Record<string, Values> = {
  project: ({ key }) => [key.split('-')[0], 'Operations'],
  key: ({ key }) => [key],
  issuekey: ({ key }) => [key],
  status: ({ status }) => [status],
  statuscategory: ({ status }) => [CATEGORIES[status]],
  issuetype: ({ type }) => [type],
  type: ({ type }) => [type],
  priority: ({ priority }) => [priority],
  labels: ({ labels }) => labels,
  assignee: ({ assignee }) => [assignee.email, assignee.name],
  reporter: ({ reporter }) => [reporter.email, reporter.name],
  resolution: ({ resolved }) => [resolved === undefined ? undefined : 'Done'],
  summary: ({ summary }) => [summary],
  description: ({ description }) => description,
  text: ({ summary, description, comments }) => [
    summary,
    ...description,
    ...comments.map(({ text }) => text),
  ],
};

const TIMES: Record<string, (ticket: Ticket) => number | undefined> = {
  created: ({ created }) => created,
  updated: ({ updated }) => updated,
  resolved: ({ resolved }) => resolved,
  resolutiondate: ({ resolved }) => resolved,
};

const UNITS: Record<string, number> = { m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 };

function timeOf(text: string, now: number): number {
  const relative = /^([+-]?\d+)([mhdw])$/.exec(text);
  if (relative) return now + Number(relative[1]) * (UNITS[relative[2] ?? ''] ?? 0);
  const parsed = Date.parse(
    `${text.replaceAll('/', '-').replace(' ', 'T')}${text.includes(':') ? ':00Z' : ''}`,
  );
  if (Number.isNaN(parsed))
    throw new JqlError(
      `Date value '${text}' for field 'created' is invalid. Valid formats include: 'yyyy/MM/dd HH:mm', 'yyyy-MM-dd HH:mm', 'yyyy/MM/dd', 'yyyy-MM-dd', or a period format e.g. '-5d', '4w 2d'.`,
    );
  return parsed;
}

function compareTime(field: string, op: string, value: string): Check {
  return (ticket, now) => {
    const [time, other] = [TIMES[field]?.(ticket), timeOf(value, now)];
    if (time === undefined) return false;
    return (
      { '>=': time >= other, '<=': time <= other, '>': time > other, '<': time < other }[op] ?? time === other
    );
  };
}

const same = (a: string | undefined, b: string): boolean => a?.toLowerCase() === b.toLowerCase();

function holdsText(values: (string | undefined)[], wanted: string): boolean {
  const text = values.join(' ').toLowerCase();
  const phrase = /^"(.*)"$/.exec(wanted)?.[1];
  if (phrase !== undefined) return text.includes(phrase.toLowerCase());
  return wanted
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word.replace(/\*$/, '')));
}

/** One clause as a check of tickets. */
export function checkOf(name: string, op: string, values: string[]): Check {
  const field = name.toLowerCase();
  const [value = ''] = values;
  if (TIMES[field] && op !== 'is' && op !== 'is not') return compareTime(field, op, value);
  const of: Values | undefined =
    TEXTS[field] ?? (TIMES[field] && ((ticket) => [String(TIMES[field]?.(ticket) ?? '')]));
  if (!of) throw new JqlError(`Field '${name}' does not exist or you do not have permission to view it.`);
  const any: Check = (ticket) => of(ticket).some((own) => values.some((one) => same(own, one)));
  const empty: Check = (ticket) => of(ticket).every((own) => own === undefined || own === '');
  const checks: Record<string, Check> = {
    '=': any,
    in: any,
    '!=': (ticket, now) => !any(ticket, now),
    'not in': (ticket, now) => !any(ticket, now),
    '~': (ticket) => holdsText(of(ticket), value),
    '!~': (ticket) => !holdsText(of(ticket), value),
    is: empty,
    'is not': (ticket, now) => !empty(ticket, now),
  };
  const check = checks[op];
  if (!check) throw new JqlError(`The operator '${op}' is not supported by the '${name}' field.`);
  return check;
}
