import type { Draft } from '../answer/draft.ts';
import type { Focus, Reading } from '../understand/reading.ts';

const MOST_OBJECTS = 100;
/** Skills that say nothing about a system: the conversation stays where it was. */
const ASIDE = new Set(['greet', 'help', 'explain']);

/** What the conversation is about after an answer. */
export function nextFocus(focus: Focus, reading: Reading, draft: Draft): Focus {
  const openChoices = draft.question?.choices ?? [];
  const objects = draft.focus?.slice(0, MOST_OBJECTS);
  if (reading.type !== 'skill') return { ...focus, objects: objects ?? focus.objects, openChoices };
  if (ASIDE.has(reading.skill)) return { ...focus, openChoices };
  const { clusters, namespaces } = reading.slots;
  return {
    clusters: draft.scope?.clusters ?? clusters,
    namespaces: draft.scope?.namespaces ?? namespaces,
    objects: objects ?? focus.objects,
    lastSkill: reading.skill,
    lastSlots: reading.slots,
    openChoices,
    pinned: reading.skill === 'switch' ? (draft.scope?.namespaces ?? []) : focus.pinned,
  };
}
