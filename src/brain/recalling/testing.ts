import type { Memory } from '../memory/store.ts';
import type { TurnEvent } from '../turn-event.ts';

interface Told {
  id: string;
  personId: string;
  message: string;
  answer: string;
  at: number;
  conversationId?: string;
}

const FOCUS = { clusters: [], namespaces: [], objects: [], openChoices: [] };

/** Keeps a turn as if it had been asked and answered then. */
export async function rememberTurn(memory: Memory, told: Told): Promise<void> {
  const { id: turnId, personId, message, answer } = told;
  const conversationId = told.conversationId ?? `of-${turnId}`;
  const known = await memory.conversation(conversationId);
  const seq = known?.lastSeq ?? 0;
  const at = new Date(told.at);
  const base = { turnId, at: at.toISOString() };
  const event: TurnEvent = { ...base, seq: seq + 1, type: 'turn-started', conversationId, message };
  const conversation = { id: conversationId, personId, focus: FOCUS, turns: 0, lastSeq: seq };
  await memory.openTurn({ conversation, isNew: !known, turnId, message, title: message, at, event });
  const timing = { totalMs: 1, firstEventMs: 1, toolMs: 0 };
  const nothing = { facts: [], evidence: [], suggestions: [], focus: [] };
  const ended: TurnEvent = {
    ...base,
    ...nothing,
    type: 'turn-finished',
    seq: seq + 2,
    conversationId,
    outcome: message === 'hello' ? 'talked' : 'answered',
    text: answer,
    skill: 'diagnose',
    timing,
  };
  await memory.closeTurn({ conversationId, turnId, state: 'finished', focus: FOCUS }, [ended]);
}
