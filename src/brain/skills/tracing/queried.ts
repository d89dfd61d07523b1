import { whenInWords, windowOf } from '../elsewhere/words.ts';
import { plural } from '#ground/text';
import { fact, type Draft } from '../../answer/draft.ts';
import { bold, code, inline } from '../../answer/markdown.ts';
import type { SkillContext } from '../skill.ts';
import { cite, failed, nothing, type TempoQuestion } from './asking.ts';
import { citeAll, sampled, suggestions, table } from './found.ts';

const READ = 100;
const SHOWN = 10;

/** A query of the asker's own. */
export async function queried(context: SkillContext, question: TempoQuestion, query: string): Promise<Draft> {
  const { tempo, time } = question;
  const anywhere = { ...question, place: {} };
  if (question.traces.counts === true) return counted(context, question, query);
  const result = await tempo.queryTraces({ query, ...windowOf(time), limit: READ });
  if (!result.ok) return failed(result.error.message);
  const { traces, note } = result.value;
  if (traces.length === 0)
    return nothing(context, inline`traces for that query, ${whenInWords(context, time)}`, { query, note });
  const head = inline`${bold(inline`${plural(traces.length, 'trace')} for that query`)}, ${whenInWords(context, time)}.`;
  return {
    outcome: 'answered',
    blocks: [
      fact(head, [cite(context, query, `${traces.length} traces`), ...citeAll(context, traces)]),
      table(context, anywhere, traces),
      ...sampled(),
    ],
    suggestions: suggestions(traces),
  };
}

async function counted(context: SkillContext, { tempo, time }: TempoQuestion, query: string): Promise<Draft> {
  const result = await tempo.queryMetrics({ query, ...windowOf(time), maxPoints: 40 });
  if (!result.ok) return failed(result.error.message);
  const { series, total, note } = result.value;
  if (total === 0)
    return nothing(context, inline`spans for that query, ${whenInWords(context, time)}`, { query, note });
  const rows = series.map(({ labels, points }) => {
    const values = points.map(([, value]) => value);
    const name = Object.values(labels).join(' / ') || 'all';
    const numbers = [values.at(-1) ?? 0, Math.min(...values), Math.max(...values)];
    return [code(name), ...numbers.map((value) => inline`${String(Number(value.toPrecision(3)))}`)];
  });
  return {
    outcome: 'answered',
    blocks: [
      fact(inline`${bold(inline`${total} series`)}, ${whenInWords(context, time)}.`, [
        cite(context, query, `${total} series`),
      ]),
      { type: 'table', head: ['Series', 'Last', 'Lowest', 'Highest'], rows, total, cap: SHOWN },
      ...sampled(),
    ],
    suggestions: [],
  };
}
