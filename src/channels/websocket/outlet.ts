import type { WebSocket } from '@fastify/websocket';
import type { ServerMessage } from './messages.ts';

export interface OutletLimits {
  /** Bytes that may wait for the reader before sending pauses. */
  bufferedBytes: number;
  /** How long the reader may take to catch up, in ms. */
  stallMs: number;
  /** How long it may then take to hear that it was sent away. */
  graceMs: number;
}

/** Sent when a reader stays behind: it may come back and resume. */
const TOO_SLOW = 4008;

/** Sends messages in order. Resolves false when the socket is closed; waits while the reader is behind, and closes on one that stays so. */
export function createOutlet(
  socket: WebSocket,
  limits: OutletLimits,
): (message: ServerMessage) => Promise<boolean> {
  return async (message) => {
    if (socket.readyState !== socket.OPEN) return false;
    const sent = new Promise<void>((resolve) => {
      socket.send(JSON.stringify(message), () => {
        resolve();
      });
    });
    if (socket.bufferedAmount <= limits.bufferedBytes) return true;
    if (await endsWithin(sent, limits.stallMs)) return socket.readyState === socket.OPEN;
    socket.close(TOO_SLOW, 'too slow: resume from the last event seen');
    setTimeout(() => {
      socket.terminate();
    }, limits.graceMs).unref();
    return false;
  };
}

async function endsWithin(work: Promise<void>, ms: number): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => {
      resolve(false);
    }, ms);
  });
  const result = await Promise.race([work.then(() => true), late]);
  clearTimeout(timer);
  return result;
}
