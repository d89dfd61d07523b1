import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { armOf, type Experiment } from './experiment.ts';
import { compareShares } from './significance.ts';
import { settleTies, standingOf } from './standing.ts';

const experiment: Experiment = {
  id: 'models',
  arms: [
    { name: 'old', percent: 80 },
    { name: 'new', percent: 20, model: 'ollama/small' },
  ],
};
const conversations = Array.from({ length: 5000 }, (_, n) => `conversation-${n}`);

describe('an experiment', () => {
  it('keeps a conversation on its side, and the sides at their size', () => {
    const names = conversations.map((id) => armOf(experiment, id)?.name);
    expect(conversations.map((id) => armOf(experiment, id)?.name)).toEqual(names);
    const share = names.filter((name) => name === 'new').length / names.length;
    expect(share).toBeGreaterThan(0.18);
    expect(share).toBeLessThan(0.22);
  });

  it('has nothing to do with another one', () => {
    const other = { ...experiment, id: 'prompts' };
    const inNew = conversations.filter((id) => armOf(experiment, id)?.name === 'new');
    const share = inNew.filter((id) => armOf(other, id)?.name === 'new').length / inNew.length;
    expect(share).toBeGreaterThan(0.15);
    expect(share).toBeLessThan(0.25);
  });

  it('leaves an arm of nothing empty', () => {
    const all = {
      id: 'x',
      arms: [
        { name: 'a', percent: 0 },
        { name: 'b', percent: 100 },
      ],
    };
    expect(conversations.every((id) => armOf(all, id)?.name === 'b')).toBe(true);
  });
});

describe('two shares', () => {
  it('differ as a textbook says', () => {
    const { z, p, isSignificant } = compareShares({ count: 30, of: 100 }, { count: 45, of: 100 });
    expect(z).toBeCloseTo(2.1909, 3);
    expect(p).toBeCloseTo(0.0285, 3);
    expect(isSignificant).toBe(true);
  });

  it('say nothing when there are few, none, or no difference', () => {
    expect(compareShares({ count: 0, of: 5 }, { count: 5, of: 5 }).isSignificant).toBe(false);
    expect(compareShares({ count: 0, of: 0 }, { count: 0, of: 0 })).toMatchObject({
      z: 0,
      isSignificant: false,
    });
    expect(compareShares({ count: 50, of: 100 }, { count: 50, of: 100 }).p).toBeCloseTo(1, 5);
    expect(compareShares({ count: 0, of: 50 }, { count: 0, of: 60 }).isSignificant).toBe(false);
  });

  it('are never surer than sure', () => {
    const share = fc.nat({ max: 500 }).chain((of) => fc.nat({ max: of }).map((count) => ({ count, of })));
    fc.assert(
      fc.property(share, share, (before, after) => {
        const { p, by } = compareShares(before, after);
        expect(p).toBeGreaterThanOrEqual(0);
        expect(p).toBeLessThanOrEqual(1);
        expect(Math.abs(by)).toBeLessThanOrEqual(1);
      }),
    );
  });
});

describe('a standing', () => {
  it('settles a tie and overturns nothing', () => {
    const loved = { id: 'loved', fit: 0.5, good: 1000, bad: 0 };
    const hated = { id: 'hated', fit: 0.5, good: 0, bad: 1000 };
    const fitter = { id: 'fitter', fit: 0.61, good: 0, bad: 1000 };
    const of = { fitOf: (one: typeof loved) => one.fit, standing: standingOf };
    expect(settleTies([hated, loved], of).map(({ id }) => id)).toEqual(['loved', 'hated']);
    expect(settleTies([hated, loved, fitter], of)[0]?.id).toBe('fitter');
  });

  it('is bounded, says why, and waits for three ratings', () => {
    expect(standingOf({ good: 2, bad: 0 }).bonus).toBe(0);
    expect(standingOf({ good: 1e6, bad: 0 }).bonus).toBeLessThanOrEqual(0.05);
    expect(standingOf({ good: 8, bad: 1 })).toMatchObject({ why: 'rated good 8 times of 9' });
  });
});
