import { describe, expect, it } from 'vitest';
import { dialAsked, dialOf } from './dial.ts';

describe('what is asked of the manner', () => {
  it.each([
    ['less chatty please', 'light'],
    ['no jokes', 'light'],
    ['No jokes please.', 'light'],
    ['can you be a bit less chatty?', 'light'],
    ['stop joking', 'light'],
    ["don't be so funny", 'light'],
    ['please be more professional', 'light'],
    ['tone it down a bit', 'light'],
    ['enough with the banter', 'off'],
    ['just the facts please', 'off'],
    ['no small talk', 'off'],
    ['cut the chatter', 'off'],
    ['personality off', 'off'],
    ['be yourself again', 'full'],
    ['ok jamie, you can joke again', 'full'],
    ['lighten up', 'full'],
    ['be more chatty', 'full'],
    ['i miss your jokes', 'full'],
  ])('%s', (message, dial) => {
    expect(dialAsked(message)).toEqual({ dial, isHereOnly: false });
  });

  it('may hold for one channel alone', () => {
    expect(dialAsked('less chatty in here please')).toEqual({ dial: 'light', isHereOnly: true });
    expect(dialAsked('no jokes in this channel')).toEqual({ dial: 'light', isHereOnly: true });
  });

  it.each([
    'no',
    'why is the chatty service restarting?',
    'which pods have no personality label',
    'be quiet about search and tell me of cart',
    'just the facts of checkout',
    'how many jokes are there',
    'turn it off',
    'scale it down a bit',
    'relax the limits of cart',
    'get me the logs, no chatter',
    'is the joking-service up',
  ])('a question stays a question: %s', (message) => {
    expect(dialAsked(message)).toBeUndefined();
  });
});

describe('whose word holds', () => {
  it('is the nearest one, and full when nobody said anything', () => {
    expect(dialOf({})).toBe('full');
    expect(dialOf({ ofHouse: 'light' })).toBe('light');
    expect(dialOf({ ofHouse: 'light', ofChannel: 'off' })).toBe('off');
    expect(dialOf({ ofChannel: 'off', ofPerson: 'full' })).toBe('full');
    expect(dialOf({ ofPerson: 'full', ofPersonHere: 'light' })).toBe('light');
  });
});
