import { iso } from '../../answer/phrase.ts';
import type { PrometheusConnector } from '#connectors/prometheus';
import { fact, type Draft } from '../../answer/draft.ts';
import { bold, code, inline, prose } from '../../answer/markdown.ts';
import { span } from '../../answer/phrase.ts';
import type { SkillContext } from '../skill.ts';
import { whenIn } from './when.ts';
import { inUnit } from './unit.ts';
import { cite, failed, POINTS, SHOWN } from './words.ts';

type Prometheus = PrometheusConnector;

/** An expression of the asker's own, now or over the range that was said. */
export async function queried(context: SkillContext, prometheus: Prometheus, query: string): Promise<Draft> {
  const { time } = context.slots;
  context.think('Asking Prometheus');
  if (time !== undefined) return queriedOver(context, prometheus, query);
  const result = await prometheus.queryMetrics({ query });
  if (!result.ok) return failed(context, result.error.message, 'answer to that expression');
  const { readings, total, note } = result.value;
  const head = note ?? `${total} series`;
  const rows = readings.map(({ name, value }) => [code(name), inline`${inUnit(value, result.value.unit)}`]);
  const [only] = readings;
  const text =
    total === 0
      ? inline`It has no result: ${prose(head)} That does not mean that all is well.`
      : total === 1 && only !== undefined
        ? inline`It is ${inUnit(only.value, result.value.unit)}.`
        : inline`${head}.`;
  return {
    outcome: 'answered',
    blocks: [
      fact(bold(text), [cite(context, query, head)]),
      ...(rows.length === 0
        ? []
        : [{ type: 'table' as const, head: ['Series', 'Value'], rows, total, cap: SHOWN }]),
    ],
    suggestions: [],
  };
}

async function queriedOver(context: SkillContext, prometheus: Prometheus, query: string): Promise<Draft> {
  const { from, to, said } = whenIn(context);
  const result = await prometheus.queryMetricsRange({
    query,
    start: iso(from),
    end: iso(to),
    maxPoints: POINTS,
  });
  if (!result.ok) return failed(context, result.error.message, 'answer to that expression');
  const { series, total, note, unit } = result.value;
  const rows = series.map((line) => [
    code(line.name),
    inline`${inUnit(line.last, unit)}`,
    inline`${inUnit(line.min, unit)} to ${inUnit(line.max, unit)}`,
    code(line.sparkline),
  ]);
  const head = note ?? `${total} series over ${said} (${span(to - from)})`;
  return {
    outcome: 'answered',
    blocks: [
      fact(bold(inline`${prose(head)}`), [cite(context, query, head)]),
      ...(rows.length === 0
        ? []
        : [{ type: 'table' as const, head: ['Series', 'Last', 'Range', said], rows, total, cap: SHOWN }]),
    ],
    suggestions: [],
  };
}
