import { distance } from 'fastest-levenshtein';

/**
 * The candidates that somebody may have meant by `name`, best first; empty when nothing is near. Letter case does not
 * count, a part of a name does ("checkout" for checkout-7d9f-x2x), and generated endings are not held against a candidate.
 */
export function nearest(name: string, candidates: Iterable<string>, limit: number): string[] {
  const said = name.trim().toLowerCase();
  if (said === '') return [];
  return [...new Set(candidates)]
    .map((candidate) => ({ candidate, cost: costOf(said, candidate.toLowerCase()) }))
    .filter(({ cost }) => cost <= allowedCost(said))
    .sort((a, b) => a.cost - b.cost || compare(a.candidate, b.candidate))
    .slice(0, limit)
    .map(({ candidate }) => candidate);
}

function compare(a: string, b: string): number {
  return a.length - b.length || (a < b ? -1 : 1);
}

function allowedCost(said: string): number {
  if (said.length <= 5) return 1;
  return said.length <= 8 ? 2 : Math.floor(said.length / 3);
}

/** Edits needed, counting swapped letters as one; a candidate that contains the name costs less than any edit. */
function costOf(said: string, candidate: string): number {
  if (said === candidate) return 0;
  if (said.length >= 2 && candidate.startsWith(said)) return 0.2;
  if (said.length >= 3 && candidate.includes(said)) return 0.4;
  if (candidate.length >= 3 && said.includes(candidate)) return 0.8;
  return Math.min(
    editsBetween(said, candidate),
    editsBetween(said, sameNumberOfParts(said, candidate)) + 0.1,
  );
}

function editsBetween(a: string, b: string): number {
  if (Math.abs(a.length - b.length) > allowedCost(a)) return Infinity;
  return sortedLetters(a) === sortedLetters(b) ? 1 : distance(a, b);
}

function sortedLetters(word: string): string {
  return word.length > 12 ? word : [...word].sort().join('');
}

function sameNumberOfParts(said: string, candidate: string): string {
  return candidate.split('-').slice(0, said.split('-').length).join('-');
}
