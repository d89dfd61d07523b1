import { evaluateAt } from '../promql/evaluate.ts';
import { formatExponent } from '../promql/numbers.ts';
import { parse } from '../promql/parse.ts';
import { print } from '../promql/print.ts';
import type { ActiveAlert } from '../alerts/alert.ts';
import type { Alerts } from '../alerts/evaluate-alerts.ts';
import type { Backend, Rule, RuleGroup } from '../backend.ts';
import { ApiError, success } from './answer.ts';
import type { Answer } from './answer.ts';

const EVALUATION_SECONDS = 0.0021;

function describeAlert({ labels, annotations, state, activeAt, value }: ActiveAlert) {
  return {
    labels,
    annotations,
    state,
    activeAt: new Date(activeAt).toISOString(),
    value: formatExponent(value),
  };
}

/** `/api/v1/alerts`. */
export function listAlerts(alerts: Alerts): Answer {
  return success({ alerts: alerts.active().map(describeAlert) });
}

function stateOf(alerts: ActiveAlert[]): string {
  if (alerts.some(({ state }) => state === 'firing')) return 'firing';
  return alerts.length > 0 ? 'pending' : 'inactive';
}

function healthOf({ storage, now }: Backend, rule: Rule): { health: string; lastError?: string } {
  try {
    evaluateAt(storage, parse(rule.expr), now());
    return { health: 'ok' };
  } catch (error) {
    return { health: 'err', lastError: error instanceof Error ? error.message : 'evaluation failed' };
  }
}

function describeRule(backend: Backend, alerts: Alerts, { rule, at }: { rule: Rule; at: string }) {
  const { labels = {}, annotations = {}, forMs = 0 } = rule;
  const common = {
    query: print(parse(rule.expr)),
    ...(Object.keys(labels).length > 0 || rule.alert ? { labels } : {}),
    ...healthOf(backend, rule),
    evaluationTime: EVALUATION_SECONDS,
    lastEvaluation: at,
  };
  if (rule.alert === undefined) return { name: rule.record ?? '', ...common, type: 'recording' };
  const own = alerts.active().filter((alert) => alert.rule === rule);
  return {
    state: stateOf(own),
    name: rule.alert,
    ...common,
    duration: forMs / 1000,
    keepFiringFor: 0,
    annotations,
    alerts: own.map(describeAlert),
    type: 'alerting',
  };
}

function wanted(rule: Rule, type: string): boolean {
  return type === '' || (type === 'alert') === (rule.alert !== undefined);
}

function describeGroup(
  backend: Backend,
  alerts: Alerts,
  { group, type }: { group: RuleGroup; type: string },
) {
  const at = new Date(Math.floor(backend.now() / group.intervalMs) * group.intervalMs).toISOString();
  return {
    name: group.name,
    file: group.file,
    rules: group.rules
      .filter((rule) => wanted(rule, type))
      .map((rule) => describeRule(backend, alerts, { rule, at })),
    interval: group.intervalMs / 1000,
    limit: 0,
    evaluationTime: EVALUATION_SECONDS * group.rules.length,
    lastEvaluation: at,
  };
}

/** `/api/v1/rules`. */
export function listRules(backend: Backend, alerts: Alerts, params: URLSearchParams): Answer {
  const type = (params.get('type') ?? '').toLowerCase();
  if (!['', 'alert', 'record'].includes(type))
    throw new ApiError('bad_data', `not supported value ${JSON.stringify(type)}`);
  return success({
    groups: backend.ruleGroups.map((group) => describeGroup(backend, alerts, { group, type })),
  });
}
