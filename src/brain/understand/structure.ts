import type { Filter } from '../inventory/query.ts';
import type { Analysis } from './analyse.ts';
import { noScores, type Scores } from './cues.ts';
import type { Features } from './features.ts';
import { roleOf } from './items.ts';
import { isSpent } from './slots/others.ts';

type Points = Partial<Scores>;

/** What the shape of a message adds to each skill's score, whatever its words. */
export function structureOf(analysis: Analysis, features: Features, cues: Scores): Scores {
  const sum = noScores();
  const parts = [
    ofObjects(features, cues),
    ofAspects(analysis, features),
    ofInventory(analysis, features),
    ofOtherLists(features, cues),
    ofPlaces(analysis, features),
    ofConnection(features, cues),
    ofUnusedNames(features),
  ];
  for (const part of parts)
    for (const [skill, points] of Object.entries(part) as [keyof Scores, number][]) sum[skill] += points;
  return sum;
}

/** Skills that need an object, and those that have no use for one. */
function ofObjects(
  { named, asks, hasState, terms, kinds, hasResource, cueWords }: Features,
  cues: Scores,
): Points {
  const hasObject = named.length > 0;
  const isOfMany =
    kinds.length > 0 && /^(?:which|list|show|how many|count|get)\b/.test(cueWords[0]?.word ?? '');
  const needsTerm = isOfMany ? -4 : terms.length > 0 ? 1.5 : kinds.length > 0 ? 0 : -4;
  const general = asks === 'why' && (hasState || kinds.length > 0) ? 0.6 : -1.2;
  return {
    diagnose: (hasObject ? 1.2 : general) + (asks === 'why' ? 1 : 0) + (hasObject && hasState ? 1 : 0),
    relations: hasObject ? 0.4 : -2.5,
    rollout: hasObject ? 0.3 : -0.5,
    explain: (hasObject ? -4 : needsTerm) - (cues.explain === 0 && cueWords.length > 2 ? 3 : 0),
    'cluster-health': hasObject ? -4 : kinds.length > 0 ? -2 : 0,
    help: hasObject || kinds.length > 0 ? -2 : 0,
    usage: hasResource ? 0.6 : 0,
  };
}

/** "the ports of cart": a part of one object. */
function ofAspects({ text, words, input }: Analysis, { named, aspects, asks, query }: Features): Points {
  const isShort = words.length <= 4;
  if (named.length === 0)
    return { describe: isShort && input.focus.objects.length > 0 ? 0.6 : isShort ? -1 : -3 };
  if (
    query?.verb === 'compare' ||
    (query !== undefined && SHAPED.has(query.verb) && /^(?:cpu|memory)/.test(query.measure ?? ''))
  )
    return { describe: -3 };
  const kinds = new Set(named.map(({ kind }) => kind));
  const parts = aspects.filter(
    (aspect) => aspect !== 'status' && aspect !== 'metrics' && !isSpent(aspect, kinds),
  );
  if (parts.length === 0 || asks === 'why') return { describe: 0.6 };
  return { describe: words.length <= 5 || /\b(?:of|for|does|is|on|are|has|have|'s)\b/i.test(text) ? 2.6 : 1 };
}

const LISTS = new Set(['list', 'count']);
const SHAPED = new Set(['sum', 'average', 'compare', 'top']);

/** A kind without a name, filters, grouping and order speak for an inventory question. */
function ofInventory({ items }: Analysis, { query, kinds, named, asks, hasResource }: Features): Points {
  if (query === undefined) return { inventory: -3 };
  const filters = query.filters.filter(({ field }) => field !== 'namespace').length;
  const isLive = query.measure === 'cpuUsage' || query.measure === 'memoryUsage';
  const isStated = query.measure !== undefined && /(?:Request|Limit|Capacity)$/.test(query.measure);
  const hasSuperlative = items.some((item) => roleOf(item, 'superlative') !== undefined);
  const isListed =
    filters > 0 &&
    items.some(
      (item) =>
        item.word === 'containers' ||
        /^runs?$/.test(item.word) ||
        (LISTS.has(roleOf(item, 'verb')?.verb ?? '') && item.word !== 'what'),
    );
  const isStatedAmount = named.length === 0 && query.filters.some(isOfSettings);
  const isShaped =
    isStatedAmount || kinds.length > 0 || isListed || query.groupBy !== undefined || SHAPED.has(query.verb);
  const isEach = query.show.length > 0 && items.some((item) => roleOf(item, 'group') !== undefined);
  const shape =
    (isEach && query.unread === undefined ? 2.5 : 0) +
    (query.verb === 'all' || query.measure?.endsWith('Capacity') === true ? 1 : 0) +
    (items.every((item) => roleOf(item, 'kind') !== undefined) ? 1 : 0) +
    (query.groupBy === undefined ? 0 : 1) +
    (query.having === undefined ? 0 : 1.5) +
    (kinds.length > 0 && query.unread === undefined ? Math.min(1, query.show.length * 0.7) : 0) +
    (hasSuperlative ? 0.5 : 0);
  const own = (isShaped ? 2 : -0.5) + Math.min(2, filters * 0.7) + shape;
  const isRun = /^(?:what|which|who)\b.{0,40}\b(?:runs?|is running)$/.test(beforeName(items));
  const ofObject = named.length > 0 && kinds.length === 0 && query.verb !== 'compare' && !isRun ? -2.5 : 0;
  const ofQuestion = (asks === 'how-many' ? 1.5 : 0) - (asks === 'why' ? 3 : 0);
  return {
    inventory: own + ofObject + ofQuestion - (isLive && hasSuperlative && filters === 0 ? 4 : 0),
    usage:
      (!hasResource && kinds.length === 0 && named.length === 0 ? -1 : 0) +
      (isLive && (hasSuperlative || hasResource) ? 1.8 : hasResource ? 0.4 : -0.6) -
      (isStated ? 3 : 0),
  };
}

/** What labels say and what was set, in words that leave no doubt: "team=basket", "memory limit < 200Mi". */
const isOfSettings = ({ field, op }: Filter): boolean =>
  field.startsWith('label:') ||
  (/(?:Limit|Request|[rR]eplicas)$/.test(field) && /^(?:is|more-than|less-than|at-least|at-most)$/.test(op));

/** The words up to the first name: "what runs". */
function beforeName(items: Analysis['items']): string {
  const first = items.findIndex(({ mention }) => mention !== undefined);
  return items
    .slice(0, Math.max(first, 0))
    .map(({ word }) => word)
    .join(' ');
}

/** Logs, events and usage are lists of their own. */
function ofOtherLists({ kinds, query, asks, named }: Features, cues: Scores): Points {
  const filters = query?.filters.filter(({ field }) => field !== 'namespace' && field !== 'node').length ?? 0;
  const isUsage = cues.usage >= 2 && (filters === 0 || named.length > 0);
  const isEvents = kinds.length === 1 && kinds[0] === 'Event' && asks !== 'how-many';
  return {
    inventory: (cues.logs >= 4 ? -2.5 : 0) + (isUsage ? -1.5 : 0) + (isEvents ? -3 : 0),
    events: isEvents ? 0.5 : 0,
    usage: isUsage ? 0.8 : 0,
  };
}

function ofPlaces(
  { places, words, time, text }: Analysis,
  { kinds, named, asks, hasState }: Features,
): Points {
  const hasPlace =
    places.clusters.length > 0 ||
    places.namespaces.length > 0 ||
    places.unknown !== undefined ||
    places.undecided.length > 0;
  const isBarePlace =
    (hasPlace || /\b(?:my|our|the|all|both) (?:clusters|environments)\b/i.test(text)) &&
    kinds.length === 0 &&
    named.length === 0;
  const isShort = words.length <= 8;
  return {
    switch: isBarePlace && isShort && asks === 'none' ? 1 : -4,
    changes: time === undefined ? 0 : 0.8,
    'cluster-health': isBarePlace ? (isShort ? 1.2 : 0) + (hasState ? 0.8 : 0) : 0,
  };
}

/** Two names and a word of the network. */
const ofConnection = ({ named }: Features, cues: Scores): Points => ({
  connectivity: named.length >= 2 && cues.connectivity >= 2 ? 2.5 : 0,
});

/** A name that no filter came of: the question is about what it has to do with the kind. */
function ofUnusedNames({ named, query, kinds }: Features): Points {
  const unread = new Set((query?.unread ?? []).map((word) => word.toLowerCase()));
  const isLeft =
    kinds.length > 0 &&
    named.some(({ said, matches }) => matches.length > 0 && unread.has(said.toLowerCase()));
  return isLeft ? { inventory: -3, relations: 2 } : {};
}
