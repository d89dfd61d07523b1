import type { Brain } from '../brain.ts';
import type { Memory } from '../memory/store.ts';
import type { TurnEvent } from '../turn-event.ts';
import type { Hub } from './hub.ts';
import type { LiveConversation } from './live.ts';

type FollowRequest = Parameters<Brain['follow']>[0];

const PAGE = 200;

const ends = (event: TurnEvent, turn: string | undefined): boolean =>
  event.turnId === turn && (event.type === 'turn-finished' || event.type === 'turn-failed');

/** Collects what happens while something else is being read. */
function openInbox(live: LiveConversation, signal: AbortSignal | undefined) {
  const inbox: TurnEvent[] = [];
  let wake = (): void => undefined;
  const listener = (events: TurnEvent[]): void => {
    inbox.push(...events);
    wake();
  };
  const onAbort = (): void => wake();
  live.listeners.add(listener);
  signal?.addEventListener('abort', onAbort);
  return {
    take: () => inbox.splice(0),
    /** Resolves when there is something to take, or the signal aborts. */
    filled: () =>
      new Promise<void>((resolve) => {
        wake = resolve;
        if (inbox.length > 0 || signal?.aborted === true) resolve();
      }),
    close: () => {
      live.listeners.delete(listener);
      signal?.removeEventListener('abort', onAbort);
    },
  };
}

async function* stored(memory: Memory, request: FollowRequest): AsyncGenerator<TurnEvent> {
  let after = request.afterSeq;
  for (;;) {
    const page = await memory.eventsAfter(request.conversationId, after, PAGE);
    yield* page;
    after = page.at(-1)?.seq ?? after;
    if (page.length < PAGE) return;
  }
}

async function* allEvents(
  live: LiveConversation,
  request: FollowRequest,
  memory: Memory,
): AsyncGenerator<TurnEvent> {
  const { signal, untilTurn } = request;
  const inbox = openInbox(live, signal);
  try {
    yield* stored(memory, request);
    while (signal?.aborted !== true) {
      const isOver = untilTurn !== undefined && !live.running.has(untilTurn);
      yield* inbox.take();
      if (isOver) return;
      await inbox.filled();
    }
  } finally {
    inbox.close();
  }
}

/** Every event after `afterSeq`, first from the store, then live, each once and in order. */
export async function* follow(
  deps: { hub: Hub; memory: Memory },
  request: FollowRequest,
): AsyncGenerator<TurnEvent> {
  const { conversationId, asker, untilTurn, signal } = request;
  const live = await deps.hub.acquire(conversationId, asker);
  let last = request.afterSeq;
  try {
    for await (const event of allEvents(live, request, deps.memory)) {
      if (signal?.aborted === true) return;
      if (event.seq <= last) continue;
      last = event.seq;
      yield event;
      if (ends(event, untilTurn)) return;
    }
  } finally {
    deps.hub.release(live);
  }
}
