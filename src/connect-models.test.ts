import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { describeModels } from '#channels/terminal';
import { loadConfig, type Config } from '#ground/config';
import { openTestStore, type Store } from '#ground/store';
import { createLogger, createMetrics } from '#ground/telemetry';
import { llmMigrations } from '#llm';
import type { CallFor, ModelRequest } from '#llm/spec';
import { startModels, type ModelStandIns } from '../lab/world/llm/start-models.ts';
import { connectEmbedder } from './connect-embedder.ts';
import { connectModels } from './connect-models.ts';
import { reportModels } from './report-models.ts';

let stand: ModelStandIns;
let store: Store;
beforeAll(async () => {
  stand = await startModels();
  store = await openTestStore(llmMigrations);
});
afterAll(async () => {
  await stand.close();
  await store.close();
});

const configOf = (env: Record<string, string>): Config =>
  loadConfig({ env, homedir: '/home/ann', timeZone: 'UTC', readFile: () => undefined }).config;

const connect = (env: Record<string, string>) => {
  const log = createLogger({ level: 'silent', write: () => undefined });
  const metrics = createMetrics({ staleness: () => [] });
  const connected = connectModels({ config: configOf(env), log, metrics, store: Promise.resolve(store) });
  return { connected, metrics };
};

const call: CallFor = { task: 'answer', personId: 'ann' };
const request = (): ModelRequest => ({
  messages: [{ role: 'user', text: 'Hello?' }],
  maxOutputTokens: 100,
  signal: new AbortController().signal,
});

describe('the models of the settings', () => {
  test('are none when nothing is set, which is no fault', async () => {
    const { connected, metrics } = connect({});
    expect(await connected).toBeUndefined();
    const reports = await reportModels(await connected, Date.now());
    expect(describeModels(reports)).toMatch(/No language model is configured; Jamie answers without one/);
    metrics.close();
  });

  test('are chosen by the keys when no list is given', async () => {
    const { connected, metrics } = connect({ JAMIE_ANTHROPIC_API_KEY: 'k', JAMIE_OPENAI_API_KEY: 'k' });
    const ids = (await connected)?.models.available(call).map(({ id }) => id);
    expect(ids).toEqual(['anthropic/claude-sonnet-5-5', 'openai/gpt-6.1-terra']);
    metrics.close();
  });

  test('are asked in order, take over from one another, and are counted and reported', async () => {
    const { connected, metrics } = connect({
      JAMIE_MODELS: 'anthropic/claude-opus-5-5,openai-compatible/mine,ollama/small',
      JAMIE_MODELS_JUDGE: 'ollama/small',
      JAMIE_ANTHROPIC_API_KEY: 'wrong-key-77',
      JAMIE_ANTHROPIC_URL: stand.urls.anthropic,
      JAMIE_OPENAI_BASE_URL: stand.urls.compatible,
      JAMIE_OLLAMA_URL: stand.urls.ollama,
      JAMIE_LLM_BUDGET_DAY: '5',
    });
    const models = await connected;
    if (models === undefined) throw new Error('there are no models');
    const events = await Array.fromAsync(models.models.stream(call, request()));
    expect(events[0]).toMatchObject({
      type: 'model-chosen',
      model: { id: 'openai-compatible/mine', isLocal: true },
      failed: [{ model: 'anthropic/claude-opus-5-5', code: 'anthropic-credentials' }],
    });
    await Array.fromAsync(models.models.stream({ ...call, task: 'judge' }, request()));
    expect(stand.seen.at(-1)).toMatchObject({ path: '/api/chat', body: { options: { num_ctx: 8192 } } });
    await expect
      .poll(async () => (await models.usageBy({ by: 'model' })).map(({ of, calls }) => [of, calls]))
      .toEqual([
        ['anthropic/claude-opus-5-5', 1],
        ['ollama/small', 1],
        ['openai-compatible/mine', 1],
      ]);
    const words = describeModels(await reportModels(models, Date.now()));
    expect(words).toMatch(
      /claude-opus-5-5: outside this network, 1000000 tokens of context, \$4 in, \$20 out/,
    );
    expect(words).toMatch(/last fault: .*Check JAMIE_ANTHROPIC_API_KEY/);
    expect(words).toMatch(/mine: in this network.*free, first word after/);
    expect(words).toMatch(/today: 1 call \(1 without an answer\), 0 tokens, \$0\.00/);
    expect(words).not.toContain('key-77');
    expect(await metrics.render()).toMatch(
      /jamie_model_tokens_total\{model="ollama\/small",kind="output"\} 12/,
    );
    metrics.close();
  });

  test('say when a price is a guess, and take what the operator knows', async () => {
    const text = 'modelFacts: {openai/gpt-mine: {input: 1, output: 2, contextTokens: 9000}}';
    const { config } = loadConfig({
      env: { JAMIE_OPENAI_API_KEY: 'k', JAMIE_MODELS: 'openai/gpt-mine,openai/gpt-other' },
      homedir: '/home/ann',
      timeZone: 'UTC',
      readFile: () => text,
    });
    const log = createLogger({ level: 'silent', write: () => undefined });
    const metrics = createMetrics({ staleness: () => [] });
    const models = await connectModels({ config, log, metrics, store: Promise.resolve(store) });
    const [mine, other] = describeModels(await reportModels(models, Date.now())).split(/\n(?=✓)/);
    expect(mine).toMatch(/9000 tokens of context, \$1 in, \$2 out for a million tokens\n/);
    expect(other).toMatch(/\$15 in, \$75 out for a million tokens \(a guess/);
    metrics.close();
  });
});

describe('the embedder of the settings', () => {
  const logged: string[] = [];
  const log = createLogger({ level: 'warn', write: (line) => logged.push(line) });

  test('is our own when none is set, and the one that is', async () => {
    expect((await connectEmbedder({ config: configOf({}), log }))?.id).not.toMatch(/^ollama/);
    const env = { JAMIE_EMBEDDER: 'ollama/small', JAMIE_OLLAMA_URL: stand.urls.ollama };
    expect(await connectEmbedder({ config: configOf(env), log })).toMatchObject({
      id: 'ollama/small',
      dimensions: 8,
    });
    expect(logged).toEqual([]);
  });

  test('is none, with a line in the log, when its server does not answer', async () => {
    const gone = await startModels();
    await gone.close();
    const env = { JAMIE_EMBEDDER: 'ollama/small', JAMIE_OLLAMA_URL: gone.urls.ollama };
    expect(await connectEmbedder({ config: configOf(env), log })).toBeUndefined();
    expect(logged.join('')).toMatch(/the embedder cannot be used/);
  });
});
