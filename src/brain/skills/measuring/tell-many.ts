import { capitalise, plural } from '#ground/text';
import { fact, say, type Block } from '../../answer/draft.ts';
import { bold, code, inline, listed, type Markdown } from '../../answer/markdown.ts';
import type { SkillContext } from '../skill.ts';
import { dimensionOf, signalInWords } from './asked.ts';
import { boundIn, lies } from './bound.ts';
import { forecast } from './course.ts';
import type { Measured, Series } from './measure.ts';
import { told, valueAt } from './value.ts';
import { during, type When } from './when.ts';
import { cite, SHOWN } from './words.ts';

interface Ranked {
  series: Series;
  value: number;
}

/** The lines that have a value at the time asked for, in the order asked for. */
export function ranked(context: SkillContext, { series }: Measured, when: When): Ranked[] {
  const { order, stat } = context.slots.metrics ?? {};
  const sign = order === 'lowest' ? 1 : -1;
  return series
    .flatMap((one): Ranked[] => {
      const value = valueAt(one, when, stat);
      return value === null ? [] : [{ series: one, value }];
    })
    .toSorted((a, b) => sign * (a.value - b.value));
}

function columnFor(context: SkillContext, when: When): string {
  const { stat } = context.slots.metrics ?? {};
  if (stat !== undefined) return { max: 'Highest', min: 'Lowest', mean: 'Average' }[stat];
  if (when.at !== undefined) return 'Then';
  return when.isPast ? 'On average' : 'Now';
}

const few = (found: readonly Ranked[]): Markdown => {
  const more = found.length > 6 ? [inline`${found.length - 6} more`] : [];
  return listed([...found.slice(0, 6).map(({ series }) => code(series.name)), ...more]);
};

interface Telling {
  answer: Measured;
  when: When;
  sorted: Ranked[];
}

/** How many lie beyond the bound that was asked for, and which. */
function beyond(context: SkillContext, { answer, when, sorted }: Telling): Markdown | undefined {
  const { threshold } = context.slots.metrics ?? {};
  const bound = threshold && boundIn(threshold, answer.unit);
  const [first] = sorted;
  if (threshold === undefined || first === undefined) return undefined;
  const what = signalInWords(context.slots.metrics ?? {});
  if (bound === undefined) return inline`The ${what} cannot be held against ${threshold.said}.`;
  const isRange = when.isTold && when.at === undefined;
  const extreme = ({ series, value }: Ranked): number =>
    isRange ? ((threshold.than === 'above' ? series.max : series.min) ?? value) : value;
  const found = sorted.filter((one) => lies(extreme(one), threshold, bound));
  const noun = dimensionOf(context) ?? 'one';
  const time = when.isTold ? ` ${during(when, context)}` : '';
  const limit = `${threshold.than} ${threshold.said}`;
  const nearest =
    sorted.toSorted((a, b) => (threshold.than === 'above' ? -1 : 1) * (extreme(a) - extreme(b)))[0] ?? first;
  if (found.length === 0)
    return inline`No: none of the ${plural(sorted.length, noun)} has ${article(what)} ${limit}${time}. The nearest is ${code(nearest.series.name)} with ${told(context, extreme(nearest), answer.unit)}.`;
  const verb = found.length === 1 ? 'has' : 'have';
  return inline`${found.length} of the ${plural(sorted.length, noun)} ${verb} ${article(what)} ${limit}${time}: ${few(found)}.`;
}

const article = (what: string): string => (/^(?:[aeio]|un)/i.test(what) ? `an ${what}` : `a ${what}`);

function headline(context: SkillContext, { answer, when, sorted }: Telling): Markdown {
  const { order, stat, signal } = context.slots.metrics ?? {};
  const [first] = sorted;
  if (first === undefined) return inline``;
  const what = signalInWords(context.slots.metrics ?? {});
  const end = order === 'lowest' ? 'lowest' : 'highest';
  const value = told(context, first.value, answer.unit);
  const time = when.isTold ? ` ${during(when, context)}` : '';
  if (signal === 'restarts' && first.value === 0) return inline`Nothing restarted (${when.said}).`;
  const kind =
    stat === 'max'
      ? ' peak'
      : stat === 'min'
        ? ' lowest'
        : when.isPast && when.at === undefined
          ? ' on average'
          : '';
  const verb = when.isPast ? 'had' : 'has';
  return inline`${code(first.series.name)} ${verb} the ${end} ${what}${time}: ${value}${kind}.`;
}

/** Many lines of numbers: the head of the ranking, and a table. */
export function tellMany(context: SkillContext, telling: Telling): Block[] {
  const { answer, when, sorted } = telling;
  const { top, threshold, by: said } = context.slots.metrics ?? {};
  const [first] = sorted;
  if (first === undefined) return [];
  const what = signalInWords(context.slots.metrics ?? {});
  const by = dimensionOf(context) ?? (context.slots.objects.length > 1 ? 'name' : 'series');
  const value = told(context, first.value, answer.unit);
  const evidence = [
    cite(context, answer.queries[0] ?? '', `${what} by ${said ?? by}: ${first.series.name} ${value}`),
  ];
  const shown = top === undefined ? sorted : sorted.slice(0, top);
  const rows = shown.map(({ series, value: own }) => [
    code(series.name),
    inline`${told(context, own, answer.unit)}`,
    inline`${told(context, series.max, answer.unit)}`,
    code(series.sparkline),
  ]);
  const filling = forecast(context, { series: first.series, unit: answer.unit, when });
  const after = filling.markdown === '' ? [] : [say(inline`${code(first.series.name)}:${filling}`)];
  const head = beyond(context, telling) ?? headline(context, telling);
  const cap = Math.max(SHOWN, top ?? 0, threshold === undefined ? 0 : 20);
  return [
    fact(bold(head), evidence),
    ...after,
    { type: 'table', head: [capitalise(by), columnFor(context, when), 'Highest', when.said], rows, cap },
  ];
}
