import { request as httpRequest } from 'node:http';
import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { doorPolicy, type DoorPolicy } from '#access';
import { turnEventSchema } from '#brain';
import { createLogger, createMetrics } from '#ground/telemetry';
import { createEchoBrain } from '../testing.ts';
import { createHttpServer, type HttpDeps, type HttpServer } from './index.ts';

const open: HttpServer[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((server) => server.close()));
});

async function start(changes: Partial<HttpDeps> = {}) {
  const brain = createEchoBrain(2);
  const lines: string[] = [];
  const server = await createHttpServer({
    brain: async () => brain,
    readiness: async () => ({ ready: true, waitingFor: [] }),
    facts: () => ({ store: 'embedded', world: false }),
    policy: { kind: 'loopback' },
    metrics: createMetrics({ staleness: () => [] }),
    log: createLogger({ level: 'debug', write: (line) => lines.push(line) }),
    version: '1.2.3',
    newId: () => crypto.randomUUID(),
    doors: [],
    ...changes,
  });
  open.push(server);
  return { server, brain, lines };
}

const chat = (payload: unknown, headers: Record<string, string> = {}) => ({
  method: 'POST' as const,
  url: '/jamie/chat',
  headers: { 'content-type': 'application/json', ...headers },
  payload: typeof payload === 'string' || Buffer.isBuffer(payload) ? payload : JSON.stringify(payload),
});

const framesOf = (body: string) =>
  body
    .split('\n\n')
    .filter((frame) => frame.startsWith('id: '))
    .map((frame) => turnEventSchema.parse(JSON.parse(/^data: (.*)$/m.exec(frame)?.[1] ?? '')));

describe('POST /jamie/chat', () => {
  it('answers JSON, and goes on with the conversation', async () => {
    const { server } = await start();
    const first = await server.inject(chat({ message: 'is all well? 👩‍🚀 שלום' }));
    expect(first.statusCode).toBe(200);
    expect(first.json()).toMatchObject({
      outcome: 'talked',
      text: 'is all well? 👩‍🚀 שלום',
      facts: [],
      skill: 'greet',
    });
    expect(first.json()).not.toHaveProperty('seq');
    const { conversationId } = first.json<{ conversationId: string }>();
    const second = await server.inject(chat({ message: 'why?', conversationId }));
    expect(second.json()).toMatchObject({ conversationId, text: 'why?' });
  });

  it('asks once what comes twice under one Idempotency-Key, and refuses a key that is none', async () => {
    const { server } = await start();
    const ask = (message: string, key: string) =>
      server.inject(chat({ message }, { 'idempotency-key': key }));
    const turnId = async (message: string, key: string) =>
      (await ask(message, key)).json<{ turnId: string }>().turnId;
    const first = await turnId('one', 'k');
    expect(await turnId('one', 'k')).toBe(first);
    expect(await turnId('one', 'other')).not.toBe(first);
    expect(await turnId('two', 'k')).not.toBe(first);
    expect((await ask('one', 'x'.repeat(201))).json()).toMatchObject({
      error: { code: 'wrong-shape', faults: [{ at: 'idempotency-key' }] },
    });
  });

  it('answers each of two questions at once in one conversation with its own answer', async () => {
    const { server } = await start();
    const { conversationId } = (await server.inject(chat({ message: 'hi' }))).json<{
      conversationId: string;
    }>();
    const messages = ['a long one of many words', 'short'];
    const replies = await Promise.all(
      messages.map((message) => server.inject(chat({ message, conversationId }))),
    );
    expect(replies.map((reply) => reply.json<{ text: string }>().text)).toEqual(messages);
  });

  it('streams the events of this turn only, in order, when asked to', async () => {
    const { server } = await start();
    await server.inject(chat({ message: 'one' }));
    const reply = await server.inject(
      chat({ message: 'a b c', conversationId: 'c1' }, { accept: 'text/event-stream' }),
    );
    expect(reply.headers['content-type']).toMatch(/^text\/event-stream/);
    const events = framesOf(reply.body);
    expect(events.map(({ type }) => type)).toEqual([
      'turn-started',
      'text-delta',
      'text-delta',
      'text-delta',
      'turn-finished',
    ]);
    expect(events.map(({ seq }) => seq)).toEqual([4, 5, 6, 7, 8]);
  });

  it.each<[what: string, payload: unknown, expected: [number, string, string]]>([
    ['no message', {}, [400, 'wrong-shape', 'message']],
    ['an empty message', { message: ' \n ' }, [400, 'wrong-shape', 'message']],
    ['a number', { message: 5 }, [400, 'wrong-shape', 'message']],
    ['a field too many', { message: 'x', mesage: 'y' }, [400, 'wrong-shape', 'mesage']],
    ['a wrong id', { message: 'x', conversationId: [] }, [400, 'wrong-shape', 'conversationId']],
    ['a time zone of another planet', { message: 'x', timeZone: 'Mars/X' }, [400, 'wrong-shape', 'timeZone']],
    ['a list', [], [400, 'wrong-shape', 'body']],
    ['null', 'null', [400, 'wrong-shape', 'body']],
    ['nothing', '', [400, 'wrong-shape', '']],
    ['half a body', '{"message":', [400, 'not-json', '']],
    ['an unknown conversation', { message: 'x', conversationId: 'c99' }, [404, 'unknown-conversation', '']],
    ['too long a message', { message: 'x'.repeat(40_000) }, [413, 'message-too-long', '']],
    ['1 MB', { message: 'x'.repeat(1024 * 1024) }, [413, 'body-too-large', '']],
    ['binary', Buffer.from([0, 255, 254, 1, 2]), [400, 'not-json', '']],
  ])('refuses %s', async (_, payload, [status, code, field]) => {
    const { server } = await start();
    const reply = await server.inject(chat(payload));
    expect([reply.statusCode, reply.json<{ error: { code: string } }>().error.code]).toEqual([status, code]);
    if (field !== '') expect(reply.json()).toMatchObject({ error: { faults: [{ at: field }] } });
  });

  it('answers an address that is none like any other mistake', async () => {
    const { server } = await start();
    const reply = await server.inject('/%zz');
    expect(reply.statusCode).toBe(400);
    expect(reply.json()).toMatchObject({ error: { code: 'bad-request', faults: [] } });
    expect(reply.headers['x-content-type-options']).toBe('nosniff');
  });

  it('takes JSON only', async () => {
    const { server } = await start();
    for (const type of ['application/octet-stream', 'text/plain', 'multipart/form-data; boundary=x']) {
      const reply = await server.inject(chat('x', { 'content-type': type }));
      expect([reply.statusCode, reply.json<{ error: { code: string } }>().error.code]).toEqual([
        415,
        'media-type',
      ]);
    }
  });

  it('never answers 500, whatever is sent', async () => {
    const { server } = await start();
    await fc.assert(
      fc.asyncProperty(fc.oneof(fc.json(), fc.string(), fc.jsonValue()), async (payload) => {
        expect((await server.inject(chat(payload))).statusCode).toBeLessThan(500);
      }),
      { numRuns: 100 },
    );
  });

  it('lets the turn go on when the reader leaves; the events are there later', async () => {
    const { server, brain } = await start();
    const url = new URL(await server.listen({ host: '127.0.0.1', port: 0 }));
    await new Promise<void>((resolve, reject) => {
      const headers = { 'content-type': 'application/json', accept: 'text/event-stream' };
      const going = httpRequest(new URL('/jamie/chat', url), { method: 'POST', headers }, (response) => {
        response.once('data', () => {
          going.destroy();
          resolve();
        });
      });
      going.on('error', reject).end(JSON.stringify({ message: 'a '.repeat(20) }));
    });
    await expect.poll(() => brain.running()).toBe(0);
    const events = (await server.inject('/jamie/conversations/c1/events?after=20')).json<
      { type: string }[]
    >();
    expect(events.map(({ type }) => type)).toEqual(['text-delta', 'turn-finished']);
  });
});

describe('the other routes', () => {
  it('lists conversations, reads events after one, cancels', async () => {
    const { server, brain } = await start();
    await server.inject(chat({ message: 'hello' }));
    expect((await server.inject('/jamie/conversations')).json()).toMatchObject([{ id: 'c1' }]);
    expect((await server.inject('/jamie/conversations/c1/events?after=2')).json()).toMatchObject([
      { seq: 3 },
    ]);
    expect((await server.inject('/jamie/conversations/nope/events')).statusCode).toBe(404);
    const stream = { headers: { accept: 'text/event-stream' } };
    expect((await server.inject({ url: '/jamie/conversations/nope/events', ...stream })).statusCode).toBe(
      404,
    );
    expect((await server.inject('/jamie/conversations/c1/events?after=x')).json()).toMatchObject({
      error: { faults: [{ at: 'after' }] },
    });
    const turn = await brain.startTurn({ message: 'a b c d', asker: { personId: 'x', channel: 'api' } });
    const cancel = await server.inject({ method: 'POST', url: `/jamie/turns/${turn.turnId}/cancel` });
    expect(cancel.json()).toEqual({ cancelled: true });
  });

  it('says how it is', async () => {
    let ready = false;
    const { server } = await start({
      readiness: async () => ({ ready, waitingFor: ready ? [] : ['store'] }),
    });
    expect((await server.inject('/health')).json()).toEqual({ status: 'ok' });
    expect((await server.inject('/ready')).statusCode).toBe(503);
    expect((await server.inject('/ready')).json()).toEqual({ ready: false, waitingFor: ['store'] });
    ready = true;
    expect((await server.inject('/ready')).statusCode).toBe(200);
    expect((await server.inject('/version')).json()).toMatchObject({ version: '1.2.3' });
    expect((await server.inject('/jamie/status')).json()).toMatchObject({
      reasoner: 'embedded',
      world: false,
    });
    expect((await server.inject('/jamie/gaps?limit=5')).json()).toEqual([]);
    expect((await server.inject('/metrics')).body).toContain(
      'jamie_http_request_seconds_count{method="GET",route="/ready"',
    );
    expect((await server.inject('/')).body).toContain('jamie -- ask');
    expect((await server.inject('/nope')).json()).toMatchObject({ error: { code: 'no-such-route' } });
  });

  it('describes itself: every route with a summary, chat with examples, the page from its own files', async () => {
    const { server } = await start();
    const { paths } = (await server.inject('/docs/json')).json<{
      paths: Record<string, Record<string, { summary?: string }>>;
    }>();
    expect(Object.keys(paths)).toEqual(
      expect.arrayContaining([
        '/jamie/chat',
        '/jamie/status',
        '/jamie/conversations/{conversationId}/events',
        '/ready',
      ]),
    );
    const operations = Object.values(paths).flatMap((methods) => Object.values(methods));
    expect(operations.filter(({ summary }) => !summary)).toEqual([]);
    expect(JSON.stringify(paths['/jamie/chat'])).toContain("How's my cluster?");
    expect((await server.inject('/docs/')).body).toContain('swagger-ui');
    expect((await server.inject('/docs/static/swagger-ui.css')).statusCode).toBe(200);
    expect((await server.inject('/docs/')).body).not.toMatch(/(?:src|href)="https?:/);
  });

  it('says nothing about a bug but logs it under the request’s id', async () => {
    const failing = createEchoBrain();
    failing.gaps = () => Promise.reject(new Error('stack and secrets'));
    const { server, lines } = await start({ brain: async () => failing });
    const reply = await server.inject({ url: '/jamie/gaps', headers: { 'x-request-id': 'my-request-1' } });
    expect(reply.statusCode).toBe(500);
    expect(reply.body).not.toContain('stack and secrets');
    expect(reply.headers['x-request-id']).toBe('my-request-1');
    expect(lines.find((line) => line.includes('stack and secrets'))).toContain('my-request-1');
  });
});

describe('the door', () => {
  it('is closed to other hosts and other pages, on every route', async () => {
    const { server } = await start();
    for (const url of ['/', '/health', '/jamie/status', '/metrics', '/docs/json', '/nope']) {
      expect((await server.inject({ url, headers: { host: 'evil.example' } })).statusCode).toBe(403);
      expect(
        (await server.inject({ url, headers: { host: 'localhost', origin: 'http://evil.example' } }))
          .statusCode,
      ).toBe(403);
    }
    const own = { host: 'localhost:8000', origin: 'http://localhost:8000' };
    expect((await server.inject({ url: '/health', headers: own })).statusCode).toBe(200);
    expect((await server.inject(chat('{', { host: 'evil.example' }))).json()).toMatchObject({
      error: { code: 'foreign-host' },
    });
  });

  it('asks for the token where there is one, but for probes and docs', async () => {
    const token = 'correct-horse-battery';
    const policy: DoorPolicy = doorPolicy({ host: '0.0.0.0', accessToken: token });
    const { server } = await start({ policy });
    const host = { host: 'jamie.example.com' };
    for (const url of [
      '/jamie/status',
      '/metrics',
      '/jamie/conversations',
      '/health/../jamie/status',
      '//jamie/status',
    ]) {
      const reply = await server.inject({ url, headers: host });
      expect(reply.statusCode).toBe(401);
      expect(reply.headers['www-authenticate']).toBe('Bearer');
    }
    for (const url of ['/', '/health', '/ready', '/version', '/docs/json'])
      expect((await server.inject({ url, headers: host })).statusCode).toBe(200);
    const authorization = `Bearer ${token}`;
    expect(
      (await server.inject({ url: '/jamie/status', headers: { ...host, authorization } })).statusCode,
    ).toBe(200);
    expect(
      (await server.inject({ url: '/jamie/status', headers: { ...host, authorization: 'Bearer no' } }))
        .statusCode,
    ).toBe(401);
    expect((await server.inject({ url: `/jamie/status?token=${token}`, headers: host })).statusCode).toBe(
      401,
    );
  });

  it('puts the security headers on every answer', async () => {
    const { server } = await start();
    for (const url of ['/health', '/nope', '/']) {
      const { headers } = await server.inject(url);
      expect(headers).toMatchObject({ 'x-content-type-options': 'nosniff', 'x-frame-options': 'DENY' });
      expect(headers['content-security-policy']).toContain("default-src 'none'");
    }
  });

  it('says so when the port is taken', async () => {
    const [{ server: a }, { server: b }] = [await start(), await start()];
    const { port } = new URL(await a.listen({ host: '127.0.0.1', port: 0 }));
    await expect(b.listen({ host: '127.0.0.1', port: Number(port) })).rejects.toMatchObject({
      code: 'cannot-listen',
    });
  });
});
