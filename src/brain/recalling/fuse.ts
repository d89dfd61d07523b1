import type { Hit } from './placing/store.ts';

/** What the ways of looking found. */
export interface Found {
  words: readonly Hit[];
  spelling: readonly Hit[];
  meaning: readonly Hit[];
}

const BY_WORDS = 0.62;
const BY_MEANING = 0.38;
/** One wrong letter makes two spellings differ by half; the name is the same all the same. */
const SPELT_NEARLY = 1.2;
/** Texts that have nothing to do with each other are still this near. */
const NEAR_BY_CHANCE = 0.2;
const NEAR = 0.7;
/** What speaks less for a memory is chance. */
const LEAST = 0.05;
const DAY = 24 * 3_600_000;
const HALF_FORGOTTEN_DAYS = 45;

const clamp = (value: number): number => Math.min(1, Math.max(0, value));

/** From 1 for what was just said down to 0.75 for what is long ago. */
const recency = (at: Date, now: number): number =>
  0.75 + 0.25 * 0.5 ** (Math.max(0, now - at.getTime()) / DAY / HALF_FORGOTTEN_DAYS);

/** From 0.85 to 1.1. */
const weighty = (importance: number): number => 0.85 + 0.25 * clamp(importance);

/** Every hit once, the likeliest first: `strength` is how much speaks for it, recency and importance counted. */
export function fuse({ words, spelling, meaning }: Found, now: number): Hit[] {
  const all = new Map<string, { hit: Hit; words: number; meaning: number }>();
  const entry = (hit: Hit) => all.get(hit.turnId) ?? { hit, words: 0, meaning: 0 };
  for (const hit of words) all.set(hit.turnId, { ...entry(hit), words: hit.strength });
  for (const hit of spelling) {
    const known = entry(hit);
    all.set(hit.turnId, { ...known, words: clamp(known.words + hit.strength * SPELT_NEARLY) });
  }
  for (const hit of meaning) {
    const near = clamp((hit.strength - NEAR_BY_CHANCE) / (NEAR - NEAR_BY_CHANCE));
    all.set(hit.turnId, { ...entry(hit), meaning: near });
  }
  return [...all.values()]
    .map(({ hit, words: said, meaning: meant }) => ({
      ...hit,
      strength: (BY_WORDS * said + BY_MEANING * meant) * recency(hit.at, now) * weighty(hit.importance),
    }))
    .filter(({ strength }) => strength > LEAST)
    .sort((a, b) => b.strength - a.strength || b.at.getTime() - a.at.getTime());
}
