import { describe, expect, it } from 'vitest';
import { scene } from '../skills/scene.ts';
import { fakeKubernetes, openBench, type Bench } from '../testing.ts';

const open = (): Promise<Bench> => openBench({ kubernetes: fakeKubernetes({ 'harbour-prod': scene }) });

describe('a word on an answer, in chat', () => {
  it('is kept with the answer it is about, and told when the question comes again', async () => {
    const { ask } = await open();
    const { conversationId } = await ask('why is checkout crashing?');
    const thanked = await ask(
      'no, the cause was an expired certificate of [vault](http://x)',
      conversationId,
    );
    expect(thanked).toMatchObject({ outcome: 'talked', skill: 'remark' });
    expect(thanked.text).toContain('my answer to “why is checkout crashing?” as wrong');
    const again = await ask("what's wrong with checkout?");
    expect(again.text).toMatch(/You corrected this on 10 March:\*\* “the cause was an expired certificate/);
    expect(again.text).not.toContain('[vault](http');
    expect((await ask('how many pods are there?')).text).not.toContain('corrected');
  });

  it('leaves what is seen now as it is', async () => {
    const { ask } = await open();
    const before = await ask('why is checkout crashing?');
    await ask('that was wrong: checkout is perfectly healthy and has 99 replicas', before.conversationId);
    const after = await ask('why is checkout crashing?');
    expect(after.facts).toEqual(before.facts);
    expect(after.text.startsWith(before.text.split('\n\n')[0] ?? '-')).toBe(true);
    expect(after.outcome).toBe(before.outcome);
  });

  it('goes on with the conversation as if nothing had been said', async () => {
    const { ask } = await open();
    const { conversationId } = await ask('why is cart crashing?');
    await ask('thanks, spot on', conversationId);
    expect((await ask('who owns it?', conversationId)).text).toContain('cart');
  });

  it('needs an answer', async () => {
    const { ask } = await open();
    expect((await ask('that was wrong')).text).toContain('no answer of mine');
  });

  it('offers the other reading of a correction', async () => {
    const { ask } = await open();
    const { conversationId } = await ask('why is checkout crashing?');
    const { suggestions } = await ask("no, it's search not checkout", conversationId);
    expect(suggestions[0]?.message).toBe('why is search crashing?');
  });
});

describe('a word on the manner, in chat', () => {
  it('holds for the person from then on, until they say otherwise', async () => {
    const { ask } = await open();
    const { conversationId } = await ask('hello');
    expect((await ask('just the facts please', conversationId)).text).toMatch(/facts|answers/);
    expect((await ask('hello')).text).toMatch(
      /What would you like to know\?|What shall I look at\?|What do you need\?/,
    );
    expect((await ask('be yourself again', conversationId)).outcome).toBe('talked');
  });
});

describe('feedback from a channel', () => {
  const asker = { personId: 'local-owner', name: 'Sam', channel: 'api' } as const;

  it('takes the last answer when none is named, and a later word for an earlier one', async () => {
    const { ask, brain } = await open();
    const { turnId } = await ask('how is my cluster?');
    expect(await brain.rate({ rating: 'bad' }, asker)).toEqual({ turnId, question: 'how is my cluster?' });
    await brain.rate({ turnId, rating: 'good' }, asker);
    const { all } = await brain.report();
    expect(all).toMatchObject({ answers: 1, good: 1, bad: 0 });
  });

  it('refuses what is not there, not theirs, or too long', async () => {
    const { ask, brain } = await open();
    await expect(brain.rate({ rating: 'good' }, asker)).rejects.toMatchObject({ code: 'unknown-turn' });
    const { turnId } = await ask('how is my cluster?');
    const stranger = { ...asker, personId: 'somebody-else' };
    await expect(brain.rate({ turnId, rating: 'bad' }, stranger)).rejects.toMatchObject({
      code: 'unknown-turn',
    });
    const correction = 'x'.repeat(1001);
    await expect(brain.rate({ turnId, rating: 'bad', correction }, asker)).rejects.toMatchObject({
      code: 'bad-correction',
    });
  });

  it('keeps no secret, and takes back what was said', async () => {
    const { ask, brain } = await open();
    await ask('why is checkout crashing?');
    const correction = 'the password was wrong: password=hunter2hunter2';
    await brain.rate({ rating: 'bad', correction }, asker);
    const [kept] = await brain.corrections(10);
    expect(kept).toMatchObject({ by: 'Sam', question: 'why is checkout crashing?' });
    expect(kept?.text).not.toContain('hunter2');
    expect(await brain.withdrawCorrection(kept?.id ?? '', { ...asker, personId: 'other' })).toBe(false);
    expect(await brain.withdrawCorrection(kept?.id ?? '', asker)).toBe(true);
    expect((await ask('why is checkout crashing?')).text).not.toContain('corrected');
  });
});
