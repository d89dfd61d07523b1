import { lookUpTerm } from '../skills/explaining/glossary.ts';
import type { Analysis } from './analyse.ts';
import type { Features } from './features.ts';
import { kindOfWord } from './grammar.ts';
import type { Word } from './names/word.ts';

/** Words around a question after a meaning that change nothing about it. */
const ASIDE =
  /\b(?:please|pls|plz|hey|hi|hello|jamie|exactly|actually|really|basically|again|quickly|briefly|simply|even|supposed to|in (?:simple|plain|other|layman) (?:terms|words|english)|in short|in general|generally|in (?:kubernetes|k8s|kube)|on (?:kubernetes|k8s)|to (?:a |an )?(?:me|noob|beginner|newbie|junior|dummy|child|five year old|manager)|for (?:dummies|beginners|a beginner)|like i am (?:5|five)|quick question|can you|could you|would you|do you know|remind me|i forgot|i (?:do not|never) (?:know|understand|get|understood|remember)|as a status|as a state|status|state|error|reason|concept of|the concept|kubernetes|k8s|thing|things|called|mate|one more time|kind of|sort of|the term|term|word|mean by)\b/g;

const TERMS = 'T(?:,? (?:and|or|&|plus) T| T)*';
const ARTICLE = '(?:an? |the )?';

/** What a question after the meaning of something looks like once its terms are `T`. */
const DEFINES: readonly RegExp[] = [
  `what (?:is|are|was|s) ${ARTICLE}${TERMS}(?: (?:for|about|all about|good for|used for|about then))?`,
  `what (?:is|are) (?:the )?(?:meaning|definition|point|purpose|use|idea|role|job|function|deal|difference) (?:of|behind|with|in|is) (?:having |using )?${ARTICLE}${TERMS}`,
  `what (?:is )?meant by ${ARTICLE}${TERMS}`,
  `what (?:does|do|did|would|is) ${ARTICLE}${TERMS} (?:mean|means|do|does|stand for|say|indicate|signify|tell me)`,
  `what (?:does|do) it mean (?:when|if|that) (?:an? |the |my )?(?:pod|pods|container|node|job)?(?: ?is| are| says| shows)? ?(?:in )?${ARTICLE}T`,
  `(?:explain|define|eli5|meaning of|definition of|explanation of|describe what|teach(?: me)?(?: about)?|help me understand|understanding|intro to|introduction to)(?: what)? ${ARTICLE}${TERMS}(?: (?:is|are|means|mean|does|do))?`,
  `(?:tell me|explain)(?: me)? (?:what|about) ${ARTICLE}${TERMS} (?:is|are|means|mean|does|do)`,
  `(?:tell me|talk|something)(?: more)? about (?:an? )?T`,
  `${ARTICLE}${TERMS},? (?:meaning|definition|explained|explanation|eli5|means|mean|means what|what is (?:it|that|this)|what are (?:they|those|these)|what does (?:it|that|this) (?:mean|do)|what do they do|is what|for what)`,
  `how (?:do|does) ${ARTICLE}${TERMS} (?:work|works|function|operate)`,
  `how (?:do|does) ${ARTICLE}T (?:relate to|work with|fit with|go with) ${ARTICLE}T`,
  `(?:why|when) (?:do|does|would|should|shall|must|can|to|is)? ?(?:i|we|you|one|people|someone|anyone)? ?(?:use|need|want|have|choose|pick|go for) ${ARTICLE}${TERMS}`,
  `what (?:do|would|can) (?:i|we|you|people|one) (?:use|need) ${ARTICLE}T for`,
  `what (?:is|are) ${ARTICLE}T (?:and|,) (?:how|what|when|why) .{0,40}`,
].map((pattern) => new RegExp(`^${pattern}$`));

const COMPARES =
  /\b(?:vs|versus|differences?|diff|differ|differs|different|differently|distinguish|distinguishes|distinction|compared?|comparison|over|instead|rather|better|same|relates?|related|relation|relationship|unlike)\b|\b(?:or|which)\b.*\b(?:use|choose|pick|need|prefer)\b|\b(?:use|choose|pick|need|prefer)\b.*\b(?:or|which)\b/;
const OF_COMPARISONS = new Set(
  `what is are was the a an between of from to and how does do when should would could i we you one use using choose pick choosing deciding go
  with for prefer need which better best instead rather than over or versus vs difference differences diff differ differs different distinguish
  distinguishes distinction compare compared comparison same as relate relates related relation relationship it them my not just unlike can
  have want on tell me explain in both why if whether by case cases situation each other another main key thing two these those there any type types only`
    .split(/\s+/)
    .filter(Boolean),
);

/** States that a question after things may well be about: "what is pending". */
const STATES =
  /^(?:pending|running|completed|evicted|unhealthy|cordoned|suspended|restart|status|event|warning|events|warnings|image|replicas|restarts)$/;
const LONGEST_TERM = 4;

interface Reduced {
  text: string;
  terms: string[];
  words: Word[];
}

/** The message with each term it speaks of put as `T`; undefined when it names something else. */
function reduce({ words, mentions }: Analysis): Reduced | undefined {
  const found: Reduced = { text: '', terms: [], words: [] };
  const pieces: string[] = [];
  for (let at = 0; at < words.length;) {
    const length = termLength(words, at);
    const pair = length === 0 ? slashed(words[at]) : [];
    if (pair.length > 0) {
      found.terms.push(...pair);
      pieces.push(pair.map(() => 'T').join(' or '));
      at += 1;
      continue;
    }
    const isName = mentions.some(({ from, to, matches }) => at >= from && at < to && matches.length > 0);
    const claim = words[at]?.claim;
    if (length === 0 && (isName || claim === 'place' || claim === 'text')) return undefined;
    if (length === 0) pieces.push(words[at]?.word ?? '');
    else {
      const taken = words.slice(at, at + length);
      found.terms.push(taken.map(({ raw }) => raw).join(' '));
      found.words.push(...taken);
      pieces.push('T');
    }
    at += Math.max(1, length);
  }
  const text = pieces.join(' ').replace(ASIDE, ' ').replace(/\s+/g, ' ').trim();
  return { ...found, text };
}

/** "liveness/readiness" are two. */
function slashed(word: Word | undefined): string[] {
  const parts = word?.raw.split('/') ?? [];
  return parts.length > 1 && parts.every((part) => lookUpTerm(part) !== undefined) ? parts : [];
}

const OPENS_NO_TERM = new Set([
  'what',
  'is',
  'are',
  'the',
  'a',
  'an',
  'to',
  'how',
  'and',
  'or',
  'create',
  'replace',
  'patch',
  'state',
  'status',
]);

/** How many words from here on are one term, 0 for none. */
function termLength(words: readonly Word[], at: number): number {
  for (let length = Math.min(LONGEST_TERM, words.length - at); length > 0; length -= 1) {
    const taken = words.slice(at, at + length);
    const isCut = taken.slice(0, -1).some(({ ends }) => ends);
    const [first] = taken;
    if (isCut || first === undefined) continue;
    const isWord = length === 1 && OPENS_NO_TERM.has(first.word) && !first.quoted;
    const joined = taken.map(({ raw }) => raw).join(' ');
    if (
      !isWord &&
      !(length > 1 && OPENS_NO_TERM.has(first.word) && !/^(?:create|replace|patch)$/.test(first.word)) &&
      lookUpTerm(joined) !== undefined
    )
      return length;
  }
  return 0;
}

/** What somebody who says nothing else wants done. */
const IS_DEED =
  /^(?:roll(?: |-)?back|rollout undo|restart|drain|cordon|uncordon|suspend|exec|port(?: |-)?forward)$/i;

const canonical = (term: string): string => lookUpTerm(term)?.name ?? term;

const ofKubectl = (term: string): string =>
  /^(?:apply|create|replace|patch|exec|attach|edit|delete)$/i.test(term) ? `kubectl ${term}` : term;

/** The terms that two or more of are to be told apart: "A vs B", "when should I use A over B". */
function compared({ text, terms }: Reduced, isQuestion: boolean): string[] | undefined {
  const isList = terms.length > 1 && /^T(?: or T)+(?: T)?(?: for .*)?$/.test(text);
  if (terms.length < 2 || !(COMPARES.test(text) || (isList && isQuestion))) return undefined;
  if (isList) return terms.map(ofKubectl);
  const rest = text.split(' ').filter((word) => word !== 'T' && word !== 'kubectl' && word !== '/');
  return rest.every((word) => OF_COMPARISONS.has(word)) ? terms.map(ofKubectl) : undefined;
}

/** "compare apply and create": verbs of kubectl are terms only when they are compared. */
function comparedVerbs({ words }: Analysis): string[] | undefined {
  const said = words.map(({ word }) => word);
  const verbs = said.filter((word) => ofKubectl(word) !== word);
  const rest = said.filter((word) => ofKubectl(word) === word && word !== 'kubectl' && word !== 'k');
  const isComparison = COMPARES.test(said.join(' ')) && rest.every((word) => OF_COMPARISONS.has(word));
  return verbs.length === 2 && isComparison ? verbs.map(ofKubectl) : undefined;
}

/** The terms whose meaning, or whose difference, a message asks for in general; undefined when it asks after what is there. */
export function definitionAsked(analysis: Analysis, features: Features): string[] | undefined {
  const { places, time, words, input } = analysis;
  const hasPlace = places.clusters.length > 0 || places.namespaces.length > 0 || places.unknown !== undefined;
  const asksWhich =
    words[0]?.word === 'which' &&
    /s$/.test(words[1]?.word ?? '') &&
    kindOfWord(words[1]?.word ?? '') !== undefined;
  if (asksWhich || hasPlace || time !== undefined || words.length === 0 || words.length > 24)
    return undefined;
  const code = exitCodeIn(analysis, features);
  if (code !== undefined) return [code];
  const verbs = comparedVerbs(analysis);
  if (verbs !== undefined) return verbs;
  const reduced = reduce(analysis);
  if (reduced === undefined || reduced.terms.length === 0) return undefined;
  const several = compared(reduced, /\?\s*$/.test(analysis.text));
  if (several !== undefined) return several.map(canonical);
  if (isBareTerm(analysis, reduced) && !/^\s*(?:kubectl|k|oc) /i.test(input.message))
    return reduced.terms.map(canonical);
  const isAsked = DEFINES.some((pattern) => pattern.test(reduced.text));
  return isAsked && !asksAfterThings(analysis, reduced, input.focus.objects.length > 0)
    ? reduced.terms.map(canonical)
    : undefined;
}

/** "what are the pods", "what is the image" of what was spoken of, "what is pending". */
function asksAfterThings({ words }: Analysis, { terms, words: taken }: Reduced, hasFocus: boolean): boolean {
  const [first] = taken;
  const [term = ''] = terms;
  const said = words.map(({ word }) => word).join(' ');
  const isDefinite = first !== undefined && words[words.indexOf(first) - 1]?.word === 'the';
  const isPlural = /s$/.test(term) && kindOfWord(term) !== undefined;
  if (isDefinite && (isPlural || hasFocus) && /^(?:what|tell)/.test(said)) return true;
  const asksMeaning = /\b(?:mean|means|meaning|define|definition|explain|stand for)\b/.test(said);
  return !asksMeaning && STATES.test(term) && !taken.some(({ quoted }) => quoted);
}

/** "pdb?", "headless service?", "ImagePullBackOff": a term and nothing else, that is no list either. */
function isBareTerm({ text: message, words }: Analysis, { text, terms }: Reduced): boolean {
  const [term = ''] = terms;
  if (text !== 'T' || terms.length !== 1) return false;
  if (words.length > term.split(' ').length + 1) return false;
  const last = term.split(' ').at(-1) ?? '';
  const isList = /(?:[^s]s|ies)$/i.test(last) && kindOfWord(last) !== undefined;
  const isKind = kindOfWord(term) !== undefined;
  if (isList || (IS_DEED.test(term) && !message.includes('?'))) return false;
  if (!isKind) return !STATES.test(term) && (words.length > 1 || /[A-Z?]/.test(message));
  return /\?\s*$/.test(message);
}

const EXIT_CODES = [
  /\b(?:died|dies|exits?|exited|ends?|ended|stops?|stopped|terminated|crashe[sd]|failed|fails|quits?|returned|returns)(?: itself)?(?: with| on)(?: an?)?(?: (?:status|code|error|exit|number|return))* ?[:=#]?\s?(\d{1,3})\b/i,
  /\bexit(?:ed|s|ing)?(?: with)?(?: (?:an? |the )?(?:exit )?(?:status|code|error))?s? ?[:=#]?\s?(\d{1,3})\b/i,
  /\bcode ?[:=#]?\s?(\d{1,3})\b/i,
  /\b(\d{1,3}) (?:as )?(?:an? |the )?exit (?:code|status)/i,
  /^(?:what (?:is|does|s)|what's|whats) (?:a |an )?(1[2-5]\d)(?: mean)?\??$/i,
];

/** An exit code that nothing is named beside. */
function exitCodeIn({ text, mentions }: Analysis, { kinds, asks }: Features): string | undefined {
  const code = EXIT_CODES.map((pattern) => pattern.exec(text)?.[1]).find((one) => one !== undefined);
  const isAboutThings = mentions.some(({ matches }) => matches.length > 0) || asks === 'how-many';
  const isList = kinds.length > 0 && /\b(?:which|list|show|any|find|all)\b/i.test(text);
  return code === undefined || Number(code) > 255 || isAboutThings || isList
    ? undefined
    : `exit code ${code}`;
}
