import { parseInventory, type InventoryContext } from '../inventory/parse-inventory.ts';
import { labelWords } from '../inventory/label-words.ts';
import type { InventoryQuery } from '../inventory/query.ts';
import type { Analysis } from './analyse.ts';
import { roleOf, type Item } from './items.ts';
import { ASPECT_PHRASES } from './lexicon/aspects.ts';
import { TERM_PHRASES } from './lexicon/terms.ts';
import type { Mention } from './names/mentions.ts';
import { phraseTrie, type TrieWord } from './text/phrase-trie.ts';

const ASPECTS = phraseTrie(
  Object.entries(ASPECT_PHRASES).flatMap(([aspect, phrases]) =>
    phrases.map((phrase) => [phrase, aspect] as const),
  ),
);
const TERMS = phraseTrie(
  Object.entries(TERM_PHRASES).flatMap(([term, phrases]) => phrases.map((phrase) => [phrase, term] as const)),
);

/** What a message has, whatever it turns out to ask. */
export interface Features {
  /** Names that are surely names, or that something goes by. */
  named: Mention[];
  /** Kinds said without a name, places left out. */
  kinds: string[];
  query?: InventoryQuery;
  aspects: string[];
  terms: string[];
  asks: 'why' | 'how-many' | 'yes-no' | 'what' | 'none';
  hasState: boolean;
  hasResource: boolean;
  /** The words that the skills' cues are looked for in. */
  cueWords: TrieWord[];
}

/** Reads off a message what deciding between skills needs. */
export function featuresOf(analysis: Analysis): Features {
  const { items, words } = analysis;
  const cueWords = words.map(({ word, stem, claim }) => ({
    word,
    stem,
    opaque: claim === 'name' || claim === 'text' || claim === 'place',
  }));
  const query = parseInventory(items, inventoryContext(analysis));
  const labels = labelValues(query);
  const isLabel = ({ how, said }: Mention) => how === 'unknown' && labels.has(said.toLowerCase());
  return {
    named: analysis.mentions.filter(
      (one) => one.matches.length > 0 || (one.sure && one.how === 'unknown' && !isLabel(one)),
    ),
    kinds: kindsOf(analysis, isLabel),
    query,
    aspects: ASPECTS.longest(cueWords).flatMap(({ meanings }) => meanings),
    terms: TERMS.longest(words).flatMap(({ meanings }) => meanings),
    asks: questionOf(analysis),
    hasState: items.some((item) => roleOf(item, 'status') !== undefined),
    hasResource: items.some((item) => roleOf(item, 'resource') !== undefined),
    cueWords,
  };
}

/** What labels are asked to say: no names, though they stand beside a kind. */
const labelValues = (query: InventoryQuery | undefined): ReadonlySet<string> =>
  new Set(
    (query?.filters ?? [])
      .filter(({ field }) => field.startsWith('label:'))
      .flatMap(({ value }) => (typeof value === 'object' ? value : [String(value)])),
  );

const EACH_CLUSTER = /\b(?:per|by|each|every|which) (?:cluster|environment)\b/i;

/** "which deployments are only in prod": what the others do not have. */
const ONLY_THERE =
  /\b(?:are|is|exists?|existing|deployed|running|runs?|present|found|available) only (?:in|on)\b|\bonly (?:exists?|runs?|found|deployed|present|running) (?:in|on)\b/i;

/** What the surroundings of a message say about an inventory question in it. */
export function inventoryContext(
  { places, input, time, items, scope, text, flags }: Analysis,
  kind?: string,
): InventoryContext {
  const isSole = ONLY_THERE.test(text) && places.clusters.length === 1 && places.namespaces.length === 0;
  const othersThan = ([one]: readonly string[]) =>
    isSole ? input.clusters.map(({ name }) => name).filter((name) => name !== one) : [];
  const isEverywhere =
    items.some((item) => roleOf(item, 'everywhere') !== undefined) || EACH_CLUSTER.test(text);
  const against = places.clusters.length > 0 ? [...places.notClusters, ...othersThan(places.clusters)] : [];
  const { focus } = input;
  const pinned = focus.pinned ?? (focus.lastSkill === 'switch' ? focus.namespaces : []);
  const lifts =
    isEverywhere ||
    items.some((item) => roleOf(item, 'all-namespaces') !== undefined) ||
    places.clusters.length > 0;
  const all = isEverywhere && places.clusters.length === 0;
  return {
    clusters: all ? input.clusters.map(({ name }) => name) : [...scope, ...against],
    isComparison: against.length > 0,
    against,
    namespaces: [...new Set(places.namespaces.length > 0 || lifts ? places.namespaces : pinned)],
    notNamespaces: [...new Set([...places.notNamespaces, ...systemNamespaces(items, input)])],
    kind,
    time,
    selector: [flags.selector, flags.fieldSelector].filter((one) => one !== undefined).join(','),
    sortBy: flags.sortBy,
    labels: labelWords(input.clusters.flatMap(({ name }) => input.snapshot(name) ?? [])),
    now: input.now,
  };
}

const SYSTEM = /^kube-/;

/** "excluding the system namespaces". */
function systemNamespaces(items: Analysis['items'], input: Analysis['input']): string[] {
  const at = items.findIndex((item) => roleOf(item, 'system-namespaces') !== undefined);
  const isExcluded =
    at > 0 &&
    items
      .slice(Math.max(0, at - 3), at)
      .some((item) => roleOf(item, 'except') ?? roleOf(item, 'without') ?? roleOf(item, 'not'));
  if (!isExcluded) return [];
  const all = input.clusters.flatMap(({ name }) => input.snapshot(name)?.objects.Namespace ?? []);
  return [...new Set(all.map(({ metadata }) => metadata.name).filter((name) => SYSTEM.test(name)))];
}

function kindsOf({ items }: Analysis, isLabel: (mention: Mention) => boolean): string[] {
  return items.flatMap((item, at) => {
    const kind = roleOf(item, 'kind')?.kind;
    if (kind === undefined) return [];
    const isPlace =
      kind === 'Namespace' && (items[at + 1]?.isPlace === true || items[at - 1]?.isPlace === true);
    const isOfName = [items[at + 1], items[at - 1]].some(
      (near) =>
        near?.mention?.kind === kind && !isLabel(near.mention) && !isPluralSubject(item, near.mention, kind),
    );
    const before = items[at - 1]?.mention ? [] : [at - 1, at - 2];
    const isGroup = before.some(
      (near) =>
        !(near < 2 && /^(?:each|every)$/.test(items[near]?.word ?? '')) &&
        roleOf(items[near], 'group') !== undefined &&
        !roleOf(items[near], 'verb'),
    );
    return isPlace || isOfName || isGroup ? [] : [kind];
  });
}

/** "the cart pods" are the subject themselves, "the cart pod" is what cart is called. */
const isPluralSubject = ({ raw }: Item, { matches }: Mention, kind: string) =>
  raw.toLowerCase().endsWith('s') && matches.length > 0 && matches.every((match) => match.kind !== kind);

const YES_NO = new Set('is are was were does do did has have can could will would should any'.split(' '));

function questionOf({ words, items }: Analysis): Features['asks'] {
  const has = (word: string) => words.some((one) => one.word === word && !one.claim);
  if (has('why')) return 'why';
  if (items.some((item) => roleOf(item, 'verb')?.verb === 'count')) return 'how-many';
  const first =
    words.find(({ word }) => !/^(?:and|so|hey|hi|please|ok|jamie|but|now)$/.test(word))?.word ?? '';
  if (YES_NO.has(first)) return 'yes-no';
  return has('what') || has('which') || has('who') || has('where') || has('when') || has('how')
    ? 'what'
    : 'none';
}
