import { describe, expect, it } from 'vitest';
import type { Remembered } from './remembered.ts';
import { summarise } from './summarise.ts';

const TURNS = 500;
const MOST = 8_000;
const FACTS = [
  'We decided to move payments-db to node pool {n}.',
  'I will renew the certificate of shop-{n} by Friday.',
  'Ann promised to raise the quota of team-{n}.',
  'The root cause was a full disk on worker-{n}.',
  'Our budget for search is {n} dollars a month.',
  'The on-call number ends in {n}.',
  'remind me to delete the volume data-{n}',
  'From now on the limit of cart is {n}Mi.',
  'Kim owns the gateway and sits in room {n}.',
  'we agreed that release {n} is the last one this year',
];
const CHATTER = [
  'why is checkout restarting?',
  'how many pods in team-{n} are not ready?',
  'logs of cart-{n}',
  'what is the error rate of search over the last {n} minutes?',
  'show me the events of node worker-{n}',
];

/** A long chat with a fact in every tenth turn. */
function chat(seed: number): { turns: Remembered[]; planted: string[] } {
  const planted: string[] = [];
  const turns = Array.from({ length: TURNS }, (_, at) => {
    const list = at % 10 === 0 ? FACTS : CHATTER;
    const text = list[(at * 7 + Math.floor(at / 10) + seed) % list.length] ?? '';
    const message = text.replace('{n}', String(at * 13 + seed));
    if (list === FACTS) planted.push(message);
    const date = new Date(Date.UTC(2026, 2, 1, 0, at)).toISOString();
    const rest = { answer: 'All is well.', names: [], outcome: 'answered', skill: 'diagnose' };
    return { ...rest, turnId: `t${at}`, conversationId: 'c', title: 'chat', at: date, message };
  });
  return { turns, planted };
}

describe('the summary of a long chat', () => {
  it.each([0, 1, 2, 3, 4, 5, 6, 7, 8, 9])(
    'keeps at least 95 % of what was planted in 500 turns (%i)',
    (seed) => {
      const { turns, planted } = chat(seed);
      const kept = new Set(summarise(turns, MOST).map(({ text }) => text));
      const recalled = planted.filter((fact) => kept.has(fact)).length / planted.length;
      expect(recalled).toBeGreaterThanOrEqual(0.95);
    },
  );

  it('stays within its room, in the order of the chat, and tells decisions from promises', () => {
    const { turns } = chat(3);
    const kept = summarise(turns, 2_000);
    expect(kept.reduce((sum, { text }) => sum + text.length, 0)).toBeLessThanOrEqual(2_000);
    expect(kept.map(({ at }) => at)).toEqual(kept.map(({ at }) => at).sort());
    const kinds = (start: string) => kept.find(({ text }) => text.startsWith(start))?.kind;
    expect(kinds('We decided')).toBe('decision');
    expect(kinds('I will renew')).toBe('promise');
  });

  it('keeps nothing of nothing', () => {
    expect(summarise([], MOST)).toEqual([]);
  });
});
