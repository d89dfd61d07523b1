import { clean } from '../answer/markdown.ts';
import type { AgentTask } from './agent.ts';
import type { Fence } from './fence.ts';
import type { Truth } from './truth/record.ts';

const OPENING = {
  answered: 'Jamie’s embedded reasoner answers the message so. Build on it and correct nothing in it:',
  asked: 'Jamie’s embedded reasoner would ask back:',
  unknown: 'Jamie’s embedded reasoner could not answer the message as it stands:',
  talked: 'Jamie’s embedded reasoner would say:',
  declined: 'Jamie’s embedded reasoner would decline:',
} as const;

/** What a model hears first: the time, what is spoken about, what is known already, and the message itself. */
export function openMessage(task: AgentTask, fence: Fence, truth: Truth): string {
  const { own, about, message, timeZone } = task;
  truth.addQuestion(message);
  const known = truth.addDraft(own);
  return [
    `Now: ${new Date(task.now()).toISOString()} (the person's time zone: ${timeZone}).`,
    ...(about === '' ? [] : [fence.around('the conversation so far was about', about)]),
    OPENING[own.outcome],
    fence.around('embedded answer', known),
    `The message: ${clean(message)}`,
  ].join('\n\n');
}
