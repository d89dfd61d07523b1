import { afterEach, describe, expect, it } from 'vitest';
import { createLogger, createMetrics } from '#ground/telemetry';
import { createEchoBrain } from '../testing.ts';
import { createHttpServer, type HttpServer } from './index.ts';

const open: HttpServer[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((server) => server.close()));
});

async function start(): Promise<HttpServer> {
  const brain = createEchoBrain();
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

const post = (payload: object) => ({ method: 'POST', url: '/jamie/feedback', payload }) as const;

describe('feedback', () => {
  it('is taken for an answer, or for the last one', async () => {
    const server = await start();
    const last = await server.inject(post({ rating: 'good' }));
    expect(last.json()).toEqual({ turnId: 'last', question: 'what was asked' });
    const one = await server.inject(post({ turnId: 't', rating: 'bad', correction: 'it was the disk' }));
    expect(one.json()).toMatchObject({ turnId: 't' });
  });

  it.each([
    [{ rating: 'so-so' }, 400],
    [{ rating: 'bad', correction: 'x'.repeat(1001) }, 400],
    [{ rating: 'good', stars: 5 }, 400],
    [{ turnId: 'unknown', rating: 'good' }, 404],
  ])('refuses %j', async (payload, status) => {
    const server = await start();
    expect((await server.inject(post(payload))).statusCode).toBe(status);
  });

  it('lists corrections, and says when there is none to take back', async () => {
    const server = await start();
    expect((await server.inject('/jamie/corrections')).json()).toEqual([]);
    const gone = await server.inject({ method: 'DELETE', url: '/jamie/corrections/none' });
    expect([gone.statusCode, gone.json<{ error: { code: string } }>().error.code]).toEqual([
      404,
      'unknown-correction',
    ]);
  });

  it('reports a week', async () => {
    const server = await start();
    const { week } = (await server.inject('/admin/metrics')).json<{ week: { all: { answers: number } } }>();
    expect(week.all.answers).toBe(0);
    expect((await server.inject('/admin/metrics?until=yesterday')).statusCode).toBe(400);
  });
});
