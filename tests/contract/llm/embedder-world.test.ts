import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createCompatibleEmbedder, createOllamaEmbedder } from '#llm';
import type { Embedder } from '#llm/spec';
import { startModels } from '../../../lab/world/llm/start-models.ts';
import type { ModelStandIns } from '../../../lab/world/llm/start-models.ts';

let stand: ModelStandIns;
beforeAll(async () => {
  stand = await startModels();
});
afterAll(() => stand.close());

const KINDS: [name: string, code: string, open: () => Promise<Embedder>][] = [
  ['Ollama', 'ollama', () => createOllamaEmbedder('ollama/small', { url: stand.urls.ollama })],
  [
    'an OpenAI-compatible server',
    'compatible',
    () => createCompatibleEmbedder('openai-compatible/small', { url: stand.urls.compatible, key: 'k' }),
  ],
];

describe.each(KINDS)('vectors by %s', (_, code, open) => {
  test('have length 1, the order of the texts, and are the same for the same text', async () => {
    stand.script(() => ({}));
    const embedder = await open();
    expect(embedder.dimensions).toBe(8);
    const texts = Array.from({ length: 130 }, (_one, at) => `text number ${at}`);
    const before = stand.seen.length;
    const vectors = await embedder.embed([...texts, 'text number 7']);
    expect(vectors).toHaveLength(131);
    expect(stand.seen.length - before).toBe(3);
    for (const vector of vectors) expect(Math.hypot(...vector)).toBeCloseTo(1, 5);
    expect(vectors[130]).toEqual(vectors[7]);
    expect(vectors[8]).not.toEqual(vectors[7]);
    expect(await embedder.embed([])).toEqual([]);
  });

  test.each([
    [503, 'busy'],
    [404, 'no-such-model'],
    [500, 'failing'],
  ])('say what is wrong at HTTP %i', async (status, ends) => {
    stand.script(() => ({ fault: { kind: 'status', status } }));
    await expect(open()).rejects.toMatchObject({ code: `${code}-${ends}` });
  });
});
