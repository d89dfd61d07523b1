import { describe, expect, it } from 'vitest';
import type { WeekReport } from '#brain';
import { createEchoBrain } from '../testing.ts';
import type { Output } from './output.ts';
import { rateLast, ratingHere, showReport } from './rating.ts';
import { renderReport } from './render-report.ts';

function paper(): { output: Output; lines: string[] } {
  const lines: string[] = [];
  const print = (line: string): void => void lines.push(line);
  return {
    lines,
    output: { print, note: print, progress: () => undefined, width: 80, colour: false },
  };
}

const talk = ratingHere(createEchoBrain(), { personId: 'local-owner', channel: 'terminal' });

describe('rating from the terminal', () => {
  it('says which answer it was', async () => {
    const { output, lines } = paper();
    await rateLast({ talk, output }, { rating: 'bad', correction: 'it was the disk' });
    expect(lines).toEqual(['Noted as bad, with what it should have been: the answer to “what was asked”.']);
  });

  it('fails for an answer that is not there', async () => {
    const { output } = paper();
    const asked = rateLast({ talk, output }, { turnId: 'unknown', rating: 'good' });
    await expect(asked).rejects.toMatchObject({ code: 'unknown-turn' });
  });
});

const received = { answers: 40, unknown: 10, good: 3, bad: 1, meanMs: 120, costUsd: 0 };
const week: WeekReport = {
  from: '2026-03-03T12:00:00.000Z',
  to: '2026-03-10T12:00:00.000Z',
  all: received,
  skills: [{ skill: 'diagnose', ...received, bonus: 0, why: '' }],
  reasoners: [{ reasoner: 'embedded', prompt: '', ...received }],
  arms: [],
  trends: {
    unknown: {
      now: { count: 10, of: 40 },
      before: { count: 4, of: 100 },
      by: 0.21,
      p: 0.001,
      isSignificant: true,
    },
    good: { now: { count: 3, of: 4 }, before: { count: 0, of: 0 }, by: 0, p: 1, isSignificant: false },
  },
  unknowns: [{ message: 'blorp the wotsit', count: 7 }],
  lowRated: [
    { turnId: 't', at: '', message: 'why is cart down?', skill: 'diagnose', correction: 'it was DNS' },
  ],
};

describe('a week on paper', () => {
  it('tells shares, what changed for real, and what to mend', () => {
    const text = renderReport(week);
    expect(text).toContain('Answers from 2026-03-03 to 2026-03-10: 40');
    expect(text).toContain('Not known: 25 %, 4 % in the four weeks before: a real change (p 0.001)');
    expect(text).toContain('nothing to compare with yet');
    expect(text).toMatch(/diagnose +40 +25 % +3\/1 +120 ms/);
    expect(text).toContain('- blorp the wotsit (7)');
    expect(text).toContain('- why is cart down? → it was DNS');
    expect(text).not.toContain('experiment');
  });

  it('is JSON for programs', async () => {
    const { output, lines } = paper();
    await showReport({ talk, output }, true);
    expect((JSON.parse(lines[0] ?? '') as WeekReport).all.answers).toBe(0);
  });
});
