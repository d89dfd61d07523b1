import type { PrometheusConnector } from '#connectors/prometheus';
import { plural } from '#ground/text';
import { fact, say, type Draft } from '../../answer/draft.ts';
import { bold, code, inline, prose } from '../../answer/markdown.ts';
import type { SkillContext } from '../skill.ts';
import { cite, failed } from './words.ts';

const SHOWN = 30;

/** The metrics whose names or descriptions have the words that were said. */
export async function metricNames(
  context: SkillContext,
  prometheus: PrometheusConnector,
  words: string,
): Promise<Draft> {
  context.think('Asking Prometheus which metrics it has');
  const result = await prometheus.listMetrics({ ...(words === '' ? {} : { contains: words }), limit: 200 });
  if (!result.ok) return failed(context, result.error.message, 'names of the metrics');
  const { metrics, total } = result.value;
  const about = words === '' ? inline`` : inline` about ${code(words)}`;
  const evidence = cite(context, '/api/v1/label/__name__/values', `${total} metrics`);
  if (total === 0)
    return {
      outcome: 'answered',
      blocks: [
        fact(bold(inline`Prometheus has no metric${about}.`), [evidence]),
        say(inline`I looked at the names and descriptions of those of the last hours.`),
      ],
      suggestions: [],
    };
  const rows = metrics.map(({ name, type = '', help = '' }) => [code(name), inline`${type}`, prose(help)]);
  return {
    outcome: 'answered',
    blocks: [
      fact(bold(inline`Prometheus has ${plural(total, 'metric')}${about}.`), [evidence]),
      { type: 'table', head: ['Metric', 'Type', 'What it tells'], rows, total, cap: SHOWN },
    ],
    suggestions: [],
  };
}
