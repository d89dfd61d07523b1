import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startModels } from '../../../lab/world/llm/start-models.ts';
import type { ModelStandIns } from '../../../lab/world/llm/start-models.ts';
import type { Script } from '../../../lab/world/llm/reply.ts';
import { answerOf, asking } from './ask-model.ts';
import { modelContract } from './model-contract.ts';
import { providersOver } from './providers.ts';

let stand: ModelStandIns;
beforeAll(async () => {
  stand = await startModels();
});
afterAll(() => stand.close());

const PROVIDERS = providersOver(() => stand);

/** A model as people know them: it counts, it writes JSON, and it stops where it must. */
const everyday: Script = ({ body }) => {
  const { model, max_tokens, max_output_tokens, options } = body as Record<string, never>;
  if (model === 'missing')
    return {
      fault: { kind: 'status', status: 404, type: 'not_found_error', words: 'model "missing" not found' },
    };
  const most: number = max_tokens ?? max_output_tokens ?? options?.['num_predict'] ?? 100;
  const words = JSON.stringify(body);
  if (words.includes('as JSON')) {
    const input = '{"city": "Oslo", "degrees": 4}';
    const isByTool = words.includes('"name":"json"');
    return isByTool ? { calls: [{ name: 'json', input }] } : { text: input };
  }
  if (most < 50) return { text: 'one two three four', ends: 'length' };
  return words.includes('Count')
    ? { fault: { kind: 'endless' } }
    : { text: 'Hello to everybody in this room.' };
};

for (const { name, make } of PROVIDERS) {
  describe(name, () => {
    beforeAll(() => stand.script(everyday));
    modelContract(name, {
      model: () => make('claude-test'),
      missing: () => make('missing'),
      setting: 'JAMIE_MODELS',
    });

    test('calls tools, several at once, and is told what they gave', async () => {
      const tools = [
        {
          name: 'list_pods',
          description: 'Lists pods.',
          input: { type: 'object', properties: { ns: { type: 'string' } } },
        },
      ];
      stand.script(({ body }) =>
        JSON.stringify(body).includes('three pods')
          ? { text: 'There are three pods.' }
          : {
              text: 'Let me see.',
              calls: [
                { name: 'list_pods', input: '{"ns": "shop"}' },
                { name: 'list_pods', input: '{"ns": "data"}' },
              ],
              usage: { input: 200, output: 30, cached: 150 },
            },
      );
      const request = asking('How many pods?', { tools });
      const first = await answerOf(make('claude-test'), request);
      expect(first).toMatchObject({ text: 'Let me see.', reason: 'calls' });
      expect(first.calls.map(({ tool, input }) => [tool, input])).toEqual([
        ['list_pods', { ns: 'shop' }],
        ['list_pods', { ns: 'data' }],
      ]);
      expect(first.usage).toEqual({ input: 200, output: 30, cached: name === 'ollama' ? 0 : 150 });
      const results = first.calls.map(({ id, tool }, index) => ({
        role: 'tool' as const,
        callId: id,
        tool,
        text: index === 0 ? 'three pods' : 'no access',
        isError: index === 1,
      }));
      const messages = [
        ...request.messages,
        { role: 'assistant' as const, text: first.text, calls: first.calls },
        ...results,
      ];
      const second = await answerOf(make('claude-test'), { ...request, messages });
      expect(second).toMatchObject({ text: 'There are three pods.', reason: 'stop', calls: [] });
      const sent = JSON.stringify(stand.seen.at(-1)?.body);
      expect(sent).toMatch(/list_pods.*Lists pods|Lists pods.*list_pods/s);
      expect(sent).toContain('no access');
    });

    test('hands on arguments that are no JSON as they were written', async () => {
      stand.script(() => ({ calls: [{ name: 'list_pods', input: '{"ns": shop' }] }));
      const tools = [
        { name: 'list_pods', description: 'Lists pods.', input: { type: 'object', properties: {} } },
      ];
      const { calls } = await answerOf(make('claude-test'), asking('How many pods?', { tools }));
      expect(calls.map(({ input }) => input)).toEqual(['{"ns": shop']);
    });

    test('says so when it will not answer', async () => {
      stand.script(() => ({ text: 'I would', ends: 'refused' }));
      const { reason } = await answerOf(make('claude-test'), asking('How?'));
      expect(reason).toBe(name === 'ollama' ? 'stop' : 'refused');
    });

    test('is stopped when it does not end by itself', async () => {
      stand.script(() => ({ fault: { kind: 'endless' } }));
      const { reason, text, usage } = await answerOf(
        make('claude-test'),
        asking('Go on', { maxOutputTokens: 50 }),
      );
      expect(reason).toBe('length');
      expect(text.length).toBeLessThanOrEqual(50 * 8);
      expect(usage.output).toBeGreaterThan(50);
    });
  });
}

describe('anthropic', () => {
  test('keeps what is stable: the last stable system message and the tools', async () => {
    stand.script(() => ({ text: 'Yes.' }));
    const anthropic = PROVIDERS.find(({ name }) => name === 'anthropic');
    if (anthropic === undefined) throw new Error('anthropic is not there');
    const tools = ['a', 'b'].map((name) => ({ name, description: name, input: { type: 'object' } }));
    await answerOf(anthropic.make('claude-test'), asking('Hello', { tools }));
    const { system, tools: sent } = stand.seen.at(-1)?.body as { system: object[]; tools: object[] };
    const kept = { cache_control: { type: 'ephemeral' } };
    expect(system).toMatchObject([kept]);
    expect(sent[1]).toMatchObject(kept);
    expect(sent[0]).not.toHaveProperty('cache_control');
  });
});
