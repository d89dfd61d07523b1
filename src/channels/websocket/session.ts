import type { Asker, Brain, TurnEvent } from '#brain';
import { InputError } from '#ground/errors';
import type { ClientMessage, ServerMessage } from './messages.ts';

interface SessionDeps {
  brain: () => Promise<Brain>;
  asker: Asker;
  send: (message: ServerMessage) => Promise<boolean>;
  /** Told when following a conversation failed. */
  failed: (error: unknown, about: { conversationId: string }) => void;
}

/** One connection: what it follows, and what it asks for. */
export interface Session {
  /** Does what a message asks. Throws house errors, which go back to the client. */
  handle: (message: ClientMessage) => Promise<void>;
  close: () => void;
}

/** Conversations that one socket may follow at a time. */
const MOST_FOLLOWED = 50;

type Follow = (conversationId: string, afterSeq: number) => void;

/** The session of one socket; it follows each conversation at most once. */
export function openSession(deps: SessionDeps): Session {
  const followed = new Map<string, AbortController>();
  const follow: Follow = (conversationId, afterSeq) => {
    if (followed.size >= MOST_FOLLOWED && !followed.has(conversationId)) throw tooMany();
    followed.get(conversationId)?.abort();
    const stop = new AbortController();
    followed.set(conversationId, stop);
    pipe(deps, { conversationId, afterSeq, signal: stop.signal }).catch((error: unknown) => {
      if (followed.get(conversationId) === stop) followed.delete(conversationId);
      deps.failed(error, { conversationId });
    });
  };
  const followOn: Follow = (conversationId, afterSeq) => {
    if (!followed.has(conversationId)) follow(conversationId, afterSeq);
  };
  return {
    handle: async (message) => {
      if (message.type === 'ask') return ask(deps, message, followOn);
      if (message.type === 'cancel') return cancel(deps, message.turnId);
      if (message.type === 'resume') return follow(message.conversationId, message.afterSeq);
      await deps.send({ type: 'pong' });
    },
    close: () => {
      for (const stop of followed.values()) stop.abort();
      followed.clear();
    },
  };
}

interface From {
  conversationId: string;
  afterSeq: number;
  signal: AbortSignal;
}

async function pipe({ brain, asker, send }: SessionDeps, from: From): Promise<void> {
  for await (const event of (await brain()).follow({ ...from, asker })) {
    if (from.signal.aborted || !(await send(addressed(event, from.conversationId)))) return;
  }
}

async function ask({ brain, asker, send }: SessionDeps, asked: Ask, followOn: Follow): Promise<void> {
  const { requestId, message, conversationId, timeZone } = asked;
  const turn = await (await brain()).startTurn({ message, conversationId, asker: { ...asker, timeZone } });
  await send({ type: 'accepted', requestId, conversationId: turn.conversationId, turnId: turn.turnId });
  followOn(turn.conversationId, turn.firstSeq - 1);
}

async function cancel({ brain, asker }: SessionDeps, turnId: string): Promise<void> {
  if ((await brain()).cancel(turnId, asker)) return;
  throw new InputError({ code: 'not-running', message: 'That turn is not running.' });
}

type Ask = Extract<ClientMessage, { type: 'ask' }>;

const addressed = (event: TurnEvent, conversationId: string): ServerMessage => ({ ...event, conversationId });

function tooMany(): InputError {
  return new InputError({
    code: 'too-many-conversations',
    message: `One connection follows at most ${MOST_FOLLOWED} conversations.`,
  });
}
