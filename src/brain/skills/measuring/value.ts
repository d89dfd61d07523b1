import type { MetricSlots } from '../../understand/slot-types.ts';
import type { SkillContext } from '../skill.ts';
import { inUnit } from './unit.ts';
import type { Series } from './measure.ts';
import type { When } from './when.ts';

/** The value that a question is for: now, at a moment, or of a range that is over. */
export function valueAt(series: Series, when: When, stat: MetricSlots['stat']): number | null {
  if (stat !== undefined) return series[stat];
  const { at } = when;
  if (at === undefined) return when.isPast ? series.mean : (series.last ?? lastKnown(series));
  const known = series.points.filter(([, value]) => value !== null);
  const nearest = known.toSorted(([a], [b]) => Math.abs(a * 1000 - at) - Math.abs(b * 1000 - at))[0];
  return nearest?.[1] ?? null;
}

const lastKnown = ({ points }: Series): number | null =>
  points.slice(-3).findLast(([, value]) => value !== null)?.[1] ?? null;

/** The time of the highest or lowest value, milliseconds since the epoch. */
export function momentOf(series: Series, value: number | null): number | undefined {
  const point = series.points.find(([, one]) => one === value);
  return point === undefined ? undefined : point[0] * 1000;
}

/** A value in its unit: by the minute when that was asked, with what is free when that was. */
export function told({ slots: { metrics } }: SkillContext, value: number | null, unit: string): string {
  const text = inUnit(value, unit);
  if (value === null) return text;
  if (metrics?.perMinute === true && unit === 'per second') return `${Math.round(value * 60)}/min (${text})`;
  if (metrics?.signal === 'queue-depth' || metrics?.signal === 'restarts') return String(Math.round(value));
  return metrics?.complement === 'free' && unit === 'ratio'
    ? `${text} used, ${inUnit(1 - value, unit)} free`
    : text;
}
