import type { Asker, Brain, TurnEvent } from '#brain';
import { DeniedError, InputError, UpstreamError } from '#ground/errors';
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
      };
      yield* brain.follow({ ...from, asker });
    },
  };
}

interface Server {
  /** Such as http://127.0.0.1:8000. */
  url: string;
  accessToken?: string;
  timeZone: string;
}

/** Turns that run in a Jamie that listens somewhere. */
export function talkToServer(server: Server): Talk {
  return {
    ask: async function* (message, { conversationId, signal }) {
      const body = JSON.stringify({ message, conversationId, timeZone: server.timeZone });
      const response = await post(server, { path: '/jamie/chat', body, accept: 'text/event-stream' });
      if (!response.ok || !response.body) throw await failureOf(response);
      for await (const data of readEventStream(response.body)) {
        const event = JSON.parse(data) as TurnEvent;
        if (event.type === 'turn-started') cancelOn(signal, server, event.turnId);
        yield event;
      }
    },
  };
}

function cancelOn(signal: AbortSignal, server: Server, turnId: string): void {
  const stop = (): void => {
    post(server, { path: `/jamie/turns/${encodeURIComponent(turnId)}/cancel`, body: '{}' }).catch(
      () => undefined,
    );
  };
  if (signal.aborted) stop();
  else signal.addEventListener('abort', stop, { once: true });
}

interface Post {
  path: string;
  body: string;
  accept?: string;
}

async function post(
  { url, accessToken }: Server,
  { path, body, accept = 'application/json' }: Post,
): Promise<Response> {
  const authorization = accessToken === undefined ? {} : { authorization: `Bearer ${accessToken}` };
  const headers = { 'content-type': 'application/json', accept, ...authorization };
  try {
    return await fetch(new URL(path, url), { method: 'POST', headers, body });
  } catch (cause) {
    throw new UpstreamError({
      code: 'server-unreachable',
      message: `No Jamie answers at ${url}. Start one with \`npm start\`, or leave --server out.`,
      cause,
      retryable: true,
    });
  }
}

async function failureOf(response: Response): Promise<Error> {
  const body = (await response.json().catch(() => ({}))) as { error?: { code?: string; message?: string } };
  const { code = 'server-failed', message = `The server answered ${response.status}.` } = body.error ?? {};
  if (response.status === 401 || response.status === 403) return new DeniedError({ code, message });
  if (response.status < 500) return new InputError({ code, message });
  return new UpstreamError({ code, message, retryable: response.status === 503 });
}
