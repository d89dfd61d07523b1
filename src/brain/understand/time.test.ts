import { describe, expect, it } from 'vitest';
import { findTime } from './time.ts';

/** A Saturday. */
const NOW = Date.parse('2026-11-21T12:26:00Z');

const found = (text: string, timeZone = 'UTC') => findTime(text, { now: NOW, timeZone })?.range;
const told = (at: number) => new Date(at).toISOString().slice(0, 16).replace('T', ' ');
const range = (text: string, timeZone?: string): string => {
  const one = found(text, timeZone);
  return one === undefined ? 'none' : `${told(one.from)} to ${told(one.to)}`;
};

const CLOCKS = [
  '10:00',
  '10:00:00',
  '10am',
  '10 am',
  '10 a.m.',
  '10h00',
  "10 o'clock",
  '10:00 UTC',
  '10 in the morning',
];
const LATER = [
  '11:00',
  '11:00:00',
  '11am',
  '11 am',
  '11 a.m.',
  '11h00',
  "11 o'clock",
  '11:00 UTC',
  '11 in the morning',
];
const DAYS = [
  { day: '', date: '2026-11-21', before: '2026-11-20' },
  { day: ' today', date: '2026-11-21', before: '2026-11-20' },
  { day: ' yesterday', date: '2026-11-20', before: '2026-11-19' },
  { day: ' on thursday', date: '2026-11-19', before: '2026-11-18' },
  { day: ' on 2026-11-18', date: '2026-11-18', before: '2026-11-17' },
  { day: ' on the 17th of november', date: '2026-11-17', before: '2026-11-16' },
];

describe('findTime: every bound, with every clock, on every day', () => {
  const cases = CLOCKS.flatMap((clock, at) => DAYS.map((day) => ({ clock, later: LATER[at] ?? '', ...day })));
  it.each(cases)('$clock$day', ({ clock, later, day, date, before }) => {
    const end = '2026-11-21 12:26';
    expect(range(`what changed before ${clock}${day}`)).toBe(`${before} 10:00 to ${date} 10:00`);
    expect(range(`what changed in shop until ${clock}${day}`)).toBe(`${before} 10:00 to ${date} 10:00`);
    expect(range(`errors since ${clock}${day} in shop`)).toBe(`${date} 10:00 to ${end}`);
    expect(range(`logs of cart after ${clock}${day}`)).toBe(`${date} 10:00 to ${end}`);
    expect(range(`events at ${clock}${day}`)).toBe(`${date} 09:45 to ${date} 10:15`);
    for (const both of [
      `between ${clock} and ${later}`,
      `from ${clock} to ${later}`,
      `from ${clock} till ${later}`,
    ])
      expect(range(`what changed ${both}${day}`)).toBe(`${date} 10:00 to ${date} 11:00`);
  });

  it.each(DAYS)('bare hours$day', ({ day, date, before }) => {
    expect(range(`what changed between 10 and 11${day}?`)).toBe(`${date} 10:00 to ${date} 11:00`);
    expect(range(`what changed from 9 till 11${day}`)).toBe(`${date} 09:00 to ${date} 11:00`);
    expect(range(`what changed after 10${day}`)).toBe(`${date} 10:00 to 2026-11-21 12:26`);
    expect(range(`what changed before 11${day}`)).toBe(`${before} 11:00 to ${date} 11:00`);
    expect(range(`events at 10${day}`)).toBe(`${date} 09:45 to ${date} 10:15`);
  });

  it.each([
    ['what changed in the past half hour', '2026-11-21 11:56 to 2026-11-21 12:26'],
    ['past half hour', '2026-11-21 11:56 to 2026-11-21 12:26'],
    ['last half an hour', '2026-11-21 11:56 to 2026-11-21 12:26'],
    ['the last hour and a half', '2026-11-21 10:56 to 2026-11-21 12:26'],
    ['last 2h', '2026-11-21 10:26 to 2026-11-21 12:26'],
    ['past couple of hours', '2026-11-21 10:26 to 2026-11-21 12:26'],
    ['last ninety minutes', '2026-11-21 10:56 to 2026-11-21 12:26'],
    ['since half past 9', '2026-11-21 09:30 to 2026-11-21 12:26'],
    ['between quarter to 10 and quarter past 10', '2026-11-21 09:45 to 2026-11-21 10:15'],
    ['after noon', '2026-11-21 12:00 to 2026-11-21 12:26'],
    ['before noon', '2026-11-20 12:00 to 2026-11-21 12:00'],
    ['since midnight', '2026-11-21 00:00 to 2026-11-21 12:26'],
    ['between 30 and 60 minutes ago', '2026-11-21 11:26 to 2026-11-21 11:56'],
    ['between 2 hours ago and 1 hour ago', '2026-11-21 10:26 to 2026-11-21 11:26'],
    ['until 2 hours ago', '2026-11-20 10:26 to 2026-11-21 10:26'],
    ['since 2 hours ago', '2026-11-21 10:26 to 2026-11-21 12:26'],
    ['from 10:00 to now', '2026-11-21 10:00 to 2026-11-21 12:26'],
    ['after 10:00 and before 11:00', '2026-11-21 10:00 to 2026-11-21 11:00'],
    ['since 10:00 until 11:00', '2026-11-21 10:00 to 2026-11-21 11:00'],
    ['10:00-11:00', '2026-11-21 10:00 to 2026-11-21 11:00'],
    ['in the hour before 11:00', '2026-11-21 10:00 to 2026-11-21 11:00'],
    ['10 minutes after 11:00', '2026-11-21 11:00 to 2026-11-21 11:10'],
    ['yesterday, what changed in shop between 10 and 11', '2026-11-20 10:00 to 2026-11-20 11:00'],
    ['yesterday evening', '2026-11-20 17:00 to 2026-11-21 00:00'],
    ['before yesterday', '2026-11-13 00:00 to 2026-11-20 00:00'],
    ['since yesterday', '2026-11-20 00:00 to 2026-11-21 12:26'],
    ['since monday', '2026-11-16 00:00 to 2026-11-21 12:26'],
    ['yesterday', '2026-11-20 00:00 to 2026-11-21 00:00'],
    ['logs from yesterday', '2026-11-20 00:00 to 2026-11-21 00:00'],
    ['this morning', '2026-11-21 05:00 to 2026-11-21 12:00'],
    ['this morning before 9', '2026-11-20 09:00 to 2026-11-21 09:00'],
    ['last night', '2026-11-20 20:00 to 2026-11-21 08:00'],
    ['last night between 11 and 1', '2026-11-20 23:00 to 2026-11-21 01:00'],
    ['between 11 and 12', '2026-11-21 11:00 to 2026-11-21 12:00'],
    ['between 2026-11-20 22:00 and 2026-11-21 02:00', '2026-11-20 22:00 to 2026-11-21 02:00'],
    ['2026-11-21T10:00:00Z', '2026-11-21 09:45 to 2026-11-21 10:15'],
    ['from 22:00 to 02:00', '2026-11-20 22:00 to 2026-11-21 02:00'],
    ['between 12:00 and 13:00', '2026-11-21 12:00 to 2026-11-21 12:26'],
    ['since 23:00', '2026-11-20 23:00 to 2026-11-21 12:26'],
  ])('%s', (text, expected) => {
    expect(range(text)).toBe(expected);
  });

  it.each([
    'pods with between 10 and 20 restarts',
    'pods with restarts between 3 and 5',
    'nodes with between 10 and 20 pods',
    'scale checkout from 2 to 3 replicas',
    'scale checkout from 2 to 3',
    'rollback payments-api from revision 3 to 2',
    'deployments with more than 2 replicas',
    'pods older than 2 hours',
    'pods that started more than 2 hours ago',
    'logs of mon-api',
    'what is after checkout',
    'the pod at 3',
  ])('no time: %s', (text) => {
    expect(range(text)).toBe('none');
  });

  it('keeps to the place of whoever asks', () => {
    expect(range('before 11:00', 'Europe/Brussels')).toBe('2026-11-20 10:00 to 2026-11-21 10:00');
    expect(range('before 11:00 UTC', 'Europe/Brussels')).toBe('2026-11-20 11:00 to 2026-11-21 11:00');
    expect(range('between 10 and 11 yesterday', 'Asia/Kolkata')).toBe('2026-11-20 04:30 to 2026-11-20 05:30');
  });

  it('takes no long time over a long message', () => {
    const begun = process.threadCpuUsage();
    findTime('between 10 and the 11 on monday '.repeat(200), { now: NOW, timeZone: 'UTC' });
    findTime('1 '.repeat(3000) + 'before', { now: NOW, timeZone: 'UTC' });
    const { user, system } = process.threadCpuUsage(begun);
    expect((user + system) / 1000).toBeLessThan(500);
  });
});
