import type { Analysis } from './analyse.ts';
import type { Features } from './features.ts';
import { plainWords } from './wording.ts';

const LEFT = /\b(?:left|free|remaining|spare|unused|available)\b/;
const ROOM = /\b(?:full|fullest|headroom|room)\b/;
const NEAR_LIMIT =
  /\b(?:close|near|nearing|approaching|reaching|reached|hitting|at|over|under|within|below|above|exceed\w*|against)\b(?: to| up to)?(?: its| their| the| any| a)?(?: own)?(?: (?:memory|cpu|ram|resource))? limits?\b/;
const PART_OF_LIMIT = /(?:%|percent) of (?:its|their|the|a) (?:(?:memory|cpu|ram|own) )?limits?\b/;
const OF_LIST = /^(?:list|show|how many|count|which|what|who)\b/;

/** What a usage is set against: what a node has left, or the limit of what is named. */
export function roomAsked(
  analysis: Analysis,
  { named, kinds, hasResource }: Features,
): 'room' | 'limit' | undefined {
  const said = plainWords(analysis);
  if (/\b(?:auto ?scal\w*|hpas?)\b/.test(said)) return undefined;
  const known = named.filter(({ matches }) => matches.length > 0);
  const isNode =
    known.length > 0 && known.every(({ matches }) => matches.every(({ kind }) => kind === 'Node'));
  const isOfNodes = known.length === 0 && kinds.length === 1 && kinds[0] === 'Node';
  if ((isNode || isOfNodes) && (ROOM.test(said) || (hasResource && LEFT.test(said)))) return 'room';
  const isOfPods = known.length === 0 && kinds.length === 1 && kinds[0] === 'Pod';
  if (
    isOfPods &&
    !/\b(?:no|without|set|with|above|below|over|under)\b/.test(said) &&
    (NEAR_LIMIT.test(said) || PART_OF_LIMIT.test(said))
  )
    return 'limit';
  const isOfLimit = NEAR_LIMIT.test(said) || (hasResource && /\bheadroom\b/.test(said));
  return known.length > 0 && !isNode && isOfLimit && !OF_LIST.test(said) ? 'limit' : undefined;
}
