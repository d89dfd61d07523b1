import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createLogger, createMetrics } from '#ground/telemetry';
import { fakeKubernetes, openBench } from '../../brain/testing.ts';
import { createHttpServer, type HttpServer } from './index.ts';

let server: HttpServer;

beforeAll(async () => {
  const { brain } = await openBench({ kubernetes: fakeKubernetes({}) });
  server = await createHttpServer({
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
});
afterAll(() => server.close());

const post = (url: string, payload: object) => server.inject({ method: 'POST', url, payload });
const codeOf = (reply: { json: <T>() => T }): string => reply.json<{ error: { code: string } }>().error.code;

describe('knowledge', () => {
  it('is imported, found, read in full and removed', async () => {
    const documents = [{ path: 'turbine.md', text: '# Turbine gearbox\n\n## Fix\n\nGrease it.' }];
    const imported = await post('/admin/knowledge', { origin: 'runbooks', documents });
    expect(imported.json()).toMatchObject({ added: ['turbine.md'], faults: [] });
    const [best] = (await server.inject('/admin/knowledge?q=turbine%20gearbox')).json<{ id: string }[]>();
    expect(best).toMatchObject({
      id: 'imported/runbooks/turbine.md',
      provenance: { kind: 'imported', by: 'local-owner' },
    });
    const whole = await server.inject('/admin/knowledge/guide?id=imported/runbooks/turbine.md');
    expect(whole.json()).toMatchObject({
      title: 'Turbine gearbox',
      sections: [{ heading: 'Fix', text: 'Grease it.' }],
    });
    const gone = await post('/admin/knowledge', { origin: 'runbooks', documents: [], isComplete: true });
    expect(gone.json()).toMatchObject({ removed: ['turbine.md'] });
    expect((await server.inject('/admin/knowledge/guide?id=imported/runbooks/turbine.md')).statusCode).toBe(
      404,
    );
  });

  it('takes more than a question may have', async () => {
    const documents = Array.from({ length: 10 }, (_, at) => ({
      path: `${at}.md`,
      text: 'word '.repeat(40_000),
    }));
    expect((await post('/admin/knowledge', { origin: 'large', documents })).json()).toMatchObject({
      unchanged: 0,
      faults: [],
    });
  });

  it.each<[url: string, payload: object]>([
    ['/admin/knowledge', {}],
    ['/admin/knowledge', { origin: '', documents: [] }],
    ['/admin/knowledge', { origin: 'x', documents: [{ path: 'a' }] }],
    ['/admin/knowledge', { origin: 'x', documents: [], folder: '/etc' }],
    ['/admin/knowledge/notes', { text: '' }],
    ['/admin/knowledge/notes', { text: 'password=hunter2hunter2' }],
  ])('refuses at %s %o', async (url, payload) => {
    expect((await post(url, payload)).statusCode).toBe(400);
  });

  it('tells what could not be answered', async () => {
    expect((await server.inject('/admin/knowledge/gaps')).json()).toEqual([]);
  });
});

describe('notes', () => {
  it('are taught, reviewed, and removed by person when they were poison', async () => {
    const taught = (
      await post('/admin/knowledge/notes', { text: 'the turbine is greased on mondays' })
    ).json<{ id: string }>();
    expect((await server.inject('/admin/knowledge/review')).json()).toMatchObject([
      { id: taught.id, state: 'waiting' },
    ]);
    const approved = await post(`/admin/knowledge/notes/${taught.id}/approve`, {
      text: 'Greased on Tuesdays',
    });
    expect(approved.json()).toMatchObject({
      state: 'shared',
      text: 'Greased on Tuesdays',
      reviewedBy: 'local-owner',
    });
    expect((await post('/admin/knowledge/notes/gone/reject', {})).statusCode).toBe(404);
    const purge = (query: string) =>
      server.inject({ method: 'DELETE', url: `/admin/knowledge/notes${query}` });
    expect(codeOf(await purge(''))).toBe('purge-of-what');
    expect((await purge('?since=yesterday')).statusCode).toBe(400);
    expect((await purge('?personId=local-owner')).json()).toEqual({ removed: 1 });
  });
});
