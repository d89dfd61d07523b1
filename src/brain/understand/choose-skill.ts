import type { Analysis } from './analyse.ts';
import type { Features } from './features.ts';
import { kindOfWord } from './grammar.ts';
import { isFunctionWord, type Word } from './names/word.ts';
import type { SkillId } from './reading.ts';
import type { Scored } from './score.ts';

/** A score below this is a guess. */
const ENOUGH = 2.4;

/** The best skill, when it is good enough; a bare name or a bare place asks how it is. Undefined when nothing fits. */
export function chooseSkill(analysis: Analysis, features: Features, best: Scored): SkillId | undefined {
  const { named, kinds } = features;
  const isGood = best.score >= ENOUGH;
  if (isGood && (best.cues > 0 || (best.skill === 'inventory' && kinds.length > 0))) return best.skill;
  const bare = bareSkill(analysis, features, best);
  if (bare !== undefined) return bare;
  const isOfObject = (best.skill === 'diagnose' || best.skill === 'describe') && named.length > 0;
  return isGood && (best.skill === 'inventory' || isOfObject) ? best.skill : undefined;
}

const DECORATION =
  /^(?:the|please|pod|pods|deployment|service|node|job|in|on|namespace|cluster|a|my|our|hey|jamie|status|health|state|condition)$/;

/** Nothing but a kind, a term, a name or a place. */
function bareSkill({ words, places }: Analysis, features: Features, best: Scored): SkillId | undefined {
  const { named, kinds, hasState, terms } = features;
  const isKind = ({ claim, word }: Word) => claim === 'place' || kindOfWord(word) !== undefined;
  if (kinds.length > 0 && named.length === 0 && words.every(isKind)) return 'inventory';
  if (terms.length > 0 && named.length === 0 && words.length <= 2) return 'explain';
  const isBare = words.every(
    ({ claim, word }) => claim === 'name' || claim === 'place' || DECORATION.test(word),
  );
  const isStatement = best.skill === 'diagnose' && opensWithName(words, features);
  if (named.length > 0 && (isBare || hasState || isStatement)) return 'diagnose';
  const hasPlace = places.clusters.length > 0 || places.namespaces.length > 0 || places.undecided.length > 0;
  return isBare && kinds.length === 0 && (hasPlace || places.unknown !== undefined)
    ? 'cluster-health'
    : undefined;
}

/** "worker-2 looks weird": something is said of a name. */
const opensWithName = (words: readonly Word[], { named }: Features) =>
  named.some(
    ({ from, how }) =>
      how === 'exact' &&
      words.slice(0, from).every((word) => isFunctionWord(word) || kindOfWord(word.word) !== undefined),
  );
