import { InputError } from '#ground/errors';
import { redactSecrets, stripTerminal } from '#ground/text';
import type { Asker } from '../asker.ts';
import type { AnswerRecord, LearningStore } from './store.ts';

/** A word on an answer, as a channel takes it in. */
export interface Feedback {
  /** The answer's turn; the person's last answer when omitted. */
  turnId?: string;
  rating: 'good' | 'bad';
  /** What it should have been. */
  correction?: string;
}

interface RateDeps {
  learning: LearningStore;
  now: () => number;
  newId: () => string;
}

const LONGEST_CORRECTION = 1000;

/** A correction as it is kept: in one line, without secrets. InputError when it is empty or too long. */
function worded(correction: string): string {
  const text = redactSecrets(stripTerminal(correction)).text.replace(/\s+/g, ' ').trim();
  const problem =
    text === ''
      ? 'is empty'
      : text.length > LONGEST_CORRECTION
        ? 'is longer than 1000 characters'
        : undefined;
  if (problem === undefined) return text;
  throw new InputError({
    code: 'bad-correction',
    message: `The correction ${problem}.`,
    faults: [{ at: 'correction', problem }],
  });
}

/** Keeps what somebody says of an answer of theirs; a later word takes the place of an earlier one. */
export async function rateAnswer(
  { learning, now, newId }: RateDeps,
  answer: AnswerRecord,
  { asker, rating, correction }: Feedback & { asker: Asker },
): Promise<void> {
  const { turnId, questionKey } = answer;
  const { personId, name: personName = null } = asker;
  const at = new Date(now());
  const mended = correction === undefined ? undefined : worded(correction);
  await learning.rate(
    { turnId, personId, at, rating },
    mended === undefined
      ? undefined
      : { id: newId(), turnId, personId, personName, at, questionKey, text: mended },
  );
}

/** Rates an answer of somebody's. InputError `unknown-turn` when there is none of theirs. */
export async function takeFeedback(
  deps: RateDeps,
  feedback: Feedback,
  asker: Asker,
): Promise<{ turnId: string; question: string }> {
  const { turnId } = feedback;
  const { personId } = asker;
  const answer = await (turnId === undefined
    ? deps.learning.lastAnswer({ personId })
    : deps.learning.answer(turnId, personId));
  if (answer === undefined)
    throw new InputError({
      code: 'unknown-turn',
      message: turnId === undefined ? 'There is no answer to rate yet.' : 'There is no such answer of yours.',
      faults: [{ at: 'turnId', problem: 'unknown' }],
    });
  await rateAnswer(deps, answer, { ...feedback, asker });
  return { turnId: answer.turnId, question: answer.message };
}
