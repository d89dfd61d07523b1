import type { PrometheusConnector } from '#connectors/prometheus';
import type { ErrorShare } from '#diagnosis';
import { iso } from '../elsewhere/words.ts';
import type { SkillContext } from '../skill.ts';

const DAY = 1440;
const WEEK = 7 * DAY;
/** Windows that are counted whole. */
const WHOLE = [5, 30, 60, 120, 360];
/** Windows that are told from samples: to count them whole takes Prometheus too long. */
const SAMPLED = [DAY, 3 * DAY];
const MINUTE = 60_000;
const MONTH = 30;

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

async function sampled(
  prometheus: PrometheusConnector,
  query: string,
  { now, days }: { now: number; days: number },
) {
  const start = iso(now - days * DAY * MINUTE);
  return prometheus.queryMetricsRange({ query: over(query, 5), start, end: iso(now), maxPoints: 340 });
}

/** The shares of failed requests of every service, or of one: short windows counted whole, long ones from samples. */
export async function measureShares(
  context: SkillContext,
  prometheus: PrometheusConnector,
  service: string | undefined,
): Promise<Measured> {
  const { now } = context;
  const [cluster] = context.slots.clusters;
  const first = await prometheus.measureSignal({
    signal: 'error-rate',
    by: 'service',
    cluster,
    ...(service === undefined ? {} : { service }),
    minutes: 10,
    maxPoints: 10,
    limit: 200,
  });
  if (!first.ok) return { ok: false, message: first.error.message };
  const { query } = first.value;
  const [month, week, ...whole] = await Promise.all([
    sampled(prometheus, query, { now, days: MONTH }),
    sampled(prometheus, query, { now, days: 7 }),
    ...WHOLE.map((minutes) => prometheus.queryMetrics({ query: over(query, minutes), limit: 200 })),
  ]);
  const names = new Set([
    ...first.value.series.map(({ name }) => name),
    ...(month.ok ? month.value.series.map(({ name }) => name) : []),
  ]);
  const ofWeek = (name: string): Points =>
    week.ok ? (week.value.series.find((one) => one.name === name)?.points ?? []) : [];
  const ofMonth = (name: string): Points =>
    month.ok ? (month.value.series.find((one) => one.name === name)?.points ?? []) : [];
  const services = [...names].map((name): Shares => ({
    service: name,
    shares: [
      ...WHOLE.map((minutes, at) => {
        const one = whole[at];
        return {
          minutes,
          share: one?.ok === true ? (one.value.readings.find((r) => r.name === name)?.value ?? null) : null,
        };
      }),
      ...SAMPLED.map((minutes) => ({ minutes, share: mean(ofWeek(name), now - minutes * MINUTE) })),
    ],
    week: mean(ofWeek(name), now - WEEK * MINUTE),
    month: mean(ofMonth(name), 0),
    since: ofMonth(name).find(([, value]) => value !== null)?.[0],
  }));
  const missing = [
    ...(month.ok ? [] : [`30 days: ${month.error.message}`]),
    ...(week.ok ? [] : [`7 days: ${week.error.message}`]),
    ...whole.flatMap((one, at) => (one.ok ? [] : [`${WHOLE[at] ?? 0} min: ${one.error.message}`])),
  ];
  return { ok: true, services, query, missing };
}
