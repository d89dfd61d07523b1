import type { Backend, Rule } from '../backend.ts';
import { expand } from '../alerts/templates.ts';
import { evaluateOver } from '../promql/evaluate.ts';
import { NAME, without } from '../promql/labels.ts';
import type { Labels } from '../promql/labels.ts';
import type { Matcher } from '../promql/matchers.ts';
import { matches } from '../promql/matchers.ts';
import { parse } from '../promql/parse.ts';
import type { Samples, Series, Storage } from '../promql/values.ts';

const STEP = 60_000;
/** Of a long range: nearer than the five minutes that a sample holds, so that nothing looks interrupted. */
const LONG_STEP = 4 * STEP;
const LONG = 3 * 3_600_000;

/** How often the rules are evaluated over a range. */
const stepOver = ({ from, to }: { from: number; to: number }): number =>
  to - from > LONG ? LONG_STEP : STEP;

interface Written extends Samples {
  labels: Labels;
  stale: boolean[];
}

function span(from: number, to: number, step: number) {
  return { start: Math.ceil(from / step) * step, end: to, step };
}

/** Marks the end of every run of samples, as a server does when a rule stops giving a series. */
function withEnds(
  labels: Labels,
  { times, values }: Samples,
  { end, step }: { end: number; step: number },
): Written {
  const written: Written = { labels, times: [], values: [], stale: [] };
  times.forEach((time, index) => {
    written.times.push(time);
    written.values.push(values[index] ?? NaN);
    written.stale.push(false);
    const next = times[index + 1] ?? Infinity;
    if (next - time <= step || time + step > end) return;
    written.times.push(time + step);
    written.values.push(NaN);
    written.stale.push(true);
  });
  return written;
}

function recorded(storage: Storage, rule: Rule, range: { from: number; to: number }): Written[] {
  const step = stepOver(range);
  return evaluateOver(storage, parse(rule.expr), span(range.from, range.to, step)).map((series) =>
    withEnds({ ...without(series.labels, [NAME]), ...rule.labels, [NAME]: rule.record ?? '' }, series, {
      end: range.to,
      step,
    }),
  );
}

/** ALERTS: 1 while an alert waits, and in another series 1 while it fires. */
function alerted(storage: Storage, rule: Rule, range: { from: number; to: number }): Written[] {
  const { forMs = 0, labels = {} } = rule;
  const step = stepOver(range);
  const all = evaluateOver(storage, parse(rule.expr), span(range.from - forMs - step, range.to, step));
  return all.flatMap((series) => {
    const point = { labels: series.labels, value: series.values.at(-1) ?? NaN };
    const own = Object.entries(labels).map(([name, text]) => [name, expand(text, point)]);
    const base = {
      ...without(series.labels, [NAME]),
      ...Object.fromEntries(own),
      alertname: rule.alert ?? '',
    } as Labels;
    const byState: Record<'pending' | 'firing', Samples> = {
      pending: { times: [], values: [] },
      firing: { times: [], values: [] },
    };
    let since = -Infinity;
    series.times.forEach((time, index) => {
      const previous = series.times[index - 1] ?? -Infinity;
      if (time - previous > step) since = time;
      const state = byState[time - since >= forMs ? 'firing' : 'pending'];
      if (time < range.from) return;
      state.times.push(time);
      state.values.push(1);
    });
    return (['pending', 'firing'] as const)
      .filter((state) => byState[state].times.length > 0)
      .map((state) =>
        withEnds({ ...base, [NAME]: 'ALERTS', alertstate: state }, byState[state], { end: range.to, step }),
      );
  });
}

function written(
  storage: Storage,
  rules: readonly Rule[],
  asked: { name: string; from: number; to: number },
): Written[] {
  if (asked.name === 'ALERTS')
    return rules.filter(({ alert }) => alert !== undefined).flatMap((rule) => alerted(storage, rule, asked));
  return rules
    .filter(({ record }) => record === asked.name)
    .flatMap((rule) => recorded(storage, rule, asked));
}

function readerOf({ labels, times, values, stale }: Written): Series {
  return {
    labels,
    read(from, to) {
      const kept = times
        .map((_, index) => index)
        .filter((index) => (times[index] ?? 0) >= from && (times[index] ?? 0) <= to);
      return {
        times: kept.map((index) => times[index] ?? 0),
        values: kept.map((index) => values[index] ?? NaN),
        stale: kept.map((index) => stale[index] ?? false),
      };
    },
  };
}

/** A storage with the series that rules write: computed, like the rest, when somebody asks for one by its name. */
export function withRuleSeries(
  storage: Storage,
  { ruleGroups, now }: Pick<Backend, 'ruleGroups' | 'now'>,
): Storage {
  const rules = ruleGroups.flatMap((group) => group.rules);
  const names = new Set(['ALERTS', ...rules.flatMap(({ record }) => record ?? [])]);
  const asked = (matchers: readonly Matcher[]): string | undefined =>
    matchers.find(({ name, op, value }) => name === NAME && op === '=' && names.has(value))?.value;
  return {
    select(matchers, from, to) {
      const name = asked(matchers);
      if (name === undefined) return storage.select(matchers, from, to);
      const end = Math.min(to, now());
      return written(storage, rules, { name, from: Math.max(from, end - 2 * 86_400_000), to: end })
        .filter(({ labels }) => matches(matchers, labels))
        .map(readerOf);
    },
  };
}
