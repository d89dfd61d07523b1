import type { Draft } from '../answer/draft.ts';
import { failed, questionFor, type TempoQuestion } from './tracing/asking.ts';
import { compared } from './tracing/compared.ts';
import { explained } from './tracing/explained.ts';
import { found } from './tracing/found.ts';
import { borne, senders, withKnownTags } from './tracing/known.ts';
import { mapped } from './tracing/mapped.ts';
import { queried } from './tracing/queried.ts';
import { repeated } from './tracing/repeated.ts';
import type { Skill, SkillContext } from './skill.ts';

const ANSWERS: Record<
  TempoQuestion['traces']['what'],
  (context: SkillContext, question: TempoQuestion) => Promise<Draft>
> = {
  search: found,
  explain: explained,
  map: mapped,
  compare: compared,
  repeats: repeated,
  services: senders,
  tags: borne,
};

/** Answers from Tempo; the reading comes only when it is connected. */
async function traces(context: SkillContext): Promise<Draft> {
  const { tempo } = context.systems;
  if (tempo === undefined) return failed('it is not connected.');
  context.think('Asking Tempo');
  const question = await withKnownTags(questionFor(context, tempo));
  const { traceql, what } = question.traces;
  if (traceql !== undefined && what === 'search') return queried(context, question, traceql);
  return ANSWERS[what](context, question);
}

export const tracesSkill: Skill = {
  id: 'traces',
  answers:
    'Traces: slow and failed ones, one explained span by span, who calls whom, now against before, TraceQL.',
  examples: [
    'Any slow traces?',
    'Explain the slowest trace of checkout',
    'What does checkout call?',
    'Compare traces of checkout now with yesterday',
  ],
  answer: traces,
};
