import { stemmer } from 'stemmer';
import { ADJECTIVES, BINDING_KINDS, KIND_WORDS, NEGATIONS, signOf, STOP, UNIVERSAL } from './lexicon.ts';
import { fractionOf, inUnit, readingsOf, unitAfter, type Quantity } from './quantities.ts';
import { looksLikeName, tokensIn, type Token } from './tokens.ts';

/** One assertion: what it names, which numbers it gives, which way round it is. */
export interface Clause {
  text: string;
  names: string[];
  quantities: Quantity[];
  /** Stems of the words that carry meaning. */
  words: string[];
  /** By axis, 1 or -1. */
  signs: Map<string, number>;
  isNegated: boolean;
  isUniversal: boolean;
  /** Which kind of object a name is said to be of. */
  kinds: { name: string; kind: string }[];
  /** Goes on with what was said before it, rather than beginning anew after "and" or ";". */
  isTied: boolean;
}

/** What is needed to read a text. */
export interface Reader {
  /** Whether a plain word is the name of something. */
  isName: (word: string) => boolean;
  timeZone: string;
}

const JOINTS =
  /[;()—–]|:\s|,\s|\s-\s|\.\s|\b(?:and|but|while|whereas|because|although|though|which|who|whose|with|as well as|so that|since|until|from|due to|after|before|where|when|plus)\b/gi;
/** After these something else may begin. */
const ANEW =
  /^(?:;|\.|and|but|while|whereas|because|although|though|as well as|so that|due to|after|before|plus)$/i;
/** Two words that mean one thing. */
const FUSED: [RegExp, string][] = [
  [/\bnot(?: yet)? ready\b/gi, 'unready'],
  [/\bnot healthy\b/gi, 'unhealthy'],
  [/\bnot available\b/gi, 'unavailable'],
  [/\bout[- ]of[- ]sync\b/gi, 'outofsync'],
  [/\bin[- ]sync\b/gi, 'insync'],
  [/\bnot (?:in[- ]sync|synced)\b/gi, 'outofsync'],
  [/\bnot allowed\b/gi, 'denied'],
  [/\bno longer\b/gi, 'not'],
  [/\b(\w+)n['’]t\b/gi, '$1 not'],
  [/\bcannot\b/gi, 'can not'],
];
const BOUNDS: [RegExp, Quantity['bound']][] = [
  [/(?:\b(?:about|around|roughly|approximately|nearly|almost|some|circa|close to)|~)\s*$/i, 'about'],
  [/\b(?:over|more than|above|at least|exceeding|beyond|no (?:less|fewer) than)\s*$/i, 'over'],
  [/\b(?:under|less than|fewer than|below|at most|up to|no more than)\s*$/i, 'under'],
];
const NEAR = 3;

const fused = (text: string): string =>
  FUSED.reduce((said, [pattern, to]) => said.replace(pattern, to), text);

/** Cuts a sentence where one assertion ends and the next begins; never within a code span. */
export function clausesIn(sentence: string, reader: Reader): Clause[] {
  const text = fused(sentence);
  const spans = [...text.matchAll(/`[^`]*`/g)].map(
    ({ index, 0: span }) => [index, index + span.length] as const,
  );
  const cuts = [...text.matchAll(JOINTS)].filter(
    ({ index }) => !spans.some(([from, to]) => index > from && index < to),
  );
  const starts = [
    { from: 0, joint: ';' },
    ...cuts.map(({ index, 0: joint }) => ({ from: index + (/^\w/.test(joint) ? 0 : joint.length), joint })),
  ];
  const clauses = starts
    .map(({ from, joint }, at) => ({
      ...readClause(text.slice(from, starts[at + 1]?.from ?? text.length), reader),
      isTied: !ANEW.test(joint.trim()),
    }))
    .filter(
      ({ names, quantities, words, signs }) =>
        names.length + quantities.length + words.length + signs.size > 0,
    );
  return clauses.map((clause, at) => countingWhatWasSaid(clause, clauses[at - 1]));
}

/** "Pulled (14 times)": a number that stands alone counts what was said before it. */
function countingWhatWasSaid(clause: Clause, before: Clause | undefined): Clause {
  if (before === undefined || clause.words.length > 0 || clause.quantities.length === 0) return clause;
  const nouns =
    before.words.length > 0 ? before.words.slice(-2) : before.names.map((name) => name.toLowerCase());
  return { ...clause, quantities: clause.quantities.map((quantity) => ({ ...quantity, nouns })) };
}

/** A name beside the word for its kind: "namespace shop", "the shop namespace". */
function besideKind(tokens: readonly Token[], at: number): boolean {
  const word = tokens[at]?.text.toLowerCase() ?? '';
  if (!/^[a-z][a-z]{2,}$/.test(word) || ADJECTIVES.has(word) || KIND_WORDS.has(word) || STOP.has(word))
    return false;
  if (signOf(word) !== undefined || /(?:ed|ing|ly|s)$/.test(word)) return false;
  const [before, after] = [tokens[at - 1]?.text.toLowerCase(), tokens[at + 1]?.text.toLowerCase()];
  const isAfterKind =
    before !== undefined && /^(?:namespace|service|deployment|cluster|node|pod|container)$/.test(before);
  const isBeforeKind = after !== undefined && /^(?:namespace|service|deployment|cluster)$/.test(after);
  const isThe = tokens[at - 1] !== undefined && /^(?:the|in)$/i.test(tokens[at - 1]?.text ?? '');
  return isAfterKind || (isBeforeKind && isThe);
}

/** The kind that is said right before a name: "pod cart-0". */
function kindBefore(tokens: readonly Token[], at: number): string | undefined {
  const word = tokens[at - 1]?.text.toLowerCase().replace(/s$/, '') ?? '';
  return BINDING_KINDS.has(word) ? word : undefined;
}

interface Found {
  names: string[];
  quantities: Quantity[];
  words: { stem: string; at: number }[];
  signs: { axis: string; sign: number; at: number }[];
  negations: number[];
  isUniversal: boolean;
  kinds: Clause['kinds'];
}

function boundBefore(text: string, at: number): Quantity['bound'] {
  const before = text.slice(Math.max(0, at - 24), at);
  return BOUNDS.find(([pattern]) => pattern.test(before))?.[1] ?? 'exact';
}

function quantitiesAt(
  { text, tokens, at }: { text: string; tokens: readonly Token[]; at: number },
  timeZone: string,
): Omit<Quantity, 'nouns'>[] {
  const token = tokens[at];
  if (token === undefined) return [];
  const bound = boundBefore(text, token.at);
  const next = tokens[at + 1];
  const both = fractionOf(token.text);
  if (both !== undefined)
    return both.map((raw) => ({ raw, bound, readings: readingsOf(raw, timeZone), isAgo: false }));
  const readings = readingsOf(token.text, timeZone);
  if (readings.length === 0) return [];
  const isBare = readings.length === 1 && readings[0]?.measure === 'count';
  const percent = isBare && /^\s?%/.test(text.slice(token.at + token.text.length));
  const units = percent
    ? ([['share', 0.01]] as [Quantity['readings'][number]['measure'], number][])
    : unitAfter(next);
  const value = String(readings[0]?.value ?? '');
  const digits = /\d/.test(token.text) ? token.text : value;
  const isAgo = /^\s*(?:\w+\s+)?ago\b/.test(text.slice(token.at + token.text.length));
  const isMeasured = isBare && units !== undefined;
  return [{ raw: token.text, bound, readings: isMeasured ? inUnit(digits, units) : readings, isAgo }];
}

/** The unit of the number before it. */
function isUnit(tokens: readonly Token[], at: number): boolean {
  const before = tokens[at - 1]?.text ?? '';
  return /^[\d.,]+$/.test(before) && /^(?:[KMGT]i?B|ms|µs|s|h|d)$/.test(tokens[at]?.text ?? '');
}

function readToken(
  found: Found,
  context: { text: string; tokens: Token[]; at: number; reader: Reader },
): Omit<Quantity, 'nouns'>[] {
  const { tokens, at, reader } = context;
  const token = tokens[at];
  if (token === undefined) return [];
  if (isUnit(tokens, at)) return [];
  const lower = token.text.toLowerCase();
  const quantities = quantitiesAt(context, reader.timeZone);
  if (quantities.length > 0) return quantities;
  if (UNIVERSAL.has(lower)) found.isUniversal = true;
  if (NEGATIONS.has(lower)) found.negations.push(at);
  const sign = token.isQuoted ? undefined : signOf(lower);
  if (sign !== undefined) found.signs.push({ ...sign, at });
  const isWord = /^\p{L}+$/u.test(token.text) && !token.isQuoted;
  const isNamed = !STOP.has(lower) && (isWord ? reader.isName(token.text) && !KIND_WORDS.has(lower) : true);
  if (
    looksLikeName(token.text) ||
    (isNamed && !/^[\d.,%+-]+$/.test(token.text) && (token.isQuoted || isWord)) ||
    besideKind(tokens, at)
  ) {
    found.names.push(token.text);
    const kind = kindBefore(tokens, at);
    if (kind !== undefined) found.kinds.push({ name: token.text, kind });
  } else if (!STOP.has(lower) && !NEGATIONS.has(lower)) found.words.push({ stem: stemmer(lower), at });
  return [];
}

/** Reads a piece of text as one assertion. */
export function readClause(piece: string, reader: Reader): Clause {
  const text = piece.trim();
  const tokens = tokensIn(text);
  const found: Found = {
    names: [],
    quantities: [],
    words: [],
    signs: [],
    negations: [],
    isUniversal: false,
    kinds: [],
  };
  const measured = tokens.flatMap((_, at) =>
    readToken(found, { text, tokens, at, reader }).map((quantity) => ({ quantity, at })),
  );
  const quantities = measured.map(({ quantity, at }) => ({
    ...quantity,
    nouns: found.words.filter((word) => Math.abs(word.at - at) <= NEAR).map(({ stem }) => stem),
  }));
  return {
    text,
    names: [...new Set(found.names)],
    quantities,
    words: [...new Set(found.words.map(({ stem }) => stem))],
    ...polarity(found),
    isUniversal: found.isUniversal,
    kinds: found.kinds,
    isTied: false,
  };
}

/** "not running" is the other end of running; a negation that turns nothing round negates the whole. */
function polarity({ signs, negations }: Found): Pick<Clause, 'signs' | 'isNegated'> {
  const turned = signs.map((sign) => ({ ...sign }));
  let left = 0;
  for (const at of negations) {
    const target = turned.find((sign) => sign.at > at) ?? turned.at(-1);
    if (target === undefined) left += 1;
    else target.sign = -target.sign;
  }
  return { signs: new Map(turned.map(({ axis, sign }) => [axis, sign])), isNegated: left % 2 === 1 };
}
