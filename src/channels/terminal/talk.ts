import type { Asker, Brain, TurnEvent } from '#brain';
import { call, type ServerAddress } from './call-server.ts';
import { readEventStream } from './read-event-stream.ts';

/** A place where turns run. */
export interface Talk {
  /** The events of one turn. Aborting the signal stops the turn, not only the reading. */
  ask: (
    message: string,
    options: { conversationId?: string; signal: AbortSignal },
  ) => AsyncIterable<TurnEvent>;
}

/** Turns that run in this process. */
export function talkToBrain(brain: Brain, asker: Asker): Talk {
  return {
    ask: async function* (message, { conversationId, signal }) {
      const turn = await brain.startTurn({ message, conversationId, asker });
      const stop = (): void => void brain.cancel(turn.turnId, asker);
      if (signal.aborted) stop();
      signal.addEventListener('abort', stop, { once: true });
      const from = {
        conversationId: turn.conversationId,
        afterSeq: turn.firstSeq - 1,
        untilTurn: turn.turnId,
        thatTurnOnly: true,
      };
      yield* brain.follow({ ...from, asker });
    },
  };
}

/** Turns that run in a Jamie that listens somewhere. */
export function talkToServer(server: ServerAddress & { timeZone: string }): Talk {
  return {
    ask: async function* (message, { conversationId, signal }) {
      const body = JSON.stringify({ message, conversationId, timeZone: server.timeZone });
      const { body: events } = await call(server, { path: '/jamie/chat', body, accept: 'text/event-stream' });
      for await (const data of readEventStream(events ?? new ReadableStream())) {
        const event = JSON.parse(data) as TurnEvent;
        if (event.type === 'turn-started') cancelOn(signal, server, event.turnId);
        yield event;
      }
    },
  };
}

function cancelOn(signal: AbortSignal, server: ServerAddress, turnId: string): void {
  const stop = (): void => {
    call(server, { path: `/jamie/turns/${encodeURIComponent(turnId)}/cancel`, body: '{}' }).catch(
      () => undefined,
    );
  };
  if (signal.aborted) stop();
  else signal.addEventListener('abort', stop, { once: true });
}
