import { withoutCitations } from '../inert.ts';
import { claimsIn, isEmpty, type Claim } from './claims.ts';
import { clausesIn, type Clause, type Reader } from './clauses.ts';
import { covered, isAmong, support, type Statement, type Support } from './compare.ts';
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
  /** The kinds that the evidence says a name is of; none when it says none. */
  kindsOf: (name: string) => ReadonlySet<string>;
}

const MOST_CITED = 3;
const PRONOUN = /^\W*(?:it|its|they|their|this|that|these|those|both|each|he|she)\b/i;
const UNKNOWN = 'the evidence has no';
const quote = (text: string): string => `"${text.slice(0, 160)}"`;

interface Found {
  support: Support;
  evidence: string[];
  statement?: Statement;
}

const RANK: Record<Support, number> = { none: 0, soft: 1, opposite: 2, full: 3 };

const NOTHING: Found = { support: 'none', evidence: [] };

interface Sought {
  statements: readonly Statement[];
  cited: readonly string[];
  now: number;
}

const bears = (found: Support, statement: Statement): Found => ({
  support: found,
  evidence: statement.evidence,
  statement,
});

/** The best that any statement does for an assertion; one that bears it out beats one that contradicts it. */
function bestFor(
  { clause, inherited }: Omit<Claim, 'beside'>,
  { statements, cited, now }: Sought,
  with_: readonly string[] = [],
): Found {
  let best: Found = { support: 'none', evidence: [] };
  for (const statement of statements) {
    if (!with_.every((name) => isAmong(name, statement.near))) continue;
    const found = support(clause, statement, { inherited, isTied: clause.isTied, now });
    if (RANK[found] < RANK[best.support] || found === 'none') continue;
    const isCited = statement.evidence.some((id) => cited.includes(id));
    const wasCited = best.evidence.some((id) => cited.includes(id));
    if (RANK[found] > RANK[best.support] || (isCited && !wasCited)) best = bears(found, statement);
  }
  return best;
}

/** A name beside an assertion: the same is said of it, or it stands with the assertion's own names. */
function besideHolds(beside: Clause, { clause, beside: all }: Claim, sought: Sought): Found {
  const isList = new Set(all.map(({ words }) => words.join(' '))).size === 1 && clause.names.length <= 1;
  const same = !isList
    ? NOTHING
    : bestFor({ clause: { ...clause, names: beside.names, kinds: beside.kinds }, inherited: [] }, sought);
  if (same.support === 'full' || clause.names.length === 0) return same;
  return bestFor({ clause: beside, inherited: [] }, sought, clause.names);
}

/** What the evidence does for an assertion and the names beside it, at once or one by one. */
function foundFor(claim: Claim, sought: Sought): Found {
  const joint = bestFor(
    claim,
    sought,
    claim.beside.flatMap(({ names }) => names),
  );
  if (joint.support === 'full' || claim.beside.length === 0) return joint;
  const alone = bestFor(claim, sought);
  const others = claim.beside.map((beside) => besideHolds(beside, claim, sought));
  return [alone, ...others].reduce((a, b) => (RANK[b.support] < RANK[a.support] ? b : a));
}

function problemWith({ clause, beside, inherited }: Claim, found: Found, known: Known): string | undefined {
  const statements = known.statements();
  const isKnown = (name: string): boolean =>
    statements.some((one) => isAmong(name, one.near)) || isAmong(name, known.asked());
  const named = [clause, ...beside].flatMap(({ names }) => names);
  const unknown = named.find((name) => !isKnown(name));
  if (unknown !== undefined) return `${UNKNOWN} ${quote(unknown)}`;
  if (found.support === 'opposite')
    return `the evidence says otherwise: ${quote(found.statement?.text ?? '')}`;
  if (found.support === 'soft') return undefined;
  const about = [...named, ...inherited].slice(0, 3).join(', ');
  if (clause.quantities.length > 0)
    return `the evidence does not say ${quote(clause.quantities.map(({ raw }) => raw).join(', '))}${about === '' ? '' : ` of ${about}`}`;
  return named.length > 1 && found.support === 'none' && clause.words.length > 0
    ? `the evidence does not say that of ${about}`
    : undefined;
}

/** A name that is said to be of another kind than it is. */
function wrongKind({ kinds }: Clause, known: Known): string | undefined {
  const wrong = kinds.find(({ name, kind }) => {
    const seen = known.kindsOf(name);
    return seen.size > 0 && !seen.has(kind);
  });
  return wrong && `${wrong.name} is a ${[...known.kindsOf(wrong.name)].join(' or ')}, not a ${wrong.kind}`;
}

function judgeClaim(
  claim: Claim,
  known: Known,
  how: { cited: readonly string[]; isAdvice: boolean },
): Verdict {
  const { clause, beside } = claim;
  const kind = [clause, ...beside]
    .map((one) => wrongKind(one, known))
    .find((problem) => problem !== undefined);
  if (kind !== undefined) return { type: 'wrong', problem: kind };
  const found = foundFor(claim, { statements: known.statements(), cited: how.cited, now: known.now });
  if (found.support === 'full') return { type: 'borne-out', evidence: found.evidence };
  if (isEmpty(clause) && beside.length === 0) return softly(clause, known);
  const problem = problemWith(claim, found, known);
  if (how.isAdvice)
    return problem?.startsWith(UNKNOWN) === true ? { type: 'wrong', problem } : { type: 'no-claim' };
  return problem === undefined ? { type: 'unverified' } : { type: 'wrong', problem };
}

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

/** The assertions that are tied to each other, run by run. */
function runsOf(claims: readonly Claim[]): Claim[][] {
  const runs: Claim[][] = [];
  for (const claim of claims) {
    const run = runs.at(-1);
    if (run !== undefined && claim.clause.isTied) run.push(claim);
    else runs.push([claim]);
  }
  return runs;
}

/** Whether what is said in one breath is said in one place: each half may be true of something else. */
function isOfAPiece(claims: readonly Claim[], known: Known): boolean {
  const units = Map.groupBy(known.statements(), ({ unit }) => unit);
  return runsOf(claims).every((run) => {
    const firm = run.filter(({ clause, beside }) => !isEmpty(clause) || beside.length > 0);
    if (firm.length < 2) return true;
    return [...units.values()].some((statements) =>
      firm.every((claim) => foundFor(claim, { statements, cited: [], now: known.now }).support === 'full'),
    );
  });
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
    const named = clauses.find(({ names }) => names.length > 0)?.names;
    if (named !== undefined) subject = named;
    if (clauses.every(isEmpty) && (isAdvice || ABOUT_TALK.test(sentence))) return { type: 'no-claim' };
    const judged = (forward: boolean): Verdict => {
      const claims = claimsIn(clauses, before, forward);
      const verdict = together(
        claims.map((claim) => judgeClaim(claim, known, { cited, isAdvice })),
        cited,
      );
      return verdict.type === 'borne-out' && !isAdvice && !isOfAPiece(claims, known)
        ? { type: 'unverified' }
        : verdict;
    };
    const verdict = judged(false);
    if (verdict.type === 'borne-out' || verdict.type === 'no-claim') return verdict;
    const other = judged(true);
    return other.type === 'borne-out' ? other : verdict;
  };
}
