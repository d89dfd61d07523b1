import { describe, expect, test } from 'vitest';
import { describeModel, isOnThisNetwork, isPriceKnown } from './catalogue.ts';

const ELSEWHERE = { url: 'https://api.example.com/v1' };
const HERE = { url: 'http://10.0.0.7:8000/v1' };

describe('isOnThisNetwork', () => {
  test.each([
    'http://127.0.0.1:11434',
    'http://localhost:1',
    'http://10.1.2.3/v1',
    'http://172.20.0.4',
    'http://192.168.1.9',
    'http://[::1]:11434',
    'http://[fd12::7]',
    'http://ollama:11434',
    'http://ollama.ai.svc',
    'http://ollama.ai.svc.cluster.local:11434',
    'http://vllm.corp/v1',
    'http://gpu.internal',
  ])('%s is', (url) => {
    expect(isOnThisNetwork(url)).toBe(true);
  });

  test.each([
    'https://api.openai.com/v1',
    'http://8.8.8.8',
    'http://172.32.0.1',
    'http://11.0.0.1',
    'http://local.example.com',
    'http://10.example.com',
    'https://[2001:db8::1]',
  ])('%s is not', (url) => {
    expect(isOnThisNetwork(url)).toBe(false);
  });
});

describe('describeModel', () => {
  test('knows prices and contexts, also of dated names', () => {
    expect(describeModel('anthropic/claude-sonnet-4-5-20250929', ELSEWHERE)).toMatchObject({
      provider: 'anthropic',
      contextTokens: 200_000,
      price: { input: 3, output: 15, cached: 0.3 },
      isLocal: false,
    });
    expect(describeModel('openai/gpt-5-mini-2025-08-07', ELSEWHERE).price.output).toBe(2);
    expect(describeModel('openai/gpt-5', ELSEWHERE).price.output).toBe(10);
  });

  test('takes an unknown model for a dear one, so that a cap holds; one of this network is free', () => {
    for (const id of ['openai/gpt-5-pro', 'openai/gpt-9', 'anthropic/claude-next', 'openai-compatible/x']) {
      const model = describeModel(id, ELSEWHERE);
      expect(model.price).toEqual({ input: 15, output: 75, cached: 15 });
      expect(isPriceKnown(model)).toBe(false);
    }
    expect(describeModel('openai-compatible/x', HERE)).toMatchObject({ isLocal: true, price: { output: 0 } });
  });

  test('lets nothing that is passed on count as local', () => {
    expect(describeModel('anthropic/claude-opus-5-5', HERE).isLocal).toBe(false);
    expect(describeModel('openai/gpt-5', HERE).isLocal).toBe(false);
    expect(describeModel('ollama/gpt-oss:120b-cloud', HERE).isLocal).toBe(false);
    expect(describeModel('ollama/llama3:8b', HERE).isLocal).toBe(true);
    expect(describeModel('openai-compatible/x', HERE, { isLocal: false })).toMatchObject({
      isLocal: false,
      price: { output: 75 },
    });
  });

  test('believes the operator first', () => {
    const facts = { input: 1, output: 2, cached: 0.5, contextTokens: 4096, callTools: false };
    expect(describeModel('openai/gpt-5', ELSEWHERE, facts)).toMatchObject({
      price: { input: 1, output: 2, cached: 0.5 },
      contextTokens: 4096,
      can: { callTools: false, followSchema: true },
    });
  });
});
