import { about, duration, measuredBytes, percent, rate } from '../../../measure.ts';
import type { Matcher } from '../../../matcher.ts';
import type { Row } from '../../../rows.ts';
import { ask } from '../../../rows.ts';
import type { Truth } from '../../../truth.ts';

const PROD = 'cluster="harbour-prod"';

/** Requests a second to a service of production, narrowed by more matchers. */
export const requestsTo = (service: string, more = '', window = '5m'): string =>
  `sum(rate(http_requests_total{${PROD},service="${service}"${more}}[${window}]))`;

/** A percentile of how long a service of production takes; `offset` puts it into the past. */
export const quantileOf = (service: string, quantile: number, offset = ''): string =>
  `histogram_quantile(${quantile}, sum by (le) (rate(http_request_duration_seconds_bucket{${PROD},service="${service}"}[5m]${offset})))`;

const measured =
  (write: (value: number) => Matcher) =>
  async ({ systems }: Truth, promql: string): Promise<Matcher> =>
    write(await systems.value(promql));

/** The value of a query in the words of its unit, give or take a quarter. */
export const asRate = measured(rate);
export const asDuration = measured(duration);
export const asPercent = measured(percent);
export const asBytes = measured(measuredBytes);
export const asNumber = measured(about);

/** The label values for which a query has a value, largest first. */
export async function ranked({ systems }: Truth, promql: string, label: string): Promise<string[]> {
  const samples = await systems.metric(promql);
  return samples.sort((a, b) => b.value - a.value).flatMap(({ labels }) => labels[label] ?? []);
}

const DAY = 86_400_000;
const MINUTE = 60_000;
const MONTHS = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');

/** The day of a moment, written as a date or as so long ago. */
export function day(iso: string): Matcher {
  const at = new Date(iso);
  const date = at.getUTCDate();
  const month = `${MONTHS[at.getUTCMonth()]}[a-z]*\\.?`;
  const days = Math.abs(Math.floor((Date.now() - at.getTime()) / DAY));
  const weeks = Math.round(days / 7);
  return [
    new RegExp(at.toISOString().slice(0, 10)),
    new RegExp(`(?<!\\d)0?${date}(st|nd|rd|th)?\\.? (of )?${month}`),
    new RegExp(`${month} 0?${date}(?!\\d)`),
    new RegExp(`(?<![\\d.])(${days - 1}|${days}|${days + 1}) ?(d\\b|days?)`),
    ...(weeks < 1 ? [] : [new RegExp(`(?<![\\d.])${weeks} ?(w\\b|weeks?)`)]),
    ...(days > 2 ? [] : [/yesterday|\d ?(h\b|hours?)/]),
  ];
}

/** A moment of the last hours, written as a time or as so long ago; a few minutes up or down. */
export function moment(...isos: string[]): Matcher {
  return isos.flatMap((iso) => {
    const around = [-3, -2, -1, 0, 1, 2, 3].map((step) => Date.parse(iso) + step * MINUTE);
    const clock = around.map((ms) => new Date(ms).toISOString().slice(11, 16)).join('|');
    const ago = around.map((ms) => Math.round((Date.now() - ms) / MINUTE)).filter((one) => one >= 0);
    return [
      new RegExp(`\\b(${clock})`),
      ...(ago.length > 0 ? [new RegExp(`(?<![\\d.])(${ago.join('|')}) ?(m\\b|min)`)] : []),
      ...(Math.max(...ago) < 50 ? [] : [/\b(an|one|two|\d+) ?(h\b|hours?)/]),
    ];
  });
}

/** Somebody by the whole name, the first name or the sign-in name. */
export const person = (name: string): Matcher => [name, (name.split(' ')[0] ?? name).toLowerCase()];

interface OnCall {
  user: { summary: string };
  escalation_level: number;
  escalation_policy: { summary: string };
  end: string | null;
}

/** A turn at a team's pager: the first or the second that is called. */
export async function pagerOf(
  truth: Truth,
  team: string,
  level = 1,
): Promise<{ who: string; until: string }> {
  const { oncalls } = await truth.systems.page<{ oncalls: OnCall[] }>('pagerduty', '/oncalls?limit=100');
  const found = oncalls.find(
    ({ escalation_level, escalation_policy: { summary } }) =>
      escalation_level === level && summary.startsWith(`${team} `),
  );
  if (found === undefined) throw new Error(`nobody is number ${level} of ${team}`);
  return { who: found.user.summary, until: found.end ?? '' };
}

interface Incident {
  incident_number: number;
  title: string;
  status: string;
  urgency: string;
  created_at: string;
  service: { summary: string };
  assignments: { assignee: { summary: string } }[];
}

/** What PagerDuty has open, the newest first. */
export async function openIncidents({ systems }: Truth): Promise<Incident[]> {
  const path = '/incidents?limit=100&sort_by=created_at:desc&statuses[]=triggered&statuses[]=acknowledged';
  return (await systems.page<{ incidents: Incident[] }>('pagerduty', path)).incidents;
}

interface Ticket {
  key: string;
  fields: {
    summary: string;
    status: { name: string };
    priority: { name: string };
    issuetype: { name: string };
    assignee: { displayName: string };
    reporter: { displayName: string };
    labels: string[];
    created: string;
  };
}

/** The tickets that JQL finds; fails the run when there are none. */
export async function tickets({ systems }: Truth, jql: string): Promise<Ticket[]> {
  const fields = 'summary,status,priority,issuetype,assignee,reporter,labels,created';
  const path = `/rest/api/3/search/jql?jql=${encodeURIComponent(jql)}&fields=${fields}&maxResults=100`;
  const { issues } = await systems.page<{ issues: Ticket[] }>('jira', path);
  if (issues.length === 0) throw new Error(`no ticket for ${jql}`);
  return issues;
}

interface Deployment {
  id: number;
  ref: string;
  sha: string;
  environment: string;
  created_at: string;
  creator: { login: string };
}

/** The deployments of a service to an environment, the newest first. */
export async function deploymentsTo({ systems }: Truth, service: string, environment = 'production') {
  const path = `/repos/harbour/${service}/deployments?environment=${environment}&per_page=100`;
  const all = await systems.page<Deployment[]>('github', path);
  return all.map(({ ref, creator, ...rest }) => ({ ...rest, version: ref.slice(1), by: creator.login }));
}

interface Pull {
  number: number;
  title: string;
  user: { login: string };
  merged_at: string | null;
}

/** The newest pull requests of a repository. */
export const pulls = ({ systems }: Truth, repository: string, state: 'open' | 'closed') =>
  systems.page<Pull[]>('github', `/repos/harbour/${repository}/pulls?state=${state}&per_page=100`);

interface Run {
  name: string;
  display_title: string;
  head_branch: string;
  conclusion: string | null;
  created_at: string;
  actor: { login: string };
}

/** The workflow runs of a repository that failed, the newest first. */
export async function failedRuns({ systems }: Truth, repository: string): Promise<Run[]> {
  const path = `/repos/harbour/${repository}/actions/runs?status=failure&per_page=20`;
  const { workflow_runs: runs } = await systems.page<{ workflow_runs: Run[] }>('github', path);
  return runs;
}

interface Rule {
  state: string;
  labels: Record<string, string>;
  annotations: Record<string, string>;
  activeAt: string;
}

/** The alerts that Prometheus has in production, pending ones too. */
export async function alertsIn({ systems }: Truth): Promise<Rule[]> {
  const { data } = await systems.page<{ data: { alerts: Rule[] } }>('prometheus', '/api/v1/alerts');
  return data.alerts.filter(({ labels }) => labels['alertname'] !== 'Watchdog');
}

/** Names without doubles. */
export const once = (names: string[]): string[] => [...new Set(names)];

type Fields = Record<string, { display_value: string }>;

/** The rows of a ServiceNow table, as people see them. */
export async function records({ systems }: Truth, table: string, query = '') {
  const path = `/api/now/table/${table}?sysparm_display_value=all&sysparm_limit=100&sysparm_query=${encodeURIComponent(query)}`;
  const { result } = await systems.page<{ result: Fields[] }>('servicenow', path);
  return result.map((row) => (field: string) => row[field]?.display_value ?? '');
}

/** Named in the refusal, when something in a question is not to be had. */
export const cannot: Matcher = /\bnot?\b|n't|\bnone\b|cannot|nothing|unable|without|unknown|did you mean/;

/** There is something to tell: whoever found nothing did not look. */
const DENIED =
  /\bfound (nothing|no data|none)\b|nothing (was |is )?found|could not find|\bno (such )?(data|metrics?|series|samples|panels?|deployments?|traces?|lines|incidents?|annotations?)\b/;

/** A question to which there is an answer, so that a search without a result is none. */
export const sure = (...[id, phrasings, expect]: Parameters<typeof ask>): Row =>
  ask(id, phrasings, async (truth) => {
    const expected = await expect(truth);
    return { ...expected, forbid: [...(expected.forbid ?? []), DENIED] };
  });
