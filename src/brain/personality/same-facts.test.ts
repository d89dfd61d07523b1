import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { codeBlock, fact, say, type Block, type Draft } from '../answer/draft.ts';
import { code, inline, prose } from '../answer/markdown.ts';
import { factsOf, renderBlock } from '../answer/render.ts';
import { finishedBlock } from '../answer/sentence.ts';
import { fakeKubernetes, openBench, read, type Bench } from '../testing.ts';
import { scene } from '../skills/scene.ts';
import type { TurnFinished } from '../turn-event.ts';
import { personalityDialSchema, type PersonalityDial } from './dial.ts';
import { giveVoice } from './give-voice.ts';
import { CLOSINGS } from './lines.ts';
import type { Occasion } from './voice.ts';

const DIALS = personalityDialSchema.options;
const anyText = fc.string({ maxLength: 60, unit: 'binary' });
const markdown = fc.oneof(
  anyText.map(prose),
  anyText.map(code),
  fc.tuple(anyText, fc.double()).map(([text, number]) => inline`${text} is at ${number} %`),
  fc.webUrl().map((url) => inline`see ${url}`),
);
const cited = fc.array(
  fc.nat({ max: 9 }).map((n) => `e${n}`),
  { maxLength: 3 },
);
const item = fc.record({ text: markdown, evidence: cited });
const anyBlock: fc.Arbitrary<Block> = fc.oneof(
  fc.tuple(markdown, cited).map(([text, evidence]) => fact(text, evidence)),
  markdown.map(say),
  fc.record({ type: fc.constant('list' as const), items: fc.array(item, { maxLength: 4 }) }),
  fc.record({
    type: fc.constant('table' as const),
    head: fc.array(fc.string(), { minLength: 2, maxLength: 2 }),
    rows: fc.array(
      fc.tuple(markdown, markdown).map(([a, b]) => [a, b]),
      { maxLength: 4 },
    ),
  }),
  anyText.map((text) => codeBlock('yaml', text)),
);
const anyDraft: fc.Arbitrary<Draft> = fc.record({
  outcome: fc.constantFrom('answered', 'asked', 'unknown', 'declined'),
  blocks: fc.array(anyBlock, { maxLength: 6 }),
  suggestions: fc.constant([]),
  severity: fc.constantFrom(undefined, 'info', 'warning', 'critical'),
  gap: fc.constantFrom(undefined, { outcome: 'not-understood' as const, detail: '' }),
});
const anyOccasion: fc.Arbitrary<Occasion> = fc.record({
  dial: fc.constantFrom(...DIALS),
  mood: fc.constantFrom('neutral', 'frustrated', 'urgent', 'pleased'),
  name: fc.option(fc.string(), { nil: undefined }),
  severity: fc.constantFrom(undefined, 'warning', 'critical'),
  turn: fc.nat({ max: 50 }),
  seed: fc.string(),
  lastSaid: fc.constantFrom(undefined, ...CLOSINGS.success.map(({ text }) => text)),
  now: fc.integer({ min: 0, max: 4e12 }),
  timeZone: fc.constantFrom('UTC', 'Asia/Tokyo', 'America/Los_Angeles'),
});

describe('the manner cannot change a fact', () => {
  it('of any draft: without its voice the answer is the same, byte for byte', () => {
    fc.assert(
      fc.property(anyDraft, anyOccasion, fc.boolean(), (draft, occasion, isCheckUp) => {
        const reading = read(isCheckUp ? 'cluster-health' : 'diagnose', {}, occasion.mood);
        const { blocks } = giveVoice(draft, reading, occasion);
        const bare = blocks.filter(({ type }) => type !== 'voice');
        expect(bare.map(renderBlock)).toEqual(draft.blocks.map(finishedBlock).map(renderBlock));
        expect(factsOf(blocks)).toEqual(factsOf(draft.blocks.map(finishedBlock)));
        const lines = blocks.filter(({ type }) => type === 'voice').map(renderBlock);
        expect(lines.length).toBeLessThanOrEqual(1);
        for (const line of lines) expect(line).not.toMatch(/\d|https?:|[`|*_[\]#<>]/);
        if (draft.severity === 'critical' || occasion.dial !== 'full') expect(lines).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });
});

const QUESTIONS = [
  "how's my cluster?",
  'ffs why is checkout crashing again',
  'thanks, how many pods are there?',
  'URGENT what is broken right now',
  'show me the yaml of checkout',
  'list the deployments in web',
  'what does CrashLoopBackOff mean?',
  'restart checkout please',
  'why is nonexistent-thing-9 down',
  'blimey flibber the wotsit',
  'what changed in the last hour',
  'command to scale checkout to 3',
];

describe('of real answers', () => {
  const benches = new Map<PersonalityDial, Bench>();
  beforeAll(async () => {
    for (const dial of DIALS) {
      benches.set(dial, await openBench({ kubernetes: fakeKubernetes({ 'harbour-prod': scene }), dial }));
    }
  });
  const ask = async (dial: PersonalityDial, question: string): Promise<TurnFinished> => {
    const bench = benches.get(dial);
    if (bench === undefined) throw new Error(`no bench for ${dial}`);
    return bench.ask(question);
  };

  it.each(QUESTIONS)('%s', async (question) => {
    const [full, light, off] = await Promise.all(DIALS.map((dial) => ask(dial, question)));
    expect(full?.facts).toEqual(off?.facts);
    expect(light?.facts).toEqual(off?.facts);
    expect(full?.evidence).toEqual(off?.evidence);
    expect(light?.text).toBe(off?.text);
    const [rest, ...more] = (full?.text ?? '').split(off?.text ?? '');
    expect(rest).toBe('');
    const lines = Object.values(CLOSINGS)
      .flat()
      .map(({ text }) => `\n\n${text}`);
    expect(['', ...lines]).toContain(more.join(off?.text ?? ''));
  });
});
