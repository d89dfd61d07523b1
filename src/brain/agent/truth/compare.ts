import { stemmer } from 'stemmer';
import type { Clause } from './clauses.ts';
import { alike, sortsOf } from './lexicon.ts';
import { sameQuantity, type Quantity } from './quantities.ts';

/** An assertion of the evidence. */
export interface Statement extends Clause {
  /** The evidence that it is of. */
  evidence: string[];
  /** Names that it is about without saying them: the object that was read, the row that it stands in. */
  about: string[];
  /** Names that stand in the same sentence or row. */
  near: string[];
  /** The item, row or line that it is of. */
  unit: string;
  /** Somebody wrote it where machines read along: it shows what was written, not how things are. */
  isHearsay: boolean;
  /** Words around it: a table's head, a heading, a key. */
  around: string[];
}

/** How far a statement bears an assertion out. */
export type Support = 'full' | 'soft' | 'opposite' | 'none';

const SHARE_OF_WORDS = 0.6;
const OWNED = /^(?:-[a-z0-9]{5,10})?-[a-z0-9]{5}$|^-\d{1,4}$|^-[0-9a-f]{6,10}$/;

/** Whether a name stands for another: the same, a pod for its workload, an image without its registry. */
function sameName(said: string, seen: string): boolean {
  const [a, b] = [bare(said), bare(seen)];
  if (a === b) return true;
  if (b.startsWith(a) && OWNED.test(b.slice(a.length))) return true;
  const parts = b.split(/[/@]|:(?=[^/]*$)/);
  if (parts.includes(a) || b.endsWith(`/${a}`)) return true;
  return a.includes('/') && a.split('/').every((part) => part === b || parts.includes(part));
}

const bare = (name: string): string =>
  name
    .toLowerCase()
    .replace(/^v(?=\d)/, '')
    .replace(
      /^(?:pod|deployment|deploy|service|svc|node|namespace|statefulset|daemonset|job|cronjob)s?\//,
      '',
    );

/** Whether one of the names is meant by a name. */
export const isAmong = (name: string, seen: readonly string[]): boolean =>
  seen.some((one) => sameName(name, one));

const names = (name: string, statement: Statement): boolean =>
  [...statement.names, ...statement.about].some((seen) => sameName(name, seen)) ||
  (name.includes('/') &&
    name
      .split('/')
      .every((part) => [...statement.names, ...statement.about].some((seen) => sameName(part, seen))));

const hasWord = (stem: string, words: ReadonlySet<string>): boolean =>
  alike(stem).some((other) => words.has(other));

/** A word of the assertion is of a sort (limit or request, pod or node) of which the statement has only others. */
function isOtherSort(stem: string, words: ReadonlySet<string>): boolean {
  if (hasWord(stem, words)) return false;
  return sortsOf(stem).some((sort) => [...sort].some((other) => words.has(other)));
}

/** Whether a number counts what another one counts: no other sort of thing, and at least one word in common. */
function countsTheSame(said: Quantity, seen: Quantity, words: ReadonlySet<string>): boolean {
  const near = new Set(seen.nouns);
  const isBare = said.readings.every(({ measure }) => measure === 'count');
  const lacks = (noun: string): boolean =>
    sortsOf(noun).length > 0 && !hasWord(noun, near) && !hasWord(noun, words);
  if (said.nouns.some((noun) => isOtherSort(noun, near) || (isBare && lacks(noun)))) return false;
  if (!isBare || said.nouns.length === 0) return true;
  return (
    said.nouns.some((noun) => hasWord(noun, near)) ||
    (near.size === 0 && said.nouns.some((noun) => hasWord(noun, words)))
  );
}

/** Whether every number has one of its own among those that are seen. */
function allCounted(
  said: readonly Quantity[],
  statement: Statement,
  given: { words: ReadonlySet<string>; now: number },
): boolean {
  const left = [...statement.quantities];
  return said.every((one) => {
    const at = left.findIndex(
      (seen) => sameQuantity(one, seen, given.now) && countsTheSame(one, seen, given.words),
    );
    if (at >= 0) left.splice(at, 1);
    return at >= 0;
  });
}

/** Says where it is from. */
const ATTRIBUTED =
  /\b(?:logs?|logged|lines?|messages?|says|said|reads?|titles?|titled|commits?|events?|notes?|wrote|writes)\b|["“]/i;

/** How far one statement bears an assertion out; `inherited` are the names that it is about without saying them. */
export function support(
  claim: Clause,
  statement: Statement,
  given: { inherited: readonly string[]; isTied: boolean; now: number },
): Support {
  const { inherited, isTied, now } = given;
  if (!claim.names.every((name) => names(name, statement))) return 'none';
  const isOthers =
    statement.names.length + (isTied ? statement.about.length : 0) > 0 &&
    !inherited.every((name) => names(name, statement));
  if (claim.names.length === 0 && isOthers) return 'none';
  const words = new Set([
    ...statement.words,
    ...statement.around,
    ...[...statement.names, ...statement.about].map((name) => stemmer(name.toLowerCase())),
    ...statement.quantities.flatMap(({ nouns }) => nouns),
  ]);
  if (!allCounted(claim.quantities, statement, { words, now })) return 'none';
  const axes = [...claim.signs];
  if (axes.some(([axis, sign]) => statement.signs.get(axis) === -sign)) return 'opposite';
  const isClaimNegated = claim.isNegated && statement.isNegated;
  const coverage = covered(claim, isClaimNegated ? new Set(statement.words) : words);
  const isRelated = coverage >= SHARE_OF_WORDS || claim.words.length === 0;
  if (claim.isNegated !== statement.isNegated) return isRelated || axes.length > 0 ? 'opposite' : 'none';
  if (claim.isUniversal && !statement.isUniversal) return 'soft';
  const lacksSign = axes.some(([axis]) => !statement.signs.has(axis));
  const isContrary = claim.words.some((stem) => isOtherSort(stem, words));
  const isVerdict = axes.length > 0 || claim.isUniversal || claim.isNegated || claim.names.length === 0;
  const isBare =
    claim.names.length + inherited.length + claim.quantities.length === 0 && claim.words.length < 2;
  if (isBare) return 'soft';
  if (statement.isHearsay && isVerdict && !ATTRIBUTED.test(claim.text)) return 'soft';
  return isRelated && !lacksSign && !isContrary ? 'full' : 'soft';
}

/** The share of the assertion's words that the statement has. */
export function covered({ words }: Clause, known: ReadonlySet<string>): number {
  if (words.length === 0) return 0;
  return words.filter((stem) => hasWord(stem, known)).length / words.length;
}
