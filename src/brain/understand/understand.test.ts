import { describe, expect, it } from 'vitest';
import { HELD_OUT } from './testing/held-out-phrases.ts';
import { MORE_TUNED } from './testing/more-tuned-phrases.ts';
import { readAs } from './testing/say.ts';
import { TUNED } from './testing/tuned-phrases.ts';

type Phrase = (typeof TUNED)[number];

const isRight = (line: string, [, outcome, ...pieces]: Phrase) =>
  outcome.split('|').includes(line.split(' ')[0] ?? '') && pieces.every((piece) => line.includes(piece));

describe('phrasings that understanding is tuned on', () => {
  it.each([...TUNED, ...MORE_TUNED])('%s', (message, outcome, ...pieces) => {
    const line = readAs(message);
    expect(outcome.split('|')).toContain(line.split(' ')[0]);
    for (const piece of pieces) expect(line).toContain(piece);
  });
});

describe('phrasings that nothing is tuned on', () => {
  it('are read right nearly always', () => {
    const right = HELD_OUT.filter((phrase) => isRight(readAs(phrase[0]), phrase)).length;
    console.log(`held-out phrasings read right: ${right} of ${HELD_OUT.length}`);
    expect(right / HELD_OUT.length).toBeGreaterThanOrEqual(0.88);
  });
});
