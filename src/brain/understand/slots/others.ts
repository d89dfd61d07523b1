import type { ObjectRef } from '#diagnosis/evidence';
import type { Analysis } from '../analyse.ts';
import { changeMentioned } from '../change-requests.ts';
import type { Features } from '../features.ts';
import { roleOf } from '../items.ts';
import type { InventoryQuery } from '../../inventory/query.ts';
import type { Slots } from '../reading.ts';

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
  [/\bdns\b|resolv|name resolution|nslookup/i, 'dns'],
  [/\bendpoints?\b|\bbackends?\b/i, 'endpoints'],
];

/** port-forward, dns, endpoints or reach. */
export function connectivityAspect({ text }: Analysis): string {
  return CONNECTIVITY.find(([pattern]) => pattern.test(text))?.[1] ?? 'reach';
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
export function rolloutAspect({ text }: Analysis): string {
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
export function relationAspect({ text }: Analysis, asked: string | undefined): string | undefined {
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
  const kinds = new Set(mentions.map(({ kind }) => kind));
  const asksWhere = words.some(({ word }) => word === 'where');
  const found = aspects.filter((aspect) => (aspect === 'node' && asksWhere) || !isSpent(aspect, kinds));
  return found.find((aspect) => aspect !== 'status' && aspect !== 'age' && aspect !== 'config') ?? found[0];
}

/** The term whose meaning is asked for: an exit code, a reason, a kind. */
export function termOf({ text, words }: Analysis, { terms, kinds }: Features): string | undefined {
  const code =
    /\bexit(?:ed)?(?: with)?(?: status)?(?: code)?s? ?:?(\d{1,3})\b/i.exec(text)?.[1] ??
    (terms.length === 0 ? /\bcode ?(\d{1,3})\b/i.exec(text)?.[1] : undefined);
  if (code !== undefined) return `exit code ${code}`;
  const camel = words.find(({ raw }) => /^[A-Z][a-z]+(?:[A-Z][a-z]+)+$/.test(raw))?.raw;
  return terms.toSorted((a, b) => b.length - a.length)[0] ?? camel ?? kinds[0];
}

const READ_VERBS: readonly [RegExp, string][] = [
  [/\bport[ -]?forward/i, 'port-forward'],
  [/\blogs?\b/i, 'logs'],
  [/\bevents?\b/i, 'events'],
  [/\bdescribe\b|\bdetails\b/i, 'describe'],
  [/\bexec\b|\bshell\b|\bssh\b/i, 'exec'],
  [/\bcopy\b|\bcp\b/i, 'cp'],
  [/\btop\b|\busage\b|\bcpu\b|\bmemory\b/i, 'top'],
  [/\brollout (?:status|history)|\bhistory\b|\brevisions?\b/i, 'rollout'],
  [/\bcan i\b|permission/i, 'can-i'],
  [/\bcontexts?\b|switch cluster/i, 'config'],
  [/\bexplain\b/i, 'explain'],
  [/\blist\b|\bget\b|\bshow\b|\bsee\b|\bfind\b|\bcheck\b|\bview\b|\bcount\b|\bdecode\b/i, 'get'],
];

/** What a question after a command wants to do, in kubectl's words. */
export function commandSlots(analysis: Analysis, features: Features): NonNullable<Slots['change']> {
  const change = changeMentioned(analysis, features);
  if (change !== undefined) return change;
  return { verb: READ_VERBS.find(([pattern]) => pattern.test(analysis.text))?.[1] ?? 'get', parameters: {} };
}
