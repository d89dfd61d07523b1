import { createHash } from 'node:crypto';
import { InputError, UpstreamError } from '#ground/errors';
import { openJobs, type Jobs } from '#ground/jobs';
import type { Asker } from './asker.ts';
import type { Brain, TurnRequest } from './brain.ts';
import { follow } from './conversation/follow.ts';
import type { BrainDeps, House } from './conversation/house.ts';
import { createHub } from './conversation/hub.ts';
import type { LiveConversation, NewEvent } from './conversation/live.ts';
import { runTurn, type Running } from './conversation/run-turn.ts';
import { openKnowledge } from './knowledge/knowledge.ts';
import { openLearning } from './learning/store.ts';
import { learningVerbs } from './learning/verbs.ts';
import { openMemory, type StartedTurn } from './memory/store.ts';
import { openPreferences } from './preferring/store.ts';
import { memoryPort } from './recalling/port.ts';
import { openMemories } from './recalling/recalling.ts';
import { createReceiving, type ReceivingDeps } from './received/receive.ts';
import { openReceived } from './received/store.ts';
import { STARTERS } from './skills/index.ts';
import { recordText } from './walk/record.ts';
import { openWalks } from './walk/store.ts';
import { summaryOf, viewOf } from './walk/view.ts';

const LONGEST_MESSAGE = 32 * 1024;
const LONGEST_TITLE = 80;
/** No turn takes so long: one without an end that began before then was cut short. */
const LONGEST_TURN_MS = 2 * 60_000;

function checkMessage(message: string): void {
  const refuse = (code: string, problem: string): never => {
    throw new InputError({ code, message: `The message ${problem}.`, faults: [{ at: 'message', problem }] });
  };
  if (message.trim() === '') refuse('empty-message', 'is empty');
  if (Buffer.byteLength(message) > LONGEST_MESSAGE) refuse('message-too-long', 'is longer than 32 KiB');
}

function titleOf(message: string): string {
  const line = message.replace(/\s+/g, ' ').trim();
  return line.length > LONGEST_TITLE ? `${line.slice(0, LONGEST_TITLE - 1).toWellFormed()}…` : line;
}

interface Asked {
  message: string;
  turnId: string;
  requestKey?: string;
}

/** Keeps the message and shows its first event; gives that event's number. */
async function open(house: House, live: LiveConversation, asked: Asked): Promise<number> {
  const { message, turnId } = asked;
  const { isNew } = live;
  live.isNew = false;
  live.turns += 1;
  const first: NewEvent = { type: 'turn-started', conversationId: live.id, message };
  const [shown] = await live.append(turnId, [first], async ([event]) => {
    if (event === undefined) return;
    const { id, personId, focus, turns } = live;
    const conversation = { id, personId, focus, turns, lastSeq: 0 };
    const at = new Date(house.now());
    await house.memory.openTurn({ conversation, isNew, ...asked, title: titleOf(message), at, event });
  });
  return shown?.seq ?? 1;
}

const breathe = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

function begin(house: House, running: Running): void {
  const { live, turnId, controller, request } = running;
  live.running.set(turnId, controller);
  const ended = live.lastTurn
    .then(breathe)
    .then(() => runTurn(house, running))
    .finally(() => {
      live.running.delete(turnId);
      house.turns.delete(turnId);
      house.hub.release(live);
      // Whoever waits for its end looks again, even if no event could say so.
      for (const look of live.listeners) look([]);
    });
  live.lastTurn = ended;
  house.turns.set(turnId, { personId: request.asker.personId, conversationId: live.id, controller, ended });
}

const SAME_REQUEST_MS = 10 * 60_000;

/** The same person's same question in the same place, under the id that the client gave it. */
function requestKeyOf({ requestId, asker, conversationId = '', message }: TurnRequest): string | undefined {
  if (requestId === undefined) return undefined;
  const parts = JSON.stringify([asker.personId, requestId, conversationId, message]);
  return createHash('sha256').update(parts).digest('base64url');
}

/** Starts a turn, or finds the one that the same request has started before: a client that lost the answer may ask again. */
async function startOnce(house: House, request: TurnRequest): Promise<StartedTurn> {
  checkMessage(request.message);
  const key = requestKeyOf(request);
  if (key === undefined) return startTurn(house, request);
  const { starting, memory, now } = house;
  const begin = async (): Promise<StartedTurn> =>
    (await memory.turnOfRequest(key, new Date(now() - SAME_REQUEST_MS))) ?? startTurn(house, request, key);
  const started = starting.get(key) ?? begin().finally(() => starting.delete(key));
  starting.set(key, started);
  return started;
}

async function startTurn(house: House, request: TurnRequest, requestKey?: string): Promise<StartedTurn> {
  const startedAt = house.now();
  const { conversationId, asker } = request;
  const { hub } = house;
  const live =
    conversationId === undefined ? await hub.begin(asker) : await hub.acquire(conversationId, asker);
  const turnId = house.newId();
  const controller = new AbortController();
  live.running.set(turnId, controller);
  try {
    const firstSeq = await open(house, live, { message: request.message, turnId, requestKey });
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

/** What is known of a cluster now; undefined when nothing is. */
function snapshotOf({ kubernetes }: House, cluster: string) {
  try {
    return kubernetes.snapshot(cluster);
  } catch {
    return undefined;
  }
}

function statusOf(house: House): ReturnType<Brain['status']> {
  const clusters = house.kubernetes.clusters().map((info) => {
    const snapshot = snapshotOf(house, info.name);
    if (snapshot === undefined) return info;
    const { currentAsOf, objects } = snapshot;
    return { ...info, ageMs: Math.max(0, house.now() - currentAsOf), pods: objects.Pod.length };
  });
  return { clusters, reasoner: 'embedded', starters: STARTERS };
}

async function close({ turns }: House, ms: number): Promise<void> {
  const all = (): Promise<unknown> => Promise.all([...turns.values()].map(({ ended }) => ended));
  await Promise.race([all(), new Promise((resolve) => setTimeout(resolve, ms).unref())]);
  for (const { controller } of turns.values()) controller.abort();
  await all();
}

function openReceiving(house: House, ask: ReceivingDeps['ask'], jobs: Jobs) {
  const { store, now, newId, kubernetes } = house;
  const surroundings = () => ({
    clusters: kubernetes.clusters(),
    snapshot: (cluster: string) => snapshotOf(house, cluster),
  });
  return createReceiving({ store: openReceived(store.db), jobs, ask, surroundings, now, newId });
}

const walkVerbs = (store: House['walks']): Pick<Brain, 'walks' | 'walk'> => ({
  walks: async (asker) => (await store.walksOf(asker.personId)).map(({ walk }) => summaryOf(walk)),
  walk: async (id) => {
    const kept = await store.walk(id);
    return kept && { ...viewOf(kept.walk), record: recordText(kept.walk) };
  },
});

/** Everything that is kept, and what is open of it. */
function openHouse(deps: BrainDeps): House {
  const { db, kind } = deps.store;
  const memory = openMemory(db);
  const othersRunMs = kind === 'embedded' ? 0 : LONGEST_TURN_MS;
  return {
    ...deps,
    memory,
    walks: openWalks(db),
    learning: openLearning(db),
    knowledge: openKnowledge({ ...deps, db, gaps: memory.gaps }),
    memories: openMemories(deps),
    preferences: openPreferences(db),
    hub: createHub({ memory, now: deps.now, newId: deps.newId, othersRunMs }),
    turns: new Map(),
    starting: new Map(),
  };
}

const memoryOf = (house: House): Brain['memory'] =>
  memoryPort({
    ...house,
    isAnswering: (personId, conversationId) =>
      [...house.turns.values()].some(
        (turn) =>
          turn.personId === personId && (conversationId ?? turn.conversationId) === turn.conversationId,
      ),
    changed: house.hub.forget,
  });

/** Opens the conversation room. The store must have the room's migrations; nothing is read before it is asked for. */
export function createBrain(deps: BrainDeps): Brain {
  const house = openHouse(deps);
  const { memory, hub, walks, knowledge, memories } = house;
  let closing = false;
  const refuse = new UpstreamError({ code: 'closing', message: 'Jamie is shutting down.', retryable: true });
  const ask: ReceivingDeps['ask'] = {
    startTurn: async (request) => {
      if (closing) throw refuse;
      return startOnce(house, request);
    },
    follow: (request) => follow({ hub, memory }, request),
  };
  const jobs = openJobs({ store: deps.store, log: deps.log });
  const receiving = openReceiving(house, ask, jobs);
  return {
    ...ask,
    receiveAlerts: receiving.receive,
    alerts: receiving.received,
    resume: receiving.resume,
    cancel: (turnId: string, asker: Asker) => {
      const turn = house.turns.get(turnId);
      if (turn === undefined || turn.personId !== asker.personId) return false;
      turn.controller.abort();
      return true;
    },
    conversations: (asker) => memory.conversationsOf(asker.personId),
    ...walkVerbs(walks),
    knowledge,
    memory: memoryOf(house),
    gaps: (limit) => memory.gaps(limit),
    ...learningVerbs(house),
    status: () => statusOf(house),
    close: async (ms) => {
      closing = true;
      await Promise.all([close(house, ms), jobs.close(ms)]);
      await memories.close();
    },
  };
}
