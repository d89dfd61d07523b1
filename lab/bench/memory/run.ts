import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { createRequire } from 'node:module';
import type * as Orm from 'drizzle-orm';
import { openStore, type Store } from '../../../src/ground/store/index.ts';
import { createLocalEmbedder } from '../../../src/llm/embeddings/index.ts';
import { brainMigrations } from '../../../src/brain/index.ts';
import { openMemories } from '../../../src/brain/recalling/recalling.ts';
import { percentile } from '../stats.ts';
import { sayings } from './sayings.ts';

/**
 * How long it takes to recall among many memories: `node lab/bench/memory/run.ts [--memories 100000] [--url postgres://...]`.
 * Embedded without a URL; the database of the URL is filled and should be an empty one.
 */
const { sql } = createRequire(import.meta.url)('drizzle-orm') as typeof Orm;
const { values } = parseArgs({
  options: { memories: { type: 'string', default: '100000' }, url: { type: 'string' } },
});
const MEMORIES = Number(values.memories);
const BATCH = 500;
const ROUNDS = 3;
const QUESTIONS = [
  'checkout restarts',
  'redis latency',
  'that pod out of memory',
  'payments-db failover',
  'what we decided on the node pool',
  'chekout eror',
  'slow cache',
  'image could not be pulled',
  'certificate of the shop',
  'error rate of cart',
];

interface Turn {
  id: string;
  message: string;
  answer: string;
  at: string;
}

async function insert({ db }: Store, turns: readonly Turn[]): Promise<void> {
  const rows = JSON.stringify(turns);
  const given = sql`jsonb_to_recordset(${rows}::jsonb) as g (id text, message text, answer text, at timestamptz)`;
  await db.transaction(async (tx) => {
    await tx.execute(sql`insert into conversations (id, person_id, title, started_at, last_turn_at, turns, focus)
      select id, 'sam', message, at, at, 1, '{}' from ${given}`);
    await tx.execute(sql`insert into turns (id, conversation_id, message, state, started_at)
      select id, id, message, 'finished', at from ${given}`);
    await tx.execute(sql`insert into memories
      (turn_id, conversation_id, person_id, at, message, answer, names, outcome, skill, importance, words)
      select id, id, 'sam', at, message, answer, '', 'answered', 'diagnose', 0.4,
        setweight(to_tsvector('english', message), 'A') || setweight(to_tsvector('english', answer), 'C') from ${given}`);
    await tx.execute(sql`insert into memories_to_place select id from ${given}`);
  });
}

async function fill(store: Store): Promise<void> {
  for (let from = 0; from < MEMORIES; from += BATCH) {
    const turns = sayings(from, Math.min(BATCH, MEMORIES - from));
    await insert(store, turns);
  }
}

const seconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`;
const write = (line: string): void => void process.stdout.write(`${line}\n`);

const home = await mkdtemp(join(tmpdir(), 'jamie-memory-bench-'));
const store = await openStore({ folder: join(home, 'store'), url: values.url, migrations: brainMigrations });
const log = { error: (details: object) => write(JSON.stringify(details)) };
const memories = openMemories({
  store,
  embedder: Promise.resolve(createLocalEmbedder()),
  now: Date.now,
  log,
});
const filling = performance.now();
await fill(store);
const placing = performance.now();
memories.wake();
await memories.settled();
await store.db.execute(sql`analyze`);
write(
  `${MEMORIES} memories kept in ${seconds(placing - filling)}, placed in ${seconds(performance.now() - placing)}`,
);
write(`abilities: ${JSON.stringify(await memories.abilities())}`);
const times: number[] = [];
for (let round = 0; round < ROUNDS; round += 1)
  for (const about of QUESTIONS) {
    const start = performance.now();
    const found = await memories.recall({ personId: 'sam', about, limit: 10 });
    const ms = performance.now() - start;
    if (round > 0) times.push(ms);
    if (round === 0) write(`${ms.toFixed(0).padStart(6)} ms  ${about}: ${found[0]?.message ?? 'nothing'}`);
  }
write(`recall: median ${percentile(times, 0.5).toFixed(0)} ms, p95 ${percentile(times, 0.95).toFixed(0)} ms`);
await memories.close();
await store.close();
await rm(home, { recursive: true, force: true });
