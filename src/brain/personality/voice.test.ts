import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Draft } from '../answer/draft.ts';
import { renderBlock } from '../answer/render.ts';
import { openingOf } from './choose-line.ts';
import { personalityDialSchema } from './dial.ts';
import { CLOSINGS, PLAIN_TALK, PLAIN_THINKING, TALK, THINKING, type Talk } from './lines.ts';
import { closingFor, talkBack, thinkingLine, type Occasion } from './voice.ts';

const TALKS = Object.keys(TALK) as Talk[];
const MOODS = ['neutral', 'frustrated', 'urgent', 'pleased'] as const;
const answered: Draft = { outcome: 'answered', blocks: [], suggestions: [] };
const occasion = (more: Partial<Occasion> = {}): Occasion => ({
  dial: 'full',
  mood: 'neutral',
  turn: 1,
  seed: 'a',
  now: Date.parse('2026-03-10T12:00:00Z'),
  timeZone: 'UTC',
  ...more,
});
const text = (spoken: ReturnType<typeof talkBack>): string => (spoken ? renderBlock(spoken.block) : '');

describe('small talk', () => {
  it('never says the same twice running, nor begins alike', () => {
    const talks = fc.array(fc.constantFrom(...TALKS), { minLength: 5, maxLength: 40 });
    const dials = fc.constantFrom(...personalityDialSchema.options);
    const hour = fc.integer({ min: 0, max: 24 * 7 });
    fc.assert(
      fc.property(talks, dials, hour, (said, dial, at) => {
        let lastSaid: string | undefined;
        for (const [index, talk] of said.entries()) {
          const now = Date.UTC(2026, 2, 9, at);
          const spoken = talkBack(talk, occasion({ dial, turn: index + 1, lastSaid, now }));
          expect(spoken).toBeDefined();
          expect(spoken?.said).not.toBe(lastSaid);
          expect(openingOf(spoken?.said ?? '')).not.toBe(openingOf(lastSaid ?? '-'));
          lastSaid = spoken?.said;
        }
      }),
    );
  });

  it('knows the time of day where the person is', () => {
    const heard = (timeZone: string) =>
      Array.from({ length: 12 }, (_, turn) => text(talkBack('greeting', occasion({ turn, timeZone }))));
    expect(heard('UTC').join(' ')).toMatch(/Afternoon/);
    expect(heard('UTC').join(' ')).not.toMatch(/Morning|Evening|Late one|Still up/);
    expect(heard('America/Los_Angeles').join(' ')).toMatch(/Late one|Still up|midnight oil|Morning/);
    expect(heard('Asia/Tokyo').join(' ')).toMatch(/Evening/);
  });

  it('wishes a good weekend on a Friday afternoon only', () => {
    const farewells = (now: string) =>
      Array.from({ length: 12 }, (_, turn) =>
        text(talkBack('farewell', occasion({ turn, now: Date.parse(now) }))),
      ).join(' ');
    expect(farewells('2026-03-13T16:00:00Z')).toMatch(/weekend/);
    expect(farewells('2026-03-12T16:00:00Z')).not.toMatch(/weekend/);
  });

  it('uses the name now and then, and only one that is a name', () => {
    const named = (name: string) =>
      Array.from({ length: 9 }, (_, turn) => text(talkBack('greeting', occasion({ turn: turn + 1, name }))));
    expect(named('Sam Hill').filter((line) => line.includes(', Sam'))).toHaveLength(3);
    for (const name of ['[x](http://evil)', '**7**', '`rm`', '12'])
      expect(named(name).join(' ')).not.toContain(name);
    expect(text(talkBack('greeting', occasion({ name: 'Sam', dial: 'off' })))).not.toContain('Sam');
  });

  it('is courtesy alone while something is badly wrong', () => {
    const plain = new Set(Object.values(PLAIN_TALK).flatMap((lines) => lines.map((line) => line.text)));
    for (const talk of TALKS)
      for (let turn = 0; turn < 8; turn += 1) {
        expect(plain).toContain(talkBack(talk, occasion({ turn, severity: 'critical' }))?.said);
        expect(plain).toContain(talkBack(talk, occasion({ turn, dial: 'light' }))?.said);
        expect(plain).toContain(talkBack(talk, occasion({ turn, mood: 'urgent' }))?.said);
      }
  });
});

describe('a closing line', () => {
  const closings = (more: Partial<Occasion>, allWell = true) =>
    Array.from({ length: 6 }, (_, turn) => closingFor(answered, { ...occasion({ ...more, turn }), allWell }));

  it('is for calm seas and a full dial', () => {
    expect(closings({})[0]).toBeDefined();
    for (const dial of ['light', 'off'] as const) expect(closings({ dial }).every((one) => !one)).toBe(true);
    expect(closings({ severity: 'critical' }).every((one) => !one)).toBe(true);
    expect(closings({ mood: 'urgent' }).every((one) => !one)).toBe(true);
  });

  it('never jokes with somebody who is fed up', () => {
    const calm = new Set([...CLOSINGS.frustrated, ...CLOSINGS.patient].map((line) => line.text));
    for (const one of closings({ mood: 'frustrated' })) expect(calm).toContain(one?.said);
  });

  it('stays away from what could not be reached, and from plain answers', () => {
    const unknown: Draft = {
      ...answered,
      outcome: 'unknown',
      gap: { outcome: 'out-of-reach', detail: '' },
    };
    for (const mood of MOODS)
      expect(closingFor(unknown, { ...occasion({ mood }), allWell: false })).toBeUndefined();
    expect(closings({}, false).every((one) => !one)).toBe(true);
  });

  it('holds no digit, link or code, and ends in a full stop or a question mark', () => {
    const all = [...Object.values(TALK), ...Object.values(PLAIN_TALK), ...Object.values(CLOSINGS)].flat();
    for (const { text: line } of [...all, ...THINKING, ...PLAIN_THINKING]) {
      expect(line).not.toMatch(/\d|https?:|[`*_[\]#<>]/);
      expect(line).toMatch(/[.?!]$/);
    }
  });
});

describe('while evidence is gathered', () => {
  it('says something else each turn, and less of it to those who want less', () => {
    const said = Array.from({ length: 6 }, (_, turn) => thinkingLine(occasion({ turn })));
    expect(new Set(said).size).toBe(6);
    expect(['Looking.', 'Checking.']).toContain(thinkingLine(occasion({ dial: 'off' })));
  });
});
