import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareLogPatterns } from './compare-log-patterns.ts';
import { joinStackTraces } from './lines/join-stack-traces.ts';
import { parseLogLine } from './lines/parse-log-line.ts';
import { createTemplateMiner } from './templates/template-miner.ts';

/** Any text, and text made of what log lines are made of. */
const piece = fc.constantFrom(
  ...[
    '2024-01-01T10:00:00Z',
    'ERROR',
    '[',
    ']',
    '{"msg":"',
    '"',
    "'",
    '=',
    ':',
    '::',
    '..',
    '*',
    '/',
    '\\',
    '10.0.0.1',
  ],
  ...[
    '0x1f',
    'user',
    'failed',
    ' ',
    '\t',
    '\n',
    ', ',
    '<',
    '>',
    '(',
    ')',
    'true',
    '5 ms',
    'Jan',
    '\u0000',
    '\ud800',
    'é',
    '%s',
  ],
);
const line = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 200 }),
  fc.array(piece, { maxLength: 30 }).map((pieces) => pieces.join('')),
);
const lines = fc.array(line, { maxLength: 60 });

function templatesOf(messages: readonly string[], mostShapes?: number): unknown[] {
  const miner = createTemplateMiner({ mostShapes });
  for (const message of messages) miner.add(message);
  return miner.templates();
}

describe('whatever the lines are', () => {
  it('mines templates without an error, the same ones each time, with every line counted', () => {
    fc.assert(
      fc.property(lines, (messages) => {
        const templates = templatesOf(messages) as { count: number }[];
        expect(templates).toEqual(templatesOf(messages));
        expect(templates.reduce((sum, { count }) => sum + count, 0)).toBe(messages.length);
      }),
    );
  });

  it('gives every line a template, also when there is no room for its shape', () => {
    fc.assert(
      fc.property(lines, (messages) => {
        const miner = createTemplateMiner({ mostShapes: 8 });
        const shapes = messages.map((message) => miner.add(message));
        const counted = new Map(miner.templates().map(({ id, count }) => [id, count]));
        for (const shape of shapes) expect(counted.has(miner.templateOf(shape).id)).toBe(true);
        expect([...counted.values()].reduce((sum, count) => sum + count, 0)).toBe(messages.length);
        expect(counted.size).toBeLessThanOrEqual(9);
      }),
    );
  });

  it('takes them apart, joins and compares them without an error or a lost line', () => {
    fc.assert(
      fc.property(lines, (texts) => {
        for (const text of texts) expect(typeof parseLogLine(text).message).toBe('string');
        const kept = texts.flatMap((text) => text.split('\n'));
        const joined = [...joinStackTraces(kept)].join('\n').split('\n');
        const solid = (all: readonly string[]): string[] =>
          all.map((one) => one.trimEnd()).filter((one) => one !== '');
        expect(solid(joined)).toEqual(solid(kept));
        const records = texts.map((text) => ({ text }));
        const { appeared, lines: counted } = compareLogPatterns(
          { records, seconds: 60 },
          { records, seconds: 60 },
        );
        expect(appeared).toEqual([]);
        expect(counted).toEqual({ baseline: texts.length, current: texts.length });
      }),
    );
  });
});

describe('whatever there is of them', () => {
  const HUGE = 1_000_000;
  const monsters = [
    'a',
    'a ',
    '1',
    '1 ',
    '"',
    '(',
    'x=',
    'ab:',
    'a.',
    '..',
    '/',
    '{"a":',
    '\\',
    "'a",
    'a@',
    '[a] ',
    '- ',
  ];

  it.each(monsters)('one line of a megabyte of %j takes less than a second', (monster) => {
    const text = monster.repeat(HUGE / monster.length);
    const start = process.cpuUsage();
    templatesOf([text, `${text}b`]);
    parseLogLine(text);
    parseLogLine(`2024-01-01T10:00:00Z ${text}`);
    expect([...joinStackTraces([text, text])].join('\n')).toContain(text.trimEnd().slice(0, 100));
    const { user, system } = process.cpuUsage(start);
    expect((user + system) / 1e6).toBeLessThan(1);
  });

  it('keeps its memory within bounds when every line is another', () => {
    const word = (at: number): string =>
      at.toString(26).replace(/\d/g, (digit) => 'qrstuvwxyz'[Number(digit)] ?? '');
    const messages = Array.from(
      { length: 5000 },
      (_, at) => `${word(at * 7919)} ${word(at * 104729)} ${word(at)}`,
    );
    const templates = templatesOf(messages, 500) as { count: number; text: string }[];
    expect(templates.length).toBeLessThanOrEqual(501);
    expect(templates.reduce((sum, { count }) => sum + count, 0)).toBe(5000);
  });

  it('finds a template again after its shapes were let go', () => {
    const names = Array.from(
      { length: 3000 },
      (_, at) =>
        `user${'abcdefghijklmnopqrstuvwxyz'.repeat(2).slice(at % 26, (at % 26) + 3)}${'xyz'.repeat(at % 50)}`,
    );
    const messages = names.flatMap((name) => [`Invalid user ${name} from 10.0.0.1`, 'connection closed']);
    expect(templatesOf(messages, 100)).toMatchObject([
      { text: 'Invalid user <*> from <ip>', count: 3000 },
      { text: 'connection closed', count: 3000 },
    ]);
  });
});
