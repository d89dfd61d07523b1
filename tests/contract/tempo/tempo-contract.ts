import { afterAll, beforeAll, describe, expect, test } from 'vitest';

/** A running Tempo that holds traces of the hour before `now`. */
export interface TempoServer {
  url: string;
  now: number;
  stop: () => Promise<void>;
}

interface Found {
  traceID: string;
  rootServiceName: string;
  rootTraceName: string;
  startTimeUnixNano: string;
  durationMs: number;
  spanSets?: {
    matched: number;
    spans: { spanID: string; durationNanos: string; attributes?: unknown[] }[];
  }[];
}

interface OtlpSpan {
  traceId: string;
  spanId: string;
  parentSpanId?: string;
  kind: string;
  startTimeUnixNano: string;
  endTimeUnixNano: string;
}

const hex = (base64: string): string => Buffer.from(base64, 'base64').toString('hex');

/** Proves that a server speaks Tempo 2's HTTP API, as its documentation has it. */
export function tempoContract(name: string, start: () => Promise<TempoServer>): void {
  describe(`the HTTP API of ${name}`, () => {
    let server: TempoServer;
    beforeAll(async () => {
      server = await start();
    });
    afterAll(() => server.stop());

    const hour = () => ({
      start: String(Math.floor(server.now / 1000) - 3600),
      end: String(Math.ceil(server.now / 1000)),
    });
    const ask = async (path: string, params: Record<string, string> = {}) => {
      const response = await fetch(`${server.url}${path}?${new URLSearchParams(params).toString()}`);
      return { status: response.status, text: await response.text() };
    };
    const json = async <Body>(path: string, params: Record<string, string> = {}): Promise<Body> => {
      const { status, text } = await ask(path, params);
      expect(`${status} ${text.slice(0, 200)}`).toMatch(/^200 /);
      return JSON.parse(text) as Body;
    };
    const search = async (q: string, more: Record<string, string> = {}): Promise<Found[]> =>
      (await json<{ traces: Found[] }>('/api/search', { q, ...hour(), ...more })).traces;

    test('says that it is there', async () => {
      expect(await ask('/ready')).toMatchObject({ status: 200 });
      expect(await ask('/api/echo')).toEqual({ status: 200, text: 'echo\n' });
      expect(await json('/api/status/buildinfo')).toMatchObject({
        version: expect.stringMatching(/^v?2\./) as string,
      });
      expect((await ask('/api/nothing')).status).toBe(404);
    });

    test('finds traces, no more than are asked for, with some of their spans', async () => {
      const traces = await search('{ kind = server }', { limit: '5', spss: '1' });
      expect(traces).toHaveLength(5);
      for (const trace of traces) {
        expect(trace.traceID).toMatch(/^[0-9a-f]{1,32}$/);
        expect(trace.startTimeUnixNano).toMatch(/^\d{19}$/);
        expect(trace.spanSets?.[0]?.spans).toHaveLength(1);
        expect(trace.spanSets?.[0]?.matched).toBeGreaterThanOrEqual(1);
        expect(trace.spanSets?.[0]?.spans[0]?.attributes).toContainEqual({
          key: 'kind',
          value: { stringValue: 'server' },
        });
      }
      expect(await search('{ resource.service.name = "nobody" }')).toEqual([]);
    });

    test('reads a trace on both pages, ids in base64', async () => {
      const [found] = await search('{ resource.service.name = "checkout" && kind = client }', { limit: '1' });
      const id = found?.traceID ?? '';
      type Batches = { scopeSpans: { spans: OtlpSpan[] }[] }[];
      const second = await json<{ trace: { resourceSpans: Batches } }>(`/api/v2/traces/${id}`);
      const first = await json<{ batches: Batches }>(`/api/traces/${id}`);
      expect(first.batches).toEqual(second.trace.resourceSpans);
      const spans = first.batches.flatMap(({ scopeSpans }) => scopeSpans.flatMap((scope) => scope.spans));
      expect(new Set(spans.map(({ traceId }) => hex(traceId)))).toEqual(new Set([id.padStart(32, '0')]));
      expect(spans.filter(({ parentSpanId = '' }) => parentSpanId === '')).toHaveLength(1);
      expect(spans.every(({ spanId }) => /^[0-9a-f]{16}$/.test(hex(spanId)))).toBe(true);
      expect(spans.every(({ kind }) => kind.startsWith('SPAN_KIND_'))).toBe(true);
      expect(spans.every((span) => BigInt(span.endTimeUnixNano) >= BigInt(span.startTimeUnixNano))).toBe(
        true,
      );
    });

    test('has no trace of an unknown id, and says what an id is', async () => {
      expect(await json('/api/v2/traces/2f3e0cee77ae5dc9c17ade3689eb2e54')).toEqual({
        trace: {},
        metrics: {},
      });
      expect((await ask('/api/traces/2f3e0cee77ae5dc9c17ade3689eb2e54')).status).toBe(404);
      expect(await ask('/api/traces/zzz')).toMatchObject({
        status: 400,
        text: expect.stringContaining('hex') as string,
      });
    });

    test('lists tags and values', async () => {
      const { scopes } = await json<{ scopes: { name: string; tags: string[] }[] }>(
        '/api/v2/search/tags',
        hour(),
      );
      const tagsOf = (scope: string): string[] => scopes.find((one) => one.name === scope)?.tags ?? [];
      expect(tagsOf('resource')).toContain('service.name');
      expect(tagsOf('span')).toContain('http.route');
      expect(tagsOf('intrinsic')).toContain('duration');
      const plain = await json<{ tagNames: string[] }>('/api/search/tags', hour());
      expect(plain.tagNames).toContain('service.name');
      const second = await json('/api/v2/search/tag/resource.service.name/values', hour());
      expect(second).toMatchObject({
        tagValues: expect.arrayContaining([{ type: 'string', value: 'checkout' }]) as unknown[],
      });
      const first = await json<{ tagValues: string[] }>('/api/search/tag/service.name/values', hour());
      expect(first.tagValues).toContain('checkout');
      const narrowed = await json<{ tagValues: unknown[] }>(
        '/api/v2/search/tag/resource.service.name/values',
        {
          ...hour(),
          q: '{ resource.service.name = "checkout" }',
        },
      );
      expect(narrowed.tagValues).toEqual([{ type: 'string', value: 'checkout' }]);
      const unread = await json<{ tagValues: unknown[] }>('/api/v2/search/tag/resource.service.name/values', {
        ...hour(),
        q: '{ resource.service.name = }',
      });
      expect(unread.tagValues.length).toBeGreaterThan(1);
      expect((await ask('/api/v2/search/tags', { ...hour(), scope: 'x' })).status).toBe(400);
    });

    test('searches by tags and durations, as before TraceQL', async () => {
      const params = { tags: 'service.name=checkout', minDuration: '1ms', maxDuration: '1h', ...hour() };
      const { traces } = await json<{ traces: Found[] }>('/api/search', params);
      expect(traces.length).toBeGreaterThan(3);
      expect(await ask('/api/search', { ...params, q: '{}' })).toEqual({
        status: 400,
        text: expect.stringContaining("can't specify tags and q in the same query") as string,
      });
      expect((await ask('/api/search', { ...params, minDuration: 'soon' })).status).toBe(400);
    });

    test('computes series', async () => {
      interface Series {
        labels: { key: string; value: Record<string, unknown> }[];
        samples: { timestampMs: string; value?: number }[];
      }
      const q =
        '{ resource.service.name = "checkout" && kind = server } | count_over_time() by (resource.service.name)';
      const { series } = await json<{ series: Series[] }>('/api/metrics/query_range', {
        q,
        ...hour(),
        step: '10m',
      });
      expect(series.map(({ labels }) => labels)).toEqual([
        [{ key: 'resource.service.name', value: { stringValue: 'checkout' } }],
      ]);
      expect(series[0]?.samples.every(({ timestampMs }) => Number(timestampMs) % 600_000 === 0)).toBe(true);
      expect(series[0]?.samples.reduce((total, { value = 0 }) => total + value, 0)).toBeGreaterThan(3);
    });

    test.each([
      ['{ .a < }', 'invalid TraceQL query: parse error at line 1, col 8: syntax error: unexpected'],
      ['{ service = "a" }', 'syntax error: unexpected IDENTIFIER'],
      ['{ duration > "a" }', 'invalid TraceQL query: binary operations must operate on the same type'],
    ])('refuses %s', async (q, message) => {
      expect(await ask('/api/search', { q, ...hour() })).toEqual({
        status: 400,
        text: expect.stringContaining(message) as string,
      });
    });

    test.each<[Record<string, string>, string]>([
      [{ start: '20', end: '10' }, 'http parameter start must be before end. received start=20 end=10'],
      [{ start: '10', end: '99999999' }, 'range specified by start and end exceeds'],
      [{ limit: '0' }, 'invalid limit: must be a positive number'],
      [{ limit: 'many' }, 'invalid limit'],
      [{ start: 'x' }, 'invalid start'],
    ])('refuses %j', async (params, message) => {
      expect(await ask('/api/search', { q: '{}', ...params })).toEqual({
        status: 400,
        text: expect.stringContaining(message) as string,
      });
    });
  });
}
