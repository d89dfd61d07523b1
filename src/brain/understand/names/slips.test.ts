import { describe, expect, it } from 'vitest';
import { readAs } from '../testing/say.ts';

describe('a slip of the pen in a name', () => {
  it.each([
    ['describe checkot', 'checkout'],
    ['logs of serch', 'search'],
    ['is chekout ok', 'checkout'],
  ])('%s: is asked about, not guessed', (message, name) => {
    expect(readAs(message)).toMatch(/^no-such-name/);
    expect(readAs(message)).toContain(`-> ${name}@harbour-prod`);
  });
});
