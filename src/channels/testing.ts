import type { Brain, IncomingAlert, KnowledgePort, TurnEvent, TurnFinished, WeekReport } from '#brain';
import { InputError } from '#ground/errors';

interface Conversation {
  id: string;
  events: TurnEvent[];
  listeners: Set<() => void>;
}

interface State {
  conversations: Map<string, Conversation>;
  running: Map<string, AbortController>;
  pauseMs: number;
  requests: Map<string, ReturnType<Brain['startTurn']>>;
  alerts: IncomingAlert[];
}

type Unplaced<Event> = Event extends unknown ? Omit<Event, 'seq' | 'at' | 'turnId'> : never;

/** A conversation room without understanding, for tests of the channels: it answers every message with its own words. */
export function createEchoBrain(
  pauseMs = 0,
): Brain & { running: () => number; taken: () => IncomingAlert[] } {
  const state: State = {
    conversations: new Map(),
    running: new Map(),
    pauseMs,
    requests: new Map(),
    alerts: [],
  };
  return {
    ...aside(state),
    startTurn: (request) => {
      const { requestId, message, conversationId = '' } = request;
      if (requestId === undefined) return startTurn(state, request);
      const key = JSON.stringify([requestId, message, conversationId]);
      const turn = state.requests.get(key) ?? startTurn(state, request);
      state.requests.set(key, turn);
      return turn;
    },
    follow: (request) => follow(state, request),
    cancel: (turnId) => {
      state.running.get(turnId)?.abort();
      return state.running.has(turnId);
    },
    conversations: async () =>
      [...state.conversations.keys()].map((id) => ({
        id,
        title: id,
        startedAt: '',
        lastTurnAt: '',
        turns: 1,
      })),
    knowledge: NO_KNOWLEDGE,
    ...NOTHING_KEPT,
    ...NOTHING_LEARNED,
    status: () => ({ clusters: [], reasoner: 'embedded', starters: [] }),
    close: async () => undefined,
  };
}

const NOTHING_KEPT: Pick<Brain, 'walks' | 'walk' | 'gaps'> = {
  walks: async () => [],
  walk: async () => undefined,
  gaps: async () => [],
};

const NONE = { answers: 0, unknown: 0, good: 0, bad: 0, meanMs: 0, costUsd: 0 };
const FLAT = { now: { count: 0, of: 0 }, before: { count: 0, of: 0 }, by: 0, p: 1, isSignificant: false };
const EMPTY_WEEK: WeekReport = {
  from: '2026-03-03T12:00:00.000Z',
  to: '2026-03-10T12:00:00.000Z',
  all: NONE,
  skills: [],
  reasoners: [],
  arms: [],
  trends: { unknown: FLAT, good: FLAT },
  unknowns: [],
  lowRated: [],
};

const NOTHING_LEARNED: Pick<Brain, 'rate' | 'corrections' | 'withdrawCorrection' | 'report'> = {
  rate: async ({ turnId = 'last' }) => {
    if (turnId === 'unknown')
      throw new InputError({ code: 'unknown-turn', message: 'There is no such answer.' });
    return { turnId, question: 'what was asked' };
  },
  corrections: async () => [],
  withdrawCorrection: async () => false,
  report: async () => EMPTY_WEEK,
};

const knowsNothing = async (): Promise<never> => {
  throw new InputError({ code: 'unknown-note', message: 'There is no such note.' });
};

const NO_KNOWLEDGE: KnowledgePort = {
  find: async () => [],
  guide: async () => undefined,
  guides: async () => [],
  teach: knowsNothing,
  waiting: async () => [],
  approve: knowsNothing,
  reject: knowsNothing,
  purge: async () => 0,
  import: knowsNothing,
  weeklyGaps: async () => [],
};

const MEMORY: Brain['memory'] = {
  search: async () => [],
  export: async ({ personId }) => ({
    personId,
    exportedAt: new Date(0).toISOString(),
    preferences: [],
    memories: [],
  }),
  summary: async () => undefined,
  forgetConversation: async () => false,
  forgetEverything: async () => 0,
  preferences: async () => [],
  prefer: async () => undefined,
  forgetPreference: async () => false,
  abilities: async () => ({ vectors: false, trigrams: false }),
};

const aside = (state: State) => ({
  memory: MEMORY,
  running: () => state.running.size,
  taken: () => state.alerts,
  receiveAlerts: async (alerts: readonly IncomingAlert[]) => {
    state.alerts.push(...alerts);
    return { received: alerts.length, fresh: alerts.length };
  },
  alerts: async () => [],
  resume: async () => undefined,
});

async function startTurn(state: State, request: Parameters<Brain['startTurn']>[0]) {
  const { message, conversationId } = request;
  if (message.length > 32 * 1024) throw new InputError({ code: 'message-too-long', message: 'Too long.' });
  const conversation = conversationId === undefined ? begin(state) : find(state, conversationId);
  const turnId = `t${state.conversations.size}-${conversation.events.length}`;
  state.running.set(turnId, new AbortController());
  add(conversation, turnId, { type: 'turn-started', conversationId: conversation.id, message });
  const firstSeq = conversation.events.length;
  void answer(state, { conversation, turnId, message });
  return { conversationId: conversation.id, turnId, firstSeq };
}

function begin({ conversations }: State): Conversation {
  const conversation = { id: `c${conversations.size + 1}`, events: [], listeners: new Set<() => void>() };
  conversations.set(conversation.id, conversation);
  return conversation;
}

function find({ conversations }: State, id: string): Conversation {
  const found = conversations.get(id);
  if (found) return found;
  throw new InputError({ code: 'unknown-conversation', message: 'There is no such conversation.' });
}

function add(conversation: Conversation, turnId: string, event: Unplaced<TurnEvent>): void {
  const seq = conversation.events.length + 1;
  conversation.events.push({ ...event, turnId, seq, at: new Date(0).toISOString() });
  for (const wake of conversation.listeners) wake();
}

async function answer(
  { running, pauseMs }: State,
  { conversation, turnId, message }: { conversation: Conversation; turnId: string; message: string },
): Promise<void> {
  const signal = running.get(turnId)?.signal;
  for (const word of message.split(/(?<= )/)) {
    await new Promise((resolve) => setTimeout(resolve, pauseMs));
    if (signal?.aborted) break;
    add(conversation, turnId, { type: 'text-delta', text: word });
  }
  running.delete(turnId);
  add(
    conversation,
    turnId,
    signal?.aborted ? cancelled(conversation.id) : finished(conversation.id, message),
  );
}

async function* follow(state: State, request: Parameters<Brain['follow']>[0]): AsyncGenerator<TurnEvent> {
  const { conversationId, afterSeq, untilTurn, thatTurnOnly = false, signal } = request;
  const conversation = find(state, conversationId);
  if (afterSeq > conversation.events.length)
    throw new InputError({ code: 'beyond-the-end', message: 'There is no such event yet.' });
  let at = afterSeq;
  while (signal?.aborted !== true) {
    const over = untilTurn !== undefined && !state.running.has(untilTurn);
    for (const event of conversation.events.slice(at)) {
      at = event.seq;
      if (!thatTurnOnly || event.turnId === untilTurn) yield event;
    }
    if (over) return;
    if (conversation.events.length === at) await nextEvent(conversation, signal);
  }
}

function nextEvent({ listeners }: Conversation, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve) => {
    const wake = (): void => {
      listeners.delete(wake);
      resolve();
    };
    listeners.add(wake);
    signal?.addEventListener('abort', wake, { once: true });
  });
}

function cancelled(conversationId: string): Unplaced<TurnEvent> {
  const error = { code: 'cancelled', message: 'Stopped.', retryable: true };
  return { type: 'turn-failed', conversationId, error };
}

function finished(conversationId: string, text: string): Unplaced<TurnFinished> {
  const timing = { totalMs: 1, firstEventMs: 1, toolMs: 0 };
  const nothing = { facts: [], evidence: [], suggestions: [], focus: [] };
  return {
    type: 'turn-finished',
    conversationId,
    outcome: 'talked',
    text,
    skill: 'greet',
    timing,
    ...nothing,
  };
}
