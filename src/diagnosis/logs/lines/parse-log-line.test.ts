import { describe, expect, it } from 'vitest';
import { parseLogLine } from './parse-log-line.ts';

/** A line, its level, its time, its message. */
type Case = [line: string, level: string | undefined, time: string | undefined, message: string];

const HEADERS: Case[] = [
  [
    '[Sun Dec 04 04:47:44 2005] [error] [client 1.2.3.4] not allowed',
    'error',
    'Sun Dec 04 04:47:44 2005',
    '[client 1.2.3.4] not allowed',
  ],
  [
    '20171223-22:15:29:606|Step_LSC|30002312|stepChanged 3579',
    undefined,
    '20171223-22:15:29:606',
    'stepChanged 3579',
  ],
  ['20171223-22:16:0:119|Step|30002312|tick', undefined, '20171223-22:16:0:119', 'tick'],
  ['Dec 10 06:55:46 box sshd[24200]: Invalid user x', undefined, 'Dec 10 06:55:46', 'Invalid user x'],
  [
    '2015-10-18 18:01:47,978 INFO [main] org.apache.a.v2.App: Created',
    'info',
    '2015-10-18 18:01:47,978',
    'Created',
  ],
  ['17/06/09 20:10:40 INFO executor.Backend: Registered', 'info', '17/06/09 20:10:40', 'Registered'],
  [
    '03-17 16:13:38.811  1702  2395 D WindowManager: freezing',
    'debug',
    '03-17 16:13:38.811',
    'WindowManager: freezing',
  ],
  [
    '2024-01-01T10:00:00.000Z  INFO 12345 --- [           main] c.e.App       : Started App',
    'info',
    '2024-01-01T10:00:00.000Z',
    'Started App',
  ],
  [
    '2024-01-01 10:00:00,123 - my.module - ERROR - could not open',
    'error',
    '2024-01-01 10:00:00,123',
    'could not open',
  ],
  ['2024/01/01 10:00:00 [error] 31#31: *1 open() failed', 'error', '2024/01/01 10:00:00', '*1 open() failed'],
  [
    '2024-01-01 10:00:00.000 UTC [12] u@db ERROR:  no relation',
    'error',
    '2024-01-01 10:00:00.000 UTC',
    'no relation',
  ],
  ['2024-01-01 10:00:00.000 UTC [12] LOG:  ready', 'info', '2024-01-01 10:00:00.000 UTC', 'ready'],
  [
    '2024-01-01T10:00:00.0Z 0 [Warning] [MY-010068] [Server] self signed',
    'warn',
    '2024-01-01T10:00:00.0Z',
    'self signed',
  ],
  [
    '1:M 01 Jan 2024 10:00:00.000 # Memory overcommit',
    'warn',
    '01 Jan 2024 10:00:00.000',
    'Memory overcommit',
  ],
  [
    'E0102 15:04:05.000000   12345 controller.go:123] "Sync failed" pod="a/b"',
    'error',
    '0102 15:04:05.000000',
    '"Sync failed" pod="a/b"',
  ],
  [
    'W, [2024-01-01T10:00:00.123456 #1234]  WARN -- : careful',
    'warn',
    '2024-01-01T10:00:00.123456',
    'careful',
  ],
  ['[2024-01-01T10:00:00Z INFO  my_crate::net] listening', 'info', '2024-01-01T10:00:00Z', 'listening'],
  ['2024/01/01 10:00:00 main.go:12: started', undefined, '2024/01/01 10:00:00', 'started'],
  [
    '[2024-01-01T10:00:00,123][INFO ][o.e.n.Node               ] [node-1] up',
    'info',
    '2024-01-01T10:00:00,123',
    'up',
  ],
  ['[   12.345678] usb 1-1: new device', undefined, '   12.345678', 'usb 1-1: new device'],
  [
    '<34>1 2003-10-11T22:14:15.003Z host su 123 ID47 - it happened',
    'fatal',
    '2003-10-11T22:14:15.003Z',
    'it happened',
  ],
  ['<13>Oct 11 22:14:15 box su: it happened', 'info', 'Oct 11 22:14:15', 'it happened'],
  ['INFO:root:hello', 'info', undefined, 'hello'],
];

const STRUCTURED: Case[] = [
  [
    'time="2024-01-01T10:00:00Z" level=warning msg="could not \\"do\\" it" pod=x',
    'warn',
    '2024-01-01T10:00:00Z',
    'could not "do" it',
  ],
  ['{"level":50,"time":1700000000000,"pid":1,"msg":"hi"}', 'error', '1700000000000', 'hi'],
  ['{"severity":"NOTICE","message":"hi","timestamp":"t"}', 'info', 't', 'hi'],
  ['{"t":{"$date":"2024"},"s":"W","c":"NETWORK","msg":"Slow","attr":{"a":1}}', 'warn', '2024', 'Slow'],
  ['{"log":"2024-01-01 10:00:00 ERROR boom\\n","stream":"stderr","time":"2024"}', 'error', '2024', 'boom'],
  [
    '2024-01-01T10:00:00.123456789Z stderr F {"level":"error","msg":"bad"}',
    'error',
    '2024-01-01T10:00:00.123456789Z',
    'bad',
  ],
];

const WORDS: [message: string, level: string | undefined][] = [
  ['error connecting to database', 'error'],
  ['Error: connect ECONNREFUSED 127.0.0.1:5432', 'error'],
  ['java.lang.NullPointerException: x', 'error'],
  ['panic: runtime error: index out of range', 'fatal'],
  ['10.0.0.1 - - [10/Oct/2000:13:55:36 -0700] "GET / HTTP/1.0" 503 2326', 'error'],
  ['10.0.0.1 - - [10/Oct/2000:13:55:36 -0700] "GET /error HTTP/1.0" 200 2326', 'info'],
  ['warning: unused variable', 'warn'],
  ['0 errors, 0 warnings', undefined],
  ['finished with no errors, failed=0', undefined],
  ['listening on 8080', undefined],
];

describe('parseLogLine', () => {
  it.each([...HEADERS, ...STRUCTURED])('%s', (...[line, level, time, message]) => {
    expect(parseLogLine(line)).toMatchObject({ level, time, message });
  });

  it.each(WORDS)('tells the level of "%s" by its words and keeps it whole', (line, level) => {
    expect(parseLogLine(line)).toEqual({ message: line, level, time: undefined, fields: {} });
  });

  it('keeps the other fields, nested ones by dotted names', () => {
    expect(parseLogLine('{"msg":"x","pod":"a","http":{"status":500,"tags":["b"]}}').fields).toEqual({
      pod: 'a',
      'http.status': '500',
      'http.tags': '["b"]',
    });
    expect(parseLogLine('level=info msg=x pod=a empty=').fields).toEqual({ pod: 'a', empty: '' });
  });

  it.each(['{"msg":', '{}', '[1]', '{"a":1}', 'a=b c=d', '"quoted"', ''])(
    'takes %j for a message',
    (line) => {
      expect(parseLogLine(line).message).toBe(line);
    },
  );

  it('removes colours', () => {
    expect(parseLogLine('\u001b[31mERROR\u001b[0m it broke')).toMatchObject({
      level: 'error',
      message: 'it broke',
    });
  });
});
