import { whenInWords, windowOf } from '../../elsewhere/words.ts';
import type { PortAnswer } from '#connectors/kit';
import type { LokiConnector } from '#connectors/loki';
import { formatNumber, plural } from '#ground/text';
import { fact, say, type Block, type Draft } from '../../../answer/draft.ts';
import { bold, code, inline, listed, type Markdown } from '../../../answer/markdown.ts';
import { clock } from '../../../answer/phrase.ts';
import type { SkillContext } from '../../skill.ts';
import { askFor, type Answered, type LokiQuestion } from './asking.ts';
import { asked, cite, shortcomings, whichInWords, whoseInWords, whyNone } from './wording.ts';

type Volume = PortAnswer<LokiConnector, 'measureVolume'>;
type Series = Volume['series'][number];

const POINTS = 40;
const SHOWN = 12;
const MOST = 200;
const MINUTE = 60_000;

interface Row {
  series: Series;
  total: number;
  query: string;
}

const rateOf = (total: number, { time }: LokiQuestion): string =>
  formatNumber(total / Math.max(1, (time.to - time.from) / MINUTE));
const perMinute = (total: number, question: LokiQuestion): string => `${rateOf(total, question)} a minute`;

function peakOf(context: SkillContext, { points }: Series): Markdown {
  const top = points.reduce((best, point) => ((point[1] ?? 0) > (best[1] ?? 0) ? point : best), [0, 0]);
  return (top[1] ?? 0) === 0
    ? inline``
    : inline`, most of them around ${clock(new Date(top[0] * 1000).toISOString(), context.now, context.timeZone)}`;
}

function rowsOf(answers: readonly Answered<Volume>[]): Row[] {
  return answers
    .flatMap((one) => ('value' in one ? [one.value] : []))
    .flatMap(({ series, query }) => series.map((line) => ({ series: line, total: line.sum, query })))
    .filter(({ total }) => total > 0)
    .toSorted((a, b) => b.total - a.total);
}

function headline(context: SkillContext, question: LokiQuestion, rows: readonly Row[]): Markdown {
  const all = rows.reduce((sum, { total }) => sum + total, 0);
  const [first] = rows;
  const which = whichInWords(question);
  const when = whenInWords(context, question.time);
  const { by } = question.kept;
  if (by === undefined || rows.length === 1 || first === undefined) {
    const peak = first === undefined ? inline`` : peakOf(context, first.series);
    const only =
      by === undefined || first === undefined
        ? whoseInWords(question)
        : inline`${by} ${code(first.series.name)}, and of no other`;
    return inline`${bold(inline`${plural(all, 'line')}${which} of ${only}: ${perMinute(all, question)}`)}, ${when}${peak}.`;
  }
  return inline`${bold(inline`${code(first.series.name)} logged most: ${first.total} of ${plural(all, 'line')}${which}`)} of ${plural(rows.length, by)}, ${when}.`;
}

function none(context: SkillContext, question: LokiQuestion, { query, note = '' }: Volume): Draft {
  const head = bold(
    inline`Loki counts no lines${whichInWords(question)} of ${whoseInWords(question)}, ${whenInWords(context, question.time)}.`,
  );
  return {
    outcome: 'answered',
    blocks: [
      fact(head, [cite(context, query, 'no lines')]),
      ...(note === '' ? [] : [say(whyNone(context, note))]),
      say(inline`No lines does not mean that all is well.`),
      ...asked(query),
    ],
    suggestions: [],
  };
}

function told(context: SkillContext, question: LokiQuestion, rows: readonly Row[]): Block[] {
  const { by } = question.kept;
  const query = rows[0]?.query ?? '';
  const says = rows.slice(0, 5).map(({ series, total }) => `${series.name}: ${total}`);
  const head = fact(headline(context, question, rows), [cite(context, query, says.join(', '))]);
  if (by === undefined) {
    const charts = rows.map(({ series }) => code(series.sparkline));
    return [head, say(inline`${listed(charts)}`)];
  }
  const cells = ({ series, total }: Row): Markdown[] => [
    code(series.name),
    inline`${total}`,
    inline`${rateOf(total, question)}`,
    code(series.sparkline),
  ];
  const title = `${by[0]?.toUpperCase() ?? ''}${by.slice(1)}`;
  return [
    head,
    {
      type: 'table',
      head: [title, 'Lines', 'A minute', question.time.said],
      rows: rows.map(cells),
      cap: SHOWN,
    },
  ];
}

/** How many lines were logged, over time or by what was asked. */
export async function volume(
  context: SkillContext,
  question: LokiQuestion,
): Promise<Draft | Answered<Volume>[]> {
  const { loki, whose, which, time, kept } = question;
  const range = { ...windowOf(time), by: kept.by, maxPoints: POINTS, limit: MOST };
  const answers = await Promise.all(
    whose.map((one) => askFor(one, (who) => loki.measureVolume({ ...who, ...which, ...range }))),
  );
  const [sample] = answers.flatMap((one) => ('value' in one ? [one.value] : []));
  if (sample === undefined) return answers;
  const rows = rowsOf(answers);
  if (rows.length === 0) return none(context, question, sample);
  return {
    outcome: 'answered',
    blocks: [
      ...told(context, question, rows),
      ...shortcomings(answers),
      ...asked(rows[0]?.query ?? sample.query),
    ],
    focus: context.slots.objects.length > 0 ? context.slots.objects : undefined,
    suggestions: [],
  };
}
