import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ANSWERS } from './answers.ts';
import { ask } from './ask.ts';
import { BEGIN, END } from './lines.ts';
import { normal } from './normal.ts';
import { QUESTIONS } from './questions.ts';

/** A running server of the Loki HTTP API that holds the contract's lines. */
export interface LokiServer {
  url: string;
  stop: () => Promise<void>;
}

/** Proves that a server answers every question as the real one did when the answers were recorded. */
export function lokiContract(name: string, start: () => Promise<LokiServer>): void {
  describe(`the Loki HTTP API of ${name}`, () => {
    let server: LokiServer;
    beforeAll(async () => {
      server = await start();
    });
    afterAll(() => server.stop());

    test('every question has a recorded answer', () => {
      expect(ANSWERS.length).toBe(QUESTIONS.length);
    });

    test.each(QUESTIONS.map((question, index) => ({ question, index, ...question.params, ...question })))(
      '$path $query',
      async ({ question, index }) => {
        expect(normal(await ask(server.url, question))).toEqual(normal(ANSWERS[index]));
      },
    );

    const window = { start: `${BEGIN}000000`, end: `${END}000000` };

    test('says how much there is, in the whole and by label', async () => {
      const stats = await ask(server.url, {
        path: '/index/stats',
        params: { ...window, query: '{app="cart"}' },
      });
      const { streams, entries } = stats.body as { streams: number; entries: number };
      expect(streams).toBeGreaterThanOrEqual(1);
      expect(entries).toBeGreaterThan(60);
      const params = { ...window, query: '{namespace=~".+"}', targetLabels: 'app', limit: '2' };
      const volume = await ask(server.url, { path: '/index/volume', params });
      expect(volume.body).toMatchObject({ data: { resultType: 'vector', result: [{}, {}] } });
      const result = (volume.body as { data: { result: { metric: unknown }[] } }).data.result;
      expect(result[0]?.metric).toEqual({ app: 'checkout' });
    });

    test('finds the fields in lines', async () => {
      const params = { ...window, query: '{app="cart"}', line_limit: '50' };
      const answer = await ask(server.url, { path: '/detected_fields', params });
      const { fields } = answer.body as { fields: { label: string; type: string; parsers: string[] }[] };
      expect(fields.find(({ label }) => label === 'bytes')).toMatchObject({
        type: 'int',
        parsers: ['logfmt'],
      });
      expect(fields.find(({ label }) => label === 'took')).toMatchObject({ type: 'duration' });
    });

    test('keeps stream labels, structured metadata and parsed labels apart when asked to', async () => {
      const params = new URLSearchParams({ query: '{app="cart"} | logfmt', limit: '1', ...window });
      const headers = { 'X-Loki-Response-Encoding-Flags': 'categorize-labels' };
      const response = await fetch(`${server.url}/loki/api/v1/query_range?${params.toString()}`, { headers });
      expect(await response.json()).toMatchObject({
        data: {
          encodingFlags: ['categorize-labels'],
          result: [
            {
              stream: { app: 'cart', pod: 'cart-0' },
              values: [
                [expect.any(String) as string, expect.any(String) as string, { parsed: { user: 'u2' } }],
              ],
            },
          ],
        },
      });
    });

    test('is ready, says its version, takes a form, and has no other pages', async () => {
      expect(await (await fetch(`${server.url}/ready`)).text()).toBe('ready\n');
      const build = await fetch(`${server.url}/loki/api/v1/status/buildinfo`);
      expect(await build.json()).toMatchObject({ version: expect.stringMatching(/^3\./) as string });
      const body = new URLSearchParams({ query: 'vector(7)', time: '1795183200' });
      const response = await fetch(`${server.url}/loki/api/v1/query`, { method: 'POST', body });
      expect(await response.json()).toMatchObject({
        data: { result: [{ metric: {}, value: [1795183200, '7'] }] },
      });
      expect((await fetch(`${server.url}/loki/api/v1/nothing`)).status).toBe(404);
    });
  });
}
