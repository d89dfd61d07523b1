import { aboutJamie, asksEvidence, asksWhichOnes, liftsFocus } from './about-jamie.ts';
import { analyse, type Analysis } from './analyse.ts';
import { angleAsked } from './angle.ts';
import { changeRequested } from './change-requests.ts';
import { chooseSkill } from './choose-skill.ts';
import { chosen } from './choices.ts';
import { commandAsked } from './command-asked.ts';
import { databasesAsked } from './databases.ts';
import { definitionAsked } from './definitions.ts';
import { featuresOf, type Features } from './features.ts';
import { fieldAsked } from './field-asked.ts';
import { guideNamed, howToAsked } from './knowledge-asked.ts';
import { leftOut } from './left-out.ts';
import { continued } from './follow-up.ts';
import { SKILL_CUES } from './lexicon/skill-cues.ts';
import { hinted, peopleCannot } from './hinted.ts';
import { memoryAsked } from './memory-asked.ts';
import { moodOf } from './mood.ts';
import type { OutsideSystem } from './lexicon/systems.ts';
import { nestedAsked } from './nested.ts';
import { foretold, peopleTold, systemNeeded } from './out-of-reach.ts';
import { candidatesFor } from './candidates.ts';
import { readSkill, type Known } from './read-skill.ts';
import type { ObjectRef } from '#diagnosis/evidence';
import type { Mood, Reading, SkillId, Understand, UnderstandInput } from './reading.ts';
import { scoreSkills, type Scored } from './score.ts';
import { coveredPart } from './parts/covered-part.ts';
import { pathAsked } from './parts/path-asked.ts';
import { ofPart, partAsked } from './roles.ts';
import { roomAsked } from './room-asked.ts';
import { rolloutsAsked } from './rollouts-asked.ts';
import { relationAsked } from './relations-asked.ts';
import { remarkMade } from './remark-made.ts';
import { rightsAsked } from './rights-asked.ts';
import { strangeName } from './strange-names.ts';
import {
  areSlow,
  asksDns,
  asksEarlierRevision,
  asksLastChange,
  oneInTrouble,
  troubleInPlace,
} from './symptoms.ts';
import {
  aboutObjects,
  angled,
  asList,
  definition,
  greeting,
  healthWithout,
  lifted,
  ofEvidence,
} from './shape-readings.ts';
import { settingsAsked } from './settings-asked.ts';
import { smallTalkOf } from './small-talk.ts';
import { settledWording } from './systems/settled-wording.ts';
import { systemAsked } from './systems/system-asked.ts';
import { teachingAsked } from './teaching-asked.ts';
import { unknownNoun } from './unknown-noun.ts';
import { unreadPredicate } from './unread-predicate.ts';
import { walkAsked } from './walk-asked.ts';

/**
 * What a message asks, with its names resolved against what really exists. Pure and deterministic; linear in the length of
 * the message. Prefers saying that it did not understand to a wild guess. Text that gives orders is only words here.
 */
export const understand: Understand = (input) => {
  const choice = chosen(input.message, input.focus);
  const said = { ...input, message: choice ?? input.message };
  const plain =
    remarkMade(said) ??
    memoryAsked(said) ??
    teachingAsked(said) ??
    guideNamed(said) ??
    walkAsked(said, understand);
  if (plain !== undefined) return plain;
  const asked: UnderstandInput =
    choice === undefined
      ? { ...input, message: settledWording(input) }
      : { ...input, message: choice, focus: { ...input.focus, openChoices: [] } };
  const nested = nestedAsked(asked, understand);
  if (nested !== undefined) return nested;
  const analysis = analyse(asked);
  const mood = moodOf(analysis.words, analysis.text);
  const talk = smallTalkOf(analysis.words);
  if (talk !== undefined) return greeting(analysis, talk, mood);
  const features = featuresOf(analysis);
  const general = howToAsked(analysis, features, mood);
  if (general !== undefined) return general;
  const databases = databasesAsked(analysis, features);
  if (databases.length > 0) return aboutObjects(databases, mood);
  const part = partAsked(analysis, features);
  const ofIt = part === undefined ? undefined : ofPart(analysis, part, mood);
  if (typeof ofIt !== 'string') return ofIt ?? decide(analysis, features, mood);
  const renamed = analyse({ ...asked, message: ofIt });
  return decide(renamed, featuresOf(renamed), mood);
};

/** What the whole shape of a message says, before its words are weighed. */
function byShape(analysis: Analysis, features: Features, mood: Mood): Reading | undefined {
  const read = (skill: SkillId, more: Partial<Known> = {}) =>
    readSkill(skill, analysis, { features, mood, confidence: 0.85, ...more });
  if (asksEvidence(analysis)) return ofEvidence(analysis, mood);
  const rest = leftOut(analysis, features);
  if (rest !== undefined) return healthWithout(analysis, rest, mood);
  const angle = angleAsked(analysis, features);
  if (angle !== undefined) return angled(analysis, { features, mood, angle });
  if (peopleCannot(analysis, features)) return hinted(analysis, mood) ?? read('cluster-health');
  const terms = definitionAsked(analysis, features);
  if (terms !== undefined) return definition(analysis, terms, mood);
  if (aboutJamie(analysis, features)) return read('help');
  if (liftsFocus(analysis, features)) return lifted(analysis, mood);
  if (asksWhichOnes(analysis)) return asList(analysis, mood);
  if (commandAsked(analysis, features)) return read('command');
  if (relationAsked(analysis, features)) return read('relations');
  if (asksLastChange(analysis, features)) return read('changes');
  if (rightsAsked(analysis, features)) return read('access');
  const room = roomAsked(analysis, features);
  if (room !== undefined) return read('usage', { aspect: room });
  const aspect = fieldAsked(analysis, features);
  const ill = oneInTrouble(analysis, features, aspect);
  if (ill !== undefined) return read('diagnose', { features: ill });
  if (aspect?.includes(' ')) return read('describe', { aspect });
  if (asksEarlierRevision(analysis, features)) return read('rollout');
  if (asksDns(analysis, features)) return read('connectivity', { features: { ...features, named: [] } });
  if (areSlow(analysis, features)) return read('diagnose');
  if (troubleInPlace(analysis, features)) return read('cluster-health');
  return aspect === undefined ? undefined : read('describe', { aspect });
}

function decide(analysis: Analysis, features: Features, mood: Mood): Reading {
  const scored = scoreSkills(analysis, features);
  const best = scored[0];
  if (best === undefined || analysis.words.length === 0) return notUnderstood(analysis, scored, mood);
  const people = peopleTold(analysis) ?? foretold(analysis);
  if (people !== undefined) return outside(people, features, mood);
  const shaped =
    coveredPart(analysis, mood) ??
    pathAsked(analysis, mood) ??
    (settingsAsked(analysis, features) ? undefined : systemAsked(analysis, features, mood)) ??
    rolloutsAsked(analysis, features, mood) ??
    byShape(analysis, features, mood);
  if (shaped !== undefined) return shaped;
  const isCommand = scored.some(({ skill, cues }) => skill === 'command' && cues >= 4.5);
  const change = isCommand ? undefined : changeRequested(analysis, features);
  const system = systemNeeded(analysis, features, scored);
  if (
    change !== undefined &&
    (system === undefined || features.named.some(({ matches }) => matches.length > 0))
  )
    return readSkill('change-request', analysis, { features, mood, confidence: 0.9, change });
  if (system !== undefined) return outside(system, features, mood);
  return weighed(analysis, features, { scored, best, mood });
}

function outside({ system, what }: OutsideSystem, { named }: Features, mood: Mood): Reading {
  const objects = named.flatMap(({ matches }) => matches.slice(0, 1));
  return { type: 'out-of-reach', system, what, objects, mood };
}

interface Weighed {
  scored: readonly Scored[];
  best: Scored;
  mood: Mood;
}

function weighed(analysis: Analysis, features: Features, { scored, best, mood }: Weighed): Reading {
  const same = continued(analysis, features, scored);
  if (same !== undefined)
    return readSkill(same, analysis, { features, mood, confidence: 0.8, continues: true });
  const skill = chooseSkill(analysis, features, best);
  const strange = strangeName(analysis, features, { skill: skill ?? 'diagnose', mood });
  if (strange !== undefined) return strange;
  const unknown = skill && unknownNoun(analysis, features, { skill, mood });
  if (unknown !== undefined) return unknown;
  if (skill === undefined && hasUnknownName(analysis, features))
    return readSkill('diagnose', analysis, { features, mood, confidence: 0.3 });
  if (skill === undefined) return notUnderstood(analysis, scored, mood);
  const cues = scored.find((one) => one.skill === skill)?.cues ?? 0;
  const unread = unreadPredicate(analysis, features, { skill, cues });
  if (unread.length > 0) return { ...stateOnly(features, mood), unread };
  return readSkill(skill, analysis, { features, mood, confidence: Math.min(1, best.score / 6) });
}

/** How the thing is can be told, and what was asked of it cannot. */
function stateOnly({ named }: Features, mood: Mood) {
  const [object] = named.flatMap(({ matches }) => matches);
  const example = object === undefined ? SKILL_CUES['cluster-health'].offer : `how is ${object.name}?`;
  const skill: SkillId = object === undefined ? 'cluster-health' : 'diagnose';
  return { type: 'not-understood' as const, nearest: [{ skill, example }], mood };
}

/** Something is named that does not exist: saying so helps more than not understanding. */
const hasUnknownName = ({ places }: Analysis, { named }: Features) =>
  places.unknown !== undefined ||
  named.some(({ how, said, isSlip }) => isSlip ?? (how === 'unknown' && /[-\d]/.test(said)));

function notUnderstood(analysis: Analysis, scored: readonly Scored[], mood: Mood): Reading {
  const hint = hinted(analysis, mood);
  if (hint !== undefined) return hint;
  const offered = scored.filter(
    ({ skill }) => skill !== 'greet' && skill !== 'change-request' && skill !== 'switch',
  );
  const [named] = analysis.mentions.flatMap(({ matches }) => matches);
  const object = named ?? candidatesFor(analysis, undefined, [])[0];
  return {
    type: 'not-understood',
    nearest: offered
      .map(({ skill }) => ({ skill, example: withNames(SKILL_CUES[skill].offer, object) }))
      .filter(({ example }) => !example.includes('<'))
      .slice(0, 3),
    mood,
  };
}

/** An offer with a name that exists in each place. */
function withNames(offer: string, object: ObjectRef | undefined): string {
  if (object === undefined) return offer;
  return offer.replaceAll('<name>', object.name).replaceAll('<namespace>', object.namespace);
}
