import { GRAMMAR, kindOfWord } from './grammar.ts';
import { cutItems, type Item } from './items.ts';
import { clusterWords } from './names/cluster-words.ts';
import { findMentions, type Mention } from './names/mentions.ts';
import { nameIndex, type NameIndex } from './names/name-index.ts';
import type { Places } from './names/place.ts';
import { findPlaces } from './names/places.ts';
import { mentionOfFocus } from './names/references.ts';
import { mayBeHiddenName, standsForPlace } from './names/uncharted.ts';
import { isSlip, namesToMiss, type NamesToMiss } from './names/slips.ts';
import type { Word } from './names/word.ts';
import type { UnderstandInput } from './reading.ts';
import { cleanMessage } from './text/clean.ts';
import { takeFlags, type Flags } from './text/flags.ts';
import { readHints } from './text/hints.ts';
import { correctSpelling } from './text/spelling.ts';
import { takeSearchText } from './text/search-text.ts';
import type { Quote } from './text/token.ts';
import { tokenise } from './text/tokenise.ts';
import { findTime } from './time.ts';
import type { TimeRange } from './slot-types.ts';
import { isKnownWord, isVocabulary, SPELLING } from './vocabulary.ts';

/** A message taken apart: what it names, where, when, and the rest of its words. */
export interface Analysis {
  input: UnderstandInput;
  /** The message, cleaned: positions of words refer to it. */
  text: string;
  words: Word[];
  items: Item[];
  quotes: Quote[];
  flags: Flags;
  places: Places;
  mentions: Mention[];
  time?: TimeRange;
  /** What logs are searched for. */
  searched?: string;
  /** Every cluster that can be seen; those asked about come first. */
  indexes: NameIndex[];
  /** The clusters asked about, or those of the focus, or the default. */
  scope: string[];
}

const KUBECTL = new Set(['kubectl', 'k', 'oc', 'kubecolor', '$']);
const SWITCHERS: Readonly<Record<string, string>> = { kubectx: 'cluster', kubens: 'namespace' };
const HEADER = new Set([
  'name',
  'ready',
  'status',
  'restarts',
  'age',
  'ip',
  'node',
  'namespace',
  'nominated',
  'gates',
  'readiness',
]);

/** Takes a message apart against what really exists. Linear in its length. */
export function analyse(input: UnderstandInput): Analysis {
  const text = cleanMessage(input.message);
  const { tokens, quotes } = tokenise(text);
  const { words: plain, flags } = takeFlags(tokens);
  const all = orderedIndexes(input);
  const names = namesToMiss(all);
  const words: Word[] = spelt(readHints(withoutShell(plain)), { indexes: all, names }, input);
  const time = claimTime(text, words, input);
  const searched = takeSearchText(words, quotes);
  const places = findPlaces(words, flags, { clusters: input.clusters, indexes: all });
  const scope = scopeOf(input, places);
  const indexes = all.toSorted((a, b) => rank(scope, a) - rank(scope, b));
  const register = {
    isVocabulary,
    isKnown: isKnownWord,
    isSlip: (word: Word) => isSlip(word, names),
    isPath: ({ start }: Word) => /(?:^|\s)\/$/.test(text.slice(Math.max(0, start - 2), start)),
  };
  const mentions = withFocus(words, findMentions(words, { indexes, places, ...register }), input);
  const phrases = GRAMMAR.longest(
    words.map(({ word, stem, claim }) => ({ word, stem, opaque: claim !== undefined })),
  );
  return {
    input,
    text,
    words,
    items: cutItems(words, phrases, mentions),
    quotes,
    flags,
    places,
    mentions,
    time,
    searched,
    indexes,
    scope,
  };
}

function withFocus(words: Word[], mentions: Mention[], { focus }: UnderstandInput): Mention[] {
  if (mentions.some(({ matches, sure }) => matches.length > 0 && sure)) return mentions;
  const referred = mentionOfFocus(words, focus);
  return referred === undefined ? mentions : [...mentions, referred];
}

function orderedIndexes(input: UnderstandInput): NameIndex[] {
  const first = (name: string, isDefault: boolean) =>
    input.focus.clusters.includes(name) ? 0 : isDefault ? 1 : 2;
  const ordered = input.clusters.toSorted((a, b) => first(a.name, a.isDefault) - first(b.name, b.isDefault));
  return ordered.flatMap(({ name }) => input.snapshot(name) ?? []).map(nameIndex);
}

const rank = (scope: readonly string[], { cluster }: NameIndex) => (scope.includes(cluster) ? 0 : 1);

/** The clusters a message is about when it does not say. */
function scopeOf({ clusters, focus }: UnderstandInput, places: Places): string[] {
  const named = places.clusters.filter((name) => !places.notClusters.includes(name));
  if (named.length > 0) return [...new Set(named)];
  const known = focus.clusters.filter((name) => clusters.some((cluster) => cluster.name === name));
  const home = clusters.find(({ isDefault }) => isDefault) ?? clusters[0];
  const rest = known.length > 0 ? known : home ? [home.name] : [];
  if (places.notClusters.length === 0) return rest;
  return clusters.map(({ name }) => name).filter((name) => !places.notClusters.includes(name));
}

/** "kubectl get po" as "get po"; a pasted table without its header. */
function withoutShell(words: Word[]): Word[] {
  const [first] = words;
  if (first && words.length === 2 && Object.hasOwn(SWITCHERS, first.word))
    return [
      { ...first, word: 'use', stem: 'use' },
      { ...first, word: SWITCHERS[first.word] ?? '', stem: SWITCHERS[first.word] ?? '' },
      ...words.slice(1),
    ];
  const isCommand =
    KUBECTL.has(words[0]?.word ?? '') &&
    words.length > 1 &&
    !/^(?:command|is|commands)$/.test(words[1]?.word ?? '');
  const rest = isCommand ? words.slice(KUBECTL.has(words[1]?.word ?? '') ? 2 : 1) : words;
  const start = rest.findIndex(({ raw }, at) => raw === 'NAME' && HEADER.has(rest[at + 1]?.word ?? ''));
  if (start < 0) return rest;
  let end = start;
  while (HEADER.has(rest[end]?.word ?? '')) end += 1;
  return [...rest.slice(0, start), ...rest.slice(end)];
}

/** Puts spelling right, but never that of a name. */
function spelt(
  words: Word[],
  { indexes, names }: { indexes: readonly NameIndex[]; names: NamesToMiss },
  { clusters }: UnderstandInput,
): Word[] {
  const ofClusters = clusterWords(clusters);
  const isName = ({ word, raw }: Word) =>
    ofClusters.has(word) ||
    indexes.some(
      (index) => index.hasNamespace(raw) || index.exact(raw).length > 0 || index.byParts(word).length > 0,
    );
  const isLeftAlone = (word: Word, at: number) =>
    word.quoted || word.hint || isKnownWord(word) || isName(word) || standsForPlace(words, at, indexes);
  return words.map((word, at) => {
    if (isLeftAlone(word, at) || isSlip(word, names)) return word;
    const right = correctSpelling(word, SPELLING);
    return mayBeHiddenName(words, at, indexes) && kindOfWord(right.word) === undefined ? word : right;
  });
}

function claimTime(text: string, words: Word[], { now, timeZone }: UnderstandInput): TimeRange | undefined {
  const found = findTime(text, { now, timeZone });
  if (found === undefined) return undefined;
  const isTold = (word: Word) => found.parts.some(({ start, end }) => word.start >= start && word.end <= end);
  for (const word of words) if (isTold(word)) word.claim = 'time';
  return found.range.to >= now ? { ...found.range, isOpen: true } : found.range;
}
