import { setTimeout as wait } from 'node:timers/promises';
import { beforeAll, describe, expect, it } from 'vitest';
import { openTestStore } from '#ground/store';
import { nodeFixture, podFixture, snapshotOf } from '../diagnosis/testing.ts';
import { brainMigrations } from './memory/migrations.ts';
import { ASKER, fakeKubernetes, openBench, read, type Bench } from './testing.ts';
import type { TurnEvent } from './turn-event.ts';

const calm = snapshotOf({ pods: [podFixture('cart-0')], nodes: [nodeFixture('worker-1')] });
const healthy = () => read('cluster-health');

async function eventsOf(bench: Bench, conversationId: string, afterSeq: number): Promise<TurnEvent[]> {
  const stop = new AbortController();
  const found: TurnEvent[] = [];
  setTimeout(() => stop.abort(), 500);
  for await (const event of bench.brain.follow({
    conversationId,
    asker: ASKER,
    afterSeq,
    signal: stop.signal,
  })) {
    found.push(event);
  }
  return found;
}

describe('a conversation', () => {
  let bench: Bench;
  beforeAll(async () => {
    bench = await openBench({ kubernetes: fakeKubernetes({ 'harbour-prod': calm }), understand: healthy });
  });

  it('streams a turn from turn-started to turn-finished, numbered without gaps', async () => {
    const events = await bench.send('how is my cluster?');
    expect(events.map(({ seq }) => seq)).toEqual(events.map((_, at) => at + 1));
    expect(events[0]).toMatchObject({ type: 'turn-started', message: 'how is my cluster?' });
    const last = events.at(-1);
    const deltas = events.flatMap((event) => (event.type === 'text-delta' ? [event.text] : []));
    expect(last).toMatchObject({ type: 'turn-finished', outcome: 'answered', text: deltas.join('') });
    const added = events.flatMap((event) => (event.type === 'evidence-added' ? [event.evidence] : []));
    expect(last?.type === 'turn-finished' && last.evidence).toEqual(added);
  });

  it('cites evidence that it gives, in every fact', async () => {
    const { facts, evidence, text } = await bench.ask('how is my cluster?');
    const known = new Set(evidence.map(({ id }) => id));
    expect(facts.length).toBeGreaterThan(0);
    for (const fact of facts) {
      expect(fact.evidence.every((id) => known.has(id))).toBe(true);
      expect(text).toContain(fact.text);
    }
  });

  it('replays exactly what was missed', async () => {
    const events = await bench.send('how is my cluster?');
    const [first] = events;
    if (first?.type !== 'turn-started') throw new Error('no first event');
    const missed = await eventsOf(bench, first.conversationId, 3);
    expect(missed).toEqual(events.slice(3));
  });

  it('shows a live follower each event once, whenever it joined', async () => {
    const { conversationId } = await bench.ask('one');
    const watching = eventsOf(bench, conversationId, 0);
    await bench.ask('two', conversationId);
    await bench.ask('three', conversationId);
    const seen = await watching;
    expect(seen.map(({ seq }) => seq)).toEqual(seen.map((_, at) => at + 1));
    expect(seen.filter(({ type }) => type === 'turn-finished')).toHaveLength(3);
  });

  it('answers two messages at once one after the other', async () => {
    const { conversationId } = await bench.ask('one');
    const [a, b] = await Promise.all([
      bench.send('two', conversationId),
      bench.send('three', conversationId),
    ]);
    const all = await eventsOf(bench, conversationId, 0);
    expect(all.map(({ seq }) => seq)).toEqual(all.map((_, at) => at + 1));
    expect(a.at(-1)?.type).toBe('turn-finished');
    expect(b.at(-1)?.type).toBe('turn-finished');
  });

  it('refuses what is empty, too long, unknown or another person’s', async () => {
    const { brain } = bench;
    const start = (message: string, conversationId?: string) =>
      brain.startTurn({ message, conversationId, asker: ASKER });
    await expect(start('  ')).rejects.toMatchObject({ code: 'empty-message' });
    await expect(start('x'.repeat(33 * 1024))).rejects.toMatchObject({ code: 'message-too-long' });
    for (const id of ['nowhere', 'no\0where', '\ud800'])
      await expect(start('hi', id)).rejects.toMatchObject({ code: 'unknown-conversation' });
    const { conversationId } = await bench.ask('mine');
    const stranger = { personId: 'mallory', channel: 'api' as const };
    await expect(brain.startTurn({ message: 'hi', conversationId, asker: stranger })).rejects.toMatchObject({
      code: 'unknown-conversation',
    });
    const events = brain.follow({ conversationId, asker: stranger, afterSeq: 0 });
    await expect(Array.fromAsync(events)).rejects.toMatchObject({ code: 'unknown-conversation' });
  });

  it('refuses to go on from an event that never was', async () => {
    const { conversationId, seq } = await bench.ask('hi');
    const after = (afterSeq: number) =>
      bench.brain.follow({ conversationId, asker: ASKER, afterSeq, untilTurn: 'none' });
    await expect(Array.fromAsync(after(seq + 1))).rejects.toMatchObject({ code: 'beyond-the-end' });
    expect(await Array.fromAsync(after(seq))).toEqual([]);
  });

  it('takes binary, emoji and right-to-left messages', async () => {
    for (const message of ['\u0000\u0001\u001b[31m', '🚢🔥 \ud800', 'مرحبا كيف حال المجموعة']) {
      expect((await bench.ask(message)).outcome).toBe('answered');
    }
  });

  it('lists conversations, the latest first', async () => {
    let time = Date.parse('2026-03-10T12:00:00Z');
    const kubernetes = fakeKubernetes({ 'harbour-prod': calm });
    const ticking = await openBench({ kubernetes, understand: healthy, now: () => (time += 1_000) });
    const { conversationId: first } = await ticking.ask('the first one');
    const { conversationId: second } = await ticking.ask('the second one');
    await ticking.ask('again', first);
    const listed = await ticking.brain.conversations(ASKER);
    expect(listed.map(({ id, title, turns }) => [id, title, turns])).toEqual([
      [first, 'the first one', 2],
      [second, 'the second one', 1],
    ]);
  });

  it('names what it is connected to', () => {
    expect(bench.brain.status()).toMatchObject({
      reasoner: 'embedded',
      clusters: [{ name: 'harbour-prod', pods: 1, ageMs: 0 }],
    });
  });
});

describe('a turn that does not end well', () => {
  const slow = () =>
    read('logs', { objects: [{ cluster: 'harbour-prod', kind: 'Pod', namespace: 'web', name: 'cart-0' }] });

  it('stops when it is cancelled, and only by its asker', async () => {
    const kubernetes = fakeKubernetes({ 'harbour-prod': calm }, { stalls: true });
    const { brain } = await openBench({ kubernetes, understand: slow });
    const { turnId, conversationId, firstSeq } = await brain.startTurn({ message: 'logs', asker: ASKER });
    await wait(20);
    expect(brain.cancel(turnId, { personId: 'mallory', channel: 'api' })).toBe(false);
    expect(brain.cancel(turnId, ASKER)).toBe(true);
    const events = await Array.fromAsync(
      brain.follow({ conversationId, asker: ASKER, afterSeq: firstSeq - 1, untilTurn: turnId }),
    );
    expect(events.at(-1)).toMatchObject({ type: 'turn-failed', error: { code: 'cancelled' } });
    expect(brain.cancel(turnId, ASKER)).toBe(false);
  });

  it('gives a call up at its deadline and says so', async () => {
    const kubernetes = fakeKubernetes({ 'harbour-prod': calm }, { stalls: true });
    const bench = await openBench({ kubernetes, understand: slow, callDeadlineMs: 30 });
    const events = await bench.send('logs');
    expect(events.find(({ type }) => type === 'tool-finished')).toMatchObject({ ok: false });
    expect(events.at(-1)).toMatchObject({ type: 'turn-finished' });
    expect(events.at(-1)?.type === 'turn-finished' && events.at(-1)).toHaveProperty(
      'text',
      expect.stringContaining('no answer within'),
    );
  });

  it('is closed as interrupted when its process was killed', async () => {
    const store = await openTestStore(brainMigrations);
    const kubernetes = fakeKubernetes({ 'harbour-prod': calm }, { stalls: true });
    const killed = await openBench({ kubernetes, understand: slow, store });
    const { conversationId } = await killed.brain.startTurn({ message: 'logs', asker: ASKER });
    await wait(30);
    const next = await openBench({
      kubernetes: fakeKubernetes({ 'harbour-prod': calm }),
      understand: healthy,
      store,
      now: () => Date.parse('2026-03-10T12:05:00Z'),
    });
    const events = await eventsOf(next, conversationId, 0);
    expect(events.at(-1)).toMatchObject({ type: 'turn-failed', error: { code: 'interrupted' } });
    expect(events.map(({ seq }) => seq)).toEqual(events.map((_, at) => at + 1));
    const answer = await next.ask('and now?', conversationId);
    expect(answer.seq).toBeGreaterThan(events.length);
  });

  it('fails with a code, not with a stack, and the conversation goes on', async () => {
    let broken = true;
    const understand = () => {
      if (!broken) return healthy();
      throw new Error('secret detail');
    };
    const bench = await openBench({ kubernetes: fakeKubernetes({ 'harbour-prod': calm }), understand });
    const events = await bench.send('boom');
    const last = events.at(-1);
    expect(last).toMatchObject({ type: 'turn-failed', error: { code: 'internal' } });
    expect(JSON.stringify(last)).not.toContain('secret detail');
    await expect
      .poll(() => bench.brain.gaps(5))
      .toEqual([expect.objectContaining({ outcome: 'failed', message: 'boom' })]);
    broken = false;
    const { conversationId } = events[0] as Extract<TurnEvent, { type: 'turn-started' }>;
    expect((await bench.ask('again', conversationId)).outcome).toBe('answered');
  });

  it('lets running turns end before it closes', async () => {
    const bench = await openBench({
      kubernetes: fakeKubernetes({ 'harbour-prod': calm }),
      understand: healthy,
    });
    await bench.brain.startTurn({ message: 'hi', asker: ASKER });
    await bench.brain.close(1_000);
    const [only] = await bench.brain.conversations(ASKER);
    const events = await eventsOf(bench, only?.id ?? '', 0);
    expect(events.at(-1)?.type).toBe('turn-finished');
    await expect(bench.brain.startTurn({ message: 'hi', asker: ASKER })).rejects.toMatchObject({
      code: 'closing',
    });
  });
});
