import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestStore, type Store } from '#ground/store';
import type { Asker } from '../asker.ts';
import { createBrain } from '../create-brain.ts';
import { brainMigrations } from '../memory/migrations.ts';
import { openMemory } from '../memory/store.ts';
import { fakeKubernetes } from '../testing.ts';
import { scene } from '../skills/scene.ts';
import { rememberTurn } from './testing.ts';

const NOW = Date.parse('2026-03-10T12:00:00Z');
const DAY = 24 * 3_600_000;
const SAM: Asker = { personId: 'sam', channel: 'api' };
const KIM: Asker = { personId: 'kim', channel: 'api' };

let store: Store;
let brain: ReturnType<typeof createBrain>;
let ids = 0;

async function ask(message: string, asker = SAM, conversationId?: string) {
  const { turnId, firstSeq, ...turn } = await brain.startTurn({ message, asker, conversationId });
  const at = { conversationId: turn.conversationId, asker, afterSeq: firstSeq - 1, untilTurn: turnId };
  const last = (await Array.fromAsync(brain.follow(at))).at(-1);
  if (last?.type !== 'turn-finished') throw new Error(`the turn ended with ${JSON.stringify(last)}`);
  return last;
}

beforeAll(async () => {
  store = await openTestStore(brainMigrations);
  const keep = openMemory(store.db);
  const talks: [string, string, number][] = [
    ['why is redis so slow?', 'Its disk is full.', 6],
    ['why is checkout restarting?', 'It was killed for want of memory: 512Mi.', 3],
    ['how is checkout now?', 'It is well again.', 2],
  ];
  for (const [at, [message, answer, days]] of talks.entries())
    await rememberTurn(keep, { id: `s${at}`, personId: 'sam', message, answer, at: NOW - days * DAY });
  brain = createBrain({
    kubernetes: fakeKubernetes({ 'harbour-prod': scene, 'harbour-staging': scene }),
    store,
    now: () => NOW,
    newId: () => `t-${(ids += 1)}`,
    timeZone: 'UTC',
    log: { error: () => undefined, info: () => undefined },
  });
});
afterAll(async () => {
  await brain.close(1000);
  await store.close();
});

describe('asking what was talked about', () => {
  it.each([
    ['remember when we talked about redis?', 'why is redis so slow?'],
    ['what did we say about redis last week?', 'why is redis so slow?'],
    ['do you remember the disk thing', 'why is redis so slow?'],
    ['when did I last ask about checkout?', 'how is checkout now?'],
    ['have we talked about redis before?', 'why is redis so slow?'],
    ['remind me what you said about redis', 'why is redis so slow?'],
  ])('%j tells of it with its date and what came of it', async (message, said) => {
    const { text, skill, outcome, evidence } = await ask(message);
    expect({ skill, outcome, text }).toMatchObject({ skill: 'recall', outcome: 'answered' });
    expect(text).toContain(said);
    expect(text).toMatch(/\d{1,2} Mar 2026 at 12:00/);
    expect(evidence.length).toBeGreaterThan(0);
  });

  it('names the nearest few when several talks fit', async () => {
    const { text } = await ask('what did we say about checkout?');
    expect(text).toContain('why is checkout restarting?');
    expect(text).toContain('how is checkout now?');
  });

  it('says so when there is none, and when it was another person’s', async () => {
    expect(await ask('what did we say about kafka?')).toMatchObject({ outcome: 'unknown', skill: 'recall' });
    const kims = await ask('what did we say about redis?', KIM);
    expect(kims.outcome).toBe('unknown');
    expect(kims.text).not.toContain('disk');
  });
});

describe('what people tell of themselves', () => {
  it('is kept with a word about it, listed, used and forgotten', async () => {
    const told = await ask('call me Morgan');
    expect(told.text).toMatch(/Right, I keep that.*Morgan/);
    expect(told.text).toContain('forget my name');
    const zone = await ask('use Europe/Berlin for times');
    expect(zone.text).toContain('Europe/Berlin');
    const listed = await ask('what do you know about me?');
    expect(listed.text).toContain('You are called Morgan');
    expect(listed.text).toContain('Europe/Berlin');
    const dated = await ask('when did I last ask about redis?');
    expect(dated.text).toContain('at 13:00');
    expect((await ask('what do you know about me?', KIM)).text).not.toContain('Morgan');
    await ask('forget everything about me');
    expect((await ask('what do you know about me?')).text).not.toContain('You are called');
  });

  it('means the place that was told where a question names none, and says so', async () => {
    await ask('I always mean harbour-staging');
    const asked = await ask('how many pods are there?');
    expect(asked.text).toContain('as you always mean it');
    expect(asked.text).toContain('harbour-staging');
    const named = await ask('how many pods are there on harbour-prod?');
    expect(named.text).not.toContain('as you always mean it');
    await ask('forget my cluster');
    expect((await ask('how many pods are there?')).text).not.toContain('staging');
  });

  it('keeps nothing that makes no sense', async () => {
    expect((await ask('I always mean atlantis')).text).toContain('I have kept nothing');
    expect((await ask('call me later')).text).not.toContain('Right, I keep that');
  });
});
