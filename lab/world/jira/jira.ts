import type { Person } from '../company/people.ts';
import type { Incident } from '../pagerduty/incidents.ts';
import type { Company } from '../systems/company.ts';
import type { Answerer, HttpAnswer, HttpRequest } from '../systems/http.ts';
import { JqlError } from './jql.ts';
import { parseJql } from './parse-jql.ts';
import { ticketsOf } from './tickets.ts';
import type { Ticket } from './tickets.ts';

const SITE = 'https://harbour.atlassian.net';
const MOST = 100;

const failure = (status: number, message: string): HttpAnswer => ({
  status,
  body: { errorMessages: [message], errors: {} },
});

/** Jira writes the offset without a colon. */
const timeOf = (ms: number): string => new Date(ms).toISOString().replace('Z', '+0000');

const userOf = ({ name, login, email }: Person) => ({
  accountId: `712020:${login}`,
  emailAddress: email,
  displayName: name,
  active: true,
  timeZone: 'Etc/UTC',
});

/** Text in the Atlassian Document Format. */
const documentOf = (paragraphs: readonly string[]) => ({
  type: 'doc',
  version: 1,
  content: paragraphs.map((text) => ({ type: 'paragraph', content: [{ type: 'text', text }] })),
});

const CATEGORY = {
  'To Do': { key: 'new', name: 'To Do' },
  'In Progress': { key: 'indeterminate', name: 'In Progress' },
  Done: { key: 'done', name: 'Done' },
} as const;

function commentsOf({ comments }: Ticket) {
  return comments.map(({ by, at, text }, index) => ({
    id: String(20_000 + index),
    author: userOf(by),
    body: documentOf([text]),
    created: timeOf(at),
    updated: timeOf(at),
  }));
}

function fieldsOf(ticket: Ticket) {
  const { summary, description, status, type, priority, labels, created, updated, resolved } = ticket;
  const comments = commentsOf(ticket);
  return {
    summary,
    description: documentOf(description),
    status: { name: status, statusCategory: CATEGORY[status] },
    issuetype: { name: type },
    priority: { name: priority },
    labels,
    components: [],
    project: { key: 'OPS', name: 'Operations' },
    reporter: userOf(ticket.reporter),
    assignee: userOf(ticket.assignee),
    created: timeOf(created),
    updated: timeOf(updated),
    resolutiondate: resolved === undefined ? null : timeOf(resolved),
    resolution: resolved === undefined ? null : { name: 'Done' },
    comment: { comments, total: comments.length, maxResults: comments.length, startAt: 0 },
  };
}

function issueOf(ticket: Ticket, wanted: readonly string[]) {
  const id = ticket.key.replace(/\D+/, '1');
  const fields = Object.entries(fieldsOf(ticket)).filter(
    ([name]) => wanted.includes('*all') || wanted.includes(name),
  );
  const self = `${SITE}/rest/api/3/issue/${id}`;
  if (wanted.length === 0) return { id };
  return { id, key: ticket.key, self, fields: Object.fromEntries(fields) };
}

const listed = (value: string | null): string[] => (value ?? '').split(',').filter(Boolean);

function search(tickets: readonly Ticket[], params: URLSearchParams, now: number): HttpAnswer {
  const { check, bounded } = parseJql(params.get('jql') ?? '');
  if (!bounded)
    return failure(
      400,
      'Unbounded JQL queries are not allowed here. Please add a search restriction to your query.',
    );
  const found = tickets.filter((ticket) => check(ticket, now));
  const size = Math.min(MOST, Number(params.get('maxResults') ?? 50));
  const start = Number(params.get('nextPageToken') ?? 0);
  const issues = found
    .slice(start, start + size)
    .map((ticket) => issueOf(ticket, listed(params.get('fields'))));
  const isLast = start + size >= found.length;
  return {
    status: 200,
    body: { issues, isLast, ...(isLast ? {} : { nextPageToken: String(start + size) }) },
  };
}

function count(tickets: readonly Ticket[], body: string, now: number): HttpAnswer {
  const { jql = '' } = JSON.parse(body || '{}') as { jql?: string };
  return {
    status: 200,
    body: { count: tickets.filter((ticket) => parseJql(jql).check(ticket, now)).length },
  };
}

function oneIssue(tickets: readonly Ticket[], key: string, params: URLSearchParams): HttpAnswer {
  const ticket = tickets.find((one) => one.key === key.toUpperCase());
  if (!ticket) return failure(404, 'Issue does not exist or you do not have permission to see it.');
  const fields = listed(params.get('fields'));
  return { status: 200, body: issueOf(ticket, fields.length > 0 ? fields : ['*all']) };
}

function answer(tickets: readonly Ticket[], now: number, request: HttpRequest): HttpAnswer | undefined {
  const { path, params, body, method } = request;
  const issue = /^\/rest\/api\/3\/issue\/([\w-]+)$/.exec(path)?.[1];
  if (issue !== undefined && method === 'GET') return oneIssue(tickets, issue, params);
  if (path === '/rest/api/3/search/jql' && method === 'GET') return search(tickets, params, now);
  if (path === '/rest/api/3/search/approximate-count' && method === 'POST') return count(tickets, body, now);
  if (path === '/rest/api/3/search')
    return failure(
      410,
      'The requested API has been removed. Please migrate to the /rest/api/3/search/jql API.',
    );
  return undefined;
}

/** Jira Cloud's REST API, version 3, read only: whoever gives an address and a token may read. */
export function createJira(company: Company, incidents: () => Incident[]): Answerer {
  return (request) => {
    if (!/^Basic \S+$/.test(request.headers['authorization'] ?? ''))
      return { status: 401, body: 'Client must be authenticated to access this resource.' };
    company.catchUp();
    try {
      return answer(ticketsOf(company, incidents()), company.now(), request);
    } catch (error) {
      if (error instanceof JqlError) return failure(400, error.message);
      throw error;
    }
  };
}
