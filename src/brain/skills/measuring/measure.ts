import type { PortAnswer } from '#connectors/kit';
import type { PrometheusConnector } from '#connectors/prometheus';
import type { ObjectRef } from '#diagnosis/evidence';
import { iso } from '../../answer/phrase.ts';
import type { SkillContext } from '../skill.ts';
import { chosen, claimsOf, dimensionOf } from './asked.ts';
import type { When } from './when.ts';
import { POINTS } from './words.ts';

type Answer = PortAnswer<PrometheusConnector, 'measureSignal'>;
export type Series = Answer['series'][number];

/** What was measured, in one expression or in one for each thing that was named. */
export interface Measured {
  series: Series[];
  queries: string[];
  unit: string;
  ignored: string[];
  note?: string;
}

export type Outcome = { ok: true; value: Measured } | { ok: false; message: string };

const MOST = 100;

type Points = Series['points'];
const turned = (value: number | null): number | null => (value === null ? null : 1 - value);

/** Of what succeeded, where what failed was measured. */
const succeeded = (series: Series): Series => ({
  ...series,
  points: series.points.map(([at, value]): Points[number] => [at, turned(value)]),
  min: turned(series.max),
  max: turned(series.min),
  mean: turned(series.mean),
  last: turned(series.last),
  sparkline: '',
});

function isOwn(context: SkillContext, ref: ObjectRef | undefined): (series: Series) => boolean {
  const isVolume = context.slots.metrics?.signal === 'volume';
  const claims = isVolume && ref !== undefined ? claimsOf(context, ref) : undefined;
  return ({ labels }) => claims === undefined || claims.includes(labels['persistentvolumeclaim'] ?? '');
}

async function measureOne(
  context: SkillContext,
  prometheus: PrometheusConnector,
  { when, ref }: { when: When; ref: ObjectRef | undefined },
): Promise<Outcome> {
  const { slots } = context;
  const { signal = 'latency', percentile, complement } = slots.metrics ?? {};
  const [cluster] = slots.clusters;
  const place = slots.namespaces.length === 1 ? { namespace: slots.namespaces[0] } : {};
  const of = ref === undefined ? place : chosen(context, ref);
  const range = { start: iso(when.from), end: iso(when.to), maxPoints: POINTS, limit: MOST };
  const wish = { signal, by: dimensionOf(context), percentile, cluster: ref?.cluster ?? cluster };
  const result = await prometheus.measureSignal({ ...wish, ...of, ...range });
  if (!result.ok) return { ok: false, message: result.error.message };
  const { series: all, query, unit, ignored, note } = result.value;
  const own = all.filter(isOwn(context, ref));
  const series = complement === 'succeeded' ? own.map(succeeded) : own;
  return { ok: true, value: { series, queries: [query], unit, ignored, ...(note && { note }) } };
}

/** A line without a name of its own bears that of what it is about. */
const namedAfter = (ref: ObjectRef, { series, ...rest }: Measured): Measured => ({
  ...rest,
  series: series.map((one) => ({
    ...one,
    name: series.length === 1 ? ref.name : `${ref.name} / ${one.name}`,
  })),
});

/** Asks for the signal, over the time that was told; of every object that was named. */
export async function measure(
  context: SkillContext,
  prometheus: PrometheusConnector,
  when: When,
): Promise<Outcome> {
  const { objects } = context.slots;
  if (objects.length < 2) return measureOne(context, prometheus, { when, ref: objects[0] });
  const outcomes = await Promise.all(
    objects
      .slice(0, 6)
      .map(async (ref) => ({ ref, outcome: await measureOne(context, prometheus, { when, ref }) })),
  );
  const told = outcomes.flatMap(({ ref, outcome }) => (outcome.ok ? [namedAfter(ref, outcome.value)] : []));
  const [first] = told;
  const failure = outcomes.flatMap(({ outcome }) => (outcome.ok ? [] : [outcome.message]))[0];
  if (first === undefined) return { ok: false, message: failure ?? 'nothing answered' };
  return {
    ok: true,
    value: {
      series: told.flatMap(({ series }) => series),
      queries: told.flatMap(({ queries }) => queries),
      unit: first.unit,
      ignored: [...new Set(told.flatMap(({ ignored }) => ignored))],
      ...(failure === undefined ? {} : { note: failure }),
    },
  };
}
