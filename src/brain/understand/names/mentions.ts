import type { ObjectRef } from '#diagnosis/evidence';
import { kindOfWord } from '../grammar.ts';
import { isExpected } from './expected.ts';
import { fitsExactly, named } from './fits.ts';
import { isParticiple, isRegistry, isVerb } from './no-names.ts';
import type { Register } from './register.ts';
import {
  canBeName,
  isFunctionWord,
  isOrdinaryWord,
  looksLikeName,
  wordAfter,
  wordBefore,
  type Word,
} from './word.ts';

/** Words of a message that name an object, and what goes by that name. */
export interface Mention {
  from: number;
  to: number;
  said: string;
  /** The kind said beside it. */
  kind?: string;
  /** The kind stands before the name, as in `svc/cart`: it is meant literally. */
  isExactKind?: boolean;
  namespace?: string;
  /** Every object that fits, in every cluster asked about. */
  matches: ObjectRef[];
  how: 'exact' | 'part' | 'unknown';
  /** Whether it stands where only a name can stand. */
  sure: boolean;
  /** Taken from the conversation: one of the matches is meant, or all of them. */
  focus?: 'one' | 'all';
  /** Nearly a name. */
  isSlip?: true;
}

const NAME_FOLLOWS = new Set(
  'with of for about from called named behind is are does did has was were will can describe check and or investigate diagnose debug to restart into against vs versus inspect than why on'.split(
    ' ',
  ),
);

/** Finds the names in a message, longest first, and lays claim to their words. */
export function findMentions(words: Word[], register: Register): Mention[] {
  const mentions: Mention[] = [];
  for (let at = 0; at < words.length; at += 1) {
    const mention = words[at]?.claim ? undefined : mentionAt(words, at, register);
    if (mention === undefined) continue;
    for (let taken = mention.from; taken < mention.to; taken += 1) claim(words[taken]);
    mentions.push(mention);
    at = mention.to - 1;
  }
  return mentions;
}

function claim(word: Word | undefined): void {
  if (word) word.claim = 'name';
}

function mentionAt(words: Word[], at: number, register: Register): Mention | undefined {
  return joinedAt(words, at, register) ?? singleAt(words, at, register);
}

/** "payments api" for payments-api. */
function joinedAt(words: Word[], at: number, register: Register): Mention | undefined {
  for (const length of [4, 3, 2]) {
    const group = words.slice(at, at + length);
    if (group.length < length || !group.every((word, index) => joins(word, index === length - 1))) continue;
    const said = group.map(({ raw }) => raw.toLowerCase()).join('-');
    const matches = named(register.indexes, said);
    if (matches.length > 0)
      return { ...place(words, { from: at, to: at + length, said }), matches, how: 'exact', sure: true };
  }
  return undefined;
}

const joins = (word: Word, isLast: boolean) =>
  !word.claim &&
  !word.hint &&
  canBeName(word) &&
  (isLast || !word.ends) &&
  (!isFunctionWord(word) || word.quoted);

function singleAt(words: Word[], at: number, register: Register): Mention | undefined {
  const word = words[at];
  if (word === undefined) return undefined;
  const slash = namespacedName(word, register);
  if (slash) return { ...place(words, { from: at, to: at + 1, said: slash.name }), ...slash, sure: true };
  if (!canBeName(word) || register.isPath(word) || (isFunctionWord(word) && !word.quoted)) return undefined;
  if (
    endsKind(words, at) ||
    isPossessed(words, at) ||
    (PLATFORM.has(word.word) && !word.quoted && !word.hint)
  )
    return undefined;
  const spot = place(words, { from: at, to: at + 1, said: word.raw });
  const exact = named(register.indexes, word.raw);
  if (exact.length > 0)
    return fitsExactly(words, at, register)
      ? { ...spot, ...ofKindBefore(words, at, exact), how: 'exact', sure: true }
      : undefined;
  if (word.hint !== undefined) return { ...spot, matches: [], how: 'unknown', sure: true };
  return byPart(words, at, { spot, register }) ?? unknown(words, at, { spot, register });
}

/** "service accounts" are no accounts of a service. */
const endsKind = (words: readonly Word[], at: number) =>
  !words[at]?.quoted && kindOfWord(`${wordBefore(words, at)} ${words[at]?.word ?? ''}`) !== undefined;
/** "the hpa of storefront" is an autoscaler of that name, if there is one; "the pods of cart" are not. */
function ofKindBefore(
  words: readonly Word[],
  at: number,
  exact: ObjectRef[],
): Pick<Mention, 'matches' | 'kind'> {
  const isOf = /^(?:of|for)$/.test(wordBefore(words, at));
  const before = words.slice(0, at).findLast(({ word }) => !/^(?:of|for|the|our|my)$/.test(word));
  const kind = isOf && before && !before.word.endsWith('s') ? kindOfWord(before.word) : undefined;
  const matches = exact.filter((ref) => ref.kind === kind);
  return kind === undefined || matches.length === 0 ? { matches: exact } : { matches, kind };
}

const PLATFORM = new Set(['kubernetes', 'k8s', 'kube', 'cluster', 'x509', 'http2', 'ipv4', 'ipv6', 'oauth2']);
/** "your data" is Jamie's. */
const isPossessed = (words: readonly Word[], at: number) => words[at - 1]?.word === 'your';

type Spot = Pick<Mention, 'from' | 'to' | 'said' | 'kind' | 'isExactKind' | 'namespace'>;

/** With the kind said beside the name: "deployment cart", "cart deployment", `deploy/cart`. */
function place(words: Word[], spot: Spot): Spot {
  const first = words[spot.from];
  const previous = words[spot.from - 1];
  const before = previous && !previous.ends && !previous.claim ? kindOfWord(previous.word) : undefined;
  const called = /^(?:called|named|name)$/.test(previous?.word ?? '')
    ? kindOfWord(words[spot.from - 2]?.word ?? '')
    : undefined;
  const after = words[spot.to];
  const isAfter = after && !words[spot.to - 1]?.ends && !after.claim;
  const twoWords = isAfter ? kindOfWord(`${after.word} ${words[spot.to + 1]?.word ?? ''}`) : undefined;
  const twoBefore =
    previous && !previous.ends
      ? kindOfWord(`${words[spot.from - 2]?.word ?? ''} ${previous.word}`)
      : undefined;
  const following = isAfter ? (twoWords ?? kindOfWord(after.word)) : undefined;
  return {
    ...spot,
    kind: first?.hint?.kind ?? twoBefore ?? before ?? called ?? following,
    isExactKind: (first?.hint?.kind ?? twoBefore ?? before ?? called) !== undefined,
    namespace: first?.hint?.namespace,
  };
}

function namespacedName(
  word: Word,
  { indexes }: Register,
): (Pick<Mention, 'namespace' | 'matches' | 'how'> & { name: string }) | undefined {
  const [namespace = '', name = '', rest] = word.raw.split('/');
  if (name === '' || rest !== undefined || !indexes.some((index) => index.hasNamespace(namespace)))
    return undefined;
  const matches = named(indexes, name).filter((ref) => ref.namespace === namespace);
  return { name, namespace, matches, how: matches.length > 0 ? 'exact' : 'unknown' };
}

/** Kinds of things, never things. */
const DESCRIPTIVE = new Set([
  'headless',
  'control-plane',
  'controlplane',
  'master',
  'worker',
  'tls',
  'bare',
  'privileged',
]);

interface Find {
  spot: Spot;
  register: Register;
}

function byPart(words: Word[], at: number, { spot, register }: Find): Mention | undefined {
  const word = words[at];
  if (word === undefined) return undefined;
  if (kindOfWord(`${word.word} ${wordAfter(words, at)}`) !== undefined && !word.quoted) return undefined;
  const isPlain = isOrdinaryWord(word) || register.isVocabulary(word);
  const isAdjective = kindOfWord(wordAfter(words, at)) !== undefined || DESCRIPTIVE.has(word.word);
  if (isPlain && !word.quoted && (isAdjective || !isExpected(words, at))) return undefined;
  const wanted = word.raw.replace(/\*+$/, '');
  const matches = register.indexes
    .flatMap((index) => index.byParts(wanted))
    .filter(({ kind }) => kind !== 'Namespace');
  const isOther =
    isPlain && !word.quoted && (/^(?:of|from)$/.test(wordBefore(words, at)) || wordAfter(words, at) === 'of');
  const isLiteral = matches.some(({ name }) => name.split(/[-._]/).includes(wanted.toLowerCase()));
  if (matches.length === 0 || isOther || (isPlain && !isLiteral)) return undefined;
  const expected = isExpected(words, at) || NAME_FOLLOWS.has(wordBefore(words, at)) || looksLikeName(word);
  return { ...spot, said: wanted, matches, how: 'part', sure: expected };
}

function unknown(words: Word[], at: number, { spot, register }: Find): Mention | undefined {
  const word = words[at];
  if (word === undefined || (/\.(?:ya?ml|json)$/.test(word.word) && !word.quoted)) return undefined;
  if (isRegistry(words, at)) return undefined;
  if (register.isSlip(word)) return { ...spot, matches: [], how: 'unknown', sure: true, isSlip: true };
  const isPlain = isOrdinaryWord(word) || register.isVocabulary(word);
  if (word.raw.includes('*')) return undefined;
  const isSpokenFor =
    isPlain || (register.isKnown(word) && (spot.kind === undefined || spot.kind === 'Workload'));
  if ((isSpokenFor && !word.quoted) || /^(?:containers?|sidecar)$/.test(wordAfter(words, at)))
    return undefined;
  if (isParticiple(words, at) || isVerb(words, at)) return undefined;
  if (looksLikeName(word)) return { ...spot, matches: [], how: 'unknown', sure: true };
  if (!isPlain && spot.kind !== undefined && /[a-z]{2}/i.test(word.raw))
    return { ...spot, matches: [], how: 'unknown', sure: true };
  if (isPlain || !NAME_FOLLOWS.has(wordBefore(words, at)))
    return word.quoted && !isPlain && word.word.length > 1
      ? { ...spot, matches: [], how: 'unknown', sure: false }
      : undefined;
  return { ...spot, matches: [], how: 'unknown', sure: isExpected(words, at) };
}
