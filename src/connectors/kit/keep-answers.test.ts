import { describe, expect, it } from 'vitest';
import { keepAnswers } from './keep-answers.ts';

describe('answers kept for a minute', () => {
  it('asks once, and again when the minute is over', async () => {
    let now = 0;
    let asked = 0;
    const once = keepAnswers(() => now);
    const ask = () => once('names', () => Promise.resolve((asked += 1)));
    expect(await ask()).toBe(1);
    now = 59_000;
    expect(await ask()).toBe(1);
    now = 60_000;
    expect(await ask()).toBe(2);
  });

  it('asks again after a failure', async () => {
    const once = keepAnswers(() => 0);
    await expect(once('names', () => Promise.reject(new Error('down')))).rejects.toThrow('down');
    expect(await once('names', () => Promise.resolve('up'))).toBe('up');
  });
});
