import type { JiraClient } from '../client.ts';
import { countAnswer, searchPage } from '../schema.ts';
import type { Issue } from '../schema.ts';

/** An issue in the words of the house. */
export interface IssueReport {
  key: string;
  summary: string;
  status: string;
  done: boolean;
  type: string;
  priority: string;
  labels: string[];
  assignee?: string;
  reporter?: string;
  createdAt: string;
  updatedAt: string;
  resolvedAt?: string;
  link: string;
}

/** Jira writes offsets without a colon. */
export function isoOf(time: string): string {
  return new Date(time.replace(/([+-]\d{2})(\d{2})$/, '$1:$2')).toISOString();
}

/** One issue as the house tells it. */
export function reportOf({ key, fields }: Issue, client: JiraClient): IssueReport {
  const {
    summary,
    status,
    issuetype,
    priority,
    labels,
    assignee,
    reporter,
    resolutiondate: resolved,
  } = fields;
  return {
    key,
    summary,
    status: status.name,
    done: status.statusCategory.key === 'done',
    type: issuetype?.name ?? '',
    priority: priority?.name ?? '',
    labels,
    ...(assignee ? { assignee: assignee.displayName } : {}),
    ...(reporter ? { reporter: reporter.displayName } : {}),
    createdAt: isoOf(fields.created),
    updatedAt: isoOf(fields.updated),
    ...(resolved ? { resolvedAt: isoOf(resolved) } : {}),
    link: client.linkTo(key),
  };
}

const FIELDS = 'summary,status,issuetype,priority,labels,assignee,reporter,created,updated,resolutiondate';

/** The first issues that a query selects, and about how many there are. */
export async function searchIssues(
  client: JiraClient,
  { jql, limit }: { jql: string; limit: number },
  signal?: AbortSignal,
): Promise<{ issues: IssueReport[]; total: number }> {
  const params = { jql, fields: FIELDS, maxResults: String(limit) };
  const { issues, nextPageToken } = await client.read(
    { path: '/rest/api/3/search/jql', params, signal },
    searchPage,
  );
  const reports = issues.map((one) => reportOf(one, client));
  if (!nextPageToken) return { issues: reports, total: reports.length };
  const counted = await client.read(
    { path: '/rest/api/3/search/approximate-count', json: { jql }, signal },
    countAnswer,
  );
  return { issues: reports, total: Math.max(counted.count, reports.length) };
}
