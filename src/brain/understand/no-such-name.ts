import type { Analysis } from './analyse.ts';
import { inFull, replaced } from './choices.ts';
import { KIND_WORDS } from './lexicon/kinds.ts';
import type { Mention } from './names/mentions.ts';
import type { Resolution } from './names/resolve.ts';
import type { Mood, Reading } from './reading.ts';

/** A name that nothing goes by there, with what may have been meant. */
export function noSuchName(
  analysis: Analysis,
  { mention, suggestions }: Extract<Resolution, { type: 'none' }>,
  mood: Mood,
): Reading {
  const { places, scope, text, input } = analysis;
  const namespaces = mention.namespace === undefined ? places.namespaces : [mention.namespace];
  return {
    type: 'no-such-name',
    said: mention.said,
    ...(mention.kind === undefined || KIND_WORDS[mention.kind] === undefined ? {} : { kind: mention.kind }),
    where: { clusters: scope, namespaces: [...namespaces] },
    suggestions,
    rewrites: suggestions.map(
      (object) => rewritten(analysis, mention, inFull(object, input.clusters)) || text,
    ),
    mood,
  };
}

/** The message with the name replaced, and the words of place that would contradict it left out. */
function rewritten({ text, words }: Analysis, mention: Mention, by: string): string {
  const span = { start: words[mention.from]?.start ?? 0, end: words[mention.to - 1]?.end ?? 0 };
  const isPlaced = / in namespace | on cluster /.test(by);
  if (!isPlaced) return replaced(text, span, by);
  const kept = `${text.slice(0, span.start)}${by}\u0000${text.slice(span.end)}`;
  const [head = '', tail = ''] = kept.split('\u0000');
  const places = words
    .filter(({ claim, start }) => claim === 'place' && start > span.start)
    .map(({ raw }) => raw);
  const bare = places.reduce(
    (rest, place) =>
      rest
        .replace(` in namespace ${place}`, '')
        .replace(` in the ${place} namespace`, '')
        .replace(` in ${place} namespace`, '')
        .replace(` in ${place}`, '')
        .replace(` -n ${place}`, ''),
    tail,
  );
  return `${head}${bare}`.replace(/\s+/g, ' ').trim();
}

/** The last answer's object is not where the message asks for it now. */
export function noCounterpart(analysis: Analysis, mood: Mood): Reading {
  const [object] = analysis.input.focus.lastSlots?.objects ?? [];
  const said = object?.name ?? '';
  return {
    type: 'no-such-name',
    said,
    ...(object ? { kind: object.kind } : {}),
    where: { clusters: analysis.scope, namespaces: object?.namespace ? [object.namespace] : [] },
    suggestions: [],
    rewrites: [],
    mood,
  };
}
