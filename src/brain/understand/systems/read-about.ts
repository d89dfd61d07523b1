import type { Analysis } from '../analyse.ts';
import type { Features } from '../features.ts';
import { readSkill } from '../read-skill.ts';
import type { Mood, Reading, SkillId, Slots } from '../reading.ts';

interface Asked {
  skill: SkillId;
  features: Features;
  mood: Mood;
  /** What the skill needs beside the places, objects and times of every message. */
  own: Partial<Slots>;
}

/** A question to a system in which a word that names no object of a cluster may name something there. */
export function readAbout(analysis: Analysis, { skill, features, mood, own }: Asked): Reading {
  const named = features.named.filter(({ how }) => how !== 'unknown');
  const known = { features: { ...features, named }, mood, confidence: 0.85 };
  const reading = readSkill(skill, analysis, known);
  return reading.type === 'skill' ? { ...reading, slots: { ...reading.slots, ...own } } : reading;
}

/** The message with the names of objects put out of the way, so that a pod called `stock-sync` asks after no sync. */
export function withoutNames({ text, words, mentions }: Analysis): string {
  const named = mentions.filter(({ matches, focus }) => matches.length > 0 && focus === undefined);
  return named
    .map(({ from, to }) => ({ start: words[from]?.start ?? 0, end: words[to - 1]?.end ?? 0 }))
    .toSorted((a, b) => b.start - a.start)
    .reduce((rest, { start, end }) => `${rest.slice(0, start)}_${rest.slice(end)}`, text);
}
