import type { ObjectRef } from '#diagnosis/evidence';
import type { Analysis } from '../analyse.ts';
import { changeMentioned } from '../change-requests.ts';
import type { Features } from '../features.ts';
import { roleOf } from '../items.ts';
import type { InventoryQuery } from '../../inventory/query.ts';
import type { Slots } from '../reading.ts';
import { plainWords } from '../wording.ts';

/** Which resource a question about usage is about. */
export function resourceOf({ items }: Analysis): 'cpu' | 'memory' | 'both' {
  const said = new Set(
    items.map((item) => roleOf(item, 'resource')?.resource).filter((one) => one !== undefined),
  );
  const [only] = said;
  return said.size === 1 && only !== undefined ? only : 'both';
}

/** The query behind "who eats the most memory": the pods (or what was said), by what they use. */
export function usageQuery(analysis: Analysis, features: Features): InventoryQuery | undefined {
  const resource = resourceOf(analysis);
  const measure = resource === 'cpu' ? 'cpuUsage' : 'memoryUsage';
  const { query } = features;
  if (query === undefined)
    return {
      verb: 'top',
      kind: 'Pod',
      clusters: analysis.scope,
      filters: [],
      measure,
      order: 'descending',
      show: [],
    };
  const isLive = query.measure === 'cpuUsage' || query.measure === 'memoryUsage';
  return {
    ...query,
    verb: query.verb === 'list' || query.verb === 'exists' ? 'top' : query.verb,
    measure: isLive ? query.measure : measure,
    order: query.order ?? 'descending',
  };
}

const CONNECTIVITY: readonly [RegExp, string][] = [
  [/\bport[ -]?forward|forward (?:a |the )?port/i, 'port-forward'],
  [/(?<![\w-])dns\b|resolv|name resolution|nslookup|lookups?\b/i, 'dns'],
  [/\bendpoints?\b|\bbackends?\b/i, 'endpoints'],
];

/** port-forward, dns, endpoints or reach. */
export function connectivityAspect(analysis: Analysis): string {
  const said = plainWords(analysis);
  return CONNECTIVITY.find(([pattern]) => pattern.test(said))?.[1] ?? 'reach';
}

/** From where to where: "reach X from Y" is from Y to X. */
export function inDirection({ words, mentions }: Analysis, objects: ObjectRef[]): ObjectRef[] {
  const second = mentions[1];
  if (objects.length !== 2 || second === undefined) return objects;
  const before = words
    .slice(0, second.from)
    .findLast(({ word }) => word === 'from' || word === 'to' || word === 'with' || word === 'by');
  return before?.word === 'from' || before?.word === 'by' ? objects.toReversed() : objects;
}

/** history, or status. */
export function rolloutAspect(analysis: Analysis): string {
  const text = plainWords(analysis);
  return /\bhistory|revisions?\b|\b(?:previous|past|older|earlier) (?:versions?|rollouts?|deployments?)/i.test(
    text,
  )
    ? 'history'
    : 'status';
}

const RELATIONS: readonly [RegExp, string][] = [
  [
    /\bown(?:s|er|ers|ed)?\b|\bmanage[sd]?\b|\bcreated\b|\bparent|\bbelongs? to\b|\bpart of\b|\bcontrols?\b/i,
    'owner',
  ],
  [
    /\bdepend(?:s|ents?|encies|ency)?\b|\buse[sd]?\b|\busing\b|\bmounts?\b|\breferences?\b|\bchildren\b/i,
    'dependents',
  ],
];

/** owner, dependents, or undefined when a kind says what is asked for. */
export function relationAspect(analysis: Analysis, asked: string | undefined): string | undefined {
  const text = plainWords(analysis);
  if (/\bwhat (?:does|do|is) .*\b(?:control|own|manage|scale|target|select)s?\b/.test(text))
    return 'dependents';
  const aspect = RELATIONS.find(([pattern]) => pattern.test(text))?.[1];
  return aspect ?? (asked === undefined ? 'dependents' : undefined);
}

const SAID_BY_KIND: Readonly<Record<string, readonly string[]>> = {
  node: ['Node'],
  config: ['ConfigMap', 'Secret'],
  replicas: ['ReplicaSet'],
  volumes: ['PersistentVolumeClaim', 'PersistentVolume'],
  serviceAccount: ['ServiceAccount'],
  tls: ['Secret'],
  hosts: ['Node'],
};

/** The word for a part is only what the object itself is called: "node worker-1". */
export const isSpent = (aspect: string, kinds: ReadonlySet<string | undefined>) =>
  SAID_BY_KIND[aspect]?.some((kind) => kinds.has(kind)) ?? false;

/** The part of an object that is asked for. */
export function describeAspect(
  { flags, mentions, words }: Analysis,
  { aspects }: Features,
): string | undefined {
  if (flags.output === 'yaml' || flags.output === 'json') return 'yaml';
  const kinds = new Set(
    mentions.flatMap(({ kind, matches }) => [kind, matches.length === 1 ? matches[0]?.kind : undefined]),
  );
  if (kinds.has('Node') && /\b(?:cpus?|cores?|memory|ram)\b/.test(plainWords({ words }))) return 'capacity';
  if (kinds.has('HorizontalPodAutoscaler') && aspects.includes('limits')) return 'metrics';
  const asksWhere = words.some(({ word }) => word === 'where');
  const found = aspects.filter((aspect) => (aspect === 'node' && asksWhere) || !isSpent(aspect, kinds));
  return found.find((aspect) => aspect !== 'status' && aspect !== 'age' && aspect !== 'config') ?? found[0];
}

/** The term whose meaning is asked for: an exit code, a reason, a kind. */
export function termOf({ text, words }: Analysis, { terms, kinds }: Features): string | undefined {
  const code = EXIT_CODES.map((pattern) => pattern.exec(text)?.[1]).find((one) => one !== undefined);
  if (code !== undefined) return `exit code ${code}`;
  const camel = words.find(({ raw }) => /^[A-Z][a-z]+(?:[A-Z][a-z]+)+$/.test(raw))?.raw;
  const telling = terms.filter((term) => !GENERAL_TERMS.has(term));
  return telling.toSorted((a, b) => b.length - a.length)[0] ?? camel ?? kinds[0] ?? terms[0];
}

const EXIT_CODES = [
  /\bexit(?:ed|s)?(?: with)?(?: status)?(?: code)?s? ?:?(\d{1,3})\b/i,
  /\bcode ?(\d{1,3})\b/i,
  /\b(\d{1,3}) (?:as )?(?:an? |the )?exit (?:code|status)/i,
];
/** Said beside the term that is meant: "taints in Kubernetes". */
const GENERAL_TERMS = new Set(['Kubernetes', 'cluster', 'container', 'exit code']);

const READ_VERBS: readonly [RegExp, string][] = [
  [/\brollout (?:status|history)|\bhistory\b|\brevisions?\b/i, 'rollout'],
  [/\bport[ -]?forward/i, 'port-forward'],
  [/\blogs?\b/i, 'logs'],
  [/\bevents?\b/i, 'events'],
  [/\bdescribe\b|\bdetails\b/i, 'describe'],
  [/\bexec\b|\bshell\b|\bssh\b/i, 'exec'],
  [/\bcopy\b|\bcp\b/i, 'cp'],
  [/\btop\b|\busage\b|\bcpu\b|\bmemory\b/i, 'top'],
  [/\bcan i\b|permission/i, 'can-i'],
  [/\bcontexts?\b|switch cluster/i, 'config'],
  [/\bexplain\b/i, 'explain'],
  [/\blist\b|\bget\b|\bshow\b|\bsee\b|\bfind\b|\bcheck\b|\bview\b|\bcount\b|\bdecode\b/i, 'get'],
];

/** What a question after a command wants to do, in kubectl's words. */
export function commandSlots(analysis: Analysis, features: Features): NonNullable<Slots['change']> {
  const change = changeMentioned(analysis, features);
  const said = plainWords(analysis);
  const read = READ_VERBS.map(([pattern, verb]) => ({ verb, at: said.search(pattern) })).filter(
    ({ at }) => at >= 0,
  );
  const isAboutLogs = /\b(?:logs?|history|revisions?|events?)\b/.test(said);
  if (change !== undefined && !isAboutLogs) return change;
  return { verb: read[0]?.verb ?? 'get', parameters: {} };
}
