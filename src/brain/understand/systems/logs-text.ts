import type { Analysis } from '../analyse.ts';
import { kindOfWord } from '../grammar.ts';
import type { Word } from '../names/word.ts';

/** What lines have to hold, and where in the message it stands. */
export interface Sought {
  text: string;
  start: number;
  end: number;
}

const QUOTED = /(?<=^|[\s(=:,])(["'`])([^"`]{1,200}?)\1(?=$|[\s,.;:?!)])/;
/** "status=500"; what selects objects is none. */
const PAIR =
  /(?<=^|[\s(,])(?!(?:app|name|namespace|pod|container|node|cluster|service|tier|level|severity)=)[a-z_][\w.]*=[\w./:-]+/i;
const NOUNS =
  'log ?lines?|log (?:entries|messages?|output|records?)|logs?|lines?|entries|messages?|output|occurrences?';
const ALSO = '(?: (?:the |any |some )?(?:word|words|text|string|phrase|term|message))?';
const HOLDS = new RegExp(
  `\\b(?:${NOUNS})\\b.*?\\b(?:about|contain(?:s|ing)?|mention(?:s|ing)?|match(?:es|ing)?|includ(?:es?|ing)|regarding|concerning|says?|saying|with|of the form|for (?=(?:user|request|order|customer|session|trace|id)\\b))${ALSO} `,
  'i',
);
const WRITES =
  '(?:log|logs|logging|logged|write|writes|writing|written|wrote|print|prints|printing|printed|reports?|reporting|reported|mentions?|mentioning|mentioned|says?|saying|said|emit|emits|emitted|throws?|throwing|thrown|threw|complain(?:s|ed|ing)? (?:about|of)|sees?|seen|saw)';
const WRITTEN = new RegExp(
  `\\b(?:does|did|do|is|are|was|were|has|have|had|been|time|times|when)\\b.{1,60}?(?<![\\w.-])${WRITES}(?: about| that)? `,
  'i',
);
const APPEARS =
  /\b(?:does|did|do|has|have|had|was|were|is|are) (?:the |an? |we (?:see|saw|seen) )?(.+?) (?:first |last |ever |been |lastly )*(?:appear|occur|show(?:s|n|ed)? up|happen|come up|came up|logged|written|printed|seen|mentioned|pop(?:ped)? up)/i;
const OCCURRENCE =
  /\b(?:occurrences?|appearances?|mentions?|instances?|(?:first|last|latest|earliest)(?: (?:log )?(?:line|entry|message|time))?) (?:of|with|that says|containing) /i;

const PREPOSITIONS = /^(?:of|in|from|by|on|for|within|across|during|since|over|between|at|inside)$/;
const SKIPPED = /^(?:the|our|my|all|any|every|last|past|service|services)$/;
/** No text of a line: how bad it is, when it was, or how it is shown. */
const NO_TEXT =
  /^(?:errors?|exceptions?|warnings?|failures?|panics?|anything|something|nothing|everything|what|most|more|less|too|so|to|the most|to the|before|after|since|in|on|at|of|for|from|between|during|by|right|now|today|yesterday|recently|lately|last|first|ever|again|timestamps?|time ?stamps?|level|levels?|colou?rs?|it|that|this|them|there|here|lines?|logs?|log|out|up|each|every|per|and|or|if|when|while|why|how|a lot|much|many|often|normally|usually|severity|highest|no)\b/i;
const ENDING =
  /(?:[\s,]+(?:please|pls|now|right now|today|recently|lately|at all|anywhere|ever|yet|again|before|so far|at the moment|in there))*[\s?.!,;:]*$/i;
const LEADING =
  /^(?:(?:the|an?|any|some|its|word|words|text|string|phrase|term|message|messages|called|named|saying|like|that|with|(?:user|customer|request|order|session|trace|id)(?: id)?(?= (?:[a-z]+$|\S{6})))\s+)+/i;
const LEVELS_BEHIND = /\s+(?:errors?|warnings?|exceptions?|failures?|lines?|messages?|entries)$/i;

/** Whether whose lines, or when, is told from this word on. */
function beginsPlace(words: readonly Word[], at: number): boolean {
  const word = words[at];
  if (word === undefined) return false;
  if (word.claim === 'time') return true;
  if (!PREPOSITIONS.test(word.word)) return false;
  let next = at + 1;
  while (SKIPPED.test(words[next]?.word ?? '') || kindOfWord(words[next]?.word ?? '') !== undefined)
    next += 1;
  const after = words[next];
  return (
    after?.claim === 'time' ||
    after?.claim === 'place' ||
    after?.claim === 'name' ||
    /^(?:logs?|loki|log|production|prod|staging)$/.test(after?.word ?? '')
  );
}

/** The words from a place in the message on, without whose lines they are and when. */
function cutFrom({ text, words }: Analysis, from: number, limit = text.length): Sought | undefined {
  const first = words.findIndex(({ start }) => start >= from);
  const stop = words.findIndex(
    (_, at) => at >= first && (beginsPlace(words, at) || (at > first && (words[at - 1]?.ends ?? false))),
  );
  const end = Math.min(limit, stop < 0 ? text.length : (words[stop]?.start ?? text.length));
  const whole = text.slice(from, end).replace(ENDING, '');
  const bare = whole.replace(LEADING, '').replace(LEVELS_BEHIND, '');
  if (bare === '' || bare.length > 200 || NO_TEXT.test(bare)) return undefined;
  return { text: singular(bare), start: from, end };
}

/** "timeouts" are found by their singular too. */
const singular = (text: string): string =>
  /^[a-z]{4,}[^su]s$/.test(text) && !text.endsWith('is') ? text.slice(0, -1) : text;

function whole(match: RegExpExecArray | null, text: string | undefined): Sought | undefined {
  if (match === null || text === undefined || text.trim() === '') return undefined;
  return { text: text.trim(), start: match.index, end: match.index + match[0].length };
}

/** Where something is said to appear: what stands between. */
function appearing(analysis: Analysis): Sought | undefined {
  const match = APPEARS.exec(analysis.text);
  if (match?.[1] === undefined) return undefined;
  const from = match.index + match[0].indexOf(match[1]);
  return cutFrom(analysis, from, from + match[1].length);
}

function after(analysis: Analysis, pattern: RegExp): Sought | undefined {
  const match = pattern.exec(analysis.text);
  return match === null ? undefined : cutFrom(analysis, match.index + match[0].length);
}

/** The text that lines are asked for in people's words: quoted, as a pair, or behind a word that says so. */
export function textSought(analysis: Analysis): Sought | undefined {
  const { text } = analysis;
  const quoted = QUOTED.exec(text);
  const pair = PAIR.exec(text);
  return (
    whole(quoted, quoted?.[2]) ??
    whole(pair, pair?.[0]) ??
    after(analysis, OCCURRENCE) ??
    after(analysis, HOLDS) ??
    appearing(analysis) ??
    after(analysis, WRITTEN)
  );
}

const WITHOUT =
  /\b(?:without|excluding|except(?: for)?|ignoring|leaving out|but not|not containing|other than|that (?:do not|don't) (?:contain|mention|say|match))(?: the| any| all)?(?: lines?| logs?| entries| messages?)?(?: (?:with|containing|about|from|of|that (?:say|contain|mention)))? (?:"([^"]{1,100})"|'([^']{1,100})'|([\w/=.-]+(?: (?:checks?|probes?|requests?|calls?))?))/i;

/** What lines must not hold. */
export function textUnwanted(text: string): string | undefined {
  const [, double, single, plain] = WITHOUT.exec(text) ?? [];
  const said = double ?? single ?? plain;
  if (said === undefined || /^(?:errors?|a|an|any|the|loki)$/i.test(said)) return undefined;
  return /^(?:health|liveness|readiness|probe)[\s_-]?(?:checks?|probes?|z)?$/i.test(said)
    ? said.replace(/[\s_-]?(?:checks?|probes?)$/i, '')
    : singular(said);
}
