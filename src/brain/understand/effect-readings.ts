import type { Analysis } from './analyse.ts';
import { candidatesFor } from './candidates.ts';
import { inFull, labelsFor } from './choices.ts';
import type { Features } from './features.ts';
import type { Mood, Reading, SkillId } from './reading.ts';
import { commandSlots } from './slots/others.ts';

const MOST_CHOICES = 6;

/** "what happens if I drain the first node" of no list: which one, when there are few of the kind. */
export function whoseEffect(
  analysis: Analysis,
  { features, mood }: { features: Features; mood: Mood },
): Reading | undefined {
  const [kind] = features.kinds;
  if (kind === undefined) return undefined;
  const ofKind = candidatesFor(analysis, features, []).filter((object) => object.kind === kind);
  const offered = ofKind.slice(0, MOST_CHOICES);
  if (offered.length === 0) return undefined;
  const { verb } = commandSlots(analysis, features);
  const labels = labelsFor(offered);
  const choices = offered.map((object, at) => ({
    label: labels[at] ?? object.name,
    message: `what happens if i ${verb} ${inFull(object, analysis.input.clusters)}`,
  }));
  return {
    type: 'ambiguous',
    question: `Which ${kind.toLowerCase()} do you mean: ${labels.join(', ').replace(/, ([^,]*)$/, ' or $1')}?`,
    choices,
    mood,
  };
}

/** "delete namespace shop": the namespace is what is changed, not where. */
export const isNamespaceMeant = (
  skill: SkillId,
  { places, text }: Analysis,
  { kinds, named }: Features,
): boolean =>
  (skill === 'change-request' || skill === 'command') &&
  places.namespaces.length === 1 &&
  named.length === 0 &&
  kinds.every((kind) => kind === 'Namespace') &&
  /\b(?:delet|remov|drop|destroy|nuk|wip|label|annotat|terminat|kill|purg|tear|get rid|edit)/i.test(text) &&
  !/\b(?:all|every|everything|any|each)\b/i.test(text);
