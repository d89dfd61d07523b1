import type { ObjectRef } from '#diagnosis/evidence';
import type { Analysis } from '../analyse.ts';
import { kindOfWord } from '../grammar.ts';
import { EMPTY_WORDS } from './part-words.ts';

/** A word of a question about a part, as the phrases have it. */
export interface Plain {
  /** `/` for a path, `$` for a variable. */
  word: string;
  raw: string;
  /** The words right before and after it in the message. */
  before: string;
  after: string;
}

/** Where a name stands among the words, and what goes by it. */
export interface Thing {
  from: number;
  to: number;
  hits: ObjectRef[];
}

const CAMEL = /^[a-z]+(?:[A-Z][a-z]+)+s?$/;
const SHOUTED = /^[A-Z]+-[A-Z]+$/;
const SAME: Readonly<Record<string, string>> = { backed: 'backup', backups: 'backup', mem: 'memory' };

const spelt = (raw: string, word: string): string[] =>
  CAMEL.test(raw)
    ? raw
        .replace(/([a-z])([A-Z])/g, '$1 $2')
        .toLowerCase()
        .split(' ')
    : SHOUTED.test(raw)
      ? raw.toLowerCase().split('-')
      : [SAME[word] ?? word];

/** "/search" as the tokens have it: a word right behind a slash that stands alone. */
const isPath = (text: string, start: number): boolean =>
  text[start] === '/' || (text[start - 1] === '/' && !/[\w./-]/.test(text[start - 2] ?? ' '));

const VARIABLE = /^[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+$/;

/** The words of a message that say something, clusters left out. */
export function plainWordsOf({ words, places, indexes, text }: Analysis): Plain[] {
  const isCluster = (raw: string): boolean =>
    places.clusters.length > 0 && !indexes.some((index) => index.hasNamespace(raw));
  return words.flatMap(({ word, raw, claim, start }, at) => {
    if ((claim === 'place' && isCluster(raw)) || (EMPTY_WORDS.has(word) && raw !== 'IT')) return [];
    const around = { before: words[at - 1]?.word ?? '', after: words[at + 1]?.word ?? '' };
    if (isPath(text, start)) return [{ word: '/', raw: `/${raw}`, ...around }];
    if (VARIABLE.test(raw)) return [{ word: '$', raw, ...around }];
    return spelt(raw, word).map((one) => ({ word: one, raw: raw.toLowerCase(), ...around }));
  });
}

const HOST = /^[a-z0-9-]+(?:\.[a-z0-9-]+)+$/;

/** The ingresses that answer under a host name. */
function underHost({ input, indexes, text }: Analysis, said: string): ObjectRef[] {
  if (!HOST.test(said) || /\bing(?:ress(?:es)?)?\b/i.test(text)) return [];
  return indexes.flatMap(({ cluster }) =>
    (input.snapshot(cluster)?.objects.Ingress ?? [])
      .filter(({ spec }) => spec.rules.some(({ host }) => host === said))
      .map(({ metadata: { namespace, name } }) => ({ cluster, kind: 'Ingress', namespace, name })),
  );
}

const isNamespaceOnly = ({ hits }: Thing): boolean => hits.every(({ kind }) => kind === 'Namespace');
const LEADS = new Set(['in', 'of', 'from', 'namespace', 'ns', 'within', 'inside']);
const MOST_WORDS = 3;

/** The namespaces that the other words are restricted to. */
function placesAmong(words: readonly Plain[], things: readonly Thing[]): Thing[] {
  return things.filter((thing) => {
    const word = words[thing.from];
    const isPlaced = LEADS.has(word?.before ?? '') || /^(?:namespace|ns)$/.test(word?.after ?? '');
    return isNamespaceOnly(thing) && isPlaced;
  });
}

const isNoKind =
  (words: readonly Plain[]) =>
  ({ from }: Thing): boolean =>
    kindOfWord(words[from]?.word ?? '') === undefined && kindOfWord(words[from]?.raw ?? '') === undefined;

export interface Named {
  /** Each way to read the name, likeliest first. */
  things: Thing[];
  places: Thing[];
}

/** What a message names, by whole names, then by several parts of one, then by one. */
export function thingsNamed(analysis: Analysis, words: readonly Plain[]): Named {
  const { clusters } = analysis.places;
  const indexes = analysis.indexes.filter(
    ({ cluster }) => clusters.length === 0 || clusters.includes(cluster),
  );
  const exact = words.flatMap(({ raw }, at): Thing[] => {
    const hits = [...indexes.flatMap((index) => index.exact(raw)), ...underHost(analysis, raw)];
    return hits.length === 0 ? [] : [{ from: at, to: at + 1, hits }];
  });
  const objects = exact.filter((thing) => !isNamespaceOnly(thing));
  const places = placesAmong(words, exact);
  const byParts = (from: number, length: number): Thing[] => {
    const said = words.slice(from, from + length).map(({ word }) => word);
    const hits = indexes.flatMap((index) => index.byParts(said.join('-')));
    return said.length < length || hits.length === 0 ? [] : [{ from, to: from + length, hits }];
  };
  const windows = (length: number): Thing[] => words.flatMap((_, at) => byParts(at, length));
  const several = Array.from({ length: MOST_WORDS - 1 }, (_, at) => windows(MOST_WORDS - at)).flat();
  const whole = objects.length > 0 ? objects : exact;
  return {
    things: [...whole, ...several, ...(whole.length === 0 ? windows(1).filter(isNoKind(words)) : [])],
    places,
  };
}
