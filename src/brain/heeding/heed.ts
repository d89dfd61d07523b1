import type { Draft } from '../answer/draft.ts';
import { analyse, type Analysis } from '../understand/analyse.ts';
import { chosen } from '../understand/choices.ts';
import { coveredPart } from '../understand/parts/covered-part.ts';
import type { Reading, SkillId, UnderstandInput } from '../understand/reading.ts';
import { settledWording } from '../understand/systems/settled-wording.ts';
import type { SkillReading } from './heard.ts';
import { ownUp, withLeftOut } from './own-up.ts';
import { unmet } from './unmet.ts';
import { unheededWords } from './unheeded.ts';

/** A question in more words tells a story: its words are circumstances rather than conditions. */
const MOST_WORDS = 25;

/** What a guide or a memory speaks of is judged by the search that found it; what is taught or told of oneself is kept whole. */
const TEXTS: ReadonlySet<string> = new Set(['knowledge', 'teach', 'recall', 'preferences']);

/** Asked in turns of phrase that say the same in many ways: a word more seldom changes what is asked, and is said to be left out. */
const STANDS: ReadonlySet<SkillId> = new Set([
  'connectivity',
  'rollout',
  'access',
  'changes',
  'relations',
  'alerts',
  'metrics',
  'slo',
  'usage',
  'events',
]);
const LEADS =
  /^(?:by|per|via|with|without|excluding|except|only|not|no|never|when|where|while|during|if|unless|through|than|for|from|to)$/;

const ASKS = /^(?:which|what|whose|how)$/;

/** Whether a word that was left out is what is asked for, sets a condition, or names something nobody knows. */
const setsCondition = ({ words, items }: Analysis, left: readonly string[]): boolean =>
  left.length > 1 ||
  items.some(({ isUnknown, raw }) => isUnknown === true && left.includes(raw)) ||
  words.some(({ raw }, at) => {
    const before = words[at - 1]?.word ?? '';
    return left.includes(raw) && (LEADS.test(before) || ASKS.test(before));
  });

/** Read by what understands a question only when it understands every word of it. */
function isCovered(analysis: Analysis, { skill, slots, mood }: SkillReading): boolean {
  const covered = coveredPart(analysis, mood);
  return covered?.type === 'skill' && covered.skill === skill && covered.slots.aspect === slots.aspect;
}

/** The answer as it is when it heeds every word of the question; else told as no answer, with what it did not heed. */
export function heed(
  input: UnderstandInput,
  { reading, draft }: { reading: Reading; draft: Draft },
  calls: readonly unknown[],
): Draft {
  if (draft.outcome !== 'answered' || reading.type !== 'skill' || TEXTS.has(reading.skill)) return draft;
  if (chosen(input.message, input.focus) !== undefined) return draft;
  const analysis = analyse({ ...input, message: settledWording(input) });
  if (analysis.words.length > MOST_WORDS || isCovered(analysis, reading)) return draft;
  const heard = { analysis, reading, draft, calls };
  const missing = unmet(heard);
  const left = unheededWords(heard);
  const words = [...new Set([...missing, ...left])];
  if (words.length === 0) return draft;
  const mayStand = missing.length === 0 && STANDS.has(reading.skill) && !setsCondition(analysis, left);
  return mayStand ? withLeftOut(draft, words) : ownUp(draft, reading, words);
}
