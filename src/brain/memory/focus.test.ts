import { describe, expect, it } from 'vitest';
import type { Draft } from '../answer/draft.ts';
import type { Focus, Reading } from '../understand/reading.ts';
import { nextFocus } from './focus.ts';

const ref = (name: string) => ({ cluster: 'prod', kind: 'Deployment', namespace: 'web', name });
const [cart, search, auth] = [ref('cart'), ref('search'), ref('auth')];
const EMPTY: Focus = { clusters: [], namespaces: [], objects: [], openChoices: [] };
const reading: Reading = {
  type: 'skill',
  skill: 'diagnose',
  slots: { clusters: ['prod'], clusterNamed: false, namespaces: [], objects: [] },
  confidence: 1,
  mood: 'neutral',
};
const draft = (focus: Draft['focus']): Draft => ({ outcome: 'answered', blocks: [], suggestions: [], focus });

describe('the list that ordinals count in', () => {
  const listed = nextFocus(EMPTY, reading, draft([cart, search, auth]));
  const drilled = nextFocus(listed, reading, draft([search]));

  it('stays when one of it was looked at, and knows which', () => {
    expect(drilled.list).toEqual([cart, search, auth]);
    expect(drilled.at).toBe(1);
    expect(drilled.objects).toEqual([search]);
  });

  it('gives way to a new list', () => {
    expect(nextFocus(drilled, reading, draft([auth, cart]))).toMatchObject({
      list: [auth, cart],
      at: undefined,
    });
  });

  it('may be longer than what the answer is about: one line for each story', () => {
    const told = nextFocus(EMPTY, reading, { ...draft([cart]), list: [cart, search] });
    expect(told.list).toEqual([cart, search]);
  });
});
