import { analyse, type Analysis } from './analyse.ts';
import { changeRequested } from './change-requests.ts';
import { chosen } from './choices.ts';
import { kindOfWord } from './grammar.ts';
import { featuresOf, type Features } from './features.ts';
import { continued } from './follow-up.ts';
import { SKILL_CUES } from './lexicon/skill-cues.ts';
import { moodOf } from './mood.ts';
import { systemNeeded } from './out-of-reach.ts';
import { readSkill } from './read-skill.ts';
import type { Mood, Reading, SkillId, Slots, Understand, UnderstandInput } from './reading.ts';
import { scoreSkills, type Scored } from './score.ts';
import { smallTalkOf } from './small-talk.ts';

const ENOUGH = 2.4;

/**
 * What a message asks, with its names resolved against what really exists. Pure and deterministic; linear in the length of
 * the message. Prefers saying that it did not understand to a wild guess. Text that gives orders is only words here.
 */
export const understand: Understand = (input) => {
  const choice = chosen(input.message, input.focus);
  const asked: UnderstandInput =
    choice === undefined ? input : { ...input, message: choice, focus: { ...input.focus, openChoices: [] } };
  const analysis = analyse(asked);
  const mood = moodOf(analysis.words, analysis.text);
  const talk = smallTalkOf(analysis.words);
  if (talk !== undefined) return greeting(analysis, talk, mood);
  const features = featuresOf(analysis);
  return decide(analysis, features, mood);
};

function greeting({ scope }: Analysis, talk: NonNullable<Slots['talk']>, mood: Mood): Reading {
  const slots: Slots = { clusters: scope, clusterNamed: false, namespaces: [], objects: [], talk };
  return { type: 'skill', skill: 'greet', slots, confidence: 1, mood };
}

function decide(analysis: Analysis, features: Features, mood: Mood): Reading {
  const scored = scoreSkills(analysis, features);
  const best = scored[0];
  if (best === undefined || analysis.words.length === 0) return notUnderstood(scored, mood);
  const isCommand = scored.some(({ skill, cues }) => skill === 'command' && cues >= 4.5);
  const change = isCommand ? undefined : changeRequested(analysis, features);
  if (change !== undefined)
    return readSkill('change-request', analysis, { features, mood, confidence: 0.9, change });
  const system = systemNeeded(analysis, features, scored);
  if (system !== undefined) {
    const objects = features.named.flatMap(({ matches }) => matches.slice(0, 1));
    return { type: 'out-of-reach', system: system.system, what: system.what, objects, mood };
  }
  const same = continued(analysis, features, scored);
  if (same !== undefined)
    return readSkill(same, analysis, { features, mood, confidence: 0.8, continues: true });
  const skill = skillOf(analysis, features, best);
  if (skill === undefined && hasUnknownName(analysis, features))
    return readSkill('diagnose', analysis, { features, mood, confidence: 0.3 });
  if (skill === undefined) return notUnderstood(scored, mood);
  return readSkill(skill, analysis, { features, mood, confidence: Math.min(1, best.score / 6) });
}

/** The best skill, when it is good enough; a bare name or a bare place asks how it is. */
function skillOf(
  { words, places }: Analysis,
  { named, kinds, hasState, terms }: Features,
  best: Scored,
): SkillId | undefined {
  if (best.score >= ENOUGH && (best.cues > 0 || (best.skill === 'inventory' && kinds.length > 0)))
    return best.skill;
  if (
    kinds.length > 0 &&
    named.length === 0 &&
    words.every((word) => word.claim === 'place' || kindOfWord(word.word) !== undefined)
  )
    return 'inventory';
  if (terms.length > 0 && words.length <= 2) return 'explain';
  const isBare = words.every(
    ({ claim, word }) =>
      claim === 'name' ||
      claim === 'place' ||
      /^(?:the|please|pod|pods|deployment|service|node|job|in|on|namespace|cluster|a|my|our|hey|jamie)$/.test(
        word,
      ),
  );
  const isStatement =
    named.some(({ from, how }) => from === 0 && how === 'exact') && best.skill === 'diagnose';
  if (named.length > 0 && (isBare || hasState || isStatement)) return 'diagnose';
  const hasPlace =
    places.clusters.length > 0 ||
    places.namespaces.length > 0 ||
    places.unknown !== undefined ||
    places.undecided.length > 0;
  if (hasPlace && isBare && kinds.length === 0) return 'cluster-health';
  return best.score >= ENOUGH &&
    (best.skill === 'inventory' ||
      ((best.skill === 'diagnose' || best.skill === 'describe') && named.length > 0))
    ? best.skill
    : undefined;
}

/** Something is named that does not exist: saying so helps more than not understanding. */
const hasUnknownName = ({ places }: Analysis, { named }: Features) =>
  places.unknown !== undefined || named.some(({ how, said }) => how === 'unknown' && /[-\d]/.test(said));

function notUnderstood(scored: readonly Scored[], mood: Mood): Reading {
  const offered = scored.filter(
    ({ skill }) => skill !== 'greet' && skill !== 'change-request' && skill !== 'switch',
  );
  return {
    type: 'not-understood',
    nearest: offered.slice(0, 3).map(({ skill }) => ({ skill, example: SKILL_CUES[skill].offer })),
    mood,
  };
}
