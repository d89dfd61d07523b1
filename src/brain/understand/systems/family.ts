import type { ObjectRef } from '#diagnosis/evidence';
import type { Analysis } from '../analyse.ts';
import type { Features } from '../features.ts';
import { kindOfWord } from '../grammar.ts';
import type { Word } from '../names/word.ts';
import { isKnownWord, isSpeltSo } from '../vocabulary.ts';

const WORKLOADS: ReadonlySet<string> = new Set(['Deployment', 'StatefulSet', 'DaemonSet', 'CronJob', 'Job']);
const MOST = 4;
const WHOSE = new Set(['from', 'of', 'in', 'for', 'by']);
const OWNED = /^(?:logs?|traces?|spans?)$/;
const ARTICLES = new Set(['the', 'our', 'my', 'its']);

/** Whose things are meant by a word that is nobody's whole name. */
export interface Family {
  /** "auth" of auth-api and auth-worker. */
  objects: ObjectRef[];
  /** Nothing here goes by it. */
  stranger?: string;
}

const begins = ({ scope }: Analysis, objects: readonly ObjectRef[], said: string): ObjectRef[] =>
  objects.filter(
    ({ kind, cluster, name }) =>
      WORKLOADS.has(kind) && scope.includes(cluster) && name.startsWith(said.toLowerCase()),
  );

/** The words behind "from", "of", "in", and those before "logs" and "traces", that are no names and no kinds. */
function wordsSaid({ words }: Analysis): Word[] {
  return words.filter((word, index) => {
    const [before, earlier] = [words[index - 1]?.word ?? '', words[index - 2]?.word ?? ''];
    const isWhose = WHOSE.has(before) || (ARTICLES.has(before) && WHOSE.has(earlier));
    const isOwner =
      OWNED.test(words[index + 1]?.word ?? '') && !word.ends && !isKnownWord(word) && !/est$/.test(word.word);
    const isPlain = word.claim === undefined && /^[a-z]{2}/.test(word.word);
    return (isWhose || isOwner) && isPlain && kindOfWord(word.word) === undefined;
  });
}

/** Known only by its stem, and the last thing said before a time or the end: "traces of shipping". */
function isMeantAsName(words: readonly Word[], word: Word): boolean {
  const next = words[words.indexOf(word) + 1];
  const isLast =
    next === undefined || word.ends || next.claim === 'time' || /^(?:in|since|over|during)$/.test(next.word);
  return isLast && /[a-z]{3}(?:ing|ed)$/.test(word.word) && !isSpeltSo(word);
}

/** Whom a message means by the first part of some names, or by a name that nothing here has. */
export function familyMeant(analysis: Analysis, { named }: Features): Family {
  const [mention] = named;
  if (named.length === 1 && mention?.how === 'part' && mention.focus === undefined) {
    const family = begins(analysis, mention.matches, mention.said);
    return { objects: family.length > 1 && family.length <= MOST ? family : [] };
  }
  const said = named.length + analysis.places.namespaces.length > 0 ? [] : wordsSaid(analysis);
  for (const { word } of said) {
    const matches = analysis.indexes.flatMap((index) => index.byParts(word));
    const objects = begins(analysis, matches, word);
    if (objects.length > 0) return { objects: objects.slice(0, MOST) };
  }
  const stranger = said.find((word) => !isKnownWord(word) || isMeantAsName(analysis.words, word));
  return { objects: [], stranger: stranger?.raw };
}
