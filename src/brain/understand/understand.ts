import { aboutJamie, asksEvidence, asksWhichOnes, liftsFocus } from './about-jamie.ts';
import { analyse, type Analysis } from './analyse.ts';
import { angleAsked, angleObjects, changeSpokenOf } from './angle.ts';
import { changeRequested } from './change-requests.ts';
import { chooseSkill } from './choose-skill.ts';
import { chosen } from './choices.ts';
import { commandAsked } from './command-asked.ts';
import { databasesAsked } from './databases.ts';
import { definitionAsked } from './definitions.ts';
import { featuresOf, type Features } from './features.ts';
import { fieldAsked } from './field-asked.ts';
import { leftOut } from './left-out.ts';
import { continued } from './follow-up.ts';
import { SKILL_CUES } from './lexicon/skill-cues.ts';
import { hinted, peopleCannot } from './hinted.ts';
import { moodOf } from './mood.ts';
import { systemNeeded } from './out-of-reach.ts';
import { candidatesFor } from './candidates.ts';
import { readSkill, type Known } from './read-skill.ts';
import type { ObjectRef } from '#diagnosis/evidence';
import type { Mood, Reading, SkillId, Slots, Understand, UnderstandInput } from './reading.ts';
import { scoreSkills, type Scored } from './score.ts';
import { coveredPart } from './parts/covered-part.ts';
import { ofPart, partAsked } from './roles.ts';
import { roomAsked } from './room-asked.ts';
import { relationAsked } from './relations-asked.ts';
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
import { smallTalkOf } from './small-talk.ts';
import { settledWording } from './systems/settled-wording.ts';
import { systemAsked } from './systems/system-asked.ts';
import { unknownNoun } from './unknown-noun.ts';
import { walkAsked } from './walk-asked.ts';

/**
 * What a message asks, with its names resolved against what really exists. Pure and deterministic; linear in the length of
 * the message. Prefers saying that it did not understand to a wild guess. Text that gives orders is only words here.
 */
export const understand: Understand = (input) => {
  const choice = chosen(input.message, input.focus);
  const walk = walkAsked({ ...input, message: choice ?? input.message }, understand);
  if (walk !== undefined) return walk;
  const asked: UnderstandInput =
    choice === undefined
      ? { ...input, message: settledWording(input) }
      : { ...input, message: choice, focus: { ...input.focus, openChoices: [] } };
  const analysis = analyse(asked);
  const mood = moodOf(analysis.words, analysis.text);
  const talk = smallTalkOf(analysis.words);
  if (talk !== undefined) return greeting(analysis, talk, mood);
  const features = featuresOf(analysis);
  const databases = databasesAsked(analysis, features);
  if (databases.length > 0) return aboutObjects(databases, mood);
  const part = partAsked(analysis, features);
  const ofIt = part === undefined ? undefined : ofPart(analysis, part, mood);
  if (typeof ofIt !== 'string') return ofIt ?? decide(analysis, features, mood);
  const renamed = analyse({ ...asked, message: ofIt });
  return decide(renamed, featuresOf(renamed), mood);
};

function greeting({ scope }: Analysis, talk: NonNullable<Slots['talk']>, mood: Mood): Reading {
  const slots: Slots = { clusters: scope, clusterNamed: false, namespaces: [], objects: [], talk };
  return { type: 'skill', skill: 'greet', slots, confidence: 1, mood };
}

function definition({ scope }: Analysis, terms: string[], mood: Mood): Reading {
  const slots: Slots = { clusters: scope, clusterNamed: false, namespaces: [], objects: [], term: terms[0] };
  return {
    type: 'skill',
    skill: 'explain',
    slots: terms.length > 1 ? { ...slots, terms } : slots,
    confidence: 0.9,
    mood,
  };
}

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
  if (asksDns(analysis, features)) return read('connectivity');
  if (areSlow(analysis, features)) return read('diagnose');
  if (troubleInPlace(analysis, features)) return read('cluster-health');
  return aspect === undefined ? undefined : read('describe', { aspect });
}

function ofEvidence({ scope }: Analysis, mood: Mood): Reading {
  const unnamed = { clusterNamed: false, namespaces: [], objects: [] };
  const slots: Slots = { clusters: scope, ...unnamed, aspect: 'evidence' };
  return { type: 'skill', skill: 'help', slots, confidence: 0.9, mood };
}

function healthWithout({ scope, places }: Analysis, without: ObjectRef[], mood: Mood): Reading {
  const { namespaces } = places;
  const slots: Slots = {
    clusters: scope,
    clusterNamed: places.clusters.length > 0,
    namespaces,
    objects: [],
    without,
  };
  return { type: 'skill', skill: 'cluster-health', slots, confidence: 0.85, mood };
}

function aboutObjects(objects: ObjectRef[], mood: Mood): Reading {
  const clusters = [...new Set(objects.map(({ cluster }) => cluster))];
  const slots: Slots = { clusters, clusterNamed: false, namespaces: [], objects };
  return { type: 'skill', skill: 'diagnose', slots, confidence: 0.85, mood };
}

interface Angled {
  features: Features;
  mood: Mood;
  angle: NonNullable<Slots['angle']>;
}

/** One side of a trouble, asked after; of what was spoken of when it names nothing. */
function angled(analysis: Analysis, { features, mood, angle }: Angled): Reading {
  const known = { features, mood, confidence: 0.85 };
  const isNamed = features.named.some(({ matches, focus }) => matches.length > 0 && focus === undefined);
  const change = angle === 'safety' ? changeSpokenOf(analysis) : undefined;
  const { time } = analysis;
  const more = { angle, ...(change && { change }), ...(time && { time }) };
  const reading = readSkill('diagnose', analysis, known);
  if (isNamed)
    return reading.type === 'skill'
      ? { ...reading, skill: 'diagnose', slots: { ...reading.slots, ...more } }
      : reading;
  const objects = angleObjects(analysis);
  const slots: Slots = {
    clusters: objects.length > 0 ? [...new Set(objects.map(({ cluster }) => cluster))] : analysis.scope,
    clusterNamed: false,
    namespaces: objects.length > 0 ? [] : analysis.places.namespaces,
    objects,
    ...more,
  };
  return { type: 'skill', skill: 'diagnose', slots, confidence: 0.85, mood };
}

function lifted({ scope }: Analysis, mood: Mood): Reading {
  const slots: Slots = { clusters: scope, clusterNamed: false, namespaces: [], objects: [] };
  return { type: 'skill', skill: 'switch', slots, confidence: 0.9, mood };
}

/** The last question as a list. */
function asList({ input: { focus } }: Analysis, mood: Mood): Reading | undefined {
  const { lastSlots: last } = focus;
  if (last?.query === undefined) return undefined;
  const query = { ...last.query, verb: 'list' as const, groupBy: undefined, measure: undefined };
  return { type: 'skill', skill: 'inventory', slots: { ...last, query }, confidence: 0.9, mood };
}

function decide(analysis: Analysis, features: Features, mood: Mood): Reading {
  const scored = scoreSkills(analysis, features);
  const best = scored[0];
  if (best === undefined || analysis.words.length === 0) return notUnderstood(analysis, scored, mood);
  const shaped =
    coveredPart(analysis, mood) ?? systemAsked(analysis, features, mood) ?? byShape(analysis, features, mood);
  if (shaped !== undefined) return shaped;
  const isCommand = scored.some(({ skill, cues }) => skill === 'command' && cues >= 4.5);
  const change = isCommand ? undefined : changeRequested(analysis, features);
  if (change !== undefined)
    return readSkill('change-request', analysis, { features, mood, confidence: 0.9, change });
  const system = systemNeeded(analysis, features, scored);
  if (system !== undefined) {
    const objects = features.named.flatMap(({ matches }) => matches.slice(0, 1));
    return { type: 'out-of-reach', system: system.system, what: system.what, objects, mood };
  }
  return weighed(analysis, features, { scored, best, mood });
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
  return readSkill(skill, analysis, { features, mood, confidence: Math.min(1, best.score / 6) });
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
