import { hash32 } from '../engine/random.ts';
import type { Alerts } from './alerts/evaluate-alerts.ts';
import type { Answer, ApiRequest } from './api/answer.ts';
import { keyOf } from './promql/labels.ts';
import type { Labels } from './promql/labels.ts';
import { anchoredRegex } from './promql/matchers.ts';

interface SilenceMatcher {
  name: string;
  value: string;
  isRegex: boolean;
  isEqual?: boolean;
}

/** A silence as Alertmanager keeps it. */
export interface Silence {
  id: string;
  matchers: SilenceMatcher[];
  startsAt: string;
  endsAt: string;
  createdBy: string;
  comment: string;
  updatedAt: string;
}

function suits({ name, value, isRegex, isEqual = true }: SilenceMatcher, labels: Labels): boolean {
  const given = labels[name] ?? '';
  return (isRegex ? anchoredRegex(value).test(given) : given === value) === isEqual;
}

function silencing(silences: readonly Silence[], labels: Labels, now: number): string[] {
  return silences
    .filter(({ startsAt, endsAt }) => Date.parse(startsAt) <= now && now < Date.parse(endsAt))
    .filter(({ matchers }) => matchers.every((matcher) => suits(matcher, labels)))
    .map(({ id }) => id);
}

function fingerprint(labels: Labels): string {
  const key = keyOf(labels);
  return `${hash32(key).toString(16).padStart(8, '0')}${hash32(`${key}!`).toString(16).padStart(8, '0')}`;
}

function receiverOf({ severity, team }: Labels): string {
  if (severity === 'none') return 'heartbeat';
  return severity === 'critical' ? 'pager' : `slack-${team ?? 'on-call'}`;
}

interface Deps {
  alerts: Alerts;
  silences: readonly Silence[];
  now: () => number;
  startedAt: number;
}

function listAlerts({ alerts, silences, now }: Deps, params: URLSearchParams) {
  const wants = (name: string): boolean => params.get(name) !== 'false';
  return alerts
    .active()
    .filter(({ state }) => state === 'firing')
    .map(({ labels, annotations, activeAt, rule }) => {
      const silencedBy = silencing(silences, labels, now());
      return {
        annotations,
        startsAt: new Date(activeAt + (rule.forMs ?? 0)).toISOString(),
        endsAt: new Date(now() + 240_000).toISOString(),
        updatedAt: new Date(now()).toISOString(),
        fingerprint: fingerprint(labels),
        receivers: [{ name: receiverOf(labels) }],
        status: { inhibitedBy: [], silencedBy, state: silencedBy.length > 0 ? 'suppressed' : 'active' },
        generatorURL: `http://prometheus.harbour.example/graph?g0.expr=${encodeURIComponent(rule.expr)}&g0.tab=1`,
        labels,
      };
    })
    .filter(({ status }) => wants(status.state === 'suppressed' ? 'silenced' : 'active'));
}

function listSilences({ silences, now }: Deps) {
  const stateOf = ({ startsAt, endsAt }: Silence): string => {
    if (Date.parse(endsAt) <= now()) return 'expired';
    return Date.parse(startsAt) > now() ? 'pending' : 'active';
  };
  return silences.map((silence) => ({
    ...silence,
    matchers: silence.matchers.map((matcher) => ({ isEqual: true, ...matcher })),
    status: { state: stateOf(silence) },
  }));
}

function status({ startedAt }: Deps) {
  return {
    cluster: { name: 'harbour', status: 'ready', peers: [] },
    config: { original: 'route:\n  receiver: slack-on-call\n' },
    uptime: new Date(startedAt).toISOString(),
    versionInfo: {
      branch: 'HEAD',
      buildDate: '20221222-00:00:00',
      buildUser: 'lab',
      goVersion: 'go1.19.8',
      revision: 'harbour',
      version: '0.25.0',
    },
  };
}

/** Answers a request to version 2 of Alertmanager's API; undefined when there is no such page. */
export function answerAlertmanager(deps: Deps, { path, params }: ApiRequest): Answer | undefined {
  switch (path.replace(/\/$/, '')) {
    case '/api/v2/alerts':
      return { status: 200, body: listAlerts(deps, params) };
    case '/api/v2/silences':
      return { status: 200, body: listSilences(deps) };
    case '/api/v2/status':
      return { status: 200, body: status(deps) };
    case '/-/ready':
    case '/-/healthy':
      return { status: 200, body: 'OK' };
    default:
      return undefined;
  }
}
