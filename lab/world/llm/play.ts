import type { ServerResponse } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import type { Protocol, Writes } from './protocol.ts';
import type { Fault, StandInReply } from './reply.ts';

const isOpen = (response: ServerResponse): boolean => !response.destroyed && !response.writableEnded;

/** Pieces of two words, as models send them. */
const piecesOf = (text: string): string[] => text.match(/\s*\S+(?:\s+\S+)?|\s+$/g) ?? [];

function refuse(
  response: ServerResponse,
  protocol: Protocol,
  fault: Extract<Fault, { kind: 'status' }>,
): void {
  const { status, type = 'api_error', words = 'Something is not as it should be.', retryAfter } = fault;
  const after = retryAfter === undefined ? {} : { 'retry-after': retryAfter };
  response.writeHead(status, { 'content-type': 'application/json', ...after });
  response.end(JSON.stringify(protocol.refusal(type, words)));
}

async function cut(response: ServerResponse, written: string[]): Promise<void> {
  for (const write of written) response.write(write);
  // What was written is on its way before the connection breaks.
  await wait(15);
  response.destroy();
}

async function endless(response: ServerResponse, writes: Writes): Promise<void> {
  const pieces = Array.from({ length: 50 }, () => ' and so on');
  const [first = '', ...rest] = writes.text(pieces);
  response.write(first);
  while (isOpen(response)) {
    for (const write of rest.slice(0, -1)) response.write(write);
    await wait(1);
  }
}

interface Playing {
  protocol: Protocol;
  writes: Writes;
  reply: StandInReply;
}

/** Goes wrong in the way that is asked for, after the answer has begun. */
async function fail(response: ServerResponse, { protocol, writes, reply }: Playing): Promise<void> {
  const { fault, text = '' } = reply;
  const pieces = piecesOf(text);
  const half = writes.text(pieces).slice(0, Math.max(2, Math.ceil(pieces.length / 2)));
  switch (fault?.kind) {
    case 'cut-before':
      return cut(response, []);
    case 'cut-after':
      return cut(response, half);
    case 'malformed': {
      const isSse = protocol.contentType === 'text/event-stream';
      for (const write of half) response.write(write);
      response.end(isSse ? 'data: {"type": "half\n\n' : '{"message": {"cont\n');
      return;
    }
    case 'error-in-stream':
      response.end([...half, writes.error(fault.type, fault.words)].join(''));
      return;
    case 'endless':
      return endless(response, writes);
    default:
      return;
  }
}

/** Answers one request as its reply says. */
export async function play(
  response: ServerResponse,
  protocol: Protocol,
  { model, reply }: { model: string; reply: StandInReply },
): Promise<void> {
  const { fault, text = '', calls = [], firstTokenMs = 0 } = reply;
  if (fault?.kind === 'status') return refuse(response, protocol, fault);
  if (fault?.kind === 'page') {
    response.writeHead(200, { 'content-type': 'text/html' }).end('<html>Sign in</html>');
    return;
  }
  const writes = protocol.begin(model);
  response.writeHead(200, { 'content-type': protocol.contentType });
  response.flushHeaders();
  for (const write of writes.open) response.write(write);
  if (firstTokenMs > 0) await wait(firstTokenMs);
  if (fault !== undefined) return fail(response, { protocol, writes, reply });
  const said = [...(text === '' ? [] : writes.text(piecesOf(text))), ...writes.calls(calls)];
  for (const write of [...said, ...writes.close(reply)]) if (isOpen(response)) response.write(write);
  response.end();
}
