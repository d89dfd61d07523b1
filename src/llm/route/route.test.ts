import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ConfigError, DeniedError, UpstreamError } from '#ground/errors';
import { openTestStore, type Store } from '#ground/store';
import type { CallFor, Model, ModelChosen, ModelEvent, ModelInfo, ModelRequest } from '#llm/spec';
import { createLanguageModels, llmMigrations, openUsage } from '../index.ts';
import type { EndedCall, LanguageModelsDeps, UsageStore } from '../index.ts';

type Play = (request: ModelRequest) => AsyncGenerator<ModelEvent>;

const usage = { input: 1000, output: 100, cached: 0 };
const finished: ModelEvent = { type: 'finished', reason: 'stop', usage };

const says = (text: string): Play =>
  async function* () {
    yield { type: 'text', text };
    yield finished;
  };
const fails = (error: Error, first?: string): Play =>
  async function* () {
    if (first !== undefined) yield { type: 'text', text: first };
    throw error;
  };
const silent: Play = async function* ({ signal }) {
  await new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason as Error)));
  yield finished;
};

const upstream = (code: string, retryable = true) =>
  new UpstreamError({ code, message: `It said ${code}.`, retryable });

const model = (id: string, play: Play, more: Partial<ModelInfo> = {}): Model => ({
  id,
  provider: id.slice(0, id.indexOf('/')),
  contextTokens: 100_000,
  can: { callTools: true, followSchema: true },
  isLocal: false,
  price: { input: 1, output: 10, cached: 0.1 },
  ...more,
  stream: play,
});

const call: CallFor = { task: 'answer', personId: 'ann', teamId: 'ops' };
const request = (more: Partial<ModelRequest> = {}): ModelRequest => ({
  messages: [{ role: 'user', text: 'Why?' }],
  maxOutputTokens: 1000,
  signal: new AbortController().signal,
  ...more,
});

let store: Store;
let kept: UsageStore;
let ended: EndedCall[];
let at: number;
beforeEach(async () => {
  store = await openTestStore(llmMigrations);
  kept = openUsage(store.db);
  ended = [];
  at = Date.parse('2026-11-21T22:30:00Z');
});
afterEach(() => store.close());

const join = (models: Model[], more: Partial<LanguageModelsDeps> = {}) => {
  let id = 0;
  return createLanguageModels({
    models,
    rules: { lists: { answer: models.map((one) => one.id) }, order: 'listed', localOnly: false },
    usage: kept,
    caps: {},
    now: () => at,
    newId: () => `call-${++id}`,
    onEnd: (one) => ended.push(one),
    onLost: (error) => {
      throw error;
    },
    patience: () => ({ firstMs: 200, idleMs: 200 }),
    restMs: 30_000,
    ...more,
  });
};

interface Heard {
  chosen?: ModelChosen;
  text: string;
}

async function hear(stream: AsyncIterable<ModelEvent | ModelChosen>): Promise<Heard> {
  const heard: Heard = { text: '' };
  for await (const event of stream) {
    if (event.type === 'model-chosen') heard.chosen = event;
    if (event.type === 'text') heard.text += event.text;
  }
  return heard;
}

const failureOf = async (heard: Promise<Heard>): Promise<Error> => {
  try {
    await heard;
  } catch (error) {
    return error as Error;
  }
  throw new Error('it did not fail');
};

describe('who answers', () => {
  test('the first of the list, and it is said who', async () => {
    const models = await join([model('a/one', says('one')), model('b/two', says('two'))]);
    const { chosen, text } = await hear(models.stream(call, request()));
    expect(text).toBe('one');
    expect(chosen).toMatchObject({ model: { id: 'a/one' }, failed: [] });
    expect(chosen?.model).not.toHaveProperty('stream');
  });

  test('another list for another task, the preferred one first', async () => {
    const both = [model('a/one', says('one')), model('b/two', says('two'))];
    const lists = { answer: ['a/one', 'b/two'], judge: ['b/two'] };
    const models = await join(both, { rules: { lists, order: 'listed', localOnly: false } });
    expect((await hear(models.stream({ ...call, task: 'judge' }, request()))).text).toBe('two');
    expect((await hear(models.stream({ ...call, prefer: 'b' }, request()))).text).toBe('two');
    expect(models.available({ ...call, prefer: 'two' }).map(({ id }) => id)).toEqual(['b/two', 'a/one']);
  });

  test('the cheapest, or the one whose first word comes soonest, when that is asked for', async () => {
    const both = [
      model('a/dear', says('dear'), { price: { input: 10, output: 50, cached: 1 } }),
      model('b/cheap', says('cheap')),
    ];
    const rules = { lists: { answer: ['a/dear', 'b/cheap'] }, localOnly: false };
    const cheapest = await join(both, { rules: { ...rules, order: 'cheapest' } });
    expect((await hear(cheapest.stream(call, request()))).text).toBe('cheap');
    const slow: Play = async function* () {
      at += 5000;
      yield { type: 'text', text: 'slow' };
      yield finished;
    };
    const fastest = await join([model('a/slow', slow), model('b/quick', says('quick'))], {
      rules: { lists: { answer: ['a/slow', 'b/quick'] }, order: 'fastest', localOnly: false },
    });
    expect((await hear(fastest.stream(call, request()))).text).toBe('slow');
    expect((await hear(fastest.stream(call, request()))).text).toBe('quick');
  });

  test('only models of this network, when the request or the operator says so', async () => {
    const far = model('a/far', says('far'));
    const near = model('b/near', says('near'), { isLocal: true });
    const models = await join([far, near]);
    expect((await hear(models.stream({ ...call, localOnly: true }, request()))).text).toBe('near');
    const strict = await join([far], {
      rules: { lists: { answer: ['a/far'] }, order: 'listed', localOnly: true },
    });
    expect(strict.available(call)).toEqual([]);
    const failure = await failureOf(hear(strict.stream(call, request())));
    expect(failure).toMatchObject({ code: 'no-model' });
    expect(failure.message).toMatch(/a\/far: what is said to it would leave this network/);
  });

  test.each([
    [
      'tools',
      { callTools: false, followSchema: true },
      { tools: [{ name: 't', description: '', input: {} }] },
    ],
    ['a schema', { callTools: true, followSchema: false }, { schema: { type: 'object' } }],
  ])('none that cannot do %s', async (_, can, needs) => {
    const models = await join([model('a/plain', says('plain'), { can }), model('b/able', says('able'))]);
    expect((await hear(models.stream(call, request(needs)))).text).toBe('able');
    expect((await hear(models.stream(call, request()))).text).toBe('plain');
  });

  test('none whose context is too short, and it is said how long it would have to be', async () => {
    const models = await join([model('a/short', says('short'), { contextTokens: 4096 })]);
    const long = request({ messages: [{ role: 'user', text: 'word '.repeat(8000) }] });
    const failure = await failureOf(hear(models.stream(call, long)));
    expect(failure.message).toMatch(/a\/short: about 12\d{3} tokens do not fit into its 4096/);
  });
});

describe('who takes over', () => {
  test('the next, while nothing was said', async () => {
    const models = await join([
      model('a/key', fails(new ConfigError({ code: 'a-credentials', message: 'Check A_KEY.' }))),
      model('b/down', fails(upstream('b-unreachable'))),
      model('c/well', says('well')),
    ]);
    const { chosen, text } = await hear(models.stream(call, request()));
    expect(text).toBe('well');
    expect(chosen?.failed).toEqual([
      { model: 'a/key', code: 'a-credentials', reason: 'Check A_KEY.' },
      { model: 'b/down', code: 'b-unreachable', reason: 'It said b-unreachable.' },
    ]);
  });

  test('nobody after the first words: the fault is thrown', async () => {
    const models = await join([
      model('a/cut', fails(upstream('a-broken-answer'), 'Half of')),
      model('b/well', says('well')),
    ]);
    expect(await failureOf(hear(models.stream(call, request())))).toMatchObject({ code: 'a-broken-answer' });
  });

  test('the next when the first word does not come, and whoever falls silent is given up', async () => {
    const stuck: Play = async function* ({ signal }) {
      yield { type: 'text', text: 'Well' };
      yield* silent(request({ signal }));
    };
    const models = await join([model('a/silent', silent), model('b/well', says('well'))]);
    const { chosen, text } = await hear(models.stream(call, request()));
    expect(text).toBe('well');
    expect(chosen?.failed).toMatchObject([{ model: 'a/silent', code: 'model-slow' }]);
    const alone = await join([model('a/stuck', stuck)]);
    expect(await failureOf(hear(alone.stream(call, request())))).toMatchObject({ code: 'model-slow' });
  });

  test('nobody when the caller stops: no other model is asked', async () => {
    const stop = new AbortController();
    const models = await join([model('a/silent', silent), model('b/well', says('well'))]);
    const heard = failureOf(hear(models.stream(call, request({ signal: stop.signal }))));
    stop.abort();
    expect((await heard).name).toBe('AbortError');
    expect(ended).toMatchObject([{ model: 'a/silent', outcome: 'cancelled' }]);
  });

  test('nobody left: what each one said', async () => {
    const models = await join([
      model('a/one', fails(upstream('a-busy'))),
      model('b/two', fails(upstream('b-busy'))),
    ]);
    const failure = await failureOf(hear(models.stream(call, request())));
    expect(failure).toMatchObject({ name: 'UpstreamError', code: 'no-model', retryable: true });
    expect(failure.message).toBe('No language model answered. a/one: It said a-busy. b/two: It said b-busy.');
  });

  test('a bug is no reason to ask another', async () => {
    const models = await join([model('a/bug', fails(new TypeError('x'))), model('b/well', says('well'))]);
    expect(await failureOf(hear(models.stream(call, request())))).toBeInstanceOf(TypeError);
  });
});

describe('a model that fails again and again', () => {
  test('is left alone for a while, then tried once more', async () => {
    let asked = 0;
    let isUp = false;
    const shaky: Play = async function* (given) {
      asked += 1;
      yield* isUp ? says('back')(given) : fails(upstream('a-failing'))(given);
    };
    const models = await join([model('a/shaky', shaky)], { restMs: 50, now: Date.now });
    for (let turn = 0; turn < 5; turn++) await failureOf(hear(models.stream(call, request())));
    expect(asked).toBe(3);
    expect(models.available(call)).toEqual([]);
    expect(models.states()).toMatchObject([{ state: 'resting', lastFault: 'It said a-failing.' }]);
    isUp = true;
    await new Promise((resolve) => setTimeout(resolve, 80));
    expect((await hear(models.stream(call, request()))).text).toBe('back');
    expect(models.states()).toMatchObject([{ state: 'well' }]);
  });

  test('is not, for what one request had wrong', async () => {
    const models = await join([model('a/strict', fails(upstream('a-context-too-long', false)))]);
    for (let turn = 0; turn < 5; turn++) await failureOf(hear(models.stream(call, request())));
    expect(models.states()).toMatchObject([{ state: 'well' }]);
  });
});

describe('what it costs', () => {
  const written = async () => (await kept.usageBy({ by: 'model' })).map(({ of, dollars }) => [of, dollars]);

  test('is written down with tokens, times and the outcome', async () => {
    const counted: Play = async function* () {
      at += 400;
      yield { type: 'text', text: 'Because.' };
      at += 600;
      yield { type: 'finished', reason: 'stop', usage: { input: 2000, output: 100, cached: 1000 } };
    };
    const models = await join([model('a/one', counted)]);
    await hear(models.stream(call, request()));
    const dollars = (1000 * 1 + 1000 * 0.1 + 100 * 10) / 1e6;
    expect(ended).toEqual([
      {
        ...{ model: 'a/one', task: 'answer', outcome: 'answered', dollars, firstTokenMs: 400, totalMs: 1000 },
        usage: { input: 2000, output: 100, cached: 1000 },
      },
    ]);
    await expect.poll(written).toEqual([['a/one', dollars]]);
    const row = { calls: 1, failed: 0, input: 2000, output: 100, cached: 1000, dollars };
    expect(await kept.usageBy({ by: 'person' })).toMatchObject([{ of: 'ann', ...row, firstTokenMs: 400 }]);
    expect(await kept.usageBy({ by: 'day' })).toMatchObject([{ of: '2026-11-21', ...row }]);
    expect(await kept.usageBy({ by: 'day', from: '2026-11-22' })).toEqual([]);
  });

  test('is guessed for what broke off, and nothing for what was refused at once', async () => {
    const models = await join([
      model('a/refused', fails(upstream('a-busy'))),
      model('b/cut', fails(upstream('b-broken-answer'), 'x'.repeat(700))),
    ]);
    await failureOf(hear(models.stream(call, request())));
    expect(ended).toMatchObject([
      { model: 'a/refused', outcome: 'a-busy', dollars: 0 },
      { model: 'b/cut', outcome: 'b-broken-answer', usage: { output: 200 } },
    ]);
    expect(ended[1]?.dollars).toBeGreaterThan(0.002);
  });

  test.each([
    ['person', { person: 0.013 }, 'yours'],
    ['team', { team: 0.013 }, "your team's"],
    ['all', { all: 0.013 }, "everybody's"],
  ])('is capped by %s; it is said whose cap it is and when it starts anew', async (_, caps, whose) => {
    const models = await join([model('a/one', says('one'))], { caps });
    await hear(models.stream(call, request()));
    await expect.poll(written).toEqual([['a/one', 0.002]]);
    await hear(models.stream(call, request()));
    await expect.poll(written).toEqual([['a/one', 0.004]]);
    const failure = await failureOf(hear(models.stream(call, request())));
    expect(failure).toBeInstanceOf(DeniedError);
    expect(failure).toMatchObject({ code: 'budget-spent' });
    expect(failure.message).toBe(
      `The budget for language models is spent for today: ${whose}, $0.01 a day. It starts anew at 00:00 UTC, in 1 h 30 min.`,
    );
    at += 2 * 3_600_000;
    expect((await hear(models.stream(call, request()))).text).toBe('one');
  });

  test("of one person is not another's, and a free model answers whatever was spent", async () => {
    const own = model('b/own', says('own'), { price: { input: 0, output: 0, cached: 0 } });
    const models = await join([model('a/one', says('one')), own], { caps: { person: 0.011 } });
    expect((await hear(models.stream(call, request()))).text).toBe('one');
    await expect.poll(written).toEqual([['a/one', 0.002]]);
    const { text, chosen } = await hear(models.stream(call, request()));
    expect(text).toBe('own');
    expect(chosen?.failed).toMatchObject([{ model: 'a/one', code: 'budget-spent' }]);
    expect((await hear(models.stream({ ...call, personId: 'bob' }, request()))).text).toBe('one');
  });

  test('is reserved: calls side by side do not spend more than there is', async () => {
    const models = await join([model('a/one', says('one'))], { caps: { all: 0.035 } });
    const heard = await Promise.allSettled(
      Array.from({ length: 8 }, () => hear(models.stream(call, request()))),
    );
    const [row] = await kept.usageBy({ by: 'model' });
    expect(heard.filter(({ status }) => status === 'fulfilled').length).toBeGreaterThanOrEqual(3);
    expect(row?.dollars).toBeLessThanOrEqual(0.035);
  });

  test('does not keep an answer back when it cannot be written down', async () => {
    const lost: unknown[] = [];
    const broken = { ...kept, settle: () => Promise.reject(new Error('disk full')) };
    const models = await join([model('a/one', says('one'))], {
      usage: broken,
      onLost: (error) => lost.push(error),
    });
    expect((await hear(models.stream(call, request()))).text).toBe('one');
    await expect.poll(() => lost.length).toBe(1);
  });
});
