import { expect, test, vi } from 'vitest';
import { openTestStore, type Store } from '#ground/store';
import { deploymentFixture, snapshotOf } from '../../diagnosis/testing.ts';
import { brainMigrations } from '../memory/migrations.ts';
import { ASKER, fakeKubernetes, openBench, read, ref } from '../testing.ts';
import type { Understand } from '../understand/reading.ts';
import type { IncomingAlert } from './alert.ts';

const kubernetes = fakeKubernetes({ 'harbour-prod': snapshotOf(deploymentFixture('checkout', 2, 2)) });

const alert = (key: string, more: Partial<IncomingAlert> = {}): IncomingAlert => ({
  source: 'alertmanager',
  key,
  name: 'HighErrorRate',
  state: 'firing',
  startsAt: '2026-03-10T11:58:00.000Z',
  labels: { service: 'checkout', namespace: 'web' },
  ...more,
});

async function openRoom({ store, understand }: { store?: Store; understand?: Understand } = {}) {
  const bench = await openBench({
    kubernetes,
    store: store ?? (await openTestStore(brainMigrations)),
    understand: understand ?? (() => read('diagnose', { objects: [ref('Deployment', 'checkout')] })),
  });
  const states = async () =>
    (await bench.brain.alerts(ASKER, 50)).map(({ explanation }) => explanation.state).sort();
  const soon = (expected: string[]) =>
    vi.waitFor(async () => expect(await states()).toEqual(expected), { timeout: 30_000, interval: 50 });
  return { ...bench, states, soon };
}

test('an alert is explained in a conversation that goes on', async () => {
  const { brain, soon, ask } = await openRoom();
  expect(await brain.receiveAlerts([alert('a')], ASKER)).toEqual({ received: 1, fresh: 1 });
  await soon(['given']);
  const [received] = await brain.alerts(ASKER, 50);
  expect(received).toMatchObject({ name: 'HighErrorRate', state: 'firing', labels: { service: 'checkout' } });
  const { explanation } = received ?? {};
  if (explanation?.state !== 'given') throw new Error('not explained');
  expect(explanation).toMatchObject({
    outcome: 'answered',
    question: 'Why is deployment checkout in namespace web on harbour-prod failing?',
  });
  expect(explanation.text).not.toBe('');
  expect((await ask('and now?', explanation.conversationId)).outcome).toBe('answered');
  await brain.close(1000);
});

test('what is told again is not asked again, and an end is noted', async () => {
  const { brain, soon } = await openRoom();
  await brain.receiveAlerts([alert('a'), alert('a')], ASKER);
  await soon(['given']);
  const again = await brain.receiveAlerts(
    [alert('a', { state: 'resolved', endsAt: '2026-03-10T12:10:00.000Z' })],
    ASKER,
  );
  expect(again).toEqual({ received: 1, fresh: 0 });
  expect(await brain.alerts(ASKER, 50)).toMatchObject([
    { state: 'resolved', endsAt: '2026-03-10T12:10:00.000Z', explanation: { state: 'given' } },
  ]);
  expect(await brain.conversations(ASKER)).toHaveLength(1);
  await brain.close(1000);
});

test('alerts about one thing share a question; what is over is not asked about', async () => {
  const { brain, soon } = await openRoom();
  const over = alert('c', { state: 'resolved', endsAt: '2026-03-10T11:59:00.000Z', name: 'Old' });
  await brain.receiveAlerts([alert('a'), alert('b', { name: 'ErrorBudgetBurn' }), over], ASKER);
  await soon(['given', 'given', 'left-out']);
  expect(await brain.conversations(ASKER)).toHaveLength(1);
  await brain.close(1000);
});

test('of a storm the first ten things are asked about, and the rest says so', async () => {
  const { brain, soon } = await openRoom();
  const storm = Array.from({ length: 13 }, (_, at) => alert(`k${at}`, { name: `Alert${at}`, labels: {} }));
  await brain.receiveAlerts(storm, ASKER);
  await soon([...Array.from({ length: 10 }, () => 'given'), ...Array.from({ length: 3 }, () => 'left-out')]);
  await brain.close(1000);
});

test('what is told again takes no place from what is new', async () => {
  const { brain, soon } = await openRoom();
  const of = (at: number) => alert(`k${at}`, { name: `Alert${at}`, labels: {} });
  const old = Array.from({ length: 10 }, (_, at) => of(at));
  await brain.receiveAlerts(old, ASKER);
  await brain.receiveAlerts([...old, of(10)], ASKER);
  await soon(Array.from({ length: 11 }, () => 'given'));
  await brain.close(1000);
});

test('nobody sees the alerts of somebody else', async () => {
  const { brain } = await openRoom();
  await brain.receiveAlerts([alert('a')], ASKER);
  expect(await brain.alerts({ ...ASKER, personId: 'mallory' }, 50)).toEqual([]);
  await brain.close(1000);
});

test('what one process left waiting the next one explains', async () => {
  const store = await openTestStore(brainMigrations);
  let isDown = true;
  const understand: Understand = () => {
    if (isDown) throw new Error('the process is about to die');
    return read('cluster-health');
  };
  const one = await openRoom({ store, understand });
  await one.brain.receiveAlerts([alert('a')], ASKER);
  expect(await one.states()).toEqual(['waiting']);
  await one.brain.close(1000);
  isDown = false;
  const next = await openRoom({ store });
  await next.brain.resume();
  await next.soon(['given']);
  await next.brain.close(1000);
});

test('nothing comes of nothing', async () => {
  const { brain } = await openRoom();
  expect(await brain.receiveAlerts([], ASKER)).toEqual({ received: 0, fresh: 0 });
  await brain.close(1000);
});
