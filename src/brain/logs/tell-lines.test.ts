import { describe, expect, it } from 'vitest';
import { isErrorLine, tellingLines, templateOf } from './tell-lines.ts';

const line = (text: string, at?: string) => ({ pod: 'p', container: 'app', text, at });

describe('telling log lines', () => {
  it.each([
    'Error: environment variable DEPLOY_ENV is undefined',
    'level=error msg="dial tcp 10.0.0.1:5432: connect: connection refused"',
    '{"level":"error","msg":"boom"}',
    'curl: (6) Could not resolve host: nowhere.example',
    'java.lang.NullPointerException: x',
    'panic: runtime error: index out of range',
    'E0102 10:00:00.000000 1 reflector.go:1] failed to list *v1.Pod',
    'redis.exceptions.ConnectionError: Error 111 connecting to redis:6379',
    'write /data/x: no space left on device',
    'DEPLOY_ENV is required',
  ])('takes as an error: %s', (text) => {
    expect(isErrorLine(text)).toBe(true);
  });

  it.each([
    'INFO request served status=200 errors=0',
    '2026-01-02 10:00:00 INFO retrying was not needed',
    '{"level":"info","msg":"no failures"}',
    'level=info msg="connection refused handler registered"',
    'processed 12 items, 0 errors',
    '    at com.example.Foo.bar(Foo.java:12)',
    'listening on :8080',
  ])('leaves alone: %s', (text) => {
    expect(isErrorLine(text)).toBe(false);
  });

  it('counts lines that say the same and keeps the first and last time', () => {
    const told = tellingLines(
      [
        line('ERROR pool exhausted 100/100', '2026-01-01T00:00:01Z'),
        line('INFO fine'),
        line('ERROR pool exhausted 99/100', '2026-01-01T00:00:09Z'),
      ],
      5,
    );
    expect(told).toEqual([
      expect.objectContaining({
        text: 'ERROR pool exhausted 99/100',
        count: 2,
        firstAt: '2026-01-01T00:00:01Z',
        lastAt: '2026-01-01T00:00:09Z',
      }),
    ]);
  });

  it('puts what ended the process first, then the latest', () => {
    const told = tellingLines(
      [line('ERROR a thing'), line('FATAL cannot start'), line('ERROR another thing')],
      2,
    );
    expect(told.map(({ text }) => text)).toEqual(['FATAL cannot start', 'ERROR another thing']);
  });

  it('gives warnings only where nothing is worse', () => {
    expect(tellingLines([line('WARN slow query')], 3)).toHaveLength(1);
    expect(tellingLines([line('WARN slow query'), line('ERROR x')], 3).map((t) => t.text)).toEqual([
      'ERROR x',
    ]);
    expect(tellingLines([line('all good')], 3)).toEqual([]);
  });

  it('sees through ids and times', () => {
    expect(templateOf('2026-01-01T00:00:00Z req 4f3a2b1c9d8e failed')).toBe(
      templateOf('2026-01-02T10:20:30.123Z req aabbccddeeff0011 failed'),
    );
  });
});
