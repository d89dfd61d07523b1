import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { DeniedError, UpstreamError } from '#ground/errors';
import { callTool } from './call-tool.ts';
import type { ToolAudit } from './call-tool.ts';
import { defineTool } from './tool.ts';
import type { Tool } from './tool.ts';

const options = { now: () => 1_000 };

const echo = (value: unknown, extra: Partial<Tool> = {}) =>
  defineTool({
    name: 'test_echo_value',
    description: 'Gives back what it was made with.',
    input: z.object({ count: z.number().int().default(1) }),
    output: z.unknown(),
    effect: 'read',
    deadlineMs: 1_000,
    run: async () => value,
    ...extra,
  });

describe('calling a tool', () => {
  test('gives its value, timed, and tells the audit', async () => {
    const calls: ToolAudit[] = [];
    const result = await callTool(
      echo({ a: [1, null, true] }),
      {},
      { ...options, audit: (call) => calls.push(call) },
    );
    expect(result).toMatchObject({ ok: true, value: { a: [1, null, true] }, redacted: 0 });
    expect(result.ok && result.truncated).toBeUndefined();
    expect(result.ms).toBeGreaterThanOrEqual(0);
    expect(calls).toMatchObject([{ tool: 'test_echo_value', effect: 'read', at: 1_000, ok: true }]);
  });

  test('refuses a wrong input and names every field at fault', async () => {
    expect(await callTool(echo(1), { count: 'many' }, options)).toMatchObject({
      ok: false,
      error: { code: 'bad-input', message: expect.stringContaining('count: ') as string, retryable: false },
    });
  });

  test('blacks out secrets and strips escapes in every text, keys included, however deep', async () => {
    const token = `ghp_${'a1B2'.repeat(9)}`;
    const value = { list: [{ text: `\u001b[31mtoken ${token}\u001b[0m` }], [`\u001b[1mkey ${token}`]: 'x' };
    const result = await callTool(echo(value), {}, options);
    expect(JSON.stringify(result)).not.toContain(token);
    expect(JSON.stringify(result)).not.toContain('u001b');
    expect(result).toMatchObject({ ok: true, redacted: 2 });
  });

  test('cuts what is too large and says where, keeping the shape', async () => {
    const items = Array.from({ length: 1_000 }, (_, index) => ({
      name: `item-${index}`,
      text: 'x'.repeat(100),
    }));
    const result = await callTool(echo({ items }, { maxChars: 5_000 }), {}, options);
    const kept = result.ok ? (result.value as { items: typeof items }).items : [];
    expect(kept.length).toBeGreaterThan(30);
    expect(kept.length).toBeLessThan(60);
    expect(kept.at(-1)).toEqual(items[kept.length - 1]);
    expect(result.ok && result.truncated).toBe(`items: only the first ${kept.length} of 1000.`);
    const long = await callTool(echo('y'.repeat(100_000), { maxChars: 1_000 }), {}, options);
    expect(long).toMatchObject({ ok: true, value: `${'y'.repeat(1_000)} [cut]` });
  });

  test('ends at the deadline even when the run does not listen', async () => {
    const stuck = echo(1, { deadlineMs: 30, run: () => new Promise(() => undefined) });
    expect(await callTool(stuck, {}, options)).toMatchObject({
      ok: false,
      error: {
        code: 'deadline-exceeded',
        message: 'test_echo_value took longer than 0.03 s.',
        retryable: true,
      },
    });
  });

  test('ends when the asker has had enough, and does not start when that was before', async () => {
    let runs = 0;
    const slow = echo(1, {
      run: (_input, { signal }) => {
        runs += 1;
        return new Promise((_, reject) =>
          signal.addEventListener('abort', () => reject(new Error('stopped'))),
        );
      },
    });
    const asker = new AbortController();
    const calling = callTool(slow, {}, { ...options, signal: asker.signal });
    asker.abort();
    expect(await calling).toMatchObject({ ok: false, error: { code: 'cancelled', retryable: false } });
    expect(await callTool(slow, {}, { ...options, signal: asker.signal })).toMatchObject({
      error: { code: 'cancelled' },
    });
    expect(runs).toBe(1);
  });

  test('keeps the code of the errors of the house, and tells nobody what a bug said', async () => {
    const failing = (error: Error) => callTool(echo(1, { run: () => Promise.reject(error) }), {}, options);
    const upstream = {
      code: 'server-error',
      message: 'etcd is away: password=hunter2-and-more',
      retryable: true,
    };
    const busy = await failing(new UpstreamError(upstream));
    expect(busy).toMatchObject({ ok: false, error: { code: 'server-error', retryable: true } });
    expect(JSON.stringify(busy)).not.toContain('hunter2');
    expect(await failing(new DeniedError({ code: 'forbidden', message: 'no' }))).toMatchObject({
      error: { code: 'forbidden', message: 'no', retryable: false },
    });
    const bug = await failing(new TypeError('cannot read secret of undefined'));
    expect(bug).toMatchObject({
      error: { code: 'internal-error', message: "test_echo_value failed through a fault of Jamie's own." },
    });
  });

  test('does not let through a value that its own output does not allow', async () => {
    const wrong = echo({ n: 'text' }, { output: z.object({ n: z.number() }) });
    expect(await callTool(wrong, {}, options)).toMatchObject({
      ok: false,
      error: { code: 'internal-error' },
    });
  });
});
