import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { defineTool, type Tool } from '#connectors/kit';
import { nodeFixture, podFixture, snapshotOf } from '../../diagnosis/testing.ts';
import { scriptedModels, type Script, type Scripted } from '../../llm/scripted.ts';
import type { ReasonerChoice } from '../asker.ts';
import { ASKER, fakeKubernetes, openBench, read } from '../testing.ts';
import type { TurnEvent } from '../turn-event.ts';

const calm = snapshotOf({
  pods: [podFixture('cart-0'), podFixture('cart-1')],
  nodes: [nodeFixture('worker-1')],
});
const kubernetes = fakeKubernetes({ 'harbour-prod': calm });

const restarts = defineTool({
  name: 'kubernetes_pod_restarts',
  description: 'How often the containers of pods have restarted.',
  input: z.object({ pod: z.string() }),
  output: z.object({ pod: z.string(), restarts: z.number(), note: z.string() }),
  effect: 'read',
  deadlineMs: 1_000,
  run: async ({ pod }) => ({ pod, restarts: 14, note: 'password=plum-otter-61-planted' }),
});
const TOOLS = [restarts] as unknown as Tool[];

async function benchWith(plays: Script[], more: Partial<Scripted> = {}, reasoner: ReasonerChoice = 'model') {
  const models = scriptedModels([{ id: 'test/one', plays, ...more }]);
  const bench = await openBench({
    kubernetes,
    models,
    tools: TOOLS,
    reasoner,
    understand: () => read('cluster-health'),
  });
  return { ...bench, models };
}

const texts = (events: TurnEvent[]): string =>
  events.flatMap((event) => (event.type === 'text-delta' ? [event.text] : [])).join('');

describe('a model that answers', () => {
  it('calls tools side by side, cites what they said, and says who it is', async () => {
    const { send } = await benchWith([
      [
        'Let me look at both pods.',
        { call: 'kubernetes_pod_restarts', input: { pod: 'cart-0' } },
        { call: 'ask_jamie', input: { question: 'how is my cluster?' } },
      ],
      ['The pod cart-0 has restarted 14 times [e2]. I would look at its memory limit next.'],
    ]);
    const events = await send('how often does cart-0 restart?');
    const last = events.at(-1);
    expect(last).toMatchObject({
      type: 'turn-finished',
      outcome: 'answered',
      skill: 'model',
      reasoner: { kind: 'model', model: 'test/one', prompt: 'answer@1', fallbacks: [] },
    });
    if (last?.type !== 'turn-finished') return;
    expect(last.text).toBe(texts(events));
    expect(last.text).toMatch(
      /^The pod cart-0 has restarted 14 times\. \[e\d\] I would look at its memory limit next\./,
    );
    expect(last.facts[0]?.text).toBe('The pod cart-0 has restarted 14 times.');
    const cited = last.evidence.find(({ id }) => id === last.facts[0]?.evidence[0]);
    expect(cited?.source.query).toContain('kubernetes_pod_restarts');
    const tools = events.flatMap((event) => (event.type === 'tool-finished' ? [event.tool] : []));
    expect(tools.toSorted()).toEqual(['ask_jamie', 'kubernetes_pod_restarts']);
    expect(events).toContainEqual(
      expect.objectContaining({ type: 'thought-shared', text: 'Let me look at both pods.' }),
    );
  });

  it('sends a sentence back once, then leaves it out and says so', async () => {
    const call = [{ call: 'kubernetes_pod_restarts', input: { pod: 'cart-0' } }];
    const { ask, models } = await benchWith([
      call,
      ['The pod cart-0 has restarted 41 times [e2]. More of it.'],
      ['The pod cart-0 has restarted 14 times. The pod ghost-7 has restarted 14 times [e2].'],
    ]);
    const { text } = await ask('restarts?');
    expect(text).toContain('restarted 14 times');
    expect(text).not.toMatch(/41|ghost/);
    expect(text).toContain('I left out 1 sentence');
    const repair = models.asked[2]?.request.messages.at(-1)?.text ?? '';
    expect(repair).toContain('41');
  });

  it('marks what nothing bears out', async () => {
    const { ask } = await benchWith([['Somebody changed the firewall of the office yesterday.']]);
    expect((await ask('why?')).text).toContain('*(unverified)*');
  });

  it('sees no secret, and what a system says only as data', async () => {
    const { ask, models } = await benchWith([
      [{ call: 'kubernetes_pod_restarts', input: { pod: 'cart-0' } }],
      ['The pod cart-0 has restarted 14 times [e2].'],
    ]);
    await ask('my token is ghp_x7Qpx7Qpx7Qpx7Qpx7Qpx7Qpx7Qpx7Qpx7Qp, restarts?');
    const said = JSON.stringify(models.asked.map(({ request }) => request));
    expect(said).not.toMatch(/plum-otter|ghp_x7Qp/);
    const result = models.asked[1]?.request.messages.find(({ role }) => role === 'tool')?.text ?? '';
    expect(result).toMatch(/<<data \S+ e\d+>>[\s\S]*<<end \S+>>/);
  });

  it('tells a model what was wrong with a call, and refuses one again', async () => {
    const same = { call: 'kubernetes_pod_restarts', input: { pod: 'cart-0' } };
    const { ask, models } = await benchWith([
      [
        { call: 'kubernetes_delete_pod', input: {} },
        { call: 'kubernetes_pod_restarts', input: { pod: 3 } },
        same,
      ],
      [same, { call: 'ask_jamie', input: '{"question": ' }],
      ['The pod cart-0 has restarted 14 times [e2].'],
    ]);
    expect((await ask('restarts?')).outcome).toBe('answered');
    const results = models.asked.at(-1)?.request.messages.filter(({ role }) => role === 'tool') ?? [];
    const told = results.map(({ text }) => text);
    expect(told[0]).toContain('There is no tool "kubernetes_delete_pod"');
    expect(told[1]).toContain('pod:');
    expect(told[3]).toContain('called already');
    expect(told[4]).toContain('no JSON');
  });

  it('ends a loop, and what has no end', async () => {
    let n = 0;
    const { ask, models } = await benchWith([
      () => [{ call: 'kubernetes_pod_restarts', input: { pod: `cart-${String((n += 1))}` } }],
    ]);
    expect((await ask('restarts?')).reasoner?.kind).toBe('embedded');
    expect(models.asked.length).toBeLessThanOrEqual(8);
    const endless = await benchWith([['I would wait. '.repeat(3_000)]]);
    const { text } = await endless.ask('restarts?');
    expect(text.length).toBeLessThan(13_000);
  });

  it('offers a small model the skills only, and packs what it hears', async () => {
    const long = 'x '.repeat(20_000);
    const { ask, models } = await benchWith(
      [[{ call: 'ask_jamie', input: { question: 'how?' } }], [`All pods are running [e1]. ${long}`]],
      { contextTokens: 4_096 },
    );
    await ask(`why? ${'word '.repeat(4_000)}`);
    const { request } = models.asked[1] ?? {};
    expect(request?.tools?.map(({ name }) => name)).toEqual(['ask_jamie', 'read_more']);
    expect(JSON.stringify(request?.messages).length / 3).toBeLessThan(4_096);
    expect(JSON.stringify(request?.messages)).toContain('[shortened to fit');
  });
});

describe('a model that breaks', () => {
  it('is followed by the next, which goes on from what was shown', async () => {
    const models = scriptedModels([
      {
        id: 'test/one',
        plays: [
          [{ call: 'kubernetes_pod_restarts', input: { pod: 'cart-0' } }],
          ['The pod cart-0 has restarted 14 times [e2]. And th', { fail: 'overloaded' }],
        ],
      },
      { id: 'test/two', plays: [['The pod cart-0 has restarted 14 times [e2]. I would look at its logs.']] },
    ]);
    const bench = await openBench({
      kubernetes,
      models,
      tools: TOOLS,
      reasoner: 'model',
      understand: () => read('cluster-health'),
    });
    const { text, reasoner } = await bench.ask('restarts?');
    expect(text.match(/14 times/g)).toHaveLength(1);
    expect(text).toContain('I would look at its logs.');
    expect(text).toContain('test/one gave up (overloaded), so test/two answered.');
    expect(reasoner).toMatchObject({
      kind: 'model',
      model: 'test/two',
      fallbacks: [{ model: 'test/one', code: 'overloaded' }],
    });
  });

  it('leaves the embedded reasoner with what was gathered, which says so', async () => {
    const { ask } = await benchWith([
      [{ call: 'kubernetes_pod_restarts', input: { pod: 'cart-0' } }],
      [{ fail: 'overloaded' }],
    ]);
    const { text, reasoner, outcome, evidence } = await ask('how is it?');
    expect(outcome).toBe('answered');
    expect(reasoner).toMatchObject({ kind: 'embedded', fallbacks: [{ code: 'overloaded' }] });
    expect(text).toContain('No model could answer');
    expect(text).toContain('harbour-prod');
    expect(evidence.some(({ source }) => source.query.includes('kubernetes_pod_restarts'))).toBe(true);
  });

  it('stops when the turn is cancelled', async () => {
    const { brain } = await benchWith([[{ waitMs: 60_000 }]]);
    const { turnId, conversationId, firstSeq } = await brain.startTurn({
      message: 'why?',
      asker: ASKER,
      reasoner: 'model',
    });
    await wait(50);
    expect(brain.cancel(turnId, ASKER)).toBe(true);
    const events = await Array.fromAsync(
      brain.follow({ conversationId, asker: ASKER, afterSeq: firstSeq - 1, untilTurn: turnId }),
    );
    expect(events.at(-1)).toMatchObject({ type: 'turn-failed', error: { code: 'cancelled' } });
  });
});

describe('who answers', () => {
  it('is the embedded reasoner where it understood, where it is asked for, and without models', async () => {
    const plays: Script[] = [['All is well.']];
    const auto = await benchWith(plays, {}, 'auto');
    expect((await auto.ask('how is my cluster?')).reasoner?.kind).toBe('embedded');
    const embedded = await benchWith(plays, {}, 'embedded');
    expect((await embedded.ask('plan the week')).reasoner?.kind).toBe('embedded');
    expect(auto.models.asked.length + embedded.models.asked.length).toBe(0);
    const none = await openBench({
      kubernetes,
      models: scriptedModels([]),
      reasoner: 'model',
      understand: () => read('cluster-health'),
    });
    expect((await none.ask('why?')).reasoner).toEqual({ kind: 'embedded', fallbacks: [] });
  });

  it('is a model for an open question', async () => {
    const auto = await benchWith([['I would start with the nodes.']], {}, 'auto');
    expect((await auto.ask('what would you plan for next week?')).reasoner?.kind).toBe('model');
  });
});
