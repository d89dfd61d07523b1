import { findChangePoints, forecastSaturation } from '#diagnosis';
import { inline, type Markdown } from '../../answer/markdown.ts';
import { clock, iso } from '../../answer/phrase.ts';
import type { SkillContext } from '../skill.ts';
import type { Series } from './measure.ts';
import { inUnit } from './unit.ts';
import { told } from './value.ts';
import type { When } from './when.ts';

const samplesOf = ({ points }: Series) => points.map(([seconds, value]) => ({ at: seconds * 1000, value }));

const courseValue = (context: SkillContext, value: number | null, unit: string): string =>
  context.slots.metrics?.complement === 'free' ? inUnit(value, unit) : told(context, value, unit);

/** "240 ms to 310 ms, 251 ms on average". */
export function course(context: SkillContext, { min, max, mean }: Series, unit: string): string {
  const [low, high, middle] = [min, max, mean].map((value) => courseValue(context, value, unit));
  return `${low} to ${high}, ${middle} on average`;
}

interface Line {
  series: Series;
  unit: string;
  when: When;
}

/** When the level of a series last changed; whether it stayed is told only when it did. */
export function shift(context: SkillContext, { series, unit, when }: Line): Markdown {
  const last = findChangePoints(samplesOf(series)).at(-1);
  if (last === undefined || when.at !== undefined) return inline``;
  const { before, after } = last;
  const now = series.last ?? after;
  const hasStayed = Math.abs(now - after) < Math.abs(now - before) / 2;
  const way = after > before ? 'rose' : 'fell';
  const at = clock(iso(last.at), context.now, context.timeZone);
  const stayed = hasStayed ? ', and stayed there' : '';
  return inline` It ${way} at about ${at}, from ${told(context, before, unit)} to ${told(context, after, unit)}${stayed}.`;
}

/** When it is full, where that was asked. */
export function forecast(context: SkillContext, { series, unit }: Line): Markdown {
  if (context.slots.metrics?.forecast !== true || unit !== 'ratio') return inline``;
  const ahead = forecastSaturation(samplesOf(series), 1);
  const moment = (at: number): string => clock(iso(at), context.now, context.timeZone);
  switch (ahead.kind) {
    case 'saturated':
      return inline` It is full, since ${moment(ahead.since)}.`;
    case 'saturates': {
      const latest = ahead.latest === undefined ? 'later, or never' : moment(ahead.latest);
      return inline` At this pace it is full at about ${moment(ahead.at)} (between ${moment(ahead.earliest)} and ${latest}).`;
    }
    case 'not-soon':
      return inline` At this pace it is not full before ${moment(ahead.notBefore)}.`;
    case 'receding':
      return inline` It is getting less full.`;
    case 'no-trend':
      return inline` It has no clear trend, so I cannot say when it would be full.`;
    case 'too-little-data':
      return inline` There are too few values yet to say when it would be full.`;
  }
}
