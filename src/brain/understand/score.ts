import type { Analysis } from './analyse.ts';
import { scoreCues, scoreExamples } from './cues.ts';
import type { Features } from './features.ts';
import { roleOf } from './items.ts';
import { SKILLS, type SkillId } from './reading.ts';
import { structureOf } from './structure.ts';
import { wordingOf } from './wording.ts';

/** A skill and how well a message fits it. */
export interface Scored {
  skill: SkillId;
  score: number;
  /** The part of the score that its own words earned. */
  cues: number;
}

const EXAMPLE_WEIGHT = 3;

/** All skills, best first. */
export function scoreSkills(analysis: Analysis, features: Features): Scored[] {
  const cues = scoreCues(features.cueWords);
  for (const [skill, points] of Object.entries(wordingOf(analysis, features)) as [SkillId, number][])
    cues[skill] += points;
  const examples = scoreExamples(termsOf(analysis, features));
  const structure = structureOf(analysis, features, cues);
  return SKILLS.filter((skill) => skill !== 'greet' && skill !== 'change-request')
    .map((skill) => ({
      skill,
      cues: cues[skill],
      score: cues[skill] + EXAMPLE_WEIGHT * examples[skill] + structure[skill],
    }))
    .sort((a, b) => b.score - a.score);
}

/** The message with placeholders for what it names, as the example utterances have them. */
function termsOf({ items, places }: Analysis, { terms }: Features): string[] {
  const said = items.map((item) => {
    if (item.mention) return '<obj>';
    if (item.isPlace)
      return places.clusters.length > 0 && places.namespaces.length === 0 ? '<cluster>' : '<ns>';
    if (item.isTime) return '<time>';
    if (item.amount) return '<num>';
    return roleOf(item, 'kind') ? ['<kind>', ...stems(item.word)] : stems(item.word);
  });
  return [...said.flat(), ...(terms.length > 0 ? ['<term>'] : [])];
}

const stems = (words: string) => words.split(' ').filter(Boolean);
