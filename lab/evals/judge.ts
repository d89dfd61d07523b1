import type { Answer } from './answer.ts';
import { inWords, matches, plain } from './match.ts';
import type { Expectation } from './question.ts';
import type { Truth } from './truth.ts';

/** right +1; honest (does not know, or asks) 0; wrong (says something else, with confidence) -2. */
export type Verdict = 'right' | 'honest' | 'wrong';

export interface Judgement {
  verdict: Verdict;
  /** What is not as expected, in words. */
  faults: string[];
}

const OPENING = 320;
const POD_LIKE =
  /(?<![a-z0-9.-])[a-z][a-z0-9-]*-(?:[bcdf-hj-np-tv-z2456789]{6,10})-[bcdf-hj-np-tv-z2456789]{5}(?![a-z0-9-])/g;

function outcomeFault(answer: Answer, expected: Expectation): string[] {
  const accepted = [expected.outcome ?? 'answered'].flat();
  if (answer.outcome !== 'failed' && accepted.includes(answer.outcome)) return [];
  return [`outcome ${answer.outcome} instead of ${accepted.join(' or ')}`];
}

function severityFault(answer: Answer, expected: Expectation): string[] {
  const wanted = expected.severity;
  if (wanted === undefined) return [];
  const found = answer.severity;
  if (wanted === 'none')
    return found === undefined || found === 'info' ? [] : [`severity ${found} for something healthy`];
  return found !== undefined && wanted.includes(found)
    ? []
    : [`severity ${found ?? 'none'} instead of ${wanted.join(' or ')}`];
}

/** Pod names with the look of made ones that neither exist nor were asked about. */
function inventedNames(text: string, asked: string, truth: Truth): string[] {
  const said = new Set(text.match(POD_LIKE) ?? []);
  return [...said].filter((name) => !truth.exists(name) && !asked.includes(name));
}

const isOwned = ({ outcome }: Answer): boolean =>
  outcome === 'unknown' || outcome === 'asked' || outcome === 'failed';

/** What is claimed: an answer that does not know may offer other questions in a list. */
function claimsOf(answer: Answer): string {
  return plain(isOwned(answer) ? answer.text.replace(/^\s*[-*] .*$/gm, '') : answer.text);
}

function lies(answer: Answer, expected: Expectation, context: { asked: string; truth: Truth }): string[] {
  const text = plain(answer.text);
  const claims = claimsOf(answer);
  const forbidden = (expected.forbid ?? []).filter((matcher) => matches(claims, matcher));
  const invented = inventedNames(text, plain(context.asked), context.truth);
  const world = expected.world?.();
  return [
    ...forbidden.map((matcher) => `says ${inWords(matcher)}`),
    ...invented.map((name) => `names ${name}, which does not exist`),
    ...answer.uncited.map((fact) => `no evidence for: ${fact}`),
    ...(world === undefined ? [] : [world]),
  ];
}

function gaps(answer: Answer, expected: Expectation): string[] {
  const text = plain(answer.text);
  const opening = text.slice(0, OPENING);
  return [
    ...(expected.facts ?? []).filter((matcher) => !matches(text, matcher)),
    ...(expected.opening ?? []).filter((matcher) => !matches(opening, matcher)),
  ].map((matcher) => `does not say ${inWords(matcher)}`);
}

/** Judges one answer. Anything that is neither right nor an honest "I do not know" is wrong. */
export function judge(
  answer: Answer,
  expected: Expectation,
  context: { asked: string; truth: Truth },
): Judgement {
  const said = lies(answer, expected, context);
  const faults = [
    ...said,
    ...outcomeFault(answer, expected),
    ...severityFault(answer, expected),
    ...gaps(answer, expected),
  ];
  if (faults.length === 0) return { verdict: 'right', faults };
  return { verdict: isOwned(answer) && said.length === 0 ? 'honest' : 'wrong', faults };
}
