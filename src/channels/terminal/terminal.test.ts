import { PassThrough } from 'node:stream';
import { describe, expect, it } from 'vitest';
import type { TurnEvent } from '#brain';
import { ConfigError, InputError } from '#ground/errors';
import { createLogger, createMetrics } from '#ground/telemetry';
import { createHttpServer } from '../http/index.ts';
import { createEchoBrain } from '../testing.ts';
import {
  ask,
  chat,
  createOutput,
  describeSettings,
  exitCodeOfError,
  talkToBrain,
  talkToServer,
  type Talk,
} from './index.ts';

const asker = { personId: 'local-owner', channel: 'terminal' } as const;

function openScreen(tty = false) {
  const [out, err] = [new PassThrough(), new PassThrough()].map((stream) =>
    Object.assign(stream, { isTTY: tty, columns: 60 }),
  );
  const said = { out: '', err: '' };
  out?.on('data', (chunk: Buffer) => (said.out += chunk.toString()));
  err?.on('data', (chunk: Buffer) => (said.err += chunk.toString()));
  if (!out || !err) throw new Error('no streams');
  return { said, output: createOutput({ out, err }, true) };
}

const finished = (changes: object) =>
  ({
    type: 'turn-finished',
    turnId: 't1',
    seq: 2,
    at: '',
    conversationId: 'c1',
    outcome: 'answered',
    text: 'All **well**.',
    facts: [],
    evidence: [],
    suggestions: [],
    focus: [],
    skill: 'cluster-health',
    timing: { totalMs: 1, firstEventMs: 1, toolMs: 0 },
    ...changes,
  }) as TurnEvent;

const scripted = (...events: object[]): Talk => ({
  ask: async function* () {
    yield* events as TurnEvent[];
  },
});

const options = (format: 'text' | 'json' | 'events' = 'text') => ({
  format,
  signal: new AbortController().signal,
});

describe('ask', () => {
  it.each([
    ['answered', 0],
    ['talked', 0],
    ['unknown', 3],
    ['asked', 4],
    ['declined', 5],
  ])('ends a turn that is %s with %i', async (outcome, code) => {
    const { output, said } = openScreen();
    expect(await ask({ talk: scripted(finished({ outcome })), output }, 'x', options())).toBe(code);
    expect(said).toEqual({ out: 'All well.\n', err: '' });
  });

  it('prints the whole result as JSON, or every event as a line', async () => {
    const json = openScreen();
    await ask(
      { talk: talkToBrain(createEchoBrain(), asker), output: json.output },
      'hi there',
      options('json'),
    );
    expect(JSON.parse(json.said.out)).toMatchObject({
      outcome: 'talked',
      text: 'hi there',
      conversationId: 'c1',
      choices: [],
    });
    const events = openScreen();
    await ask(
      { talk: talkToBrain(createEchoBrain(), asker), output: events.output },
      'hi there',
      options('events'),
    );
    const types = events.said.out
      .trim()
      .split('\n')
      .map((line) => (JSON.parse(line) as TurnEvent).type);
    expect(types).toEqual(['turn-started', 'text-delta', 'text-delta', 'turn-finished']);
  });

  it('refuses nothing and says what fails, in the format asked for', async () => {
    const empty = openScreen();
    expect(await ask({ talk: scripted(), output: empty.output }, ' \n', options())).toBe(2);
    expect(empty.said.err).toContain('There is no question');
    const failed = {
      type: 'turn-failed',
      error: { code: 'cancelled', message: 'Stopped.', retryable: true },
    };
    const { output, said } = openScreen();
    expect(await ask({ talk: scripted(failed), output }, 'x', options('json'))).toBe(1);
    expect(JSON.parse(said.out)).toEqual({ error: { code: 'cancelled', message: 'Stopped.' } });
    const lost = openScreen();
    expect(await ask({ talk: scripted(), output: lost.output }, 'x', options())).toBe(1);
  });

  it('numbers what can be chosen, and lets no escape through', async () => {
    const { output, said } = openScreen();
    const choices = [
      { label: 'cart in \u001b[31mweb', message: 'a' },
      { label: 'cart in shop', message: 'b' },
    ];
    const talk = scripted(
      { type: 'question-asked', question: 'Which?', choices },
      finished({ text: '\u001b[2JWhich?' }),
    );
    await ask({ talk, output }, 'cart', options());
    expect(said.out).toBe('Which?\n\nWhich one?\n  1. cart in web\n  2. cart in shop\n');
  });

  it('shows progress on a screen and takes it away again', async () => {
    const { output, said } = openScreen(true);
    await ask(
      { talk: scripted({ type: 'tool-started', tool: 'kubernetes_read_logs' }, finished({})), output },
      'x',
      options(),
    );
    expect(said.err).toContain('… kubernetes read logs');
    expect(said.err.endsWith('\r\u001b[2K')).toBe(true);
    expect(said.out).toBe('All well.\n');
  });

  it('stops the turn, not only the reading, when told to', async () => {
    const { output } = openScreen();
    const brain = createEchoBrain(5);
    const stop = new AbortController();
    setTimeout(() => {
      stop.abort();
    }, 30);
    const code = await ask({ talk: talkToBrain(brain, asker), output }, 'w '.repeat(500), {
      format: 'text',
      signal: stop.signal,
    });
    expect([code, brain.running()]).toEqual([1, 0]);
  });
});

describe('talkToServer', () => {
  it('asks a Jamie that listens, cancels there, and words its refusals', async () => {
    const brain = createEchoBrain(5);
    const server = await createHttpServer({
      brain: async () => brain,
      readiness: async () => ({ ready: true, waitingFor: [] }),
      facts: () => ({ store: 'embedded', world: false }),
      policy: { kind: 'token', token: 'correct-horse-battery' },
      metrics: createMetrics({ staleness: () => [] }),
      log: createLogger({ level: 'silent', write: () => undefined }),
      version: '0',
      newId: () => crypto.randomUUID(),
      doors: [],
    });
    const url = await server.listen({ host: '127.0.0.1', port: 0 });
    const talk = talkToServer({ url, accessToken: 'correct-horse-battery', timeZone: 'UTC' });
    const { output, said } = openScreen();
    expect(await ask({ talk, output }, 'hello 👩‍🚀 there', options())).toBe(0);
    expect(said.out).toBe('hello 👩‍🚀 there\n');

    const stop = new AbortController();
    setTimeout(() => {
      stop.abort();
    }, 50);
    expect(await ask({ talk, output }, 'w '.repeat(500), { format: 'text', signal: stop.signal })).toBe(1);
    expect(await ask({ talk, output }, 'x', { ...options(), conversationId: 'nope' })).toBe(2);
    const stranger = talkToServer({ url, accessToken: 'x'.repeat(16), timeZone: 'UTC' });
    expect(await ask({ talk: stranger, output }, 'x', options())).toBe(1);
    expect(said.err).toContain('The access token is not the right one.');
    await server.close();
    expect(await ask({ talk, output }, 'x', options())).toBe(1);
    expect(said.err).toContain(`No Jamie answers at ${url}`);
  });
});

describe('chat', () => {
  async function converse(talk: Talk, lines: string[]) {
    const input = new PassThrough();
    const { output, said } = openScreen();
    const chatting = chat({ talk, output, input, screen: new PassThrough() });
    input.end(lines.map((line) => `${line}\n`).join(''));
    await chatting;
    return said.out + said.err;
  }

  it('keeps to one conversation until /new, and leaves at /quit', async () => {
    const brain = createEchoBrain();
    const said = await converse(talkToBrain(brain, asker), [
      'one',
      '',
      'two',
      '/new',
      'three',
      '/help',
      '/nope',
      '/quit',
      'four',
    ]);
    expect(said).toMatch(/one\ntwo\nA new conversation.\nthree\nAsk in plain words/);
    expect(said).toContain('There is no /nope.');
    expect(said).not.toContain('four');
    expect(await brain.conversations(asker)).toHaveLength(2);
  });

  it('drops a line begun at Ctrl-C, leaves at an empty one, and at the word for it', async () => {
    const asked: string[] = [];
    const talk: Talk = {
      ask: async function* (message) {
        asked.push(message);
        yield finished({});
      },
    };
    const typed = async (keys: string): Promise<void> => {
      const input = Object.assign(new PassThrough(), { isTTY: true });
      const chatting = chat({ talk, output: openScreen().output, input, screen: new PassThrough() });
      input.write(keys);
      await chatting;
    };
    await typed('half a line\u0003one\rexit\r');
    await typed('two\u0003\u0003');
    expect(asked).toEqual(['one']);
  });

  it('takes a number as the choice it stands for, and survives a turn that fails', async () => {
    const asked: string[] = [];
    const talk: Talk = {
      ask: async function* (message) {
        asked.push(message);
        if (message === 'cart')
          yield finished({ suggestions: [{ label: 'why', message: 'why is cart down?' }] });
        else
          yield {
            type: 'turn-failed',
            error: { code: 'x', message: 'It broke.', retryable: true },
          } as TurnEvent;
      },
    };
    expect(await converse(talk, ['cart', '1', '7'])).toContain('It broke.');
    expect(asked).toEqual(['cart', 'why is cart down?', '7']);
  });
});

describe('the rest', () => {
  it('tells whose fault it is by the exit code', () => {
    expect(exitCodeOfError(new InputError({ code: 'x', message: '' }))).toBe(2);
    expect(exitCodeOfError(new ConfigError({ code: 'x', message: '' }))).toBe(1);
    expect(exitCodeOfError(new Error('x'))).toBe(1);
  });

  it('describes settings with all there is to know of them', () => {
    const setting = {
      name: 'port',
      env: 'JAMIE_PORT',
      fileKey: 'port',
      value: 8000,
      source: 'default',
      default: 8000,
      description: 'The *port*.',
    } as const;
    const text = describeSettings([setting], { colour: false });
    expect(text).toBe(
      'port = 8000\n  • The *port*.\n  • Set by JAMIE_PORT or "port" in jamie.yaml. Now from: default. Default: 8000',
    );
  });
});
