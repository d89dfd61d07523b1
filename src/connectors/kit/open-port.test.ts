import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { openPort } from './open-port.ts';
import { defineTool } from './tool.ts';

function counting(freshMs?: number) {
  let asked = 0;
  const tool = defineTool({
    name: 'lab_count_calls',
    description: 'How often it was asked.',
    input: z.object({ fails: z.boolean().default(false) }),
    output: z.object({ asked: z.number() }),
    effect: 'read',
    deadlineMs: 1_000,
    freshMs,
    run: async ({ fails }) => {
      asked += 1;
      if (fails) throw new Error('no');
      return { asked };
    },
  });
  const clock = { now: 0 };
  return { port: openPort({ countCalls: tool }, { now: () => clock.now }), clock, asked: () => asked };
}

describe('a port', () => {
  it('answers the same question again for some seconds, then asks anew', async () => {
    const { port, clock } = counting();
    expect(await port.countCalls({})).toMatchObject({ ok: true, value: { asked: 1 } });
    clock.now = 9_999;
    expect(await port.countCalls({})).toMatchObject({ value: { asked: 1 }, ms: 0 });
    expect(await port.countCalls({ fails: false })).toMatchObject({ value: { asked: 2 } });
    clock.now = 20_001;
    expect(await port.countCalls({})).toMatchObject({ value: { asked: 3 } });
  });

  it('keeps no failure', async () => {
    const { port, asked } = counting();
    await port.countCalls({ fails: true });
    expect(await port.countCalls({ fails: true })).toMatchObject({ ok: false });
    expect(asked()).toBe(2);
  });

  it('keeps nothing of a tool whose answers are never the same', async () => {
    const { port, asked } = counting(0);
    await port.countCalls({});
    await port.countCalls({});
    expect(asked()).toBe(2);
  });
});
