import { MORE_TERMS } from './more-terms.ts';
import { TERMS, type Term } from './terms.ts';

const plain = (term: string): string => term.toLowerCase().replace(/[\s_-]+/g, '');

/** A term's own name goes before what others are also called. */
const BY_NAME = new Map<string, Term>([
  ...[...MORE_TERMS, ...TERMS].flatMap((term) => term.also.map((name) => [plain(name), term] as const)),
  ...[...TERMS, ...MORE_TERMS].map((term) => [plain(term.name), term] as const),
  ...MORE_TERMS.flatMap((term) => term.also.map((name) => [plain(name), term] as const)),
]);

function forms(term: string): string[] {
  const whole = plain(term);
  return [whole, whole.replace(/ies$/, 'y'), whole.replace(/s$/, ''), whole.replace(/(?<=s|x|ch)es$/, '')];
}

/** What kubectl calls them for short. */
const SHORT: Readonly<Record<string, string>> = {
  ds: 'DaemonSet',
  sts: 'StatefulSet',
  cj: 'CronJob',
  rs: 'ReplicaSet',
  netpol: 'NetworkPolicy',
};

/** The entry for a term as somebody wrote it: in the plural, with or without spaces and dashes. */
export function lookUpTerm(term: string): Term | undefined {
  for (const form of forms(SHORT[term.toLowerCase()] ?? term)) {
    const found = BY_NAME.get(form);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The names of all entries. */
export const TERM_NAMES: readonly string[] = [...TERMS, ...MORE_TERMS].map(({ name }) => name);
