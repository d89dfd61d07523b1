import { createRequire } from 'node:module';
import type * as Orm from 'drizzle-orm';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestStore, type Store } from '#ground/store';
import { createLocalEmbedder } from '../../llm/embeddings/index.ts';
import type { Asker } from '../asker.ts';
import { brainMigrations } from '../memory/migrations.ts';
import { openMemory } from '../memory/store.ts';
import { openPreferences } from '../preferring/store.ts';
import { memoryPort, type MemoryPort } from './port.ts';
import { openMemories, type Recalling } from './recalling.ts';
import { rememberTurn } from './testing.ts';

const { sql } = createRequire(import.meta.url)('drizzle-orm') as typeof Orm;
const NOW = Date.parse('2026-03-10T12:00:00Z');
const PEOPLE = ['sam', 'kim'] as const;
const WORDS = ['checkout', 'redis', 'restarts', 'slow', 'certificate', 'pod', 'memory', 'decided'];
const as = (personId: string): Asker => ({ personId, channel: 'api' });

let store: Store;
let memories: Recalling;
let port: MemoryPort;

beforeAll(async () => {
  store = await openTestStore(brainMigrations, { extensions: true });
  const keep = openMemory(store.db);
  for (const person of PEOPLE)
    for (const [at, word] of WORDS.entries()) {
      const message = `${word} of the shop, said by ${person}`;
      await rememberTurn(keep, {
        id: `${person}-${at}`,
        personId: person,
        message,
        answer: `for ${person}`,
        at: NOW - at,
      });
    }
  const embedder = Promise.resolve(createLocalEmbedder());
  memories = openMemories({ store, embedder, now: () => NOW, log: { error: () => undefined } });
  memories.wake();
  await memories.settled();
  const preferences = openPreferences(store.db);
  port = memoryPort({
    memories,
    preferences,
    now: () => NOW,
    isAnswering: () => false,
    changed: () => undefined,
  });
  for (const person of PEOPLE) await port.prefer('name', person === 'sam' ? 'Sam' : 'Kim', as(person));
});
afterAll(async () => {
  await memories.close();
  await store.close();
});

const rowsOf = async (table: string, where: string): Promise<number> => {
  const result: unknown = await store.db.execute(
    sql.raw(`select count(*)::int as n from ${table} where ${where}`),
  );
  return (result as { rows: { n: number }[] }).rows[0]?.n ?? -1;
};

describe('nothing of one person reaches another', () => {
  it('by any verb, whatever is asked', async () => {
    const about = fc.array(fc.constantFrom(...WORDS, 'kim', 'sam', 'said by', ''), { maxLength: 4 });
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...PEOPLE),
        about,
        fc.integer({ min: 1, max: 60 }),
        async (person, words, limit) => {
          const other = person === 'sam' ? 'kim' : 'sam';
          const found = await port.search({ about: words.join(' '), limit }, as(person));
          expect(JSON.stringify(found)).not.toContain(`by ${other}`);
          const whole = JSON.stringify([await port.export(as(person)), await port.preferences(as(person))]);
          expect(whole.toLowerCase()).not.toContain(other);
          expect(await port.forgetConversation(`of-${other}-0`, as(person))).toBe(false);
          expect(await port.summary(`of-${other}-0`, as(person))).toBeUndefined();
          expect(await memories.store.from(person, `${other}-0`, 5)).toEqual([]);
          expect(await port.forgetPreference('cluster', as(person))).toBe(false);
        },
      ),
      { numRuns: 40 },
    );
  });

  it('deleting leaves nothing of it: no row, no vector, no word', async () => {
    expect(await rowsOf('memory_vectors', "person_id = 'sam'")).toBe(WORDS.length);
    expect(await port.forgetConversation('of-sam-0', as('sam'))).toBe(true);
    expect(await rowsOf('memory_vectors', "turn_id = 'sam-0'")).toBe(0);
    expect(await rowsOf('turn_events', "conversation_id = 'of-sam-0'")).toBe(0);
    expect(await port.search({ about: 'checkout', limit: 60 }, as('sam'))).not.toEqual(
      expect.arrayContaining([expect.objectContaining({ turnId: 'sam-0' })]),
    );
    expect(await port.forgetEverything(as('sam'))).toBe(WORDS.length - 1);
    for (const table of ['conversations', 'memories', 'memory_vectors', 'preferences'])
      expect(await rowsOf(table, "person_id = 'sam'")).toBe(0);
    expect(await rowsOf('turns', "id like 'sam-%'")).toBe(0);
    expect(await rowsOf('memories', "person_id = 'kim'")).toBe(WORDS.length);
    expect(await port.preferences(as('kim'))).toHaveLength(1);
  });
});
