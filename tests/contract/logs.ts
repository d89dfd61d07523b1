import { beforeAll, describe, expect, it, vi } from 'vitest';
import type { ContractServer } from './contract-server.ts';
import { ask, at } from './http-client.ts';
import { namespace, pod } from './manifests.ts';

const NAMESPACE = 'contract-logs';
const POD = `/api/v1/namespaces/${NAMESPACE}/pods/talker`;

/** The logs of containers. */
export function logs(server: () => ContractServer): void {
  const log = async (query: string, of = POD) => ask(server().admin, `${of}/log?${query}`);

  describe('logs', () => {
    const start = Math.floor(Date.now() / 1000) * 1000;
    const line = (text: string, secondsAgo: number) => ({ at: new Date(start - secondsAgo * 1000), text });

    beforeAll(async () => {
      const { admin } = server();
      await ask(admin, '/api/v1/namespaces', { body: namespace(NAMESPACE) });
      const containers = ['app', 'side'].map((name) => ({ name, image: `nginx:1.27` }));
      const pods = `/api/v1/namespaces/${NAMESPACE}/pods`;
      await ask(admin, pods, { body: pod('talker', { spec: { containers } }) });
      const huge = [{ name: 'app', image: 'nginx:1.27', resources: { requests: { cpu: '500' } } }];
      await ask(admin, pods, { body: pod('nowhere', { spec: { containers: huge } }) });
      await vi.waitFor(
        async () => {
          expect(at((await ask(admin, POD)).body, 'status.phase')).toBe('Running');
        },
        { timeout: 30_000, interval: 100 },
      );
      const app = [line('first', 3600), line('second', 60), line('third', 30)];
      await server().writeLogs([
        {
          namespace: NAMESPACE,
          pod: 'talker',
          container: 'app',
          lines: app,
          previous: [line('the run before', 7200)],
        },
        { namespace: NAMESPACE, pod: 'talker', container: 'side', lines: [line('beside', 10)] },
      ]);
      await vi.waitFor(
        async () => {
          expect((await log('container=app')).text).toBe('first\nsecond\nthird\n');
        },
        { timeout: 30_000, interval: 100 },
      );
    });

    it('gives the log of a container as plain text', async () => {
      expect(await log('container=side')).toMatchObject({ status: 200, text: 'beside\n' });
      expect((await log('container=side')).type).toMatch(/^text\/plain/);
    });

    it('gives the end of a log', async () => {
      expect((await log('container=app&tailLines=2')).text).toBe('second\nthird\n');
      expect((await log('container=app&tailLines=0')).text).toBe('');
    });

    it('gives a log since then', async () => {
      expect((await log('container=app&sinceSeconds=600')).text).toBe('second\nthird\n');
      const since = encodeURIComponent(new Date(start - 45_000).toISOString());
      expect((await log(`container=app&sinceTime=${since}`)).text).toBe('third\n');
    });

    it('stamps the lines with their time', async () => {
      const { text } = await log('container=app&timestamps=true&tailLines=1');
      const [stamp = '', ...rest] = text.split(' ');
      expect(stamp).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/);
      expect(Date.parse(stamp)).toBe(start - 30_000);
      expect(rest.join(' ')).toBe('third\n');
    });

    it('gives the log of the run before', async () => {
      expect((await log('container=app&previous=true')).text).toBe('the run before\n');
      const none = await log('container=side&previous=true');
      expect(none).toMatchObject({ status: 400, body: { kind: 'Status', reason: 'BadRequest' } });
    });

    it.each([
      ['', 'a container name must be specified for pod talker, choose one of: [app side]', 400],
      ['container=nope', 'container nope is not valid for pod talker', 400],
      [
        'container=app&tailLines=-1',
        'PodLogOptions "talker" is invalid: tailLines: Invalid value: -1: must be greater than or equal to 0',
        422,
      ],
    ])('refuses ?%s', async (query, message, code) => {
      const answer = await log(query);
      expect(answer).toMatchObject({
        status: code,
        body: { kind: 'Status', status: 'Failure', message, code },
      });
    });

    it('has nothing to say of a pod that is on no node', async () => {
      const answer = await log('', `/api/v1/namespaces/${NAMESPACE}/pods/nowhere`);
      expect(answer).toMatchObject({ status: 204, text: '' });
    });
  });
}
