import { request } from 'node:http';
import type { Socket } from 'node:net';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { DoorPolicy } from '#access';
import { createLogger, createMetrics } from '#ground/telemetry';
import { createHttpServer, type HttpServer } from '../http/index.ts';
import { createEchoBrain } from '../testing.ts';
import { serverMessageSchema, websocketDoor, type ServerMessage, type WebsocketDeps } from './index.ts';

let brain: ReturnType<typeof createEchoBrain>;
let server: HttpServer;
let url: string;
const clients: WebSocket[] = [];

async function start(options: { policy?: DoorPolicy; limits?: WebsocketDeps['limits'] } = {}) {
  brain = createEchoBrain(1);
  const log = createLogger({ level: 'silent', write: () => undefined });
  const metrics = createMetrics({ staleness: () => [] });
  const deps = { brain: async () => brain, metrics, log };
  server = await createHttpServer({
    ...deps,
    readiness: async () => ({ ready: true, waitingFor: [] }),
    facts: () => ({ store: 'embedded', world: false }),
    policy: options.policy ?? { kind: 'loopback' },
    version: '0',
    newId: () => crypto.randomUUID(),
    doors: [websocketDoor({ ...deps, limits: options.limits })],
  });
  const http = await server.listen({ host: '127.0.0.1', port: 0 });
  url = `${http.replace('http', 'ws')}/jamie/ws`;
}

beforeEach(() => start());
afterEach(async () => {
  for (const client of clients.splice(0)) client.close();
  await server.close();
});

interface Client {
  socket: WebSocket;
  received: ServerMessage[];
  send: (message: unknown) => void;
  /** The first message of a type, once it is there. */
  next: <Type extends ServerMessage['type']>(type: Type) => Promise<Extract<ServerMessage, { type: Type }>>;
  closed: Promise<{ code: number; reason: string }>;
}

async function connect(init: ConstructorParameters<typeof WebSocket>[1] = {}): Promise<Client> {
  const socket = new WebSocket(url, init);
  clients.push(socket);
  const received: ServerMessage[] = [];
  socket.addEventListener('message', ({ data }) =>
    received.push(serverMessageSchema.parse(JSON.parse(String(data)))),
  );
  const closed = new Promise<{ code: number; reason: string }>((resolve) => {
    socket.addEventListener('close', resolve);
  });
  await new Promise<void>((resolve, reject) => {
    socket.addEventListener('open', () => {
      resolve();
    });
    socket.addEventListener('error', () => {
      reject(new Error('refused'));
    });
  });
  return {
    socket,
    received,
    closed,
    send: (message) => {
      socket.send(typeof message === 'string' ? message : JSON.stringify(message));
    },
    next: (type) =>
      expect
        .poll(() => received.find((message) => message.type === type), { timeout: 5000 })
        .toBeDefined()
        .then(() => received.find((message) => message.type === type) as never),
  };
}

/** A socket that speaks no WebSocket by itself: it answers no pings and reads when told to. */
function connectRaw(headers: Record<string, string> = {}): Promise<{ socket: Socket; head: Buffer }> {
  const upgrade = { connection: 'Upgrade', upgrade: 'websocket', 'sec-websocket-version': '13' };
  const key = { 'sec-websocket-key': Buffer.alloc(16).toString('base64') };
  return new Promise((resolve, reject) => {
    const going = request(url.replace('ws', 'http'), { headers: { ...upgrade, ...key, ...headers } });
    going.on('upgrade', (_, socket, head) => {
      resolve({ socket: socket, head });
    });
    going.on('response', ({ statusCode }) => {
      reject(new Error(String(statusCode)));
    });
    going.on('error', reject).end();
  });
}

/** A short masked text frame. */
function textFrame(message: unknown): Buffer {
  const payload = Buffer.from(JSON.stringify(message));
  return Buffer.concat([Buffer.from([0x81, 0x80 | payload.length, 0, 0, 0, 0]), payload]);
}

const seqsOf = (messages: ServerMessage[]) =>
  messages.flatMap((message) => ('seq' in message ? message.seq : []));

describe('the WebSocket', () => {
  it('takes a question and sends its events', async () => {
    const client = await connect();
    client.send({ type: 'ask', requestId: 'r1', message: 'a b c' });
    expect(await client.next('turn-finished')).toMatchObject({ text: 'a b c', conversationId: 'c1' });
    expect(await client.next('accepted')).toMatchObject({ requestId: 'r1', conversationId: 'c1' });
    expect(seqsOf(client.received)).toEqual([1, 2, 3, 4, 5]);
  });

  it('keeps several sockets on one conversation in step', async () => {
    const [a, b] = [await connect(), await connect()];
    a.send({ type: 'ask', requestId: 'r1', message: 'one' });
    await a.next('turn-finished');
    b.send({ type: 'resume', conversationId: 'c1', afterSeq: 0 });
    await b.next('turn-finished');
    b.send({ type: 'ask', requestId: 'r2', message: 'two', conversationId: 'c1' });
    await expect
      .poll(() => [seqsOf(a.received), seqsOf(b.received)])
      .toEqual([
        [1, 2, 3, 4, 5, 6],
        [1, 2, 3, 4, 5, 6],
      ]);
  });

  it('takes any number of questions one after the other, each in a conversation of its own', async () => {
    const client = await connect();
    for (let at = 1; at <= 60; at += 1) {
      client.send({ type: 'ask', requestId: `r${at}`, message: 'one' });
      const finished = () => client.received.filter(({ type }) => type === 'turn-finished');
      await expect.poll(() => finished().length).toBe(at);
    }
    expect(client.received.filter(({ type }) => type === 'error')).toEqual([]);
  });

  it('starts no turn beyond those that it can follow', async () => {
    const client = await connect();
    for (let at = 1; at <= 51; at += 1)
      client.send({ type: 'ask', requestId: `r${at}`, message: 'word '.repeat(500) });
    expect(await client.next('error')).toMatchObject({
      requestId: 'r51',
      error: { code: 'too-many-conversations' },
    });
    expect(client.received.filter(({ type }) => type === 'accepted')).toHaveLength(50);
  });

  it('cancels, answers pings, and says when there is nothing to cancel', async () => {
    const client = await connect();
    client.send({ type: 'ask', requestId: 'r1', message: 'word '.repeat(500) });
    const { turnId } = await client.next('accepted');
    client.send({ type: 'cancel', turnId });
    expect(await client.next('turn-failed')).toMatchObject({ error: { code: 'cancelled' } });
    client.send({ type: 'ping' });
    await client.next('pong');
    client.send({ type: 'cancel', turnId });
    expect(await client.next('error')).toMatchObject({ error: { code: 'not-running' } });
  });

  it.each([
    ['an unknown type', 'type', { type: 'shout' }],
    ['an empty message', 'message', { type: 'ask', requestId: 'r1', message: ' ' }],
    ['a field too many', 'token', { type: 'ping', token: 'x' }],
    ['a wrong seq', 'afterSeq', { type: 'resume', conversationId: 'c1', afterSeq: -1 }],
    ['no request id', 'requestId', { type: 'ask', message: 'x' }],
  ])('answers %s with an error and stays open', async (_, at, message) => {
    const client = await connect();
    client.send(message);
    expect(await client.next('error')).toMatchObject({ error: { code: 'wrong-shape', faults: [{ at }] } });
    client.send({ type: 'ping' });
    await client.next('pong');
  });

  it.each(['', '{', 'hello'])('says that %j is no JSON, and stays open', async (text) => {
    const client = await connect();
    client.socket.send(text);
    expect(await client.next('error')).toMatchObject({ error: { code: 'not-json' } });
    client.send({ type: 'ping' });
    await client.next('pong');
  });

  it('answers binary, and conversations that do not exist, with an error', async () => {
    const client = await connect();
    client.socket.send(new Uint8Array([1, 2, 3]));
    expect(await client.next('error')).toMatchObject({ error: { code: 'wrong-shape' } });
    const other = await connect();
    other.send({ type: 'resume', conversationId: 'nope', afterSeq: 0 });
    expect(await other.next('error')).toMatchObject({
      conversationId: 'nope',
      error: { code: 'unknown-conversation' },
    });
    const third = await connect();
    third.send({ type: 'ask', requestId: 'r9', message: 'x', conversationId: 'nope' });
    expect(await third.next('error')).toMatchObject({
      requestId: 'r9',
      error: { code: 'unknown-conversation' },
    });
  });

  it('says so when asked to go on from an event that never was, and goes on as before', async () => {
    const client = await connect();
    client.send({ type: 'ask', requestId: 'r1', message: 'one' });
    const { conversationId } = await client.next('turn-finished');
    client.send({ type: 'resume', conversationId, afterSeq: 999 });
    expect(await client.next('error')).toMatchObject({ conversationId, error: { code: 'beyond-the-end' } });
    const other = await connect();
    other.send({ type: 'ask', requestId: 'r2', message: 'two', conversationId });
    await expect.poll(() => seqsOf(client.received)).toEqual([1, 2, 3, 4, 5, 6]);
  });

  it('asks once what a client that lost the connection asks again', async () => {
    const asked = { type: 'ask', requestId: 'r1', message: 'word '.repeat(40) };
    const lost = await connect();
    lost.send(asked);
    const { turnId } = await lost.next('accepted');
    lost.socket.close();
    const client = await connect();
    client.send(asked);
    expect(await client.next('accepted')).toMatchObject({ turnId });
    await client.next('turn-finished');
    expect(seqsOf(client.received)).toEqual(Array.from({ length: 42 }, (_, index) => index + 1));
    expect(await brain.conversations({ personId: 'local-owner', channel: 'web' })).toHaveLength(1);
  });

  it('closes on a message that is too large', async () => {
    const client = await connect();
    client.send({ type: 'ask', requestId: 'r1', message: 'x'.repeat(100_000) });
    expect((await client.closed).code).toBe(1009);
  });

  it('never loses or repeats an event, however often the connection drops', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 0, max: 12 }), { minLength: 1, maxLength: 6 }),
        async (drops) => {
          const asker = await connect();
          asker.send({ type: 'ask', requestId: 'r', message: 'word '.repeat(40) });
          const { conversationId } = await asker.next('accepted');
          const seen: number[] = [];
          for (const after of [...drops, Infinity]) {
            const reader = await connect();
            reader.send({ type: 'resume', conversationId, afterSeq: seen.at(-1) ?? 0 });
            await expect
              .poll(
                () => reader.received.length > after || reader.received.at(-1)?.type === 'turn-finished',
                { interval: 1 },
              )
              .toBe(true);
            reader.socket.close();
            seen.push(...seqsOf(reader.received));
            if (seen.length === 42) break;
          }
          expect(seen).toEqual(Array.from({ length: 42 }, (_, index) => index + 1));
        },
      ),
      { numRuns: 15 },
    );
  });

  it('drops a peer that answers no pings', async () => {
    await server.close();
    await start({ limits: { pingMs: 20 } });
    const { socket } = await connectRaw();
    await new Promise((resolve) => socket.resume().once('close', resolve));
  });

  it('sends away a reader that stays behind; what it missed is there when it resumes', async () => {
    await server.close();
    await start({ limits: { bufferedBytes: 64 * 1024, stallMs: 50, graceMs: 6000 } });
    const asker = { personId: 'local-owner', channel: 'web' } as const;
    const { conversationId } = await brain.startTurn({ message: 'x', asker });
    const { socket, head } = await connectRaw();
    socket.pause();
    socket.write(textFrame({ type: 'resume', conversationId, afterSeq: 0 }));
    for (let turn = 0; turn < 120; turn += 1)
      await brain.startTurn({ message: 'x'.repeat(32_000), conversationId, asker });
    await expect.poll(() => brain.running(), { timeout: 30_000 }).toBe(0);
    await new Promise((resolve) => setTimeout(resolve, 500));

    const chunks = [head];
    socket.on('data', (chunk: Buffer) => chunks.push(chunk)).resume();
    await new Promise((resolve) => socket.once('end', resolve));
    const closeFrame = Buffer.concat(chunks).subarray(-60);
    expect(closeFrame.includes(Buffer.from([4008 >> 8, 4008 & 255]))).toBe(true);

    const again = await connect();
    again.send({ type: 'resume', conversationId, afterSeq: 300 });
    await expect.poll(() => seqsOf(again.received).length, { timeout: 30_000 }).toBe(63);
  });
});

describe('the WebSocket’s door', () => {
  it.each([{ headers: { origin: 'http://evil.example' } }, { headers: { origin: 'null' } }])(
    'refuses %o',
    async (init) => {
      await expect(connect(init)).rejects.toThrow('refused');
    },
  );

  it('says what it is to a request without an upgrade', async () => {
    const reply = await fetch(url.replace('ws', 'http'));
    expect([reply.status, reply.headers.get('upgrade')]).toEqual([426, 'websocket']);
    expect(await reply.json()).toMatchObject({ error: { code: 'upgrade-required', faults: [] } });
  });

  it('refuses a rebound name', async () => {
    await expect(connectRaw({ host: 'evil.example' })).rejects.toThrow('403');
  });

  it('wants the token where there is one: header or subprotocol, never the URL', async () => {
    await server.close();
    const token = 'correct-horse-battery';
    await start({ policy: { kind: 'token', token } });
    await expect(connect()).rejects.toThrow('refused');
    await expect(connect({ protocols: ['jamie', 'bearer.eHh4'] })).rejects.toThrow('refused');
    const plain = url;
    url = `${plain}?token=${token}`;
    await expect(connect()).rejects.toThrow('refused');
    url = plain;
    const byHeader = await connect({ headers: { authorization: `Bearer ${token}` } });
    byHeader.send({ type: 'ping' });
    await byHeader.next('pong');
    const byProtocol = await connect({
      protocols: ['jamie', `bearer.${Buffer.from(token).toString('base64url')}`],
    });
    expect(byProtocol.socket.protocol).toBe('jamie');
  });
});
