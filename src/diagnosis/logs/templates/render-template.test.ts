import { describe, expect, it } from 'vitest';
import { createTemplateMiner } from './template-miner.ts';

function textsOf(lines: readonly string[]): string[] {
  const miner = createTemplateMiner();
  for (const line of lines) miner.add(line);
  return miner.templates().map(({ text }) => text);
}

const TYPED: [line: string, text: string][] = [
  ['took 12', 'took <num>'],
  ['took -3.5e7', 'took <num>'],
  ['took 12ms', 'took <duration>'],
  ['took 1h2m3s', 'took <duration>'],
  ['took 12 seconds', 'took <duration>'],
  ['got 4.5 GiB', 'got <size>'],
  ['from 10.0.0.1', 'from <ip>'],
  ['from 10.0.0.1:443', 'from <ip>'],
  ['from 2001:db8::ff00:42:8329', 'from <ip>'],
  ['id 3f2504e0-4f89-41d3-9a0c-0305e82c3301', 'id <uuid>'],
  ['at 0x7fa3', 'at <hex>'],
  ['sum d41d8cd98f00b204', 'sum <hex>'],
  ['read /etc/a.conf', 'read <path>'],
  ['read C:\\Windows\\a.dll', 'read <path>'],
  ['get https://a.example.com/b?c=1', 'get <url>'],
  ['mail ann@example.com', 'mail <email>'],
  ['mac 00:11:43:e3:ba:c3', 'mac <mac>'],
  ['ready=true', 'ready=<bool>'],
  ['at 2024-01-01T10:00:00Z', 'at <time>'],
  ['since Sat Jul  9 22:53:19 2005', 'since <time>'],
  ['pod web-7d4b9', 'pod <id>'],
];

describe('the text of a template', () => {
  it.each(TYPED)('%s', (line, text) => {
    expect(textsOf([line])).toEqual([text]);
  });

  it('keeps spaces and punctuation as they are in the first line', () => {
    expect(textsOf(['  a  [1]:  b=2; (c) "d 3"!'])).toEqual(['a  [<num>]:  b=<num>; (c) "d <num>"!']);
  });

  it('has each item of a list that is always as long, and one for a list that is not', () => {
    const same = Array.from({ length: 20 }, (_, at) => `sum n${at}, n${at * 3} n${at * 7}`);
    expect(textsOf(same)).toEqual(['sum <id>, <id> <id>']);
    const other = Array.from({ length: 20 }, (_, at) => `sum${' n7'.repeat(1 + (at % 4))}`);
    expect(textsOf(other)).toEqual(['sum <id>...']);
  });

  it('keeps a name that never changes, digits or not', () => {
    const lines = Array.from({ length: 20 }, (_, at) => `port ${at} ssh2`);
    expect(textsOf(lines)).toEqual(['port <num> ssh2']);
  });

  it('says what all values have in common, or nothing', () => {
    expect(textsOf(['host n1 up', 'host 10.0.0.1 up', 'host n2 up'])).toEqual(['host <id> up']);
    const users = ['ann', 'bob', 'cy', 'dee', 'eve', 'flo'].map((user) => `hello dear user ${user}`);
    expect(textsOf(users)).toEqual(['hello dear user <*>']);
  });
});
