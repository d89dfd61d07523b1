import type { Asker, Brain, ReasonerChoice, TurnEvent } from '#brain';
import { call, type ServerAddress } from './call-server.ts';
import { readEventStream } from './read-event-stream.ts';

/** How a question is asked. Aborting the signal stops the turn, not only the reading. */
export interface Asking {
  conversationId?: string;
  /** Who answers; `auto` when left out. */
  reasoner?: ReasonerChoice;
  /** A model or provider that is asked first. */
  model?: string;
  signal: AbortSignal;
}

/** A place where turns run. */
export interface Talk {
  /** The events of one turn. */
  ask: (message: string, asking: Asking) => AsyncIterable<TurnEvent>;
}

/** Turns that run in this process. */
export function talkToBrain(brain: Brain, asker: Asker): Talk {
  return {
    ask: async function* (message, { signal, ...how }) {
      const turn = await brain.startTurn({ message, ...how, asker });
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
    ask: async function* (message, { signal, ...how }) {
      const body = JSON.stringify({ message, ...how, timeZone: server.timeZone });
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
