import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createLokiConnector } from '#connectors/loki';
import type { LokiConnector } from '#connectors/loki';
import { BEGIN, END } from './lines.ts';
import type { LokiServer } from './loki-contract.ts';

const iso = (ms: number): string => new Date(ms).toISOString();
const WHOLE = { start: iso(BEGIN), end: iso(END) };
const BURST = BEGIN + 30 * 60_000;

/** The value of a result, or its error as a failure of the test. */
async function value<Value>(
  result: Promise<{ ok: true; value: Value } | { ok: false; error: { message: string } }>,
): Promise<Value> {
  const settled = await result;
  if (!settled.ok) throw new Error(settled.error.message);
  return settled.value;
}

/** Proves that the connector reads a server that holds the contract's lines. */
export function lokiConnectorContract(name: string, start: () => Promise<LokiServer>): void {
  describe(`the Loki connector on ${name}`, () => {
    let server: LokiServer;
    let connector: LokiConnector;
    let clock = END;
    beforeAll(async () => {
      server = await start();
      connector = createLokiConnector({ settings: { url: server.url }, now: () => clock });
    });
    afterAll(() => server.stop());

    test('finds lines in words, in the house’s words', async () => {
      const found = await value(
        connector.searchLogs({ service: 'cart', text: 'ITEM 2', ...WHOLE, limit: 3 }),
      );
      expect(found.lines).toHaveLength(3);
      expect(found.lines[0]?.labels).toMatchObject({
        service: 'cart',
        namespace: 'shop',
        pod: 'cart-0',
        container: 'cart',
        cluster: 'c1',
        level: expect.any(String) as string,
      });
      expect(found).toMatchObject({ truncated: true, total: 30, order: 'newest' });
      expect(found.lines.map(({ at }) => at)).toEqual([...found.lines.map(({ at }) => at)].sort().reverse());
      const oldest = await value(
        connector.searchLogs({ pod: 'checkout-7cf8cd69df-5zt6x', ...WHOLE, order: 'oldest', limit: 1 }),
      );
      expect(oldest.lines[0]?.at).toBe(iso(BEGIN));
    });

    test('finds errors by what Loki knows of levels, and by what lines say where it knows nothing', async () => {
      const errors = await value(
        connector.searchLogs({ namespace: 'shop', level: 'error', ...WHOLE, limit: 500 }),
      );
      const texts = errors.lines.map(({ text }) => text);
      expect(texts.some((text) => text.startsWith('panic: runtime error'))).toBe(true);
      expect(texts.filter((text) => text.includes('level=error'))).toHaveLength(24);
      expect(texts.some((text) => text.includes('level=info'))).toBe(false);
      expect(errors.truncated).toBe(false);
    });

    test('reads LogQL, and counts from lines', async () => {
      const query = '{app="checkout"} | json | status >= 500 | line_format "{{.msg}}"';
      const lines = await value(connector.queryLogs({ query, ...WHOLE, limit: 2 }));
      expect(lines.lines[0]?.text).toMatch(/^GET \/items\/\d failed$/);
      const counts = await value(
        connector.queryMetrics({
          query: 'sum by (app) (count_over_time({namespace="shop"}[10m]))',
          ...WHOLE,
          maxPoints: 12,
        }),
      );
      expect(counts.series.map((series) => series.name)).toEqual(['checkout', 'batch', 'cart']);
      expect(counts.series[0]).toMatchObject({ max: 15, labels: { service: 'checkout' } });
    });

    test('measures the volume over time', async () => {
      const all = await value(
        connector.measureVolume({ namespace: 'shop', by: 'service', ...WHOLE, maxPoints: 12 }),
      );
      expect(all).toMatchObject({ unit: 'lines', total: 3, stepSeconds: 600 });
      const errors = await value(
        connector.measureVolume({ service: 'cart', level: 'error', ...WHOLE, maxPoints: 12 }),
      );
      expect(errors.series[0]).toMatchObject({ max: 2 });
      const levels = await value(
        connector.measureVolume({ service: 'cart', by: 'level', ...WHOLE, maxPoints: 12 }),
      );
      expect(levels.series.map((series) => series.name)).toEqual(['info', 'error', 'warn']);
    });

    test('shows what stands around a line', async () => {
      const at = iso(BEGIN + 2 * 60_000);
      const around = await value(connector.readContext({ at, service: 'batch', before: 5, after: 2 }));
      expect(around.before.map(({ text }) => text)).toEqual(['starting up']);
      expect(around.at.map(({ text }) => text)).toEqual([
        'panic: runtime error: index out of range [3] with length 3',
      ]);
      expect(around.after.map(({ text }) => text)).toEqual(['goroutine 1 [running]:', '{"broken": ']);
    });

    test('tells what names what here', async () => {
      const { labels } = await value(connector.listLabels({ ...WHOLE }));
      expect(labels.find(({ names }) => names === 'service')).toMatchObject({
        label: 'service_name',
        values: 4,
      });
      expect(labels.find(({ names }) => names === 'pod')).toMatchObject({ label: 'pod' });
      const pods = await value(connector.listLabels({ label: 'pod', contains: 'check', ...WHOLE }));
      expect(pods).toMatchObject({ total: 2 });
    });

    test('follows without losing a line or giving one twice, at equal times neither', async () => {
      clock = BURST + 30_000;
      const seen: string[] = [];
      let cursor: string | undefined;
      for (let turn = 0; turn < 8; turn++) {
        const step = await value(connector.followLogs({ service: 'batch', limit: 5, cursor }));
        seen.push(...step.lines.map(({ text }) => text));
        cursor = step.cursor;
      }
      clock = END;
      expect([...seen].sort()).toEqual(Array.from({ length: 12 }, (_, index) => `burst ${index}`).sort());
    });

    test('nothing found is told as such, with what there is', async () => {
      const silent = await value(connector.searchLogs({ service: 'cart', text: 'zebra', ...WHOLE }));
      expect(silent.note).toMatch(/^No lines between .* but none that passes the filters\.$/);
      const later = { start: iso(END + 3_600_000), end: iso(END + 7_200_000) };
      clock = END + 7_200_000;
      const query = '{app="cart"} |= "x"';
      const gone = await value(connector.queryLogs({ query, ...later }));
      clock = END;
      expect(gone.note).toMatch(/There is no|its last line before is of/);
      expect(await connector.searchLogs({ service: 'chekout', ...WHOLE })).toMatchObject({
        error: { code: 'no-such-service', message: expect.stringContaining('checkout') as string },
      });
    });

    test('what only Loki can refuse is explained', async () => {
      const query = 'sum_over_time({app="checkout"} | json | unwrap msg [30m])';
      expect(await connector.queryMetrics({ query, ...WHOLE })).toMatchObject({
        error: { code: 'bad-query', message: expect.stringContaining('SampleExtractionErr') as string },
      });
      const long = { start: iso(END - 90 * 86_400_000), end: iso(END) };
      expect(await connector.queryLogs({ query: '{app="cart"}', ...long })).toMatchObject({
        error: { code: 'query-too-large' },
      });
    });
  });
}
