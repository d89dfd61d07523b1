import { InputError } from '#ground/errors';
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

interface Reader {
  live: LiveConversation;
  request: FollowRequest;
  memory: Memory;
  /** The number of the last event that was handed on. */
  seen: number;
}

/** What happened, with what another process on the same store did in between. */
async function* withGaps(reader: Reader, events: TurnEvent[]): AsyncGenerator<TurnEvent> {
  for (const event of events) {
    if (event.seq > reader.seen + 1)
      yield* stored(reader.memory, { ...reader.request, afterSeq: reader.seen });
    yield event;
  }
}

async function* allEvents(reader: Reader): AsyncGenerator<TurnEvent> {
  const { live, request, memory } = reader;
  const { signal, untilTurn } = request;
  const inbox = openInbox(live, signal);
  try {
    yield* stored(memory, request);
    while (signal?.aborted !== true) {
      const isOver = untilTurn !== undefined && !live.running.has(untilTurn);
      yield* withGaps(reader, inbox.take());
      if (isOver) return;
      await inbox.filled();
    }
  } finally {
    inbox.close();
  }
}

/** Whoever would wait for events that others have numbered already, or never will, is told so. */
async function refuseBeyondEnd(live: LiveConversation, afterSeq: number, memory: Memory): Promise<void> {
  if (afterSeq <= live.lastSeq()) return;
  const lastSeq = (await memory.conversation(live.id))?.lastSeq ?? 0;
  if (afterSeq <= lastSeq) return;
  const problem = `must be at most ${lastSeq}, the last event so far`;
  throw new InputError({
    code: 'beyond-the-end',
    message: `The conversation has no event ${afterSeq} yet: the last one so far is ${lastSeq}.`,
    faults: [{ at: 'afterSeq', problem }],
  });
}

/** Every event after `afterSeq`, first from the store, then live, each once and in order. */
export async function* follow(
  deps: { hub: Hub; memory: Memory },
  request: FollowRequest,
): AsyncGenerator<TurnEvent> {
  const { conversationId, asker, untilTurn, thatTurnOnly = false, signal } = request;
  const live = await deps.hub.acquire(conversationId, asker);
  const reader: Reader = { live, request, memory: deps.memory, seen: request.afterSeq };
  try {
    await refuseBeyondEnd(live, reader.seen, deps.memory);
    for await (const event of allEvents(reader)) {
      if (signal?.aborted === true) return;
      if (event.seq <= reader.seen) continue;
      reader.seen = event.seq;
      if (!thatTurnOnly || event.turnId === untilTurn) yield event;
      if (ends(event, untilTurn)) return;
    }
  } finally {
    deps.hub.release(live);
  }
}
