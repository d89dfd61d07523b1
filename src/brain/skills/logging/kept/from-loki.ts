import type { LokiConnector } from '#connectors/loki';
import type { Draft } from '../../../answer/draft.ts';
import type { SkillContext } from '../../skill.ts';
import { around } from './around.ts';
import { questionFor, type Answered } from './asking.ts';
import { changes, patterns } from './kinds.ts';
import { endAnswer, readEnds } from './ends.ts';
import { ofGonePods } from './gone.ts';
import { labels } from './labels.ts';
import { foundIn, linesAnswer, readLines } from './lines.ts';
import { queried } from './queried.ts';
import { quiet } from './quiet.ts';
import { volume } from './volume.ts';

/** Why Loki gave nothing. */
export interface Unanswered {
  why: string;
  /** Loki works, but knows nothing of what was asked about. */
  isUnknown: boolean;
}

const OF_LINES = { volume, patterns, changes };
const UNKNOWN = /^no-such-|^no-logs$/;

function whyNot(answers: readonly Answered<unknown>[]): Unanswered {
  const errors = answers.flatMap((one) => ('error' in one ? [one] : []));
  const why = [...new Set(errors.map(({ error }) => error))].join(' ');
  return { why, isUnknown: errors.every(({ code }) => UNKNOWN.test(code)) };
}

/** Answers from Loki what the slots ask of it; why not, when it gives nothing. */
export async function fromLoki(context: SkillContext, loki: LokiConnector): Promise<Draft | Unanswered> {
  const question = questionFor(context, loki);
  const { what, logql, end, gone } = question.kept;
  context.think('Asking Loki');
  if (what === 'around') return around(context, question);
  if (what === 'labels') return labels(context, question);
  if (logql !== undefined && what === 'lines') return queried(context, question, logql);
  if (what !== 'lines') {
    const ask = question.kept.quiet === true ? quiet : OF_LINES[what];
    const answer = await ask(context, question);
    return Array.isArray(answer) ? whyNot(answer) : answer;
  }
  if (gone === true) {
    const answer = await ofGonePods(context, question);
    return Array.isArray(answer) ? whyNot(answer) : answer;
  }
  const answers = await (end === undefined ? readLines(question) : readEnds(question));
  const found = foundIn(answers);
  if (found.length === 0) return whyNot(answers);
  return end === undefined || found.every(({ lines }) => lines.length === 0)
    ? linesAnswer(context, question, { found, answers })
    : endAnswer(context, question, answers);
}
