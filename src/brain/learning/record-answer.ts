import type { Asker } from '../asker.ts';
import type { NewEvent } from '../conversation/live.ts';
import type { AnswerRecord } from './store.ts';

interface Ended {
  turnId: string;
  message: string;
  asker: Asker;
  questionKey: string;
  /** What the message was read as. */
  skill: string;
  arm?: string;
  finished: Extract<NewEvent, { type: 'turn-finished' }>;
  now: number;
}

/** What is kept of an answer: enough to say later how answers of its kind were received. */
export function recordOf({ finished, asker, now, ...ended }: Ended): AnswerRecord {
  const { conversationId, outcome, severity = null, reasoner, timing } = finished;
  const { turnId, message, questionKey, skill, arm = null } = ended;
  const isModel = reasoner?.kind === 'model';
  return {
    turnId,
    conversationId,
    personId: asker.personId,
    channel: asker.channel,
    at: new Date(now),
    message,
    questionKey,
    skill,
    outcome,
    severity,
    reasoner: isModel ? reasoner.model : 'embedded',
    prompt: isModel ? reasoner.prompt : null,
    arm,
    totalMs: Math.round(timing.totalMs),
    costUsd: 0,
  };
}
