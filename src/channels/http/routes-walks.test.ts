import { afterEach, describe, expect, it } from 'vitest';
import type { Brain } from '#brain';
import { createLogger, createMetrics } from '#ground/telemetry';
import { createEchoBrain } from '../testing.ts';
import { createHttpServer, type HttpServer } from './index.ts';

const open: HttpServer[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((server) => server.close()));
});

type Walk = NonNullable<Awaited<ReturnType<Brain['walk']>>>;
const subject = { cluster: 'prod', kind: 'Deployment', namespace: 'web', name: 'checkout' };
const at = '2026-03-10T12:00:00.000Z';
const kept = {
  id: 'w-1',
  link: '/jamie/walks/w-1',
  subject,
  state: 'open' as const,
  startedAt: at,
  updatedAt: at,
};
const walk: Walk = {
  ...kept,
  said: 'troubleshoot checkout',
  by: 'Sam',
  steps: [],
  evidence: [],
  record: '# Record\n',
};

async function start(): Promise<HttpServer> {
  const brain: Brain = {
    ...createEchoBrain(),
    walks: async () => [kept],
    walk: async (id) => (id === kept.id ? walk : undefined),
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

describe('walks', () => {
  it('are listed, and read by their link as data or as a record', async () => {
    const server = await start();
    expect((await server.inject('/jamie/walks')).json()).toEqual([kept]);
    const { record, ...data } = walk;
    expect((await server.inject('/jamie/walks/w-1')).json()).toEqual(data);
    const told = await server.inject({ url: '/jamie/walks/w-1', headers: { accept: 'text/markdown' } });
    expect(told.headers['content-type']).toBe('text/markdown; charset=utf-8');
    expect(told.body).toBe(record);
  });

  it('are 404 when unknown, refused from elsewhere, and part of the OpenAPI', async () => {
    const server = await start();
    expect((await server.inject('/jamie/walks/nope')).statusCode).toBe(404);
    const strange = await server.inject({ url: '/jamie/walks/w-1', headers: { host: 'evil.example' } });
    expect(strange.statusCode).toBe(403);
    const { paths } = (await server.inject('/docs/json')).json<{ paths: object }>();
    expect(Object.keys(paths)).toEqual(expect.arrayContaining(['/jamie/walks', '/jamie/walks/{walkId}']));
  });
});
