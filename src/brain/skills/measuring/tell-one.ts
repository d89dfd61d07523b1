import { capitalise } from '#ground/text';
import { fact, type Block } from '../../answer/draft.ts';
import { bold, code, inline, type Markdown } from '../../answer/markdown.ts';
import { clock, iso } from '../../answer/phrase.ts';
import type { SkillContext } from '../skill.ts';
import { signalInWords } from './asked.ts';
import { boundIn, lies } from './bound.ts';
import { course, forecast, shift } from './course.ts';
import type { Measured, Series } from './measure.ts';
import { momentOf, told, valueAt } from './value.ts';
import { during, type When } from './when.ts';
import { cite } from './words.ts';

const STATS = { max: 'highest', min: 'lowest', mean: 'average' } as const;

interface Told {
  what: string;
  where: Markdown;
  value: string;
}

function plainly(
  context: SkillContext,
  { series, when }: { series: Series; when: When },
  { what, where, value }: Told,
) {
  const { stat } = context.slots.metrics ?? {};
  const time = during(when, context);
  if (stat !== undefined) {
    const at = stat === 'mean' ? undefined : momentOf(series, series[stat]);
    const moment = at === undefined ? '' : `, at ${clock(iso(at), context.now, context.timeZone)}`;
    return inline`The ${STATS[stat]} ${what}${where} ${time} was ${value}${moment}.`;
  }
  if (when.at !== undefined) return inline`The ${what}${where} was ${value} ${time}.`;
  return when.isPast
    ? inline`The ${what}${where} was ${value} on average (${time}).`
    : inline`The ${what}${where} is ${value}.`;
}

/** Held against a bound: of a range that was told, its extreme counts. */
function heldAgainst(
  context: SkillContext,
  { series, when, unit }: { series: Series; when: When; unit: string },
  { what, where }: Told,
): Markdown | undefined {
  const { threshold } = context.slots.metrics ?? {};
  const bound = threshold && boundIn(threshold, unit);
  if (threshold === undefined) return undefined;
  const now = valueAt(series, when, undefined);
  if (bound === undefined || now === null)
    return inline`The ${what}${where} is ${told(context, now, unit)}, which cannot be held against ${threshold.said}.`;
  const isRange = when.isTold && when.at === undefined;
  const extreme = threshold.than === 'above' ? series.max : series.min;
  const value = isRange ? (extreme ?? now) : now;
  const yes = lies(value, threshold, bound);
  const time = isRange || when.isPast ? ` ${during(when, context)}` : '';
  const at = isRange ? momentOf(series, value) : undefined;
  const moment = at === undefined ? '' : ` at ${clock(iso(at), context.now, context.timeZone)}`;
  const verb = isRange
    ? threshold.than === 'above'
      ? 'reached at most'
      : 'fell at least to'
    : when.isPast
      ? 'was'
      : 'is';
  const told_ = told(context, value, unit);
  return yes
    ? inline`Yes: the ${what}${where} ${verb} ${told_}${moment}${time}, ${threshold.than} ${threshold.said}.`
    : inline`No: the ${what}${where} ${verb} ${told_}${moment}${time}, not ${threshold.than} ${threshold.said}.`;
}

/** One line of numbers in words. */
export function tellOne(context: SkillContext, answer: Measured, when: When): Block[] {
  const { slots } = context;
  const [series] = answer.series;
  if (series === undefined) return [];
  const of = slots.objects[0]?.name ?? slots.namespaces[0];
  const where = of === undefined ? inline`` : inline` of ${code(of)}`;
  const part =
    answer.series.length === 1 && slots.metrics?.by !== undefined
      ? inline` (${code(series.name)})`
      : inline``;
  const what =
    slots.metrics?.complement === 'free' ? (slots.metrics.signal ?? '') : signalInWords(slots.metrics ?? {});
  const value = told(context, valueAt(series, when, slots.metrics?.stat), answer.unit);
  const words = { what, where: inline`${where}${part}`, value };
  const head =
    heldAgainst(context, { series, when, unit: answer.unit }, words) ??
    plainly(context, { series, when }, words);
  const time = during(when, context);
  const [query = ''] = answer.queries;
  const isCounted = slots.metrics?.signal === 'restarts';
  const range = course(context, series, answer.unit);
  const spark = series.sparkline === '' ? inline`` : inline` ${code(series.sparkline)}`;
  const about = when.at === undefined ? capitalise(time) : 'Around that time';
  const more = isCounted ? inline` Counted ${time}.` : inline` ${about}: ${range}.${spark}`;
  const line = { series, unit: answer.unit, when };
  const evidence = [cite(context, query, `${what}: ${value} (${when.said}: ${range})`)];
  const after = isCounted ? inline`` : inline`${shift(context, line)}${forecast(context, line)}`;
  return [fact(inline`${bold(head)}${more}${after}`, evidence)];
}
