import type { ObjectRef } from '#diagnosis/evidence';
import type { Draft } from '../answer/draft.ts';
import type { Focus, Reading } from '../understand/reading.ts';

const MOST_OBJECTS = 100;
/** Skills that say nothing about a system: the conversation stays where it was. */
const ASIDE = new Set(['greet', 'help', 'remark', 'explain', 'knowledge', 'teach', 'recall', 'preferences']);

const isSame = (a: ObjectRef, b: ObjectRef): boolean =>
  a.name === b.name && a.kind === b.kind && a.namespace === b.namespace && a.cluster === b.cluster;

/** The list that ordinals count in: a new one when several objects were shown, else the one before, and where in it we are. */
function nextList(focus: Focus, { list, focus: shown = [] }: Draft): Pick<Focus, 'list' | 'at'> {
  const fresh = list ?? (shown.length > 1 ? shown : undefined);
  if (fresh !== undefined) return { list: fresh.slice(0, MOST_OBJECTS), at: undefined };
  const [only] = shown;
  if (only === undefined || focus.list === undefined) return { list: focus.list, at: focus.at };
  const from = (focus.at ?? -1) + 1;
  const ahead = focus.list.findIndex((ref, at) => at >= from && isSame(ref, only));
  const at = ahead >= 0 ? ahead : focus.list.findIndex((ref) => isSame(ref, only));
  return { list: focus.list, at: at >= 0 ? at : focus.at };
}

/** What the conversation is about after an answer. */
export function nextFocus(focus: Focus, reading: Reading, draft: Draft): Focus {
  const openChoices = draft.question?.choices ?? [];
  const objects = draft.focus?.slice(0, MOST_OBJECTS);
  if (reading.type !== 'skill') return { ...focus, objects: objects ?? focus.objects, openChoices };
  if (ASIDE.has(reading.skill))
    return { ...focus, clusters: draft.scope?.clusters ?? focus.clusters, openChoices };
  const { clusters, namespaces } = reading.slots;
  return {
    clusters: draft.scope?.clusters ?? clusters,
    namespaces: draft.scope?.namespaces ?? namespaces,
    objects: objects ?? focus.objects,
    ...nextList(focus, draft),
    lastSkill: reading.skill,
    lastSlots: reading.slots,
    severity: focus.severity,
    openChoices,
    walk: draft.walk === undefined ? focus.walk : (draft.walk ?? undefined),
    pinned: reading.skill === 'switch' ? (draft.scope?.namespaces ?? []) : focus.pinned,
  };
}
