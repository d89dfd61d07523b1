import { SERVICES } from '../company/services.ts';
import { hash32 } from '../engine/random.ts';
import { stamp } from '../kube/time.ts';
import type { Answerer } from '../systems/http.ts';
import { DATASOURCE, folderUid } from './dashboard-view.ts';

const ALLOWED = 0.005;
const MINUTE = 60_000;
const PROMISED = ['storefront', 'checkout', 'payments-api', 'auth-api'];

interface BurnRule {
  uid: string;
  title: string;
  service: string;
  team: string;
  expr: string;
  severity: string;
}

const share = (service: string, range: string): string => {
  const own = `cluster="harbour-prod",service="${service}"`;
  return `(sum(rate(http_requests_total{${own},code=~"5.."}[${range}])) / sum(rate(http_requests_total{${own}}[${range}])))`;
};

const PAIRS = [
  { name: 'fast burn', short: '5m', long: '1h', times: 14.4, severity: 'page' },
  { name: 'slow burn', short: '30m', long: '6h', times: 6, severity: 'ticket' },
];

const RULES: readonly BurnRule[] = SERVICES.filter(({ name }) => PROMISED.includes(name)).flatMap(
  ({ name, team }) =>
    PAIRS.map(({ name: pair, short, long, times, severity }) => ({
      uid: `slo-${name}-${pair.split(' ')[0] ?? ''}`,
      title: `${name} SLO ${pair}`,
      service: name,
      team,
      severity,
      expr: `${share(name, long)} > ${(times * ALLOWED).toFixed(3)} and ${share(name, short)} > ${(times * ALLOWED).toFixed(3)}`,
    })),
);

interface Instant {
  data?: { result: { value: [number, string] }[] };
}

function valueOf(prometheus: Answerer, expr: string, now: number): string | undefined {
  const params = new URLSearchParams({ query: expr, time: String(now / 1000) });
  const answer = prometheus({ method: 'GET', path: '/api/v1/query', params, headers: {}, body: '' });
  return (answer?.body as Instant | undefined)?.data?.result[0]?.value[1];
}

function ruleState(rule: BurnRule, prometheus: Answerer, now: number) {
  const { title, service, team, severity, expr, uid } = rule;
  const value = valueOf(prometheus, expr, now);
  const labels = { service, team, severity };
  const annotations = {
    summary: `${service} uses up its error budget too fast`,
    runbook_url: 'https://runbooks.harbour.example/slo-burn',
  };
  const evaluated = Math.floor(now / MINUTE) * MINUTE;
  const alert = {
    labels: { alertname: title, grafana_folder: 'SLO', ...labels },
    annotations,
    state: value === undefined ? 'Normal' : 'Alerting',
    activeAt: stamp(evaluated),
    value: value ?? '',
  };
  return {
    uid,
    folderUid: folderUid('SLO'),
    state: value === undefined ? 'inactive' : 'firing',
    name: title,
    query: expr,
    duration: 120,
    labels,
    annotations,
    health: 'ok',
    type: 'alerting',
    lastEvaluation: stamp(evaluated),
    evaluationTime: 0.02,
    alerts: value === undefined ? [] : [alert],
  };
}

/** The rules that Grafana evaluates itself, with their states, as its Prometheus-like page shows them. */
export function ruleStates(prometheus: Answerer, now: number) {
  const rules = RULES.map((rule) => ruleState(rule, prometheus, now));
  const group = { name: 'burn rates', file: 'SLO', folderUid: folderUid('SLO'), interval: 60, rules };
  return { status: 'success', data: { groups: [group], totals: {} } };
}

/** The same rules as they are provisioned. */
export function provisionedRules(founded: number) {
  return RULES.map(({ uid, title, expr, service, team, severity }) => ({
    id: hash32(uid) % 1000,
    uid,
    orgID: 1,
    folderUID: folderUid('SLO'),
    ruleGroup: 'burn rates',
    title,
    condition: 'A',
    data: [{ refId: 'A', datasourceUid: DATASOURCE.uid, model: { expr, refId: 'A' } }],
    updated: stamp(founded),
    noDataState: 'NoData',
    execErrState: 'Error',
    for: '2m',
    labels: { service, team, severity },
    isPaused: false,
  }));
}
