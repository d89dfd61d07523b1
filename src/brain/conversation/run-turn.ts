import { isHouseError, UpstreamError } from '#ground/errors';
import type { TurnRequest } from '../brain.ts';
import { dialOf } from '../personality/dial.ts';
import { answerTurn, type Answered } from '../turn.ts';
import { understand } from '../understand/understand.ts';
import type { House } from './house.ts';
import type { LiveConversation, NewEvent } from './live.ts';

const CALL_DEADLINE_MS = 8_000;

/** A turn that was begun and has to end. */
export interface Running {
  live: LiveConversation;
  turnId: string;
  request: TurnRequest;
  controller: AbortController;
  turn: number;
  startedAt: number;
  firstEventAt: number;
}

function failureOf(
  error: unknown,
  cancelled: boolean,
): { code: string; message: string; retryable: boolean } {
  if (cancelled) return { code: 'cancelled', message: 'Stopped, as you asked.', retryable: true };
  if (isHouseError(error)) {
    return {
      code: error.code,
      message: error.message,
      retryable: error instanceof UpstreamError && error.retryable,
    };
  }
  return {
    code: 'internal',
    message: 'Something broke on my side while answering; it has been noted.',
    retryable: true,
  };
}

function measure(house: House, { startedAt }: Running, how: { skill: string; outcome: string }): void {
  house.onTurnEnd?.({ ...how, seconds: (house.now() - startedAt) / 1000 });
}

async function closeWell(house: House, running: Running, answered: Answered): Promise<void> {
  const { live, turnId, request } = running;
  const { focus, said, gap } = answered;
  measure(house, running, answered.finished);
  const closed = { conversationId: live.id, turnId, state: 'finished' as const, focus, said };
  await live.append(turnId, [answered.finished], (events) => house.memory.closeTurn(closed, events));
  live.focus = focus;
  if (gap === undefined) return;
  const at = new Date(house.now()).toISOString();
  await house.memory.addGap(house.newId(), { at, message: request.message, ...gap });
}

async function closeBadly(house: House, running: Running, reason: unknown): Promise<void> {
  const { live, turnId, request, controller } = running;
  const error = failureOf(reason, controller.signal.aborted);
  measure(house, running, { skill: 'none', outcome: 'failed' });
  const event: NewEvent = { type: 'turn-failed', conversationId: live.id, error };
  const closed = { conversationId: live.id, turnId, state: 'failed' as const, focus: live.focus };
  if (error.code === 'internal') house.log.error({ err: reason, turnId }, 'a turn failed');
  await live.append(turnId, [event], (events) => house.memory.closeTurn(closed, events));
  if (controller.signal.aborted) return;
  const at = new Date(house.now()).toISOString();
  await house.memory.addGap(house.newId(), {
    at,
    message: request.message,
    outcome: 'failed',
    detail: error.code,
  });
}

async function answer(house: House, running: Running): Promise<Answered> {
  const { live, turnId, request, controller, turn, startedAt, firstEventAt } = running;
  controller.signal.throwIfAborted();
  let broken: Error | undefined;
  const emit = (event: NewEvent): void => {
    if (controller.signal.aborted) return;
    live.append(turnId, [event]).catch((error: Error) => (broken ??= error));
  };
  const { message, asker, reasoner, model } = request;
  const lastSaid = await house.memory.lastSaid(asker.personId);
  const { signal } = controller;
  const dial = dialOf({ ofChannel: house.manner?.channels?.[asker.channel], ofHouse: house.manner?.dial });
  const common = { conversationId: live.id, message, asker, focus: live.focus, lastSaid, turn, dial };
  const answered = await answerTurn(
    {
      ...house,
      understand: house.understand ?? understand,
      callDeadlineMs: house.callDeadlineMs ?? CALL_DEADLINE_MS,
    },
    { ...common, reasoner, model, signal, emit, startedAt, firstEventAt },
  );
  signal.throwIfAborted();
  if (broken !== undefined) throw broken;
  return answered;
}

/** Runs a turn to its end, whatever happens; the conversation can go on afterwards. */
export async function runTurn(house: House, running: Running): Promise<void> {
  const { live, turnId } = running;
  try {
    await answer(house, running).then((answered) => closeWell(house, running, answered));
  } catch (error) {
    await closeBadly(house, running, error).catch((reason: unknown) => {
      house.log.error({ err: reason, turnId }, 'a turn could not be closed');
      house.hub.forget(live.id);
    });
  }
}
