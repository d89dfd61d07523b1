import { afterEach, describe, expect, it } from 'vitest';
import type { Brain } from '#brain';
import { createLogger, createMetrics } from '#ground/telemetry';
import { createEchoBrain } from '../testing.ts';
import { createHttpServer, type HttpServer } from './index.ts';

const open: HttpServer[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((server) => server.close()));
});

const at = '2026-03-10T12:00:00.000Z';
const memory = {
  turnId: 't-1',
  conversationId: 'c-1',
  title: 'redis',
  at,
  message: 'why is redis slow?',
  answer: 'Its disk is full.',
  names: ['redis'],
  outcome: 'answered',
  skill: 'diagnose',
};

async function start(): Promise<HttpServer> {
  const echo = createEchoBrain();
  const brain: Brain = {
    ...echo,
    memory: {
      ...echo.memory,
      search: async ({ about }) => (about === 'redis' ? [{ ...memory, strength: 0.7 }] : []),
      forgetConversation: async (id) => id === 'c-1',
      forgetEverything: async () => 3,
      summary: async (id) =>
        id === 'c-1' ? [{ turnId: 't-1', at, kind: 'told', text: 'Kim owns it.' }] : undefined,
    },
  };
  const server = await createHttpServer({
    brain: async () => brain,
    readiness: async () => ({ ready: true, waitingFor: [] }),
    facts: () => ({ store: 'embedded', world: false }),
    policy: { kind: 'loopback' },
    metrics: createMetrics({ staleness: () => [] }),
    log: createLogger({ level: 'silent', write: () => undefined }),
    version: '1.2.3',
    newId: () => crypto.randomUUID(),
    doors: [],
  });
  open.push(server);
  return server;
}

const headers = { host: '127.0.0.1' };

describe('the routes of memory', () => {
  it('search, sum up and export', async () => {
    const server = await start();
    const found = await server.inject({ url: '/jamie/memory?q=redis', headers });
    expect(found.json()).toMatchObject({ memories: [{ turnId: 't-1', strength: 0.7 }], preferences: [] });
    const summary = await server.inject({ url: '/jamie/memory/conversations/c-1', headers });
    expect(summary.json()).toEqual([{ turnId: 't-1', at, kind: 'told', text: 'Kim owns it.' }]);
    const whole = await server.inject({ url: '/jamie/memory/export', headers });
    expect(whole.json()).toMatchObject({ personId: 'local-owner', memories: [] });
  });

  it('delete what is named, and everything only when everything is said', async () => {
    const server = await start();
    const remove = async (url: string) => server.inject({ method: 'DELETE', url, headers });
    expect((await remove('/jamie/memory/conversations/c-1')).statusCode).toBe(204);
    expect((await remove('/jamie/memory/conversations/other')).statusCode).toBe(404);
    expect((await remove('/jamie/memory')).statusCode).toBe(400);
    expect((await remove('/jamie/memory?all=true')).json()).toEqual({ conversations: 3 });
  });

  it('keep and forget preferences, of known keys only', async () => {
    const server = await start();
    const put = async (key: string) =>
      server.inject({
        method: 'PUT',
        url: `/jamie/memory/preferences/${key}`,
        headers,
        payload: { value: 'Sam' },
      });
    expect((await put('name')).statusCode).toBe(200);
    expect((await put('password')).statusCode).toBe(400);
  });
});
