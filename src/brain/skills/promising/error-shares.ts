import { iso } from '../../answer/phrase.ts';
import type { PrometheusConnector } from '#connectors/prometheus';
import type { ErrorShare } from '#diagnosis';

import type { SkillContext } from '../skill.ts';

const DAY = 1440;
const WEEK = 7 * DAY;
/** Windows that are counted whole. */
const WHOLE = [5, 30, 60, 120, 360];
/** Windows that are told from samples: to count them whole takes Prometheus too long. */
const SAMPLED = [DAY, 3 * DAY];
const MINUTE = 60_000;
const MONTH = 30;
/** Samples of one service, and of each of all. */
const MANY = 340;
const FEW = 90;

/** How much of a service's work went badly. */
export interface Shares {
  service: string;
  shares: ErrorShare[];
  week: number | null;
  month: number | null;
  /** From when there is something to count. */
  since?: number;
}

/** What could be measured, and by which expression. */
export type Measured =
  { ok: true; services: Shares[]; query: string; missing: string[] } | { ok: false; message: string };

const span = (minutes: number): string => (minutes % 60 === 0 ? `${minutes / 60}h` : `${minutes}m`);
const over = (query: string, minutes: number): string =>
  query.replaceAll(/\[[0-9a-z]+\]/g, `[${span(minutes)}]`);

type Points = (readonly [number, number | null])[];

function mean(points: Points, from: number): number | null {
  const known = points.flatMap(([at, value]) => (at * 1000 >= from && value !== null ? [value] : []));
  return known.length === 0 ? null : known.reduce((sum, value) => sum + value, 0) / known.length;
}

interface Sampling {
  now: number;
  days: number;
  points: number;
}

async function sampled(prometheus: PrometheusConnector, query: string, { now, days, points }: Sampling) {
  const start = iso(now - days * DAY * MINUTE);
  return prometheus.queryMetricsRange({ query: over(query, 5), start, end: iso(now), maxPoints: points });
}

type Ranged = Awaited<ReturnType<PrometheusConnector['queryMetricsRange']>>;
type Instant = Awaited<ReturnType<PrometheusConnector['queryMetrics']>>;

const pointsOf = (answer: Ranged, name: string): Points =>
  answer.ok ? (answer.value.series.find((one) => one.name === name)?.points ?? []) : [];

const shareOf = (answer: Instant | undefined, name: string): number | null =>
  answer?.ok === true ? (answer.value.readings.find((one) => one.name === name)?.value ?? null) : null;

interface Counted {
  month: Ranged;
  week: Ranged;
  whole: Instant[];
}

function sharesOf(service: string, { month, week, whole }: Counted, now: number): Shares {
  const [ofMonth, ofWeek] = [pointsOf(month, service), pointsOf(week, service)];
  return {
    service,
    shares: [
      ...WHOLE.map((minutes, at) => ({ minutes, share: shareOf(whole[at], service) })),
      ...SAMPLED.map((minutes) => ({ minutes, share: mean(ofWeek, now - minutes * MINUTE) })),
    ],
    week: mean(ofWeek, now - WEEK * MINUTE),
    month: mean(ofMonth, 0),
    since: ofMonth.find(([, value]) => value !== null)?.[0],
  };
}

const missingIn = ({ month, week, whole }: Counted): string[] => [
  ...(month.ok ? [] : [`30 days: ${month.error.message}`]),
  ...(week.ok ? [] : [`7 days: ${week.error.message}`]),
  ...whole.flatMap((one, at) => (one.ok ? [] : [`${WHOLE[at] ?? 0} min: ${one.error.message}`])),
];

/** The shares of failed requests of every service, or of one: short windows counted whole, long ones from samples. */
export async function measureShares(
  context: SkillContext,
  prometheus: PrometheusConnector,
  service: string | undefined,
): Promise<Measured> {
  const { now } = context;
  const [cluster] = context.slots.clusters;
  const of = service === undefined ? {} : { service };
  const recent = { minutes: 10, maxPoints: 10, limit: 200 };
  const first = await prometheus.measureSignal({
    signal: 'error-rate',
    by: 'service',
    cluster,
    ...of,
    ...recent,
  });
  if (!first.ok) return { ok: false, message: first.error.message };
  const { query, series } = first.value;
  const points = service === undefined ? FEW : MANY;
  const [month, week, ...whole] = await Promise.all([
    sampled(prometheus, query, { now, days: MONTH, points }),
    sampled(prometheus, query, { now, days: 7, points }),
    ...WHOLE.map((minutes) => prometheus.queryMetrics({ query: over(query, minutes), limit: 200 })),
  ]);
  const counted: Counted = { month, week, whole };
  const old = month.ok ? month.value.series : [];
  const names = new Set([...series, ...old].map(({ name }) => name));
  const services = [...names].map((name) => sharesOf(name, counted, now));
  return { ok: true, services, query, missing: missingIn(counted) };
}
