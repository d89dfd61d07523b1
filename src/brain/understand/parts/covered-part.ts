import type { ObjectRef } from '#diagnosis/evidence';
import type { Analysis } from '../analyse.ts';
import { KIND_WORDS } from '../lexicon/kinds.ts';
import type { Mood, Reading, Slots } from '../reading.ts';
import { ALONG, EMPTY_WORDS, PARTS, type Part } from './part-words.ts';
import { isListThere } from './list-there.ts';
import { saysMore } from './says-more.ts';
import { plainWordsOf, thingsNamed, type Plain, type Thing } from './thing-named.ts';

const LONGEST_PHRASE = 4;

/** A phrase as the words of a message are left; undefined when too little of it is. */
function withoutEmpty(phrase: string): string[] {
  const words = phrase.split(' ');
  const telling = words.filter((word) => !EMPTY_WORDS.has(word));
  return telling.length === 0 || (telling.length === 1 && words.length > 1) ? [] : [telling.join(' ')];
}

interface Known extends Part {
  phrases: ReadonlySet<string>;
  beside: ReadonlySet<string>;
}

const KNOWN: readonly Known[] = PARTS.map((part) => ({
  ...part,
  phrases: new Set(part.said.split(/,\s*/).flatMap(withoutEmpty)),
  beside: new Set((part.also ?? '').split(' ')),
}));

const KINDS: ReadonlyMap<string, string> = new Map(
  Object.entries(KIND_WORDS).flatMap(([kind, said]) =>
    said.map((one): [string, string] => [one.replace(/^=/, ''), kind]),
  ),
);
/** Said of anything that runs or serves. */
const LOOSE = new Set(['Workload', 'Service', 'Pod', 'Deployment']);
/** A kind before its name that is a part all the same: nobody looks at one for anything else. */
const TELLING = new Set(['PodDisruptionBudget', 'ResourceQuota', 'HorizontalPodAutoscaler']);
/** What depends on these is not who mounts what has their name. */
const SERVING = new Set(['Service', 'Deployment', 'StatefulSet', 'DaemonSet', 'Pod', 'Node']);
const OF_USE = /^us(?:e|es|ed|ing)$/;
const MEASURED = new Set(['capacity', 'limits']);

interface Covered {
  part: Known;
  thing: Thing;
  kind?: string;
  /** How many words the phrases of the part cover. */
  weight: number;
}

/** A question with its name and places taken out. */
interface Asked {
  words: readonly Plain[];
  thing: Thing;
  /** How the thing is written. */
  name: string;
}

function withoutNames(words: readonly Plain[], thing: Thing, places: readonly Thing[]): Asked {
  const isName = (at: number): boolean => [thing, ...places].some(({ from, to }) => at >= from && at < to);
  return { words: words.filter((_, at) => !isName(at)), thing, name: words[thing.from]?.raw ?? '' };
}

/** The longest of some phrases that begins at a place; its length in words, 0 when none does. */
function longestAt(words: readonly Plain[], at: number, has: (phrase: string) => boolean): number {
  for (let length = Math.min(LONGEST_PHRASE, words.length - at); length > 0; length -= 1)
    if (has(phraseAt(words, at, length))) return length;
  return 0;
}

const phraseAt = (words: readonly Plain[], at: number, length: number): string =>
  words
    .slice(at, at + length)
    .map(({ word }) => word)
    .join(' ');

interface Piece {
  /** In words; 0 when it is something else. */
  length: number;
  kind?: string;
  /** Whether it tells the part. */
  tells?: boolean;
}

/** What one word or phrase is in a question about a part. */
function pieceAt({ words, thing, name }: Asked, at: number, part: Known): Piece {
  const { word = '' } = words[at] ?? {};
  const kindLength = longestAt(words, at, (phrase) => KINDS.has(phrase));
  const kind = KINDS.get(phraseAt(words, at, kindLength));
  const isByName =
    words[at + kindLength - 1]?.after.toLowerCase() === name || words[at]?.before.toLowerCase() === name;
  const isItsKind =
    kind !== undefined && isByName && thing.hits.some((hit) => hit.kind === kind) && !TELLING.has(kind);
  if (isItsKind) return { length: kindLength, kind };
  const length = longestAt(words, at, (phrase) => part.phrases.has(phrase));
  if (length > 0) return { length, tells: true, ...(TELLING.has(kind ?? '') && { kind }) };
  if (part.beside.has(word)) return { length: 1 };
  if (OF_USE.test(word) && !MEASURED.has(part.aspect)) return { length: 1 };
  return kind === undefined ? { length: 0 } : { length: kindLength, kind };
}

/** The part, when every word of the question is its name, the part or says nothing. */
function covers(asked: Asked, part: Known): Covered | undefined {
  let kind: string | undefined;
  let weight = 0;
  for (let at = 0; at < asked.words.length;) {
    const piece = pieceAt(asked, at, part);
    if (piece.length === 0) return undefined;
    if (piece.tells === true) weight += piece.length;
    kind ??= piece.kind;
    at += piece.length;
  }
  return weight === 0 ? undefined : { part, thing: asked.thing, weight, ...(kind !== undefined && { kind }) };
}

const ORDER = [
  'Deployment',
  'StatefulSet',
  'DaemonSet',
  'CronJob',
  'Job',
  'Pod',
  'Node',
  'Service',
  'Ingress',
];

/** The kinds of a name that have the part, the likeliest first. */
function kindsOf({ part, thing, kind }: Covered): string[] {
  const own = [...new Set(thing.hits.map((hit) => hit.kind))];
  const isOnly = own.every((one) => part.kinds?.includes(one) === true);
  const isOther = part.aspect === 'users' && own.some((one) => SERVING.has(one));
  const isNamedKind = kind !== undefined && own.includes(kind) && part.kinds?.includes(kind) === true;
  if (isOther && !isNamedKind) return [];
  if (part.isSaidToBe !== undefined && kind !== part.isSaidToBe && !isOnly) return [];
  const all = part.kinds === undefined ? own : part.kinds.filter((one) => own.includes(one));
  const having = kind === 'Pod' ? all.filter((one) => one !== 'Node') : all;
  if (kind !== undefined && having.includes(kind)) return [kind];
  const isLoose = kind === undefined || LOOSE.has(kind) || (part.kinds ?? []).includes(kind);
  if (!isLoose) return [];
  const rank = (one: string): number => (ORDER.includes(one) ? ORDER.indexOf(one) : ORDER.length);
  return part.kinds === undefined ? having.toSorted((a, b) => rank(a) - rank(b)) : having;
}

/** The one object that is meant; undefined when none or several could be. */
function meant({ scope }: Analysis, covered: Covered, places: readonly Thing[]): ObjectRef | undefined {
  const namespaces = places.flatMap(({ hits }) => hits.map(({ name }) => name));
  const fits = covered.thing.hits.filter(
    ({ namespace }) => namespaces.length === 0 || namespace === '' || namespaces.includes(namespace),
  );
  const [kind] = kindsOf({ ...covered, thing: { ...covered.thing, hits: fits } });
  const ofKind = fits.filter((hit) => hit.kind === kind);
  const here = ofKind.filter(({ cluster }) => scope.includes(cluster));
  const near = here.length > 0 ? here : ofKind;
  const [first] = near;
  const isOne = near.every((hit) => hit.cluster !== first?.cluster || sameName(hit, first));
  return isOne ? first : undefined;
}

const sameName = (a: ObjectRef, b: ObjectRef): boolean => a.name === b.name && a.namespace === b.namespace;

interface Found {
  covered: Covered;
  ref: ObjectRef;
}

/** What the words ask of the thing, by the part that covers the most of them. */
function askedOf(
  analysis: Analysis,
  named: { asked: Asked; places: readonly Thing[] },
  parts: readonly Known[],
) {
  const found = parts.flatMap((part): Found[] => {
    const covered = covers(named.asked, part);
    const ref = covered === undefined ? undefined : meant(analysis, covered, named.places);
    return covered === undefined || ref === undefined ? [] : [{ covered, ref }];
  });
  return found.toSorted((a, b) => b.covered.weight - a.covered.weight)[0];
}

/** Two parts that one object has both of, as one: "image and replicas". */
function together(a: Known, b: Known): Known[] {
  const kinds = (a.kinds ?? b.kinds ?? []).filter((kind) => (b.kinds ?? [kind]).includes(kind));
  const isSame = a.aspect === b.aspect || a.skill !== b.skill || a.skill !== undefined;
  if (isSame || kinds.length === 0) return [];
  const aspect = `${a.aspect}${ALONG}${b.aspect}`;
  return [{ ...a, aspect, kinds, phrases: a.phrases.union(b.phrases), beside: a.beside.union(b.beside) }];
}

const tellsOf = ({ words }: Asked, part: Known): boolean =>
  words.some((_, at) => longestAt(words, at, (phrase) => part.phrases.has(phrase)) > 0);

const pairs = (asked: Asked): Known[] => {
  const telling = KNOWN.filter((part) => tellsOf(asked, part));
  return telling.flatMap((a, at) => telling.slice(at + 1).flatMap((b) => together(a, b)));
};

/** Asks for an object as a whole, or for a list with its columns. */
const DESCRIBED = /\b(?:about|describe|details?)\b|^(?:which|what|list|show|get) (?:the )?pods\b/i;
/** A command that somebody types, and not the container's own. */
const SHELL =
  /\bkubectl\b|\bcommands? (?:to|for)\b|\b(?:describe|get|logs?|exec|scale|restart|delete|top|rollout|port-?forward) command\b/i;
const JOINED = /,|&|\+|\band\b|\bplus\b/i;

function best(analysis: Analysis): Found | undefined {
  const words = plainWordsOf(analysis);
  const { things, places } = thingsNamed(analysis, words);
  const all = things.map((thing) => {
    const others = places.filter(({ from }) => from < thing.from || from >= thing.to);
    return { asked: withoutNames(words, thing, others), places: others };
  });
  const isTold = DESCRIBED.test(analysis.text);
  const isShell = SHELL.test(analysis.text);
  const known = KNOWN.filter(
    ({ skill, aspect }) => !(isTold && skill === 'relations') && !(isShell && aspect === 'command'),
  );
  for (const named of all) {
    const found = askedOf(analysis, named, known);
    if (found !== undefined) return found;
  }
  if (!JOINED.test(analysis.text)) return undefined;
  for (const named of all) {
    const found = askedOf(analysis, named, pairs(named.asked));
    if (found !== undefined) return found;
  }
  return undefined;
}

/** A question about a part of one object of which every word is understood: "what machine type is worker-2". */
export function coveredPart(analysis: Analysis, mood: Mood): Reading | undefined {
  if (saysMore(analysis)) return undefined;
  const found = best(analysis);
  if (found === undefined || isListThere(analysis, found.ref)) return undefined;
  const { part } = found.covered;
  const slots: Slots = {
    clusters: [found.ref.cluster],
    clusterNamed: analysis.places.clusters.length > 0,
    namespaces: [],
    objects: [found.ref],
    ...(part.aspect !== 'kind' && { aspect: part.aspect }),
    ...(part.ofKind !== undefined && { kind: part.ofKind }),
  };
  return { type: 'skill', skill: part.skill ?? 'describe', slots, confidence: 0.9, mood };
}
