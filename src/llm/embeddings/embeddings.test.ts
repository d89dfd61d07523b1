import { readFile } from 'node:fs/promises';
import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createLocalEmbedder } from './index.ts';
import { wordsIn } from './words-in.ts';

const embedder = createLocalEmbedder();

const likeness = (a: Float32Array, b: Float32Array): number =>
  a.reduce((sum, value, at) => sum + value * (b[at] ?? 0), 0);

async function nearest(query: string, texts: string[]): Promise<string | undefined> {
  const [asked = new Float32Array(), ...known] = await embedder.embed([query, ...texts]);
  const scored = known.map((vector, at) => ({ text: texts[at], score: likeness(asked, vector) }));
  return scored.sort((a, b) => b.score - a.score)[0]?.text;
}

const TALKS = [
  'why is checkout restarting?',
  'redis latency is high',
  'which node has the most memory?',
  'ImagePullBackOff on search',
  'the certificate of the shop expires on Friday',
  'rolled the payments deployment back',
  'who is on call tonight?',
  'outage of the frontend: users see 502',
];

describe('the embedder without a model', () => {
  it.each([
    ['what was it with the crashing checkout?', 'why is checkout restarting?'],
    ['that slow cache', 'redis latency is high'],
    ['machines with much RAM', 'which node has the most memory?'],
    ['cannot pull the image', 'ImagePullBackOff on search'],
    ['TLS encryption ran out', 'the certificate of the shop expires on Friday'],
    ['went back to the previous release of payments', 'rolled the payments deployment back'],
    ['somebody on duty this evening', 'who is on call tonight?'],
    ['chekout restrats', 'why is checkout restarting?'],
  ])('finds what was meant by %j', async (asked, meant) => {
    expect(await nearest(asked, TALKS)).toBe(meant);
  });

  it('gives vectors of length 1 for any text with a word, the same each time', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 300 }), async (text) => {
        const [first, again] = await embedder.embed([text, text]);
        const length = Math.sqrt(first?.reduce((sum, value) => sum + value * value, 0) ?? -1);
        expect(first).toEqual(again);
        expect(first).toHaveLength(embedder.dimensions);
        expect(length < 1e-6 || Math.abs(length - 1) < 1e-5).toBe(true);
      }),
      { numRuns: 200 },
    );
  });

  it('stops when it is told to', async () => {
    await expect(embedder.embed(['a', 'b'], AbortSignal.abort())).rejects.toThrow();
  });

  it('has another id when its table changes', async () => {
    const file = await readFile(new URL('./data/words.bin', import.meta.url));
    const digest = createHash('sha256').update(file).digest('hex').slice(0, 12);
    expect(embedder.id).toBe(`local/${digest}-1`);
  });
});

describe('words', () => {
  const isKnown = (word: string): boolean => ['crashloopbackoff', 'pod'].includes(word);

  it('takes names apart, keeps what is known whole and leaves out made-up tails', () => {
    expect(wordsIn('CrashLoopBackOff in payments-db-0, nodeSelector of HTTPRoute', 20, isKnown)).toEqual(
      'crashloopbackoff in payments db 0 node selector of http route'.split(' '),
    );
    expect(wordsIn('pod checkout-5d9f8b7c6f-x2x4z', 9, isKnown)).toEqual(['pod', 'checkout']);
  });
});
