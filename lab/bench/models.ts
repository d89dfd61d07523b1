import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openStore } from '#ground/store';
import { createAnthropicModel, createLanguageModels, describeModel, llmMigrations, openUsage } from '#llm';
import type { LanguageModels, ModelRequest } from '#llm/spec';
import { startModels } from '../world/llm/start-models.ts';
import { median, percentile } from './stats.ts';

/** How much later the first word of a model comes by way of Jamie than from its server: `node lab/bench/models.ts`. */
const ASKED = 200;
const FIRST_TOKEN_MS = 40;
const AT_MOST_MS = 30;
const ID = 'anthropic/claude-sonnet-5-5';

/** A turn in the middle of a talk: forty tools, twenty messages, a long system message. */
const request = (): ModelRequest => ({
  messages: [
    { role: 'system', text: 'You look after clusters. '.repeat(200), isStable: true },
    ...Array.from({ length: 20 }, (_, at) =>
      at % 2 === 0
        ? { role: 'user' as const, text: 'Why does cart restart? '.repeat(80) }
        : { role: 'assistant' as const, text: 'Its memory runs out. '.repeat(80), calls: [] },
    ),
    { role: 'user', text: 'And now?' },
  ],
  tools: Array.from({ length: 40 }, (_, at) => ({
    name: `tool_${at}`,
    description: 'Lists what there is of a kind in a namespace. '.repeat(4),
    input: { type: 'object', properties: { namespace: { type: 'string' }, limit: { type: 'integer' } } },
  })),
  maxOutputTokens: 1000,
  signal: new AbortController().signal,
});

async function byJamie(models: LanguageModels): Promise<number> {
  const startedAt = performance.now();
  let first = NaN;
  for await (const event of models.stream({ task: 'answer', personId: 'bench' }, request()))
    if (event.type === 'text' && Number.isNaN(first)) first = performance.now() - startedAt;
  return first;
}

/** The same question with nothing but fetch. */
async function byHand(url: string, body: string): Promise<number> {
  const startedAt = performance.now();
  const headers = { 'content-type': 'application/json', 'x-api-key': 'bench' };
  const response = await fetch(`${url}/messages`, { method: 'POST', headers, body });
  const decoder = new TextDecoder();
  let first = NaN;
  for await (const chunk of response.body ?? [])
    if (Number.isNaN(first) && decoder.decode(chunk as Uint8Array).includes('text_delta'))
      first = performance.now() - startedAt;
  return first;
}

async function measure(home: string): Promise<{ jamie: number[]; hand: number[] }> {
  const stand = await startModels();
  stand.script(() => ({ text: 'It has run out of memory again.', firstTokenMs: FIRST_TOKEN_MS }));
  const store = await openStore({ folder: join(home, 'store'), migrations: llmMigrations });
  const url = stand.urls.anthropic;
  const model = createAnthropicModel(describeModel(ID, { url }, { input: 2, output: 10 }), {
    url,
    key: 'bench',
  });
  const models = await createLanguageModels({
    models: [model],
    rules: { lists: { answer: [ID] }, order: 'listed', localOnly: false },
    usage: openUsage(store.db),
    caps: { person: 1e6, team: 1e6, all: 1e6 },
    now: Date.now,
    newId: () => crypto.randomUUID(),
    onEnd: () => undefined,
    onLost: (error) => {
      throw error;
    },
    patience: () => ({ firstMs: 10_000, idleMs: 10_000 }),
    restMs: 30_000,
  });
  await byJamie(models);
  const body = JSON.stringify({ ...stand.seen.at(-1)?.body });
  const [jamie, hand]: [number[], number[]] = [[], []];
  for (let turn = 0; turn < ASKED; turn += 1) {
    hand.push(await byHand(url, body));
    jamie.push(await byJamie(models));
  }
  await stand.close();
  await store.close();
  return { jamie, hand };
}

const home = await mkdtemp(join(tmpdir(), 'jamie-bench-models-'));
try {
  const { jamie, hand } = await measure(home);
  const row = (what: string, samples: number[]): string =>
    `${what}: p50 ${median(samples).toFixed(1)} ms, p95 ${percentile(samples, 0.95).toFixed(1)} ms`;
  const added = (share: number): number => percentile(jamie, share) - percentile(hand, share);
  console.log(row(`time to the first word, by hand (${ASKED} each)`, hand));
  console.log(row('time to the first word, by way of Jamie', jamie));
  console.log(
    `added by Jamie (budget reserved in the store, route, adapter): p50 ${added(0.5).toFixed(1)} ms, p95 ${added(0.95).toFixed(1)} ms`,
  );
  process.exitCode = added(0.95) < AT_MOST_MS ? 0 : 1;
} finally {
  await rm(home, { recursive: true, force: true });
}
