import { analyse } from './analyse.ts';
import { featuresOf } from './features.ts';
import { moodOf } from './mood.ts';
import { readSkill } from './read-skill.ts';
import type { Reading, UnderstandInput } from './reading.ts';
import { tellsOfTrouble } from './symptoms.ts';
import { settledWording } from './systems/settled-wording.ts';

const LONGEST = 400;

/**
 * What a message tells of trouble in that was not understood as a whole: the things that it names in full, else its places.
 * Undefined when it tells of none, or asks for a list.
 */
export function troubleSpokenOf(input: UnderstandInput): Extract<Reading, { type: 'skill' }> | undefined {
  if (input.message.length > LONGEST) return undefined;
  const analysis = analyse({ ...input, message: settledWording(input) });
  if (!tellsOfTrouble(analysis)) return undefined;
  const all = featuresOf(analysis);
  const named = all.named.filter(
    ({ matches, how, focus }) => matches.length > 0 && how === 'exact' && focus === undefined,
  );
  const features = { ...all, named, kinds: [], query: undefined };
  const mood = moodOf(analysis.words, analysis.text);
  const general = named.length === 0;
  const reading = readSkill('diagnose', analysis, { features, mood, confidence: 0.3, general });
  return reading.type === 'skill' ? reading : undefined;
}
