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

/** Follows a conversation in place of how it was followed before. */
function follower(deps: SessionDeps, followed: Followed): Follow {
  const follow: Follow = (conversationId, afterSeq, isBusy = false) => {
    const before = followed.get(conversationId);
    const one: FollowedOne = { stop: new AbortController(), isBusy, sentSeq: afterSeq };
    followed.set(conversationId, one);
    before?.stop.abort();
    pipe(deps, { conversationId, one }).catch((error: unknown) => {
      deps.failed(error, { conversationId });
      if (followed.get(conversationId) !== one) return;
      followed.delete(conversationId);
      if (before && isBeyondEnd(error)) follow(conversationId, before.sentSeq, before.isBusy);
    });
  };
  return follow;
}

/** The session of one socket; it follows each conversation at most once. */
export function openSession(deps: SessionDeps): Session {
  const followed: Followed = new Map();
  let starting = 0;
  const makeRoomFor = (conversationId = ''): void => {
    if (!followed.has(conversationId)) makeRoom(followed, MOST_FOLLOWED - starting);
  };
  const follow = follower(deps, followed);
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
  /** Of the last event sent; those after it are still to come. */
  sentSeq: number;
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
  one: FollowedOne;
}

/** A client that asks to go on from an event that never was goes on as before. */
const isBeyondEnd = (error: unknown): boolean =>
  error instanceof InputError && error.code === 'beyond-the-end';

async function pipe({ brain, asker, send }: SessionDeps, { one, conversationId }: From): Promise<void> {
  const { signal } = one.stop;
  const from = { conversationId, afterSeq: one.sentSeq, signal, asker };
  for await (const event of (await brain()).follow(from)) {
    if (signal.aborted) return;
    one.sentSeq = event.seq;
    if (!(await send(addressed(event, conversationId)))) return;
    one.isBusy = event.type !== 'turn-finished' && event.type !== 'turn-failed';
  }
}

async function ask({ brain, asker, send }: SessionDeps, asked: Ask, followOn: Follow): Promise<void> {
  const { type: _, timeZone, ...question } = asked;
  const { requestId } = question;
  const request = { ...question, asker: { ...asker, timeZone } };
  const turn = await (await brain()).startTurn(request);
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
