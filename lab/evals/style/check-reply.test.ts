import { describe, expect, it } from 'vitest';
import { faultsOf } from './check-reply.ts';
import { mannerOf, type Reply } from './reply.ts';

const reply = (more: Partial<Reply> = {}): Reply => ({
  asked: { message: "how's my cluster?", mood: 'neutral' },
  dial: 'full',
  state: 'healthy',
  timeZone: 'UTC',
  text: 'All is well.',
  manner: 'Happy days.',
  isGrave: false,
  ...more,
});
const talk = { message: 'thanks', mood: 'neutral', isTalk: true } as const;

describe('the picky reader', () => {
  it('has nothing to say of a good line', () => {
    expect(faultsOf(reply(), 'Tidy.')).toEqual([]);
    expect(faultsOf(reply({ manner: '' }), undefined)).toEqual([]);
  });

  it.each<[string, Partial<Reply>]>([
    ['more than one exclamation mark', { manner: 'Great! Super!' }],
    ['emoji', { manner: 'Done 🎉' }],
    ['American spelling', { manner: 'That is my favorite color.' }],
    ['long-winded', { manner: 'well '.repeat(40) }],
    ['a number or a link', { manner: 'All 14 of them.' }],
    ['playful in trouble', { isGrave: true }],
    ['playful in trouble', { asked: { message: 'prod is down', mood: 'urgent' } }],
    ['manner though it is off', { dial: 'off', manner: 'Noted.' }],
    ['a closing line though it is light', { dial: 'light', manner: 'Noted.' }],
    ['a closing line under something critical', { isGrave: true, manner: 'Shout if you want more.' }],
    ['small talk without a reply', { manner: '', asked: talk }],
  ])('objects to %s', (fault, more) => {
    expect(faultsOf(reply(more), undefined)).toContain(fault);
  });

  it('objects to hearing the same again', () => {
    expect(faultsOf(reply(), 'Happy days.')).toContain('the same line twice running');
    expect(faultsOf(reply(), 'Happy to help.')).toContain('the same opening twice running');
  });
});

describe('what of a reply is manner', () => {
  it('is what stands below the same answer', () => {
    expect(mannerOf('3 pods, 4 s ago.\n\nTidy.', '3 pods, 5 s ago.')).toBe('Tidy.');
    expect(mannerOf('3 pods.', '3 pods.')).toBe('');
    expect(mannerOf('4 pods.', '3 pods.')).toBe('');
  });
});
