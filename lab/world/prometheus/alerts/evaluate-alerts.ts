import type { Backend, Rule, RuleGroup } from '../backend.ts';
import { evaluateAt, evaluateOver } from '../promql/evaluate.ts';
import type { Expression } from '../promql/expression.ts';
import { keyOf, NAME, without } from '../promql/labels.ts';
import type { Labels } from '../promql/labels.ts';
import { parse } from '../promql/parse.ts';
import type { Point } from '../promql/values.ts';
import type { ActiveAlert } from './alert.ts';
import { expand } from './templates.ts';

/** The alerts of a server's rules, from its series alone: nothing is remembered, so the past has its alerts too. */
export interface Alerts {
  active: () => ActiveAlert[];
}

const STEP = 60_000;
/** How far back the beginning of an alert is looked for, farther each time it was not found. */
const LOOKS_BACK = [60, 6 * 60, 48 * 60].map((minutes) => minutes * 60_000);

function pointsAt({ storage }: Backend, expr: Expression, time: number): Point[] {
  const value = evaluateAt(storage, expr, time);
  return value.type === 'vector' ? value.points : [];
}

/** Since when each series of an expression has been there without a break, as far back as `back`. */
function beginnings(backend: Backend, expr: Expression, { now, back }: { now: number; back: number }) {
  const end = Math.floor(now / STEP) * STEP;
  const start = Math.max(end - back, Math.ceil(backend.oldest() / STEP) * STEP);
  const found = new Map<string, number>();
  for (const { labels, times } of evaluateOver(backend.storage, expr, { start, end, step: STEP })) {
    let first = times.length - 1;
    if (times[first] !== end) continue;
    while (first > 0 && (times[first] ?? 0) - (times[first - 1] ?? 0) === STEP) first -= 1;
    found.set(keyOf(labels), times[first] ?? end);
  }
  return { found, complete: [...found.values()].every((since) => since > start || start > end - back) };
}

function sinceWhen(backend: Backend, expr: Expression, now: number): Map<string, number> {
  let found = new Map<string, number>();
  for (const back of LOOKS_BACK) {
    const looked = beginnings(backend, expr, { now, back });
    found = looked.found;
    if (looked.complete) break;
  }
  return found;
}

function labelsOf(rule: Rule, point: Point): Labels {
  const own = Object.entries(rule.labels ?? {}).map(([name, text]): [string, string] => [
    name,
    expand(text, point),
  ]);
  return { ...without(point.labels, [NAME]), ...Object.fromEntries(own), alertname: rule.alert ?? '' };
}

function activeOf(backend: Backend, rule: Rule, interval: number): ActiveAlert[] {
  const expr = parse(rule.expr);
  const now = Math.floor(backend.now() / interval) * interval;
  const points = pointsAt(backend, expr, now);
  if (points.length === 0) return [];
  const since = sinceWhen(backend, expr, now);
  return points.map((point): ActiveAlert => {
    const activeAt = since.get(keyOf(point.labels)) ?? now;
    const annotations = Object.entries(rule.annotations ?? {}).map(([name, text]) => [
      name,
      expand(text, point),
    ]);
    return {
      rule,
      labels: labelsOf(rule, point),
      annotations: Object.fromEntries(annotations) as Labels,
      state: now - activeAt >= (rule.forMs ?? 0) ? 'firing' : 'pending',
      activeAt,
      value: point.value,
    };
  });
}

function allActive(backend: Backend, groups: readonly RuleGroup[]): ActiveAlert[] {
  return groups.flatMap(({ rules, intervalMs }) =>
    rules.filter(({ alert }) => alert !== undefined).flatMap((rule) => activeOf(backend, rule, intervalMs)),
  );
}

/** The alerts of a backend; evaluated anew at most once in each evaluation interval or after `version` has changed. */
export function createAlerts(backend: Backend, version: () => number): Alerts {
  let known: { key: string; alerts: ActiveAlert[] } | undefined;
  return {
    active() {
      const interval = Math.min(...backend.ruleGroups.map(({ intervalMs }) => intervalMs), STEP);
      const key = `${Math.floor(backend.now() / interval)}/${version()}`;
      if (known?.key !== key) known = { key, alerts: allActive(backend, backend.ruleGroups) };
      return known.alerts;
    },
  };
}
