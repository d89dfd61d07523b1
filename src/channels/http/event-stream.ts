import { Readable } from 'node:stream';
import type { FastifyReply } from 'fastify';
import type { TurnEvent } from '#brain';

const QUIET_MS = 15_000;

/**
 * Answers with server-sent events: `id` is the event's seq, `event` its type, `data` the event. `open` is handed a signal
 * that aborts when the reader is gone. Comments keep a quiet connection alive.
 */
export function sendEvents(
  reply: FastifyReply,
  open: (signal: AbortSignal) => AsyncIterable<TurnEvent>,
): FastifyReply {
  const gone = new AbortController();
  reply.raw.once('close', () => {
    gone.abort();
  });
  const stream = Readable.from(frames(open(gone.signal)), { objectMode: false, highWaterMark: 64 * 1024 });
  const quiet = setInterval(() => {
    reply.raw.write(': still here\n\n');
  }, QUIET_MS);
  stream.once('close', () => {
    clearInterval(quiet);
  });
  return reply
    .header('content-type', 'text/event-stream; charset=utf-8')
    .header('x-accel-buffering', 'no')
    .send(stream);
}

async function* frames(events: AsyncIterable<TurnEvent>): AsyncGenerator<string> {
  for await (const event of events) yield frameOf(event);
}

/** One event as it goes over the wire. */
function frameOf(event: TurnEvent): string {
  return `id: ${event.seq}\nevent: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`;
}

/** Whether the caller would rather have events than one JSON answer. */
export function wantsEvents(accept: string | undefined): boolean {
  return /(?:^|[\s,])text\/event-stream\b/i.test(accept ?? '');
}
