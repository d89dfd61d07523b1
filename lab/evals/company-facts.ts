import type { Matcher } from './matcher.ts';
import { duration, percent, rate } from './measure.ts';
import type { Expectation } from './question.ts';
import type { Truth } from './truth.ts';

const requests = (service: string, more = ''): string =>
  `sum(rate(http_requests_total{cluster="harbour-prod",service="${service}"${more}}[5m]))`;

/** How many requests a service answers in a second. */
export const trafficOf = async ({ systems }: Truth, service: string): Promise<Matcher> =>
  rate(await systems.value(requests(service)));

/** The share of a service's requests that fail. */
export const errorsOf = async ({ systems }: Truth, service: string): Promise<Matcher> =>
  percent(await systems.value(`(${requests(service, ',code=~"5.."')} or vector(0)) / ${requests(service)}`));

/** A percentile of how long a service takes. */
export const latencyOf = async ({ systems }: Truth, service: string, quantile: number): Promise<Matcher> =>
  duration(
    await systems.value(
      `histogram_quantile(${quantile}, sum by (le) (rate(http_request_duration_seconds_bucket{cluster="harbour-prod",service="${service}"}[5m])))`,
    ),
  );

/** What has the largest value of a query, by one of its labels. */
export const topOf = async ({ systems }: Truth, promql: string, label: string): Promise<string> => {
  const [first] = (await systems.metric(promql)).sort((a, b) => b.value - a.value);
  if (first === undefined) throw new Error(`nothing in the world for ${promql}`);
  return first.labels[label] ?? '';
};

interface Alert {
  labels: Record<string, string>;
}

/** Names of the alerts that fire, but for the one that always does. */
export const firingIn = async ({ systems }: Truth): Promise<string[]> => {
  const alerts = await systems.page<Alert[]>('alertmanager', '/api/v2/alerts');
  const names = alerts.flatMap(({ labels }) => labels['alertname'] ?? []);
  return [...new Set(names)].filter((name) => name !== 'Watchdog');
};

interface Deployment {
  ref: string;
  sha: string;
  environment: string;
  creator: { login: string };
}

/** The last deployment of a service to production. */
export const deployedOf = async ({ systems }: Truth, service: string) => {
  const path = `/repos/harbour/${service}/deployments?per_page=100`;
  const all = await systems.page<Deployment[]>('github', path);
  const found = all.filter(({ environment }) => environment.startsWith('prod'));
  const [last] = found;
  const previous = found.find(({ ref }) => ref !== last?.ref);
  if (last === undefined) throw new Error(`nobody deployed ${service}`);
  const { ref, sha, creator } = last;
  const version = ref.replace(/^v/, '');
  return { version, before: previous?.ref.replace(/^v/, '') ?? '', sha, by: creator.login };
};

/** A commit's name, short or long. */
export const commit = (sha: string): Matcher => new RegExp(`\\b${sha.slice(0, 7)}[0-9a-f]*\\b`);

interface Commit {
  commit: { message: string };
}

/** The titles of what came with the last deployment of a service: any of them. */
export const cameWith = async (truth: Truth, service: string): Promise<Matcher> => {
  const { version, before } = await deployedOf(truth, service);
  const path = `/repos/harbour/${service}/compare/v${before}...v${version}`;
  const { commits } = await truth.systems.page<{ commits: Commit[] }>('github', path);
  return commits.map(({ commit: { message } }) => (message.split('\n')[0] ?? '').replace(/ \(#\d+\)$/, ''));
};

interface OnCall {
  user: { summary: string };
  escalation_level: number;
  escalation_policy: { summary: string };
}

/** Who carries a team's pager now. */
export const onCallOf = async ({ systems }: Truth, team: string): Promise<string> => {
  const { oncalls } = await systems.page<{ oncalls: OnCall[] }>('pagerduty', '/oncalls?limit=100');
  const found = oncalls.find(
    ({ escalation_level, escalation_policy }) =>
      escalation_level === 1 && escalation_policy.summary.startsWith(`${team} `),
  );
  if (found === undefined) throw new Error(`nobody carries the pager of ${team}`);
  return found.user.summary;
};

const CALM: Matcher =
  /usual|normal|as ever|not (slow|slower|failing|unusual)|no (sign|evidence|cause|anomal|trouble|problem|issue|symptom)|nothing|healthy|fine\b|within|\bwell\b|no alert/;

/** Somebody asks why, and nothing is wrong: nobody and nothing is blamed. */
export function nothingToBlame(...facts: Matcher[]): Expectation {
  return {
    outcome: ['answered', 'unknown'],
    facts: [CALM, ...facts],
    forbid: [/most likely cause|(?<!no )root cause (is|:)|(?<!not )caused by|the culprit/],
  };
}
