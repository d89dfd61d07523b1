import type { Analysis } from './analyse.ts';
import type { Features } from './features.ts';
import { roleOf, type Item } from './items.ts';
import { FUNCTION_WORDS } from './lexicon/common-words.ts';
import { FILLER } from './lexicon/talk.ts';
import { CONDITION_WORDS } from './lexicon/conditions.ts';
import type { SkillId } from './reading.ts';
import { TROUBLE } from './trouble-signs.ts';
import { plainWords } from './wording.ts';

/** Skills that answer how something is when nothing else of a question is understood. */
const OF_STATE: ReadonlySet<SkillId> = new Set(['diagnose', 'cluster-health']);
const HOW_IS = /^(?:and |so |but |hey |jamie )*how (?:is|are|was|were)\b/;
const MOST_WORDS = 20;

const isPlain = (item: Item): boolean =>
  item.mention === undefined &&
  item.amount === undefined &&
  item.isPlace !== true &&
  item.isTime !== true &&
  item.meanings.length === 0 &&
  !FUNCTION_WORDS.has(item.word) &&
  !FILLER.has(item.word);

const speaksOfState = (item: Item): boolean =>
  roleOf(item, 'status') !== undefined || CONDITION_WORDS.has(item.word);

/**
 * What a question says of something in words that do not speak of how it is: "is checkout gdpr certified". Whether it is
 * healthy would be the answer to another question. Empty when every word is understood.
 */
export function unreadPredicate(
  analysis: Analysis,
  { asks, named }: Features,
  { skill, cues }: { skill: SkillId; cues: number },
): string[] {
  const said = plainWords(analysis);
  const isAsked = asks === 'yes-no' || HOW_IS.test(said);
  if (!OF_STATE.has(skill) || !isAsked || analysis.words.length > MOST_WORDS || TROUBLE.test(said)) return [];
  if (named.length > 0 && named.every(({ matches }) => matches.length === 0)) return [];
  const left = analysis.items.filter((item) => isPlain(item) && !CONDITION_WORDS.has(item.word));
  const strange = left.filter(({ isUnknown }) => isUnknown === true);
  const isOfState = cues > 0 || analysis.items.some(speaksOfState);
  return (isOfState ? strange : left).map(({ word }) => word);
}
