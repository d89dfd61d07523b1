import { iso } from '../../answer/phrase.ts';
import type { PrometheusConnector } from '#connectors/prometheus';
import { judgeBurn, type BurnReport } from '#diagnosis';
import { plural } from '#ground/text';
import { say, type Block } from '../../answer/draft.ts';
import { bold, code, inline, join, listed, type Markdown } from '../../answer/markdown.ts';
import { clock, span } from '../../answer/phrase.ts';

import { inUnit } from '../measuring/unit.ts';
import type { SkillContext } from '../skill.ts';
import type { Measured, Shares } from './error-shares.ts';
import type { Promised } from './objectives.ts';

const HOUR = 3_600_000;
const MONTH = 30;
const SHOWN = 20;
const HEAD = ['Service', 'Objective', '30 days', '7 days', 'Budget left', 'Burns at'];

/** A service with what it promises and what became of it. */
export interface Judged {
  of: Shares;
  promised: Promised;
  report: BurnReport;
  latency: number | null;
}

const URGENCY: Record<BurnReport['severity'], number> = { page: 0, ticket: 1, none: 2, unknown: 3 };
const exact = (target: number): string => `${Number((target * 100).toFixed(3))} %`;

/** "99.94 %": never rounded up to a promise that is not kept. */
export function kept(share: number | null): string {
  if (share === null) return 'no data';
  return `${(Math.floor((1 - share) * 1e5) / 1e3).toFixed(3).replace(/0+$/, '').replace(/\.$/, '')} %`;
}

/** "76 %" of the budget is left. */
export const budget = ({ budgetLeft }: BurnReport): string =>
  budgetLeft === null ? 'unknown' : budgetLeft <= 0 ? 'used up' : `${Math.round(budgetLeft * 100)} %`;

function pace(context: SkillContext, { hoursLeft, rate, budgetLeft }: BurnReport): string {
  if (rate === null) return 'unknown';
  if (budgetLeft !== null && budgetLeft <= 0) return 'it is used up';
  const times = `${Number(rate.toFixed(1))}×`;
  if (hoursLeft === null) return `${times}, lasts`;
  return `${times}, used up at about ${clock(iso(context.now + hoursLeft * HOUR), context.now, context.timeZone)}`;
}

/** The 95th percentile of the last half hour, by service. */
export async function latencies(
  context: SkillContext,
  prometheus: PrometheusConnector,
  service: string | undefined,
) {
  const [cluster] = context.slots.clusters;
  const told = await prometheus.measureSignal({
    signal: 'latency',
    by: 'service',
    cluster,
    ...(service === undefined ? {} : { service }),
    percentile: 95,
    minutes: 30,
    maxPoints: 10,
    limit: 200,
  });
  return new Map(told.ok ? told.value.series.map(({ name, last }) => [name, last]) : []);
}

/** Every service judged, those first whose promise is declared. */
export function judged(
  measured: Extract<Measured, { ok: true }>,
  promised: (service: string) => Promised,
  latency: Map<string, number | null>,
): Judged[] {
  return measured.services
    .map((of): Judged => {
      const promise = promised(of.service);
      const report = judgeBurn(
        { target: promise.target, days: MONTH },
        { shares: of.shares, spent: of.month },
      );
      return { of, promised: promise, report, latency: latency.get(of.service) ?? null };
    })
    .toSorted(
      (a, b) =>
        Number(a.promised.rule === undefined) - Number(b.promised.rule === undefined) ||
        URGENCY[a.report.severity] - URGENCY[b.report.severity] ||
        (a.report.budgetLeft ?? 9) - (b.report.budgetLeft ?? 9),
    );
}

function ofOne({ of, report, promised }: Judged): Markdown {
  const burns = isBurning(report)
    ? 'It burns faster than it may.'
    : report.severity === 'unknown'
      ? 'How fast it burns I cannot tell.'
      : 'It does not burn faster than it may.';
  const { budgetLeft } = report;
  const left =
    budgetLeft === null
      ? 'unknown, as there is no data over the whole time'
      : `${budget(report)}${budgetLeft > 0 ? ' left' : ''}`;
  const assumed = promised.rule === undefined ? ', only assumed' : '';
  return inline`The error budget of ${code(of.service)} (${exact(promised.target)} over ${MONTH} days${assumed}): ${left}. ${burns}`;
}

const isBurning = ({ severity }: BurnReport): boolean => severity === 'page' || severity === 'ticket';
const isUsedUp = ({ budgetLeft }: BurnReport): boolean => budgetLeft !== null && budgetLeft <= 0;
const namesOf = (some: readonly Judged[]): Markdown => {
  const more = some.length > 4 ? [inline`${some.length - 4} more`] : [];
  return listed([...some.slice(0, 4).map(({ of }) => code(of.service)), ...more]);
};

/** The service at the end of the ranking that was asked for. */
function endOf({ slots: { slo } }: SkillContext, all: readonly Judged[]): Markdown | undefined {
  if (slo?.order === undefined) return undefined;
  const measure = ({ report }: Judged): number =>
    slo.burning === true ? (report.rate ?? -1) : 1 - (report.budgetLeft ?? 2);
  const sorted = all.toSorted((a, b) => measure(b) - measure(a));
  const one = slo.order === 'worst' ? sorted[0] : sorted.at(-1);
  if (one === undefined) return undefined;
  const { of, report } = one;
  const rate = report.rate === null ? 'at an unknown rate' : `at ${Number(report.rate.toFixed(1))}×`;
  const most = slo.order === 'worst';
  return slo.burning === true
    ? inline`${code(of.service)} burns its error budget ${most ? 'fastest' : 'slowest'}: ${rate}, ${budget(report)} of it left.`
    : inline`${code(of.service)} has the ${most ? 'least' : 'most'} error budget left: ${budget(report)}. It burns ${rate}.`;
}

/** Judged by what is promised; what is only assumed is told apart, as nobody promised it. */
export function headline(context: SkillContext, all: readonly Judged[]): Markdown {
  const [only] = all;
  if (all.length === 1 && only !== undefined) return ofOne(only);
  const declared = all.filter(({ promised }) => promised.rule !== undefined);
  const judgedOnes = declared.length > 0 ? declared : all;
  const burning = judgedOnes.filter(({ report }) => isBurning(report));
  const used = judgedOnes.filter(({ report }) => isUsedUp(report));
  const where = join(context.slots.clusters.slice(0, 1).map(code));
  const end = endOf(context, judgedOnes);
  if (end !== undefined) return end;
  const whose =
    declared.length > 0
      ? `the ${plural(declared.length, 'service')} with a declared objective`
      : plural(all.length, 'service');
  if (all.every(({ report }) => report.severity === 'unknown'))
    return inline`How fast ${whose} on ${where} burn their error budgets I cannot tell: the last hours were not measured.`;
  const burns =
    burning.length === 0
      ? inline`Of ${whose} on ${where} none burns its error budget faster than it may`
      : inline`Of ${whose} on ${where} ${burning.length} ${burning.length === 1 ? 'burns its' : 'burn their'} error budget too fast: ${namesOf(burning)}`;
  return used.length === 0 ? inline`${burns}.` : inline`${burns}. The budget of ${namesOf(used)} is used up.`;
}

const latencyNote = (all: readonly Judged[]): string =>
  all.length === 1
    ? ' For latency no objective is known: the last column is the 95th percentile now.'
    : ' Latency has no objective that I know; ask about one service to see its percentile.';

const WINDOWS: Readonly<Record<number, string>> = {
  5: '5 min',
  30: '30 min',
  60: '1 h',
  120: '2 h',
  360: '6 h',
  1440: '1 day',
  4320: '3 days',
};

/** Each pair of windows of one service. */
export function windows({ report }: Judged): Block {
  const told = (rate: number | null) => inline`${rate === null ? 'no data' : `${Number(rate.toFixed(1))}×`}`;
  return {
    type: 'table',
    head: ['Windows', 'Short', 'Long', 'Limit', 'Verdict'],
    rows: report.readings.map(
      ({ shortMinutes, longMinutes, shortRate, longRate, threshold, burning, severity }) => [
        inline`${WINDOWS[shortMinutes] ?? `${shortMinutes} min`} / ${WINDOWS[longMinutes] ?? `${longMinutes} min`}`,
        told(shortRate),
        told(longRate),
        inline`${threshold}×`,
        inline`${burning ? `burns (${severity})` : shortRate === null || longRate === null ? 'no data' : 'fine'}`,
      ],
    ),
  };
}

/** Every service in a line: what it promises, what it kept, what is left. */
export function overview(context: SkillContext, all: readonly Judged[]): Block {
  const head = [...HEAD, ...(all.length === 1 ? ['p95'] : [])];
  return { type: 'table', head, rows: rows(context, all), cap: SHOWN };
}

function rows(context: SkillContext, all: readonly Judged[]) {
  return all.map(({ of, promised, report, latency }) => [
    code(of.service),
    inline`${exact(promised.target)}${promised.rule === undefined ? ' (assumed)' : ''}`,
    inline`${kept(of.month)}`,
    inline`${kept(of.week)}`,
    inline`${budget(report)}`,
    inline`${pace(context, report)}`,
    ...(all.length === 1 ? [inline`${inUnit(latency, 'seconds')}`] : []),
  ]);
}

/** What the numbers rest on, and what is only assumed. */
export function grounds(context: SkillContext, all: readonly Judged[]): Block[] {
  const rules = [...new Set(all.flatMap(({ promised }) => promised.rule ?? []))];
  const assumed = all.filter(({ promised }) => promised.rule === undefined).length;
  const declared =
    rules.length === 0
      ? inline``
      : inline` The objective is declared by ${plural(rules.length, 'rule')} (${rules.slice(0, 2).join(', ')}).`;
  const guess =
    assumed === 0
      ? inline``
      : inline` ${bold(inline`99.9 % is only assumed`)} for ${plural(assumed, 'service')}: no rule declares an objective.`;
  const starts = all.flatMap(({ of }) => of.since ?? []);
  const since = starts.length === 0 ? undefined : Math.min(...starts) * 1000;
  const shortDays = since === undefined ? 0 : context.now - since;
  const young =
    since !== undefined && shortDays < 29 * 24 * HOUR
      ? inline` Prometheus has only ${span(shortDays)} of it.`
      : inline``;
  return [
    say(
      inline`Availability is the share of requests that did not fail. 30 and 7 days are told from samples of 5 minutes, so a short outage may count too much or too little; windows up to 6 h are counted whole.${declared}${guess}${young}${latencyNote(all)}`,
    ),
  ];
}
