import type { Analysis } from './analyse.ts';
import { scoreCues, scoreExamples, type Scores } from './cues.ts';
import type { Features } from './features.ts';
import { roleOf } from './items.ts';
import { SKILLS, type SkillId } from './reading.ts';

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
  const examples = scoreExamples(termsOf(analysis, features));
  const structure = structureOf(analysis, features);
  return SKILLS.map((skill) => ({
    skill,
    cues: cues[skill],
    score: cues[skill] + EXAMPLE_WEIGHT * examples[skill] + (structure[skill] ?? 0),
  })).sort((a, b) => b.score - a.score);
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

function structureOf(analysis: Analysis, features: Features): Partial<Scores> {
  const hasObject = features.named.length > 0;
  return {
    ...ofObjects(hasObject, features),
    ...ofInventory(analysis, features),
    ...ofPlaces(analysis, features),
    ...ofWording(analysis),
  };
}

/** Skills that need an object, and those that have no use for one. */
function ofObjects(
  hasObject: boolean,
  { asks, hasState, aspects, terms, kinds, hasResource }: Features,
): Partial<Scores> {
  const needsTerm = terms.length > 0 ? 1.5 : kinds.length > 0 ? 0 : -4;
  return {
    diagnose:
      (hasObject ? 1.2 : asks === 'why' && (hasState || kinds.length > 0) ? 0.6 : -1.2) +
      (asks === 'why' ? 1 : 0) +
      (hasObject && hasState ? 1 : 0),
    describe: hasObject ? (aspects.length > 0 ? 1 : 0.6) : -3,
    relations: hasObject ? 0.4 : -2.5,
    rollout: hasObject ? 0.3 : -0.5,
    explain: hasObject ? -4 : needsTerm,
    'cluster-health': hasObject ? -4 : kinds.length > 0 ? -1.5 : 0,
    help: hasObject || kinds.length > 0 ? -2 : 0,
    usage: hasResource ? 0.6 : 0,
  };
}

/** A kind without a name, filters, grouping and order speak for an inventory question. */
function ofInventory(
  { items }: Analysis,
  { query, kinds, named, asks, hasResource }: Features,
): Partial<Scores> {
  if (query === undefined) return { inventory: -3 };
  const filters = query.filters.filter(({ field }) => field !== 'namespace').length;
  const isLive = query.measure === 'cpuUsage' || query.measure === 'memoryUsage';
  const hasSuperlative = items.some((item) => roleOf(item, 'superlative') !== undefined);
  const own =
    (kinds.length > 0 || query.groupBy !== undefined ? 2 : -0.5) +
    Math.min(2, filters * 0.7) +
    (query.groupBy === undefined ? 0 : 1) +
    (query.having === undefined ? 0 : 1.5);
  const ofObject = named.length > 0 && kinds.length === 0 ? -2.5 : 0;
  return {
    inventory:
      own +
      ofObject +
      (asks === 'how-many' ? 1.5 : 0) -
      (isLive && hasSuperlative ? 4 : 0) -
      (asks === 'why' ? 3 : 0),
    usage: isLive && (hasSuperlative || hasResource) ? 1.8 : hasResource ? 0.4 : -0.6,
  };
}

const ASKS_FOR_COMMAND =
  /\b(?:how (?:do|can|would|should|could) (?:i|we|you|one)|how to)\b(?!.*\b(?:fix|solve|resolve|mend|help|access to|use (?:you|this))\b)/i;
const ASKS_FOR_RIGHTS =
  /\b(?:can|could|may) (?:i|we|my [a-z ]{2,20}|(?:the )?(?:service ?account|sa|user|group) \S+|\S+) (?:also )?(?:get|read|view|list|watch|create|make|update|edit|patch|delete|remove|exec|scale|restart|access|deploy|impersonate|drain|cordon|modify|change|write|run|see|kill)\b/i;

/** Turns of phrase that whole questions are made of. */
function ofWording({ text }: Analysis): Partial<Scores> {
  return {
    command: ASKS_FOR_COMMAND.test(text) ? 3 : 0,
    access: ASKS_FOR_RIGHTS.test(text) ? 4 : 0,
  };
}

function ofPlaces({ places, words, time }: Analysis, { kinds, named, asks }: Features): Partial<Scores> {
  const hasPlace =
    places.clusters.length > 0 ||
    places.namespaces.length > 0 ||
    places.unknown !== undefined ||
    places.undecided.length > 0;
  const isBarePlace = hasPlace && kinds.length === 0 && named.length === 0;
  const isShort = words.length <= 8;
  return {
    switch: isBarePlace && isShort && asks === 'none' ? 1 : -4,
    changes: time === undefined ? 0 : 0.8,
    ...(isBarePlace && asks === 'yes-no' ? { 'cluster-health': 1.5 } : {}),
  };
}
