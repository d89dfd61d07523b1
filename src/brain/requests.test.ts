import { describe, expect, it } from 'vitest';
import { openTestStore } from '#ground/store';
import { snapshotOf } from '../diagnosis/testing.ts';
import { brainMigrations } from './memory/migrations.ts';
import { ASKER, fakeKubernetes, openBench, read, type Bench } from './testing.ts';

const START = Date.parse('2026-03-10T12:00:00Z');
const kubernetes = fakeKubernetes({ 'harbour-prod': snapshotOf({}) });

async function openTwo(understand = () => read('cluster-health')) {
  const store = await openTestStore(brainMigrations);
  let time = START;
  const open = () => openBench({ kubernetes, understand, store, now: () => time });
  const pass = (ms: number): void => {
    time += ms;
  };
  return { one: await open(), other: await open(), pass };
}

const start = ({ brain }: Bench, message: string, more: { requestId?: string; conversationId?: string }) =>
  brain.startTurn({ message, asker: ASKER, ...more });

describe('the same request twice', () => {
  it('is one turn: at once, later, and from another process', async () => {
    const { one, other } = await openTwo();
    const turns = await Promise.all([1, 2, 3].map(() => start(one, 'hi', { requestId: 'r' })));
    expect(new Set(turns.map(({ turnId }) => turnId)).size).toBe(1);
    expect(await start(one, 'hi', { requestId: 'r' })).toEqual(turns[0]);
    expect(await start(other, 'hi', { requestId: 'r' })).toEqual(turns[0]);
    expect(await one.brain.conversations(ASKER)).toHaveLength(1);
  });

  it('is two turns with another question, place or person, without an id, and after ten minutes', async () => {
    const { one, pass } = await openTwo();
    const first = await start(one, 'hi', { requestId: 'r' });
    const again = async () => start(one, 'hi', { requestId: 'r' });
    const { conversationId } = first;
    const stranger = { personId: 'mallory', channel: 'api' as const };
    const others = [
      await start(one, 'why?', { requestId: 'r' }),
      await start(one, 'hi', { requestId: 'r', conversationId }),
      await one.brain.startTurn({ message: 'hi', requestId: 'r', asker: stranger }),
      await start(one, 'hi', {}),
    ];
    expect(await again()).toEqual(first);
    pass(11 * 60_000);
    const all = [first, ...others, await again()].map(({ turnId }) => turnId);
    expect(new Set(all).size).toBe(all.length);
  });

  it('is asked again when the first try failed', async () => {
    let broken = true;
    const { one } = await openTwo(() => {
      if (broken) throw new Error('not now');
      return read('cluster-health');
    });
    const ask = async () => {
      const turn = await start(one, 'hi', { requestId: 'r' });
      const { conversationId, turnId: untilTurn, firstSeq } = turn;
      const events = one.brain.follow({ conversationId, untilTurn, afterSeq: firstSeq - 1, asker: ASKER });
      return (await Array.fromAsync(events)).at(-1)?.type;
    };
    expect(await ask()).toBe('turn-failed');
    broken = false;
    expect(await ask()).toBe('turn-finished');
  });
});

describe('two processes on one store', () => {
  it('go on with each other’s conversations, each event once and in order for whoever follows', async () => {
    const { one, other } = await openTwo();
    const { conversationId } = await one.ask('first');
    const stop = new AbortController();
    const seen: number[] = [];
    const following = (async () => {
      const from = { conversationId, asker: ASKER, afterSeq: 0, signal: stop.signal };
      for await (const { seq } of one.brain.follow(from)) seen.push(seq);
    })();
    await expect.poll(() => seen.length).toBeGreaterThan(0);
    await other.ask('second, elsewhere', conversationId);
    const { seq } = await one.ask('third, here again', conversationId);
    await expect.poll(() => seen.at(-1)).toBe(seq);
    stop.abort();
    await following;
    expect(seen).toEqual(Array.from({ length: seq }, (_, at) => at + 1));
    const [listed] = await other.brain.conversations(ASKER);
    expect(listed?.turns).toBe(3);
  });
});
