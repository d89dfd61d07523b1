import { citedIn, withoutCitations } from '../inert.ts';
import { clausesIn, type Clause, type Reader } from './clauses.ts';
import { covered, sameName, support, type Statement, type Support } from './compare.ts';
import { ABOUT_TALK, ADVICE, HEDGED } from './lexicon.ts';

/** What the evidence says to a sentence. */
export type Verdict =
  /** It says so. */
  | { type: 'borne-out'; evidence: string[] }
  /** It claims nothing about the systems. */
  | { type: 'no-claim' }
  /** Nothing says so, nothing speaks against it. */
  | { type: 'unverified' }
  /** A name, a number or a direction that the evidence does not have. */
  | { type: 'wrong'; problem: string };

/** Judges the sentences of an answer in their order: what "it" is follows from the one before. */
export type Judge = (sentence: string, how: { cited: readonly string[]; isCode: boolean }) => Verdict;

interface Known {
  statements: () => readonly Statement[];
  /** Names that may be said without evidence: those of the question. */
  asked: () => readonly string[];
  reader: Reader;
  now: number;
}

interface Claim {
  clause: Clause;
  inherited: string[];
}

const MOST_CITED = 3;
const PRONOUN = /^\W*(?:it|its|they|their|this|that|these|those|both|each|he|she)\b/i;
const quote = (text: string): string => `"${text.slice(0, 160)}"`;

/** The assertions of a sentence; one without a name is about what was named last. */
function claimsIn(clauses: readonly Clause[], before: readonly string[]): Claim[] {
  let subject = [...before];
  return clauses.map((clause) => {
    const inherited = clause.names.length > 0 ? [] : subject;
    if (clause.names.length > 0) subject = clause.names;
    return { clause, inherited };
  });
}

const isEmpty = ({ names, quantities, signs, isNegated }: Clause): boolean =>
  names.length === 0 && quantities.length === 0 && signs.size === 0 && !isNegated;

interface Found {
  support: Support;
  evidence: string[];
  statement?: Statement;
}

const RANK: Record<Support, number> = { none: 0, soft: 1, opposite: 2, full: 3 };

/** The best that any statement does for an assertion; one that bears it out beats one that contradicts it. */
function bestFor({ clause, inherited }: Claim, known: Known, cited: readonly string[]): Found {
  let best: Found = { support: 'none', evidence: [] };
  for (const statement of known.statements()) {
    const found = support(clause, statement, { inherited, now: known.now });
    const isCited = statement.evidence.some((id) => cited.includes(id));
    const isBetter =
      RANK[found] > RANK[best.support] ||
      (RANK[found] === RANK[best.support] &&
        isCited &&
        found !== 'none' &&
        !best.evidence.some((id) => cited.includes(id)));
    if (isBetter) best = { support: found, evidence: statement.evidence, statement };
  }
  return best;
}

/** An assertion that nothing bears out at once: each of the names that it lists, said by itself. */
function oneByOne(claim: Claim, known: Known, cited: readonly string[]): Found {
  const { names, quantities } = claim.clause;
  if (names.length < 2 || quantities.length > 0) return { support: 'none', evidence: [] };
  const each = names.map((name) =>
    bestFor({ ...claim, clause: { ...claim.clause, names: [name] } }, known, cited),
  );
  const worst = each.toSorted((a, b) => RANK[a.support] - RANK[b.support])[0];
  return worst?.support === 'full'
    ? { support: 'full', evidence: each.flatMap(({ evidence }) => evidence) }
    : { support: 'none', evidence: [] };
}

function problemWith({ clause, inherited }: Claim, found: Found, known: Known): string | undefined {
  const statements = known.statements();
  const isKnown = (name: string): boolean =>
    statements.some((one) => [...one.names, ...one.about].some((seen) => sameName(name, seen))) ||
    known.asked().some((seen) => sameName(name, seen));
  const unknown = clause.names.find((name) => !isKnown(name));
  if (unknown !== undefined) return `the evidence has no ${quote(unknown)}`;
  if (found.support === 'opposite')
    return `the evidence says otherwise: ${quote(found.statement?.text ?? '')}`;
  if (found.support === 'soft') return undefined;
  const about = [...clause.names, ...inherited].slice(0, 3).join(', ');
  if (clause.quantities.length > 0)
    return `the evidence does not say ${quote(clause.quantities.map(({ raw }) => raw).join(', '))}${about === '' ? '' : ` of ${about}`}`;
  return clause.names.length > 1 && found.support === 'none' && clause.words.length > 0
    ? `the evidence does not say that of ${about}`
    : undefined;
}

function judgeClaim(
  claim: Claim,
  known: Known,
  how: { cited: readonly string[]; isAdvice: boolean },
): Verdict {
  const { clause } = claim;
  const joint = bestFor(claim, known, how.cited);
  const found = joint.support === 'full' ? joint : better(joint, oneByOne(claim, known, how.cited));
  if (found.support === 'full') return { type: 'borne-out', evidence: found.evidence };
  if (isEmpty(clause)) return softly(clause, known);
  const problem = problemWith(claim, found, known);
  if (how.isAdvice)
    return problem?.startsWith('the evidence has no') === true
      ? { type: 'wrong', problem }
      : { type: 'no-claim' };
  return problem === undefined ? { type: 'unverified' } : { type: 'wrong', problem };
}

const better = (a: Found, b: Found): Found => (RANK[b.support] > RANK[a.support] ? b : a);

/** Words only: borne out when one statement has most of them. */
function softly(clause: Clause, known: Known): Verdict {
  if (clause.words.length < 2) return { type: 'no-claim' };
  const best = known
    .statements()
    .map((statement) => ({
      statement,
      share: covered(clause, new Set([...statement.words, ...statement.around])),
    }))
    .toSorted((a, b) => b.share - a.share)[0];
  return best !== undefined && best.share >= 0.5
    ? { type: 'borne-out', evidence: best.statement.evidence }
    : { type: 'unverified' };
}

/** One verdict out of those on the assertions: the worst counts, and what bears out bears the citation. */
function together(verdicts: readonly Verdict[], cited: readonly string[]): Verdict {
  const wrong = verdicts.find(({ type }) => type === 'wrong');
  if (wrong !== undefined) return wrong;
  if (verdicts.some(({ type }) => type === 'unverified')) return { type: 'unverified' };
  const ids = [
    ...new Set(verdicts.flatMap((verdict) => (verdict.type === 'borne-out' ? verdict.evidence : []))),
  ];
  if (!verdicts.some(({ type }) => type === 'borne-out')) return { type: 'no-claim' };
  const evidence = ids
    .toSorted((a, b) => Number(cited.includes(b)) - Number(cited.includes(a)))
    .slice(0, MOST_CITED);
  return evidence.length > 0 ? { type: 'borne-out', evidence } : { type: 'unverified' };
}

/** A judge over what is known; it remembers what was spoken of last. */
export function openJudge(known: Known): Judge {
  let subject: string[] = [];
  return (text, { cited, isCode }) => {
    const sentence = withoutCitations(text);
    const clauses = isCode
      ? sentence.split('\n').flatMap((line) => clausesIn(line, known.reader))
      : clausesIn(sentence, known.reader);
    const isAdvice = isCode || sentence.endsWith('?') || (ADVICE.test(sentence) && !HEDGED.test(sentence));
    const before = PRONOUN.test(sentence) ? subject : [];
    const claims = claimsIn(clauses, before);
    const named = clauses.flatMap(({ names }) => names);
    if (named.length > 0) subject = clauses.find(({ names }) => names.length > 0)?.names ?? subject;
    if (claims.every(({ clause }) => isEmpty(clause)) && (isAdvice || ABOUT_TALK.test(sentence)))
      return { type: 'no-claim' };
    return together(
      claims.map((claim) =>
        judgeClaim(claim, known, { cited: cited.length > 0 ? cited : citedIn(text), isAdvice }),
      ),
      cited,
    );
  };
}
