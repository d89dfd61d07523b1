import { plural } from '#ground/text';
import type { ObjectRef } from '#diagnosis/evidence';
import type { Analysis } from './analyse.ts';
import { inFull, labelsFor, replaced } from './choices.ts';
import type { Features } from './features.ts';
import { carriedObjects, inheritedSlots } from './follow-up.ts';
import type { Mention } from './names/mentions.ts';
import { noCounterpart, noSuchName } from './no-such-name.ts';
import { resolveMention, type Resolution } from './names/resolve.ts';
import type { Mood, Reading, SkillId, Slots } from './reading.ts';
import { effectAsked } from './command-asked.ts';
import { isNamespaceMeant, whoseEffect } from './effect-readings.ts';
import { connectivityAspect } from './slots/others.ts';
import { commonSlots, describedObjects, skillSlots } from './slots/build.ts';
import { unknownPlace, undecidedPlace } from './place-readings.ts';
import { candidatesFor } from './candidates.ts';

/** What is known once the skill is. */
export interface Known {
  features: Features;
  mood: Mood;
  confidence: number;
  change?: Slots['change'];
  /** The part of an object that is asked for, when it is known already. */
  aspect?: string;
  /** The message continues the last answer. */
  continues?: boolean;
  /** It needs no object: what it names no object for is about everything. */
  general?: boolean;
}

const WITHOUT_NAMES: ReadonlySet<SkillId> = new Set(['greet', 'help', 'explain']);
/** Skills in which one word may stand for several objects. */
const FOR_MANY: ReadonlySet<SkillId> = new Set(['inventory']);
const NEEDS_OBJECT: ReadonlySet<SkillId> = new Set([
  'describe',
  'logs',
  'relations',
  'rollout',
  'diagnose',
  'connectivity',
]);

/** The reading of a message whose skill is known: names resolved, or the question that they leave open. */
export function readSkill(skill: SkillId, analysis: Analysis, known: Known): Reading {
  const { mood } = known;
  if (!WITHOUT_NAMES.has(skill)) {
    const place = unknownPlace(analysis, mood) ?? undecidedPlace(analysis, known);
    if (place !== undefined) return place;
  }
  const resolutions = WITHOUT_NAMES.has(skill)
    ? []
    : mentionsFor(skill, known.features, analysis).map((mention) => resolveMention(analysis, mention, skill));
  const missing = resolutions.find((one) => one.type === 'none');
  if (missing?.type === 'none') return noSuchName(analysis, missing, mood);
  const several = FOR_MANY.has(skill) ? undefined : resolutions.find((one) => one.type === 'several');
  if (several?.type === 'several') {
    const decided = candidatesFor(analysis, known.features, several.objects);
    if (decided.length !== 1) return whichOne(analysis, several, mood);
    several.objects = decided;
  }
  const objects = resolutions.flatMap((one) => (one.type === 'none' ? [] : one.objects));
  return withObjects(skill, analysis, { ...known, objects: unique(objects) });
}

/** In a question about many objects, an unknown name is one only when it is not the value of a filter. */
function mentionsFor(skill: SkillId, { named, query }: Features, { words }: Analysis): Mention[] {
  const isPointedAt = ({ from, kind }: Pick<Mention, 'from' | 'kind'>) =>
    kind !== undefined && /^(?:the|my|our)$/.test(words[from - 1]?.word ?? '');
  if (skill === 'command')
    return named.filter(
      ({ how, isExactKind, ...one }) => how !== 'unknown' || isExactKind === true || isPointedAt(one),
    );
  if (!FOR_MANY.has(skill)) return named;
  const filters = JSON.stringify(query?.filters ?? []).toLowerCase();
  return named.filter(({ said }) => !filters.includes(said.toLowerCase()) || named.length === 0);
}

const unique = (objects: readonly ObjectRef[]) => [
  ...new Map(objects.map((object) => [JSON.stringify(object), object])).values(),
];

function withObjects(skill: SkillId, analysis: Analysis, known: Known & { objects: ObjectRef[] }): Reading {
  const { features, mood, confidence, change, continues } = known;
  const objects = known.objects.length > 0 ? known.objects : impliedObjects(skill, analysis, known);
  if (objects === undefined) return noCounterpart(analysis, mood);
  if (objects.length === 0 && skill === 'command' && effectAsked(analysis)) {
    const asked = whoseEffect(analysis, known);
    if (asked !== undefined) return asked;
  }
  const settled =
    skill === 'diagnose' && objects.length === 0 && !hasDescription(features) ? 'cluster-health' : skill;
  const isOpen =
    objects.length === 0 &&
    known.general !== true &&
    !mayBeGeneral(settled, analysis, known) &&
    !isOutOfSight(analysis);
  if (NEEDS_OBJECT.has(settled) && isOpen) return whose(settled, analysis, known);
  const inherited = continues ? inheritedSlots(analysis, features, { skill: settled, objects }) : undefined;
  const common = commonSlots(analysis, features, objects);
  const own = skillSlots(settled, analysis, { features, objects });
  const slots: Slots = inherited ?? { ...common, ...own, ...(known.aspect && { aspect: known.aspect }) };
  return {
    type: 'skill',
    skill: settled,
    slots: compact(change === undefined ? slots : { ...slots, change }),
    confidence,
    mood,
  };
}

const hasDescription = ({ query, kinds }: Features) =>
  kinds.length > 0 || (query?.filters.some(({ field }) => field !== 'namespace') ?? false);

/** Only places are named of which nothing can be seen: there is nothing to choose from. */
const isOutOfSight = ({ places, indexes, scope }: Analysis) =>
  places.namespaces.length > 0 &&
  indexes
    .filter(({ cluster }) => scope.includes(cluster))
    .every((index) =>
      places.namespaces.every((name) => !index.hasNamespace(name) && !index.sees('Pod', name)),
    );

/** DNS, a reason that many pods share, and what goes on about the lines of everything, need no object. */
const mayBeGeneral = (skill: SkillId, analysis: Analysis, { features, continues }: Known) =>
  (continues === true && skill === 'logs' && analysis.input.focus.lastSlots?.logs?.kept !== undefined) ||
  (skill === 'connectivity' && connectivityAspect(analysis) === 'dns') ||
  (skill === 'diagnose' && hasDescription(features)) ||
  (skill === 'describe' && analysis.places.namespaces.length > 0);

/** Objects that a message speaks of without naming them; undefined when those of the conversation are not where it asks. */
function impliedObjects(
  skill: SkillId,
  analysis: Analysis,
  { features, continues, general }: Known,
): ObjectRef[] | undefined {
  const { places, input, scope } = analysis;
  if (general === true) return [];
  if (continues) {
    const carried = carriedObjects(analysis);
    return carried.some((object) => object === undefined)
      ? undefined
      : carried.filter((object) => object !== undefined);
  }
  if (isNamespaceMeant(skill, analysis, features)) return namespaceRefs(analysis);
  if (
    (skill === 'diagnose' || skill === 'describe') &&
    places.namespaces.length > 0 &&
    features.kinds.length === 0
  )
    return namespaceRefs(analysis);
  if ((skill === 'diagnose' || skill === 'logs' || skill === 'describe') && hasDescription(features)) {
    const described = describedObjects(analysis, features.query);
    const isWhich = described.length > 1 && skill !== 'diagnose' && ASKS_WHICH.test(analysis.text);
    if (isWhich) return [];
    if (described.length > 0) return skill === 'diagnose' ? described : described.slice(0, 1);
  }
  const isGeneral = places.clusters.length > 0 || places.namespaces.length > 0 || features.kinds.length > 0;
  if (isShortFollowUp(skill, analysis, features)) return (input.focus.lastSlots?.objects ?? []).slice(0, 1);
  const takesFocus = NEEDS_OBJECT.has(skill) || (skill === 'change-request' && features.kinds.length === 0);
  if (!takesFocus || (isGeneral && skill === 'diagnose')) return [];
  return input.focus.objects
    .filter(({ cluster }) => places.clusters.length === 0 || scope.includes(cluster))
    .slice(0, 1);
}

/** Which of many it is, is what is asked: the first of them would be a guess. */
const ASKS_WHICH =
  /^(?:and |so |ok )?(?:which|what|how many|any|are there (?:any )?|list|show (?:me )?(?:all|the)) (?:of )?(?:the |our |my )?(?:[a-z]+ )?(?:pods|services|deployments|containers|workloads|nodes|namespaces|apps|jobs|statefulsets|daemonsets|service|pod|deployment|workload|container|app)\b/i;

const OF_LAST_OBJECT: ReadonlySet<SkillId> = new Set(['changes', 'events', 'usage']);
const EVERYWHERE =
  /\b(?:cluster|clusters|everywhere|anywhere|anything|everything|all|namespaces?|overall|in general)\b/i;

/** "what changed?" after a question about an object is about that object. */
const isShortFollowUp = (skill: SkillId, { words, text, places, input }: Analysis, { kinds }: Features) =>
  OF_LAST_OBJECT.has(skill) &&
  input.focus.lastSlots?.objects.length === 1 &&
  words.length <= 6 &&
  places.clusters.length + places.namespaces.length === 0 &&
  kinds.every((kind) => kind === 'Event') &&
  !EVERYWHERE.test(text);

function namespaceRefs({ places, indexes, scope }: Analysis): ObjectRef[] {
  return [...new Set(places.namespaces)].flatMap((name) => {
    const home =
      indexes.find((index) => scope.includes(index.cluster) && index.hasNamespace(name)) ??
      indexes.find((index) => index.hasNamespace(name));
    return home === undefined ? [] : [{ cluster: home.cluster, kind: 'Namespace', namespace: '', name }];
  });
}

function spanOf({ words }: Analysis, { from, to }: Mention): { start: number; end: number } {
  return { start: words[from]?.start ?? 0, end: words[to - 1]?.end ?? 0 };
}

function whichOne(
  analysis: Analysis,
  { mention, objects }: Extract<Resolution, { type: 'several' }>,
  mood: Mood,
): Reading {
  const offered = objects.slice(0, MOST_CHOICES);
  const labels = labelsFor(offered);
  const choices = offered.map((object, at) => ({
    label: labels[at] ?? object.name,
    message: replaced(analysis.text, spanOf(analysis, mention), inFull(object, analysis.input.clusters)),
  }));
  const more =
    objects.length > offered.length ? ` (of ${plural(objects.length, 'object')} with that name)` : '';
  const question =
    mention.focus === undefined
      ? `Which ${mention.said} do you mean: ${listed(labels)}${more}?`
      : `Which one do you mean: ${listed(labels)}${more}?`;
  return { type: 'ambiguous', question, choices, mood };
}

const MOST_CHOICES = 6;
const listed = (labels: readonly string[]) =>
  labels.length < 2 ? labels.join('') : `${labels.slice(0, -1).join(', ')} or ${labels.at(-1)}`;

const QUESTIONS: Partial<Record<SkillId, string>> = {
  logs: 'Whose logs would you like to see?',
  describe: 'Which object would you like to see?',
  rollout: 'The rollout of which workload?',
  relations: 'Which object do you mean?',
  connectivity: 'Between what and what?',
};

/** Nothing was named and nothing was spoken of before: asks, offering what is likeliest. */
function whose(skill: SkillId, analysis: Analysis, known: Known): Reading {
  const { features, mood } = known;
  const offered = candidatesFor(analysis, features, []).slice(0, MOST_CHOICES);
  const labels = labelsFor(offered);
  const text = analysis.text.replace(/[\s?!.]+$/, '');
  const [only] = offered;
  if (only !== undefined && offered.length === 1 && features.kinds.length > 0)
    return withObjects(skill, analysis, { ...known, objects: [only] });
  const choices = offered.map((object, at) => ({
    label: labels[at] ?? object.name,
    message: `${text} of ${inFull(object, analysis.input.clusters)}`,
  }));
  return { type: 'ambiguous', question: QUESTIONS[skill] ?? 'Which object do you mean?', choices, mood };
}

function compact(slots: Slots): Slots {
  return Object.fromEntries(
    Object.entries(slots).filter(([, value]) => value !== undefined),
  ) as unknown as Slots;
}
