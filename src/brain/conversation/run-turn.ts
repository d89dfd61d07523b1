import { isHouseError, UpstreamError } from '#ground/errors';
import type { Asker } from '../asker.ts';
import type { TurnRequest } from '../brain.ts';
import { armName, armOf, type Arm } from '../learning/experiment.ts';
import { recordOf } from '../learning/record-answer.ts';
import { dialOf, type PersonalityDial } from '../personality/dial.ts';
import { askerAs, focusAs } from '../preferring/apply.ts';
import { byKey } from '../preferring/preferences.ts';
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
  // Kept before anybody sees the end: whoever sees it may rate it.
  await live.append(turnId, [answered.finished], async (events) => {
    await house.memory.closeTurn(closed, events);
    await record(house, running, answered);
  });
  house.memories.wake();
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

/** How much of Jamie's manner somebody wants where they are. */
async function dialFor({ learning, manner }: House, { personId, channel }: Asker): Promise<PersonalityDial> {
  const { [channel]: ofPersonHere, '': ofPerson } = await learning.dials(personId, channel);
  return dialOf({ ofPersonHere, ofPerson, ofChannel: manner?.channels?.[channel], ofHouse: manner?.dial });
}

/** The side of the experiment that the conversation is on; none where the person chose who is to answer. */
const armFor = ({ experiment }: House, { live, request }: Running): Arm | undefined =>
  experiment === undefined || request.model !== undefined || request.reasoner === 'embedded'
    ? undefined
    : armOf(experiment, live.id);

/** Keeps what the answer was. That it could not be kept is no reason for the turn to fail: it was answered. */
async function record(house: House, running: Running, answered: Answered): Promise<void> {
  const { turnId, request } = running;
  const { message, asker } = request;
  const { finished, questionKey, readAs: skill } = answered;
  const { experiment } = house;
  const arm = armFor(house, running);
  const ended = {
    ...{ turnId, message, asker, finished, questionKey, skill },
    arm: experiment && arm && armName(experiment, arm),
    now: house.now(),
  };
  await house.learning.noteAnswer(recordOf(ended)).catch((err: unknown) => {
    house.log.error({ err, turnId }, 'what an answer was could not be kept');
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
  const { message, reasoner, model = armFor(house, running)?.model } = request;
  const { personId } = request.asker;
  const [lastSaid, dial, kept] = await Promise.all([
    house.memory.lastSaid(personId),
    dialFor(house, request.asker),
    house.preferences.of(personId),
  ]);
  const { signal } = controller;
  const preferred = byKey(kept);
  const asker = askerAs(request.asker, preferred);
  const focus = focusAs(live.focus, preferred, house.kubernetes.clusters());
  const common = { conversationId: live.id, message, asker, focus, lastSaid, turn, dial, preferred };
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
