/** How answers of one kind were received. */
export interface Received {
  good: number;
  bad: number;
}

/** What that is worth when two things are equally fitting, and why. */
export interface Standing {
  /** From -MOST to MOST: enough to settle a tie, never to overturn a better fit. */
  bonus: number;
  why: string;
}

const MOST = 0.05;
/** Laplace's rule: as if one good and one bad word had been said before any. */
const PRIOR = 1;
const FEWEST = 3;

/** The bonus of what was received so; none before three people spoke. */
export function standingOf({ good, bad }: Received): Standing {
  const all = good + bad;
  if (all < FEWEST) return { bonus: 0, why: 'too few ratings to tell' };
  const share = (good + PRIOR) / (all + 2 * PRIOR);
  return { bonus: (share - 0.5) * 2 * MOST, why: `rated good ${good} times of ${all}` };
}

interface Rated {
  skill: string;
  rating: 'good' | 'bad' | null;
  count: number;
}

/** The standing of each skill, from its answers as they were rated. */
export function standingsOf(tallies: readonly Rated[]): (skill: string) => Standing {
  const counted = (skill: string, rating: Rated['rating']): number =>
    tallies.reduce((sum, one) => sum + (one.skill === skill && one.rating === rating ? one.count : 0), 0);
  return (skill) => standingOf({ good: counted(skill, 'good'), bad: counted(skill, 'bad') });
}

/** The same things, equally fitting ones in the order of their standing; `fitOf` is from 0 to 1. */
export function settleTies<Thing>(
  things: readonly Thing[],
  { fitOf, standing }: { fitOf: (thing: Thing) => number; standing: (thing: Thing) => Standing },
): Thing[] {
  const valued = things.map((thing) => ({ thing, worth: fitOf(thing) + standing(thing).bonus }));
  return valued.sort((a, b) => b.worth - a.worth).map(({ thing }) => thing);
}
