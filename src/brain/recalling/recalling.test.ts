import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestStore, type Store } from '#ground/store';
import type { Embedder } from '#llm/spec';
import { createLocalEmbedder } from '../../llm/embeddings/index.ts';
import { brainMigrations } from '../memory/migrations.ts';
import { openMemory } from '../memory/store.ts';
import { openMemories, type Recalling } from './recalling.ts';
import { rememberTurn } from './testing.ts';

const NOW = Date.parse('2026-03-10T12:00:00Z');
const DAY = 24 * 3_600_000;
const log = { error: () => undefined };
const TALKS: [message: string, answer: string, daysAgo: number][] = [
  ['why is checkout restarting?', 'It was killed for want of memory.', 3],
  ['how is redis doing?', 'Its latency is high: 40 ms.', 8],
  ['we decided to move payments-db to the new node pool', 'I did not understand that.', 20],
  ['ImagePullBackOff on search', 'The registry refuses the credentials.', 1],
  ['hello', 'Hello!', 0],
];

let store: Store;
let memories: Recalling;

const open = (embedder?: Embedder): Recalling =>
  openMemories({ store, embedder: Promise.resolve(embedder), now: () => NOW, log });
const messages = async (about: string, more: object = {}, from = memories): Promise<string[]> =>
  (await from.recall({ personId: 'sam', about, limit: 3, ...more })).map(({ message }) => message);

beforeAll(async () => {
  store = await openTestStore(brainMigrations, { extensions: true });
  const keep = openMemory(store.db);
  for (const [at, [message, answer, daysAgo]] of TALKS.entries())
    await rememberTurn(keep, { id: `s${at}`, personId: 'sam', message, answer, at: NOW - daysAgo * DAY });
  await rememberTurn(keep, {
    id: 'k0',
    personId: 'kim',
    message: 'why is checkout slow?',
    answer: 'Kim only',
    at: NOW,
  });
  memories = open(createLocalEmbedder());
  memories.wake();
  await memories.settled();
});
afterAll(async () => {
  await memories.close();
  await store.close();
});

describe('recalling', () => {
  it.each([
    ['checkout', 'why is checkout restarting?'],
    ['that crash of checkout', 'why is checkout restarting?'],
    ['chekout', 'why is checkout restarting?'],
    ['the slow cache', 'how is redis doing?'],
    ['payments-db', 'we decided to move payments-db to the new node pool'],
    ['payment database', 'we decided to move payments-db to the new node pool'],
    ['a failing image download', 'ImagePullBackOff on search'],
  ])('finds the talk about %j first', async (about, meant) => {
    expect((await messages(about))[0]).toBe(meant);
  });

  it('keeps to the time that was told', async () => {
    expect(await messages('checkout', { to: NOW - 5 * DAY })).not.toContain('why is checkout restarting?');
    expect(await messages('', { from: NOW - 2 * DAY })).toEqual(['ImagePullBackOff on search']);
  });

  it('never gives what is another person’s', async () => {
    const answers = await memories.recall({
      personId: 'sam',
      about: 'why is checkout slow Kim only',
      limit: 50,
    });
    expect(answers.map(({ answer }) => answer)).not.toContain('Kim only');
    expect(await memories.recall({ personId: 'nobody', about: 'checkout', limit: 50 })).toEqual([]);
  });

  it('finds words at once when the embedder changes, and meanings again when all have new places', async () => {
    const local = createLocalEmbedder();
    const other = open({ ...local, id: 'another/1' });
    expect((await messages('redis', {}, other))[0]).toBe('how is redis doing?');
    other.wake();
    await other.settled();
    expect((await messages('the slow cache', {}, other))[0]).toBe('how is redis doing?');
    await other.close();
    const back = open(local);
    back.wake();
    await back.settled();
    await back.close();
  });

  it('finds by words alone where the database cannot compare vectors or there is no embedder', async () => {
    const plain = await openTestStore(brainMigrations);
    await rememberTurn(openMemory(plain.db), {
      id: 'p',
      personId: 'sam',
      message: 'redis is slow',
      answer: '',
      at: NOW,
    });
    const embedder = Promise.resolve(createLocalEmbedder());
    const words = openMemories({ store: plain, embedder, now: () => NOW, log });
    words.wake();
    await words.settled();
    expect(await words.abilities()).toEqual({ vectors: false, trigrams: false });
    expect(await messages('redis', {}, words)).toEqual(['redis is slow']);
    expect(await messages('redis', {}, open())).toContain('how is redis doing?');
    await words.close();
    await plain.close();
  });
});
