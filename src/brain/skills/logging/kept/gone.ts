import { few, whenInWords, windowOf } from '../../elsewhere/words.ts';
import type { PortAnswer } from '#connectors/kit';
import type { LokiConnector } from '#connectors/loki';
import { plural } from '#ground/text';
import { fact, say, type Draft } from '../../../answer/draft.ts';
import { bold, inline } from '../../../answer/markdown.ts';
import { indexOf } from '../../../cluster/target.ts';
import type { SkillContext } from '../../skill.ts';
import { askFor, type Answered, type LokiQuestion } from './asking.ts';
import { foundIn, linesAnswer, readLines } from './lines.ts';
import { cite, whoseInWords } from './wording.ts';

type Volume = PortAnswer<LokiConnector, 'measureVolume'>;

const MOST_PODS = 5;

/** The pods that are there now, wherever. */
function living(context: SkillContext): Set<string> {
  const clusters = context.clusters.flatMap(({ name }) => indexOf(context, name) ?? []);
  return new Set(clusters.flatMap((index) => index.list('Pod').map(({ metadata }) => metadata.name)));
}

function noneGone(
  context: SkillContext,
  question: LokiQuestion,
  seen: { pods: string[]; query: string },
): Draft {
  const head = bold(
    inline`No pod of ${whoseInWords(question)} that is gone has logged anything, ${whenInWords(context, question.time)}.`,
  );
  const rest =
    seen.pods.length === 0
      ? inline`Loki has no lines of any of its pods in that time.`
      : inline`Those that did are still there: ${few(seen.pods, 3)}.`;
  return {
    outcome: 'answered',
    blocks: [fact(inline`${head} ${rest}`, [cite(context, seen.query, plural(seen.pods.length, 'pod'))])],
    focus: context.slots.objects.length > 0 ? context.slots.objects : undefined,
    suggestions: [],
  };
}

/** The lines of pods that Loki knows and that are no longer there. */
export async function ofGonePods(
  context: SkillContext,
  question: LokiQuestion,
): Promise<Draft | Answered<Volume>[]> {
  const { loki, whose, time } = question;
  const answers = await Promise.all(
    whose.map((one) =>
      askFor(one, (who) => loki.measureVolume({ ...who, ...windowOf(time), by: 'pod', maxPoints: 40 })),
    ),
  );
  const volumes = answers.flatMap((one) => ('value' in one ? [one.value] : []));
  if (volumes.length === 0) return answers;
  const pods = volumes.flatMap(({ series }) => series.map(({ name }) => name));
  const there = living(context);
  const gone = pods.filter((pod) => !there.has(pod));
  if (gone.length === 0) return noneGone(context, question, { pods, query: volumes[0]?.query ?? '' });
  const [cluster] = whose.map((one) => one.cluster);
  const read: LokiQuestion = {
    ...question,
    whose: gone.slice(0, MOST_PODS).map((pod) => ({ pod, cluster })),
  };
  const lines = await readLines(read);
  const draft = linesAnswer(context, read, { found: foundIn(lines), answers: lines });
  const names = few(gone, MOST_PODS);
  const head = inline`${bold(inline`${plural(gone.length, 'pod')} of ${whoseInWords(question)} gone by now:`)} ${names}.`;
  return { ...draft, blocks: [say(head), ...draft.blocks] };
}
