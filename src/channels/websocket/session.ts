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

/** Conversations that one socket may follow at a time; beyond that, the one followed longest in which nothing runs is let go. */
const MOST_FOLLOWED = 50;

type Follow = (conversationId: string, afterSeq: number, isBusy?: boolean) => void;

/** The session of one socket; it follows each conversation at most once. */
export function openSession(deps: SessionDeps): Session {
  const followed: Followed = new Map();
  let starting = 0;
  const makeRoomFor = (conversationId = ''): void => {
    if (!followed.has(conversationId)) makeRoom(followed, MOST_FOLLOWED - starting);
  };
  const follow: Follow = (conversationId, afterSeq, isBusy = false) => {
    followed.get(conversationId)?.stop.abort();
    const one = { stop: new AbortController(), isBusy };
    followed.set(conversationId, one);
    pipe(deps, { conversationId, afterSeq, one }).catch((error: unknown) => {
      if (followed.get(conversationId) === one) followed.delete(conversationId);
      deps.failed(error, { conversationId });
    });
  };
  const followOn: Follow = (conversationId, afterSeq) => {
    if (!followed.has(conversationId)) follow(conversationId, afterSeq, true);
  };
  return {
    handle: async (message) => {
      if (message.type === 'ask') {
        makeRoomFor(message.conversationId);
        starting += 1;
        return ask(deps, message, followOn).finally(() => (starting -= 1));
      }
      if (message.type === 'cancel') return cancel(deps, message.turnId);
      if (message.type === 'resume') {
        makeRoomFor(message.conversationId);
        return follow(message.conversationId, message.afterSeq);
      }
      await deps.send({ type: 'pong' });
    },
    close: () => {
      for (const { stop } of followed.values()) stop.abort();
      followed.clear();
    },
  };
}

interface FollowedOne {
  stop: AbortController;
  /** A turn may be running in it. */
  isBusy: boolean;
}
type Followed = Map<string, FollowedOne>;

function makeRoom(followed: Followed, most: number): void {
  if (followed.size < most) return;
  const quiet = [...followed].find(([, { isBusy }]) => !isBusy);
  if (quiet === undefined) throw tooMany();
  const [conversationId, { stop }] = quiet;
  stop.abort();
  followed.delete(conversationId);
}

interface From {
  conversationId: string;
  afterSeq: number;
  one: FollowedOne;
}

async function pipe({ brain, asker, send }: SessionDeps, { one, ...from }: From): Promise<void> {
  const { signal } = one.stop;
  for await (const event of (await brain()).follow({ ...from, signal, asker })) {
    if (signal.aborted || !(await send(addressed(event, from.conversationId)))) return;
    one.isBusy = event.type !== 'turn-finished' && event.type !== 'turn-failed';
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
    message: `One connection follows at most ${MOST_FOLLOWED} conversations with running turns.`,
  });
}
