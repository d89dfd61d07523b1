import type { ObjectRef } from '#diagnosis/evidence';
import type { Analysis } from './analyse.ts';
import { angleObjects, changeSpokenOf } from './angle.ts';
import type { Features } from './features.ts';
import { readSkill } from './read-skill.ts';
import type { Mood, Reading, Slots } from './reading.ts';

interface Angled {
  features: Features;
  mood: Mood;
  angle: NonNullable<Slots['angle']>;
}

/** Small talk, and nothing else. */
export function greeting({ scope }: Analysis, talk: NonNullable<Slots['talk']>, mood: Mood): Reading {
  const slots: Slots = { clusters: scope, clusterNamed: false, namespaces: [], objects: [], talk };
  return { type: 'skill', skill: 'greet', slots, confidence: 1, mood };
}

/** What terms mean, or what tells them apart. */
export function definition({ scope }: Analysis, terms: string[], mood: Mood): Reading {
  const slots: Slots = { clusters: scope, clusterNamed: false, namespaces: [], objects: [], term: terms[0] };
  return {
    type: 'skill',
    skill: 'explain',
    slots: terms.length > 1 ? { ...slots, terms } : slots,
    confidence: 0.9,
    mood,
  };
}

/** What the last answer rests on. */
export function ofEvidence({ scope }: Analysis, mood: Mood): Reading {
  const unnamed = { clusterNamed: false, namespaces: [], objects: [] };
  const slots: Slots = { clusters: scope, ...unnamed, aspect: 'evidence' };
  return { type: 'skill', skill: 'help', slots, confidence: 0.9, mood };
}

/** How everything is but what is left out. */
export function healthWithout({ scope, places }: Analysis, without: ObjectRef[], mood: Mood): Reading {
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

/** What is wrong with these. */
export function aboutObjects(objects: ObjectRef[], mood: Mood): Reading {
  const clusters = [...new Set(objects.map(({ cluster }) => cluster))];
  const slots: Slots = { clusters, clusterNamed: false, namespaces: [], objects };
  return { type: 'skill', skill: 'diagnose', slots, confidence: 0.85, mood };
}

/** One side of a trouble, asked after; of what was spoken of when it names nothing. */
export function angled(analysis: Analysis, { features, mood, angle }: Angled): Reading {
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

/** What the conversation was narrowed to is lifted. */
export function lifted({ scope }: Analysis, mood: Mood): Reading {
  const slots: Slots = { clusters: scope, clusterNamed: false, namespaces: [], objects: [] };
  return { type: 'skill', skill: 'switch', slots, confidence: 0.9, mood };
}

/** The last question as a list. */
export function asList({ input: { focus } }: Analysis, mood: Mood): Reading | undefined {
  const { lastSlots: last } = focus;
  if (last?.query === undefined) return undefined;
  const query = { ...last.query, verb: 'list' as const, groupBy: undefined, measure: undefined };
  return { type: 'skill', skill: 'inventory', slots: { ...last, query }, confidence: 0.9, mood };
}
