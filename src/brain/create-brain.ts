import type { KubernetesPort } from '#connectors/kubernetes';
import { InputError, isHouseError, UpstreamError } from '#ground/errors';
import type { Store } from '#ground/store';
import type { Asker, Brain, TurnRequest } from './brain.ts';
import { follow } from './conversation/follow.ts';
import { createHub, type Hub } from './conversation/hub.ts';
import type { LiveConversation, NewEvent } from './conversation/live.ts';
import { openMemory, type Memory } from './memory/store.ts';
import { STARTERS } from './skills/index.ts';
import { answerTurn, type Answered } from './turn.ts';
import type { Understand } from './understand/reading.ts';

/** What the room needs of a logger. */
export interface BrainLog {
  error: (details: object, message: string) => void;
  info: (details: object, message: string) => void;
}

export interface BrainDeps {
  kubernetes: KubernetesPort;
  store: Store;
  understand: Understand;
  /** Milliseconds since the epoch. */
  now: () => number;
  newId: () => string;
  /** The server's own, IANA name. */
  timeZone: string;
  log: BrainLog;
  /** Milliseconds after which a call to a system is given up; 8 s when omitted. */
  callDeadlineMs?: number;
}

const LONGEST_MESSAGE = 32 * 1024;
const LONGEST_TITLE = 80;

interface House extends BrainDeps {
  memory: Memory;
  hub: Hub;
  /** The turns that run now. */
  turns: Map<string, { personId: string; controller: AbortController; ended: Promise<void> }>;
}

interface Running {
  live: LiveConversation;
  turnId: string;
  request: TurnRequest;
  controller: AbortController;
  turn: number;
  startedAt: number;
  firstEventAt: number;
}

function checkMessage(message: string): void {
  const refuse = (code: string, problem: string): never => {
    throw new InputError({ code, message: `The message ${problem}.`, faults: [{ at: 'message', problem }] });
  };
  if (message.trim() === '') refuse('empty-message', 'is empty');
  if (Buffer.byteLength(message) > LONGEST_MESSAGE) refuse('message-too-long', 'is longer than 32 KiB');
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

async function closeWell(
  house: House,
  { live, turnId, request }: Running,
  answered: Answered,
): Promise<void> {
  const { focus, said, gap } = answered;
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
  let broken: unknown;
  const emit = (event: NewEvent): void => {
    if (controller.signal.aborted) return;
    live.append(turnId, [event]).catch((error: unknown) => (broken ??= error));
  };
  const { message, asker } = request;
  const lastSaid = await house.memory.lastSaid(asker.personId);
  const { signal } = controller;
  const common = { conversationId: live.id, message, asker, focus: live.focus, lastSaid, turn };
  const answered = await answerTurn(
    { ...house, callDeadlineMs: house.callDeadlineMs ?? 8_000 },
    { ...common, signal, emit, startedAt, firstEventAt },
  );
  signal.throwIfAborted();
  if (broken !== undefined) throw broken;
  return answered;
}

/** Runs a turn to its end, whatever happens; the conversation can go on afterwards. */
async function run(house: House, running: Running): Promise<void> {
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

function titleOf(message: string): string {
  const line = message.replace(/\s+/g, ' ').trim();
  return line.length > LONGEST_TITLE ? `${line.slice(0, LONGEST_TITLE - 1).toWellFormed()}…` : line;
}

async function open(
  house: House,
  live: LiveConversation,
  request: TurnRequest,
  turnId: string,
): Promise<number> {
  const { message } = request;
  const { isNew } = live;
  live.isNew = false;
  live.turns += 1;
  const first: NewEvent = { type: 'turn-started', conversationId: live.id, message };
  const [event] = await live.append(turnId, [first], async ([started]) => {
    if (started === undefined) return;
    const { id, personId, focus, turns } = live;
    const conversation = { id, personId, focus, turns, lastSeq: 0 };
    const at = new Date(house.now());
    await house.memory.openTurn({
      conversation,
      isNew,
      turnId,
      message,
      title: titleOf(message),
      at,
      event: started,
    });
  });
  return event?.seq ?? 1;
}

const breathe = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

function begin(house: House, running: Running): void {
  const { live, turnId, controller, request } = running;
  live.running.set(turnId, controller);
  const ended = live.lastTurn
    .then(breathe)
    .then(() => run(house, running))
    .finally(() => {
      live.running.delete(turnId);
      house.turns.delete(turnId);
      house.hub.release(live);
    });
  live.lastTurn = ended;
  house.turns.set(turnId, { personId: request.asker.personId, controller, ended });
}

async function startTurn(house: House, request: TurnRequest) {
  const startedAt = house.now();
  checkMessage(request.message);
  const { conversationId, asker } = request;
  const { hub } = house;
  const live =
    conversationId === undefined ? await hub.begin(asker) : await hub.acquire(conversationId, asker);
  const turnId = house.newId();
  const controller = new AbortController();
  live.running.set(turnId, controller);
  try {
    const firstSeq = await open(house, live, request, turnId);
    const times = { startedAt, firstEventAt: house.now() };
    begin(house, { live, turnId, request, controller, turn: live.turns, ...times });
    return { conversationId: live.id, turnId, firstSeq };
  } catch (error) {
    live.running.delete(turnId);
    hub.release(live);
    hub.forget(live.id);
    throw error;
  }
}

function statusOf({ kubernetes, now }: House): ReturnType<Brain['status']> {
  const clusters = kubernetes.clusters().map((info) => {
    try {
      const { currentAsOf, objects } = kubernetes.snapshot(info.name);
      return { ...info, ageMs: Math.max(0, now() - currentAsOf), pods: objects.Pod.length };
    } catch {
      return info;
    }
  });
  return { clusters, reasoner: 'embedded', starters: STARTERS };
}

async function close({ turns }: House, ms: number): Promise<void> {
  const all = (): Promise<unknown> => Promise.all([...turns.values()].map(({ ended }) => ended));
  await Promise.race([all(), new Promise((resolve) => setTimeout(resolve, ms).unref())]);
  for (const { controller } of turns.values()) controller.abort();
  await all();
}

/** Opens the conversation room. The store must have the room's migrations; nothing is read before it is asked for. */
export function createBrain(deps: BrainDeps): Brain {
  const memory = openMemory(deps.store.db);
  const hub = createHub({ memory, now: deps.now, newId: deps.newId });
  const house: House = { ...deps, memory, hub, turns: new Map() };
  let closing = false;
  const refuse = new UpstreamError({ code: 'closing', message: 'Jamie is shutting down.', retryable: true });
  return {
    startTurn: async (request) => {
      if (closing) throw refuse;
      return startTurn(house, request);
    },
    follow: (request) => follow({ hub, memory }, request),
    cancel: (turnId: string, asker: Asker) => {
      const turn = house.turns.get(turnId);
      if (turn === undefined || turn.personId !== asker.personId) return false;
      turn.controller.abort();
      return true;
    },
    conversations: (asker) => memory.conversationsOf(asker.personId),
    gaps: (limit) => memory.gaps(limit),
    status: () => statusOf(house),
    close: (ms) => {
      closing = true;
      return close(house, ms);
    },
  };
}
