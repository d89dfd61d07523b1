import { SKILL_CUES } from './lexicon/skill-cues.ts';
import { SKILLS, type SkillId } from './reading.ts';
import { phraseTrie, type TrieWord } from './text/phrase-trie.ts';
import { stemOf } from './text/token.ts';

interface Cue {
  skill: SkillId;
  weight: number;
}

const CUES = phraseTrie<Cue>(
  SKILLS.flatMap((skill) =>
    Object.entries(SKILL_CUES[skill].cues).map(([phrase, weight]) => [phrase, { skill, weight }] as const),
  ),
);

export type Scores = Record<SkillId, number>;

export const noScores = (): Scores => Object.fromEntries(SKILLS.map((skill) => [skill, 0])) as Scores;

/** The weight of each skill's cue words; of overlapping cues of one skill only the heaviest counts. */
export function scoreCues(words: readonly TrieWord[]): Scores {
  const scores = noScores();
  const hits = CUES.all(words).flatMap(({ from, to, meanings }) =>
    meanings.map((cue) => ({ from, to, ...cue })),
  );
  const taken = new Map<SkillId, { from: number; to: number }[]>();
  for (const hit of hits.sort((a, b) => b.weight - a.weight)) {
    const spans = taken.get(hit.skill) ?? [];
    if (spans.some(({ from, to }) => hit.from < to && from < hit.to)) continue;
    taken.set(hit.skill, [...spans, hit]);
    scores[hit.skill] += hit.weight;
  }
  return scores;
}

type Bag = ReadonlyMap<string, number>;

const termsOf = (example: string): string[] =>
  example.split(' ').map((term) => (term.startsWith('<') ? term : stemOf(term)));

const EXAMPLES: readonly { skill: SkillId; terms: string[] }[] = SKILLS.flatMap((skill) =>
  SKILL_CUES[skill].examples.map((example) => ({ skill, terms: termsOf(example) })),
);

const FREQUENCY: ReadonlyMap<string, number> = EXAMPLES.reduce((counts, { terms }) => {
  for (const term of new Set(terms)) counts.set(term, (counts.get(term) ?? 0) + 1);
  return counts;
}, new Map<string, number>());

const rarity = (term: string) => Math.log(1 + EXAMPLES.length / (1 + (FREQUENCY.get(term) ?? 0)));

function bagOf(terms: readonly string[]): Bag {
  const bag = new Map(terms.map((term) => [term, rarity(term)]));
  const length = Math.hypot(...bag.values()) || 1;
  return new Map([...bag].map(([term, weight]) => [term, weight / length]));
}

const BAGS: readonly { skill: SkillId; bag: Bag }[] = EXAMPLES.map(({ skill, terms }) => ({
  skill,
  bag: bagOf(terms),
}));

/** How near a message is to each skill's example utterances, 0 to 1: stems weighed by rarity, names as placeholders. */
export function scoreExamples(terms: readonly string[]): Scores {
  const scores = noScores();
  const said = bagOf(terms);
  for (const { skill, bag } of BAGS) {
    let similarity = 0;
    for (const [term, weight] of bag) similarity += weight * (said.get(term) ?? 0);
    scores[skill] = Math.max(scores[skill], similarity);
  }
  return scores;
}
