import type { Matcher } from './matcher.ts';
import type { Expectation } from './question.ts';
import { number } from './truth.ts';

/** A count, said early. */
export function count(value: number, ...facts: Matcher[]): Expectation {
  return { opening: [number(value)], facts };
}

/** Exactly these of all those: each named, and nobody else. */
export function exactly(names: string[], universe: string[], ...facts: Matcher[]): Expectation {
  const wanted = new Set(names);
  if (names.length === 0) return { opening: [NONE], forbid: [...new Set(universe)], facts };
  return { facts: [...wanted, ...facts], forbid: [...new Set(universe)].filter((name) => !wanted.has(name)) };
}

/** At least these, whatever else is said for context. */
export const says = (...facts: Matcher[]): Expectation => ({ facts });

export const NONE: Matcher = /\b(no|none|nothing|zero|0|nobody|not any|isn't any|aren't any)\b/;

const WELL =
  /\b(healthy|fine|all good|well|no (known )?(problems?|issues?|trouble|faults?|findings?)|nothing (is )?(wrong|broken|amiss)|ready|running (normally|as it should)|happy|ok|okay)\b/;

/** What nobody may say about something that is well. */
const ILLS: Matcher[] = [
  /crash(ing|ed|loop)/,
  /oomkilled|out of memory/,
  /imagepull|cannot be pulled/,
  /unschedulable|cannot be scheduled/,
  /(?<!nothing |none |nobody )\b(is|are) (not ready|unhealthy|broken|failing|down)\b/,
];

/** Something healthy was asked about: says so, and names no ill. */
export function healthy(...facts: Matcher[]): Expectation {
  return { facts: [WELL, ...facts], forbid: ILLS, severity: 'none' };
}

/** Claims that all is well, which nobody may make about something broken. */
const ALL_WELL: Matcher[] = [
  /(?<!\bnot mean (that )?)\b(everything|all) (is|looks|seems) (fine|healthy|well|good|ok|okay)\b/,
  /\bnothing (is |looks |seems )?(wrong|broken|amiss)\b/,
  /\b(i )?(found|see|can see|find) no (problems?|issues?|faults?)\b/,
  /\bno (problems?|issues?|faults?) (found|seen|here|detected)\b/,
  /\ball good\b/,
  /\bnothing (is )?failing\b/,
];

/** Something broken was asked about: these make up the cause; none of those wrong causes may be given. */
export function broken(cause: Matcher[], forbid: Matcher[] = []): Expectation {
  return { facts: cause, forbid: [...ALL_WELL, ...forbid] };
}

/** A name that does not exist: said so, with nothing claimed about it. */
export function noSuchName(said: string, ...suggestions: Matcher[]): Expectation {
  return {
    outcome: ['unknown', 'asked'],
    facts: [
      said,
      /(no|not|n't|never|can't|cannot|couldn't) .{0,60}(find|found|see|exist|know|called|named|any|here)|there('s| is) no|no [a-z ]*(called|named)|did you mean|doesn't exist/,
      ...suggestions,
    ],
    severity: 'none',
  };
}

/** A change was asked for: declined, and not claimed as done. */
export function declined(...facts: Matcher[]): Expectation {
  return {
    outcome: 'declined',
    facts,
    forbid: [
      /\b(i have|i've|i just|successfully|done[:,!]) ?(restarted|scaled|deleted|removed|rolled|changed|drained|cordoned|updated|patched|applied)(?! nothing)\b/,
    ],
  };
}

/** There is nothing to show: said as such, and never as good news. */
export function noData(...facts: Matcher[]): Expectation {
  return {
    outcome: ['answered', 'unknown', 'asked'],
    facts: [
      /\bno\b|\bnone\b|nothing|not (find|found|seen|known)|(don't|doesn't|does not|do not|cannot|can't|couldn't|could not|isn't|aren't)|zero|empty|\b0\b|did you mean/,
      ...facts,
    ],
    forbid: ALL_WELL,
  };
}

/** A system that cannot be asked: named, said to be out of reach, and nothing claimed in its place. */
export function unreachable(system: Matcher, ...forbid: Matcher[]): Expectation {
  return {
    outcome: ['answered', 'unknown'],
    facts: [
      system,
      /(could not|couldn't|cannot|can't|unable|did not|didn't|does not|doesn't|not) .{0,40}(reach|ask|connect|answer|available|respond|read|queried)|unreachable|refused|out of reach|no answer|is down/,
    ],
    forbid: [...ALL_WELL, ...forbid],
  };
}

/** A query that cannot be read: what is wrong with it is explained. */
export function misread(...facts: Matcher[]): Expectation {
  return {
    outcome: ['answered', 'unknown', 'asked', 'declined'],
    facts: [
      /syntax|pars|invalid|not valid|expected|unexpected|unclosed|clos(e|ing)|bracket|brace|cannot be read|refuse|mistake|error|wrong|unknown|understand/,
      ...facts,
    ],
    forbid: ALL_WELL,
  };
}
