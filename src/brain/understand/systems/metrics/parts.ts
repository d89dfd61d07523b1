import type { Features } from '../../features.ts';
import type { MetricSlots } from '../../slot-types.ts';
import type { Signal } from './signal-words.ts';

const NOUN =
  '(services?|svcs?|apps?|applications?|pods?|replicas?|instances?|nodes?|machines?|workers?|namespaces?|ns|containers?|clusters?|deployments?|workloads?|routes?|endpoints?|paths?|handlers?|urls?|methods?|verbs?|status(?:es)?|status codes?|codes?|response codes?|volumes?|pvcs?|claims?)';
const BY = new RegExp(
  String.raw`\b(?:by|per|for each|for every|each|every|of all|of each|of every|of the|which|what|across|split by|grouped by|broken down by|between|among|any|all|(?:top|first|worst|best)(?: \d+| three| five| ten)?(?: of)?|rank(?: the)?)(?: the| our| of the| of our)? (?:http |status |response |single |individual |\d+ )?${NOUN}\b`,
  'i',
);
const AFTER_ORDER = new RegExp(
  String.raw`\b(?:highest|most|largest|biggest|worst|slowest|busiest|fastest|hottest|fullest|quietest|noisiest) (?:\w+ )?${NOUN}\b`,
  'i',
);
const NOUNS: readonly [RegExp, MetricSlots['by']][] = [
  [/^(?:service|svc|app|deployment|workload)/, 'service'],
  [/^(?:pod|replica|instance)/, 'pod'],
  [/^(?:node|machine|worker)/, 'node'],
  [/^(?:namespace|ns)/, 'namespace'],
  [/^container/, 'container'],
  [/^cluster/, 'cluster'],
  [/^(?:route|endpoint|path|handler|url)/, 'route'],
  [/^(?:method|verb)/, 'method'],
  [/^(?:status|code|response)/, 'code'],
  [/^(?:volume|pvc|claim)/, 'volume'],
];
const KINDS: Readonly<Record<string, MetricSlots['by']>> = {
  Pod: 'pod',
  Node: 'node',
  Namespace: 'namespace',
  Service: 'service',
  Deployment: 'service',
  Workload: 'service',
  PersistentVolumeClaim: 'volume',
  PersistentVolume: 'volume',
};
const LOWEST =
  /\b(?:lowest|least|smallest|fewest|quietest|fastest|quickest|shortest|emptiest|minimum|bottom)\b/i;
const HIGHEST =
  /\b(?:highest|most|largest|biggest|worst|slowest|busiest|top|hottest|fullest|longest|deepest|noisiest)\b/i;
const ROOM = /\b(?:free|left|space left|remaining|available|room|headroom)\b/i;
const COUNTS: Readonly<Record<string, number>> = { two: 2, three: 3, four: 4, five: 5, ten: 10 };

/** The percentile that is asked for: p95, 99th percentile, the slowest 1 %. */
export function percentileIn(text: string): number | undefined {
  const said =
    /\bp ?(\d{2}(?:\.\d)?)\b|\b(\d{2}(?:\.\d)?)(?:th|st|nd|rd)?[ -](?:percentile|pctl|pct)\b|\bpercentile (\d{2}(?:\.\d)?)\b/i.exec(
      text,
    );
  if (said) return Number(said[1] ?? said[2] ?? said[3]);
  if (/\bp999\b/i.test(text)) return 99.9;
  const slowest = /\bslow(?:est)? ?(\d+(?:\.\d+)?) ?(?:%|percent)/i.exec(text)?.[1];
  if (slowest !== undefined) return 100 - Number(slowest);
  if (/\btail latenc/i.test(text)) return 99;
  return /\bmedian\b|\btypical\b/i.test(text) ? 50 : undefined;
}

/** What is told one by one. */
export function dimensionIn(text: string, { kinds, named }: Features): MetricSlots['by'] {
  const said = (BY.exec(text) ?? AFTER_ORDER.exec(text))?.[1]?.toLowerCase();
  const spoken = said === undefined ? undefined : NOUNS.find(([noun]) => noun.test(said))?.[1];
  if (spoken !== undefined) return spoken;
  const isPlural = /\b(?:pods|nodes|services|namespaces|deployments|volumes|pvcs|containers)\b/i.test(text);
  const kind = kinds.find((one) => KINDS[one] !== undefined);
  if (kind === undefined || (!isPlural && named.some(({ matches }) => matches.length > 0))) return undefined;
  return KINDS[kind];
}

/** Which end of a ranking is asked for; the least room is the highest use. */
export function orderIn(text: string, signal: Signal): MetricSlots['order'] {
  const said = LOWEST.test(text) ? 'lowest' : HIGHEST.test(text) ? 'highest' : undefined;
  const isRoom = (signal === 'disk' || signal === 'volume') && ROOM.test(text);
  if (said === undefined || !isRoom) return said;
  return said === 'lowest' ? 'highest' : 'lowest';
}

/** "top 3", "the five slowest". */
export function topIn(text: string): number | undefined {
  const said =
    /\b(?:top|bottom|first|worst|best|the) (\d{1,2}|two|three|four|five|ten)\b(?! ?(?:%|percent|minutes?|mins?|hours?|days?|h\b|m\b|d\b|weeks?))/i.exec(
      text,
    )?.[1] ??
    /\b(\d{1,2}|two|three|four|five|ten) (?:slowest|busiest|highest|largest|biggest|worst|fastest|fullest|longest)\b/i.exec(
      text,
    )?.[1];
  return said === undefined ? undefined : (COUNTS[said.toLowerCase()] ?? Number(said));
}

/** Which number of a range is asked for. */
export function statIn(text: string): MetricSlots['stat'] {
  if (
    /\b(?:peak\w*|max(?:imum)?|at (?:its|the|their) (?:worst|highest|peak)|high(?:est)? (?:point|value))\b/i.test(
      text,
    )
  )
    return 'max';
  if (
    /\b(?:min(?:imum)?|at (?:its|the|their) (?:lowest|best))\b/i.test(text) &&
    !/\d ?min\b|\/ ?min\b/i.test(text)
  )
    return 'min';
  return /\b(?:average|avg|mean|on average)\b/i.test(text) ? 'mean' : undefined;
}
