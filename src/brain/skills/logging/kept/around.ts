import type { PortAnswer } from '#connectors/kit';
import type { LokiConnector } from '#connectors/loki';
import type { Observation } from '#diagnosis/evidence';
import { plural } from '#ground/text';
import { codeBlock, fact, say, type Draft } from '../../../answer/draft.ts';
import { bold, code, inline, prose } from '../../../answer/markdown.ts';
import { clock } from '../../../answer/phrase.ts';
import type { SkillContext } from '../../skill.ts';
import { askFor, type LokiQuestion } from './asking.ts';
import { asText } from './lines.ts';
import { asked, cite } from './wording.ts';

const AROUND = 12;

/** The line that was spoken of: the first that the last answer quoted. */
function lineMeant({ focus }: SkillContext): Observation | undefined {
  return focus.evidence?.find(({ source }) => source.object?.kind === 'Pod' && source.system === 'loki');
}

function unclear(): Draft {
  return {
    outcome: 'unknown',
    blocks: [
      say(
        inline`I do not know which line you mean: ask for the errors of a service first, then for what stands around them.`,
      ),
    ],
    suggestions: [],
    gap: { outcome: 'not-understood', detail: 'around which line' },
  };
}

type Around = PortAnswer<LokiConnector, 'readContext'>;

function told(context: SkillContext, { at, source, says }: Observation, found: Around): Draft {
  const all = [...found.before, ...found.at, ...found.after];
  const pod = source.object?.name ?? '';
  const head = bold(
    inline`${plural(all.length, 'line')} of ${code(pod)} around ${clock(at, context.now, context.timeZone)}:`,
  );
  return {
    outcome: 'answered',
    blocks: [
      fact(inline`${head} ${code(says.slice(0, 200))}`, [
        cite(context, found.query, `${all.length} lines around ${at}`),
      ]),
      ...(all.length === 0 ? [say(prose(found.note ?? 'There are no lines there any more.'))] : []),
      codeBlock('text', asText(context, all)),
      ...asked(found.query),
    ],
    suggestions: [],
  };
}

/** What the same pod said right before and after the line that was shown. */
export async function around(context: SkillContext, { loki }: LokiQuestion): Promise<Draft> {
  const line = lineMeant(context);
  const ref = line?.source.object;
  if (line === undefined || ref === undefined) return unclear();
  const whose = { pod: ref.name, cluster: ref.cluster === '' ? undefined : ref.cluster };
  const answer = await askFor(whose, (who) =>
    loki.readContext({ ...who, at: line.at, before: AROUND, after: AROUND }),
  );
  if ('value' in answer) return told(context, line, answer.value);
  return {
    outcome: 'unknown',
    blocks: [
      say(inline`${bold(inline`I could not read the lines around it.`)} Loki: ${prose(answer.error)}`),
    ],
    suggestions: [],
    gap: { outcome: 'failed', detail: answer.error.slice(0, 200) },
  };
}
