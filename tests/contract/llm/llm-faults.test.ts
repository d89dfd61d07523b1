import { inspect } from 'node:util';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ConfigError, UpstreamError } from '#ground/errors';
import { createLogger } from '#ground/telemetry';
import type { Model, ModelEvent } from '#llm/spec';
import type { StandInReply } from '../../../lab/world/llm/reply.ts';
import { startModels } from '../../../lab/world/llm/start-models.ts';
import type { ModelStandIns } from '../../../lab/world/llm/start-models.ts';
import { answerOf, asking } from './ask-model.ts';
import { providersOver } from './providers.ts';

let stand: ModelStandIns;
beforeAll(async () => {
  stand = await startModels();
});
afterAll(() => stand.close());

interface Failure {
  error: Error & { code: string; retryable?: boolean };
  /** What was said before it broke. */
  text: string;
}

async function failureOf(model: Model): Promise<Failure> {
  const said: ModelEvent[] = [];
  try {
    for await (const event of model.stream(asking('Why is cart restarting?'))) said.push(event);
  } catch (error) {
    const text = said.flatMap((event) => (event.type === 'text' ? [event.text] : [])).join('');
    return { error: error as Failure['error'], text };
  }
  throw new Error('it did not fail');
}

const status = (number: number, type?: string, words?: string): StandInReply => ({
  fault: { kind: 'status', status: number, type, words },
});

/** What goes wrong, the end of the error's code, and whether another try may do. */
interface Expected {
  ends: string;
  kind: typeof ConfigError | typeof UpstreamError;
}

const FAULTS: [what: string, reply: StandInReply, expected: Expected][] = [
  ['a key that may not do this', status(403, 'permission_error'), { ends: 'credentials', kind: ConfigError }],
  [
    'no such model',
    status(404, 'not_found_error', 'model: nope'),
    { ends: 'no-such-model', kind: ConfigError },
  ],
  [
    'an empty account',
    status(429, 'insufficient_quota', 'You exceeded your current quota.'),
    { ends: 'no-credit', kind: ConfigError },
  ],
  [
    'an account without credit',
    status(400, 'invalid_request_error', 'Your credit balance is too low.'),
    { ends: 'no-credit', kind: ConfigError },
  ],
  ['too many requests', status(429, 'rate_limit_error'), { ends: 'busy', kind: UpstreamError }],
  ['an overloaded provider', status(529, 'overloaded_error'), { ends: 'busy', kind: UpstreamError }],
  ['an error of the server', status(500), { ends: 'failing', kind: UpstreamError }],
  ['a gateway in trouble', status(502), { ends: 'failing', kind: UpstreamError }],
  [
    'a connection that breaks before the first word',
    { fault: { kind: 'cut-before' } },
    { ends: 'broken-answer', kind: UpstreamError },
  ],
  ['an empty answer', { text: '' }, { ends: 'empty-answer', kind: UpstreamError }],
];

const FOR_GOOD: typeof FAULTS = [
  [
    'what is too long',
    status(400, 'invalid_request_error', 'prompt is too long: 250000 tokens > 200000 maximum'),
    { ends: 'context-too-long', kind: UpstreamError },
  ],
  [
    'what is too long, in other words',
    status(400, 'context_length_exceeded', 'Use less.'),
    { ends: 'context-too-long', kind: UpstreamError },
  ],
  [
    'a model without tools',
    status(400, 'api_error', 'small does not support tools'),
    { ends: 'no-tools', kind: UpstreamError },
  ],
  [
    'a request that is not liked',
    status(400, 'invalid_request_error', 'max_tokens: must be less.'),
    { ends: 'refused-request', kind: UpstreamError },
  ],
  ['a web page', { fault: { kind: 'page' } }, { ends: 'wrong-url', kind: ConfigError }],
  ['a redirection', status(302), { ends: 'wrong-url', kind: ConfigError }],
];

const HALF = 'The cart pod is restarting because it';
const AFTER: typeof FAULTS = [
  [
    'a connection that breaks',
    { text: HALF, fault: { kind: 'cut-after' } },
    { ends: 'broken-answer', kind: UpstreamError },
  ],
  [
    'JSON that is none',
    { text: HALF, fault: { kind: 'malformed' } },
    { ends: 'broken-answer', kind: UpstreamError },
  ],
];

for (const { name, code, keySetting, make } of providersOver(() => stand)) {
  describe(name, () => {
    const check = async (reply: StandInReply, { ends, kind }: Expected) => {
      stand.script(() => reply);
      const failure = await failureOf(make('small'));
      expect(failure.error).toBeInstanceOf(kind);
      expect(failure.error.code).toBe(`${code}-${ends}`);
      return failure;
    };

    /** Ollama has no accounts, and names no kinds of faults. */
    const known = (faults: typeof FAULTS) =>
      name === 'ollama'
        ? faults.filter(([what]) => !['an empty account', 'what is too long, in other words'].includes(what))
        : faults;

    test.each(known(FAULTS))('%s: one clear error, and another try may do', async (_, reply, expected) => {
      const { error, text } = await check(reply, expected);
      expect(text).toBe('');
      if (error instanceof UpstreamError) expect(error.retryable).toBe(true);
      if (expected.ends === 'credentials') expect(error.message).toContain(keySetting);
    });

    test.each(known(FOR_GOOD))(
      '%s: one clear error, and the same again would not help',
      async (_, reply, expected) => {
        const { error } = await check(reply, expected);
        expect(error.retryable ?? false).toBe(false);
      },
    );

    test.each(AFTER)(
      '%s after the first words: they are heard, then the error',
      async (_, reply, expected) => {
        const { text } = await check(reply, expected);
        expect(HALF.startsWith(text) && text !== '').toBe(true);
      },
    );

    test('an error within a stream that began well', async () => {
      const fault = { kind: 'error-in-stream', type: 'overloaded_error', words: 'Overloaded' } as const;
      stand.script(() => ({ text: HALF, fault }));
      const { error } = await failureOf(make('small'));
      expect(error).toBeInstanceOf(UpstreamError);
      expect(error.code).toMatch(new RegExp(`^${code}-(?:busy|failing|broken-answer)$`));
      expect(error.retryable).toBe(true);
    });

    test('nobody there: it is said where it was looked for', async () => {
      const gone = await startModels();
      await gone.close();
      const { error } = await failureOf(make('small', { url: gone.urls.openai }));
      expect(error.code).toBe(`${code}-unreachable`);
      expect(error.message).toMatch(/\(127\.0\.0\.1:\d+\).*ECONNREFUSED.*JAMIE_/);
    });

    test('asked to wait a moment, it waits and asks once more; asked to wait long, it does not', async () => {
      let asked = 0;
      const busy = (retryAfter: string): StandInReply => ({
        fault: { kind: 'status', status: 429, type: 'rate_limit_error', retryAfter },
      });
      stand.script(() => (++asked === 1 ? busy('0.05') : { text: 'Now then.' }));
      expect((await answerOf(make('small'), asking('Well?'))).text).toBe('Now then.');
      asked = 0;
      stand.script(() => (++asked === 1 ? busy('60') : { text: 'Now then.' }));
      expect((await failureOf(make('small'))).error.code).toBe(`${code}-busy`);
      expect(asked).toBe(1);
    });

    test('a stream that begins and is silent ends when the caller does', async () => {
      stand.script(() => ({ fault: { kind: 'silent' } }));
      const signal = AbortSignal.timeout(150);
      const heard = answerOf(make('small'), asking('Well?', { signal }));
      await expect(heard).rejects.toThrow(/timeout|abort/i);
    });
  });
}

describe('a key', () => {
  const keyed = providersOver(() => stand).filter(({ name }) => name !== 'ollama');

  test.each(keyed)(
    '$name: one that is refused names its setting, and is never repeated',
    async ({ code, keySetting, make }) => {
      const key = 'wrong-plum-otter-77';
      const { error } = await failureOf(make('small', { key }));
      expect(error).toBeInstanceOf(ConfigError);
      expect(error.code).toBe(`${code}-credentials`);
      expect(error.message).toContain(keySetting);
      expect(inspect(error, { depth: 10 })).not.toContain('otter-77');
    },
  );

  test('is in no error and no log, whatever a server says of it', async () => {
    const replies = [...FAULTS, ...FOR_GOOD, ...AFTER].map(([, reply]) => reply);
    const logged: string[] = [];
    const log = createLogger({ level: 'debug', write: (line) => logged.push(line) });
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...keyed),
        fc.constantFrom(...replies),
        fc.stringMatching(/^[a-z]{4}-[A-Za-z0-9]{12,30}$/),
        async ({ make }, reply, key) => {
          const { fault } = reply;
          const words = `the key ${key} sent as Authorization: Bearer ${key} is not welcome`;
          stand.script(() => (fault?.kind === 'status' ? { fault: { ...fault, words } } : reply));
          const { error } = await failureOf(make('small', { key }));
          log.error({ error }, error.message);
          expect(inspect(error, { depth: 10, showHidden: true })).not.toContain(key);
          expect(logged.join('')).not.toContain(key);
        },
      ),
      { numRuns: 120 },
    );
  });
});
