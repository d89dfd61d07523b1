import { stemmer } from 'stemmer';

const TOKEN = /[\p{L}\p{N}]+(?:['’]\p{L}+)?/gu;
const LONGEST = 40;
/** The tail that Kubernetes puts on the names of what a workload makes. */
const MADE_UP =
  /(?<=[a-z0-9])-[bcdfghjklmnpqrstvwxz2456789]{8,10}(?:-[bcdfghjklmnpqrstvwxz2456789]{5})?(?![\w-])/g;

/** "nodeSelector" as two words; capitals in a row stay together. */
const apart = (text: string): string =>
  text.replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2').replace(/(\p{Lu}+)(\p{Lu}\p{Ll})/gu, '$1 $2');

const plain = (token: string): string =>
  token
    .slice(0, LONGEST)
    .toLowerCase()
    .replace(/['’].*$/, '');

/** The words of a text in lower case, at most `most`; identifiers are taken apart unless they are known as they are. */
export function wordsIn(text: string, most: number, isKnown: (word: string) => boolean): string[] {
  const words: string[] = [];
  for (const [token] of text.replace(MADE_UP, '').matchAll(TOKEN)) {
    if (words.length >= most) break;
    const whole = plain(token);
    if (isKnown(whole)) words.push(whole);
    else words.push(...apart(token).split(' ').map(plain));
  }
  return words.slice(0, most);
}

/** A word as its stem, which all its endings share. */
export const stemOf = (word: string): string => (/^[a-z]+$/.test(word) ? stemmer(word) : word);
