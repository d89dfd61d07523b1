import { windowOf } from '../../elsewhere/words.ts';
import { plural } from '#ground/text';
import { fact, say, type Draft } from '../../../answer/draft.ts';
import { bold, code, inline, listed, prose } from '../../../answer/markdown.ts';
import type { SkillContext } from '../../skill.ts';
import type { LokiQuestion } from './asking.ts';
import { cite } from './wording.ts';

const SHOWN = 30;

/** The labels by which this Loki tells lines apart, with examples; or the values of one of them. */
export async function labels(context: SkillContext, { loki, kept, time }: LokiQuestion): Promise<Draft> {
  const { label } = kept;
  const result = await loki.listLabels({ ...(label === undefined ? {} : { label }), ...windowOf(time) });
  if (!result.ok)
    return {
      outcome: 'unknown',
      blocks: [say(inline`${bold(inline`Loki did not tell its labels.`)} ${prose(result.error.message)}`)],
      suggestions: [],
      gap: { outcome: 'failed', detail: result.error.message.slice(0, 200) },
    };
  const { labels: all, values, total, note } = result.value;
  const what = label === undefined ? plural(total, 'label') : `${plural(total, 'value')} of ${label}`;
  const evidence = [cite(context, label === undefined ? 'labels' : `label ${label}`, what)];
  const head =
    label === undefined
      ? bold(inline`The lines in Loki bear ${what}: ${listed(all.map((one) => code(one.label)))}.`)
      : bold(inline`The label ${code(label)} has ${plural(total, 'value')} in Loki.`);
  const rows = all.map((one) => [
    code(one.label),
    inline`${one.names ?? '–'}`,
    inline`${one.values}`,
    inline`${listed(one.examples.map(code))}`,
  ]);
  return {
    outcome: 'answered',
    blocks: [
      fact(inline`${head} That is of ${time.said}.${note === undefined ? '' : ` ${note}`}`, evidence),
      label === undefined
        ? { type: 'table', head: ['Label', 'Names the', 'Values', 'Such as'], rows, cap: SHOWN }
        : {
            type: 'list',
            items: values.slice(0, SHOWN).map((value) => ({ text: code(value), evidence: [] })),
            cap: SHOWN,
          },
    ],
    suggestions: [],
  };
}
