import { stemmer } from 'stemmer';
import type { Clause } from './clauses.ts';
import { KIND_WORDS } from './lexicon.ts';

/** An assertion with the names that stand beside it: in brackets, before it, in a list after it. */
export interface Claim {
  clause: Clause;
  beside: Clause[];
  inherited: string[];
}

const KINDS = new Set([...KIND_WORDS].map((word) => stemmer(word)));

/** No more than a name, perhaps with its kind. */
const isNaming = ({ names, quantities, signs, isNegated, words }: Clause): boolean =>
  names.length > 0 &&
  quantities.length === 0 &&
  signs.size === 0 &&
  !isNegated &&
  words.every((word) => KINDS.has(word));

/** Says when, and nothing else: it is of what follows. */
const isMoment = ({ names, words, quantities }: Clause): boolean =>
  names.length === 0 &&
  words.length === 0 &&
  quantities.length > 0 &&
  quantities.every(({ readings, isAgo }) => isAgo || readings.some(({ measure }) => measure === 'clock'));

/** Claims nothing but in words. */
export const isEmpty = ({ names, quantities, signs, isNegated }: Clause): boolean =>
  names.length === 0 && quantities.length === 0 && signs.size === 0 && !isNegated;

/** A word or two that lead in. */
const isNothing = (clause: Clause): boolean => isEmpty(clause) && clause.words.length < 2;

/**
 * The assertions of a sentence; one without a name is about what was named last. A name that stands alone belongs to what
 * was said before it, or, `forward`, to what is said after it.
 */
export function claimsIn(clauses: readonly Clause[], before: readonly string[], forward: boolean): Claim[] {
  const claims: Claim[] = [];
  const namesAfter = (at: number): string[] =>
    clauses.slice(at).find(({ names }) => names.length > 0)?.names ?? [];
  let [leading, subject, isFresh]: [Clause[], readonly string[], boolean] = [[], before, false];
  for (const [at, clause] of clauses.entries()) {
    isFresh ||= !clause.isTied;
    const last = claims.at(-1);
    if (isNaming(clause) && last !== undefined && !forward) last.beside.push(clause);
    else if (isNaming(clause)) leading.push(clause);
    else if (!isNothing(clause)) {
      if (isMoment(clause) && (subject.length === 0 || isFresh)) subject = namesAfter(at);
      const inherited = clause.names.length > 0 ? [] : [...subject];
      claims.push({ clause: { ...clause, isTied: !isFresh }, beside: leading, inherited });
      [leading, isFresh] = [[], false];
    }
    if (clause.names.length > 0) subject = clause.names;
  }
  const [last, ...others] = claims.toReversed();
  if (last !== undefined && leading.length > 0)
    return [...others.reverse(), { ...last, beside: [...last.beside, ...leading] }];
  return [...claims, ...leading.map((clause) => ({ clause, beside: [], inherited: [] }))];
}
