import { whenInWords, windowOf } from '../../elsewhere/words.ts';
import type { ToolResult } from '#connectors/kit';
import { fact, say, type Draft } from '../../../answer/draft.ts';
import { bold, code, inline, prose } from '../../../answer/markdown.ts';
import type { SkillContext } from '../../skill.ts';
import { type LokiQuestion } from './asking.ts';
import { linesAnswer } from './lines.ts';
import { asked, cite } from './wording.ts';

const READ = 500;
const POINTS = 40;
const SHOWN = 12;

const rounded = (value: number | null): string =>
  value === null ? 'no value' : String(Number(value.toPrecision(3)));

function refused(result: Extract<ToolResult<unknown>, { ok: false }>): Draft {
  return {
    outcome: 'unknown',
    blocks: [say(inline`${bold(inline`Loki did not answer that query.`)} ${prose(result.error.message)}`)],
    suggestions: [],
    gap: { outcome: 'failed', detail: result.error.message.slice(0, 200) },
  };
}

async function counted(context: SkillContext, question: LokiQuestion, query: string): Promise<Draft> {
  const { loki, time } = question;
  const result = await loki.queryMetrics({ query, ...windowOf(time), maxPoints: POINTS });
  if (!result.ok) return refused(result);
  const { series, total, note } = result.value;
  const head = note ?? `${total} series`;
  const empty = total === 0 ? inline` No data does not mean that all is well.` : inline``;
  return {
    outcome: 'answered',
    blocks: [
      fact(inline`${bold(prose(head))}, ${whenInWords(context, time)}.${empty}`, [
        cite(context, query, head),
      ]),
      ...(total === 0
        ? []
        : [
            {
              type: 'table' as const,
              head: ['Series', 'Last', 'Lowest', 'Highest', time.said],
              rows: series.map((line) => [
                code(line.name),
                ...[line.last, line.min, line.max].map((value) => inline`${rounded(value)}`),
                code(line.sparkline),
              ]),
              total,
              cap: SHOWN,
            },
          ]),
      ...asked(query),
    ],
    suggestions: [],
  };
}

/** A query of the asker's own: its lines, or its numbers. */
export async function queried(context: SkillContext, question: LokiQuestion, query: string): Promise<Draft> {
  if (question.kept.counts === true) return counted(context, question, query);
  const result = await question.loki.queryLogs({ query, ...windowOf(question.time), limit: READ });
  if (!result.ok) return refused(result);
  return linesAnswer(context, question, { found: [result.value] });
}
