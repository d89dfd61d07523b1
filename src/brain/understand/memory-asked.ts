import { moodOf } from './mood.ts';
import { preferenceAsked } from './preference-asked.ts';
import type { Reading, Slots, UnderstandInput } from './reading.ts';
import type { RecallSlots } from './slot-types.ts';
import { cleanMessage } from './text/clean.ts';
import { findTime } from './time.ts';

const POLITE =
  /^(?:(?:ok|okay|so|hey|hi|hello|please|pls|jamie|now|and|but|hm+|can you|could you|would you|will you|do you (?:still )?know)[, ]+)+/i;
const TAIL = /(?:[, ]+(?:please|pls|jamie|again|yet|already|before|mate|thanks|exactly|then))*[\s?!.]*$/i;

const US = '(?:we|i|you and i)';
const WHO = '(?:we|i|you and i|you)';
const DID =
  '(?:just |last |recently |already |ever |previously |first )*(?:talk(?:ed|ing)?|spoken|spoke|speak(?:ing)?|discuss(?:ed|ing)?|chat(?:ted|ting)?|ask(?:ed|ing)?|mention(?:ed)?|look(?:ed|ing)?|say|said|told?|tell|conclude[d]?|agreed?|decided?|promised?|find out|found out|find|found|learn(?:ed)?|answer(?:ed)?)';
const LINK =
  '(?: (?:you|me|us|together))?(?: (?:about|on|of|over|with|regarding|at|into|for|to do (?:about|with)))*';
const TALKS = '(?:conversations?|chats?|talks?|discussions?|chat history|conversation history)';

const whole = (pattern: string): RegExp => new RegExp(`^${pattern}(?<about>(?: .*)?)$`, 'i');

const ASKED: readonly (readonly [RegExp, RecallSlots['asks']])[] = [
  [
    whole(
      `(?:do you |can you )?(?:still )?(?:remember|recall) (?:when|that|the|that time|the time|the day|what|how|where|why|if|whether) ?(?:time |day )?(?:when )?${WHO} (?:have |had |were |was )?${DID}${LINK}`,
    ),
    'what',
  ],
  [
    whole(
      `(?:do you |can you )?(?:still )?(?:remember|recall) (?:our|the|that|my) (?:last )?${TALKS}${LINK}`,
    ),
    'what',
  ],
  [whole('(?:do|can|could) you (?:still )?(?:remember|recall)(?: the| that| our| my)?'), 'what'],
  [whole(`(?:what|which things|what all) (?:did|have|had) ${WHO} (?:been )?${DID}${LINK}`), 'what'],
  [whole(`what (?:did|have|had) ${US} (?:do|done) about`), 'what'],
  [
    whole(`(?:when|how long ago) (?:did|have|was it that|was it) ?${US} (?:last |first )?${DID}${LINK}`),
    'when',
  ],
  [
    whole(`when was (?:it|the last time|the first time)(?: that| when)? ${US} (?:have |had )?${DID}${LINK}`),
    'when',
  ],
  [whole(`(?:have|did|had) ${US} (?:not )?${DID}${LINK}`), 'whether'],
  [whole(`(?:have|had) ${US} (?:ever |already )?(?:seen|had)(?= .*\\bbefore$)`), 'whether'],
  [
    whole(
      `(?:find|show|search|list|open|look up|look through|look in|go through)(?: me)?(?: in)? (?:(?:the|my|our|all|past|earlier|previous|old|that|your|through) )*${TALKS}(?: (?:for|about|on|of|with|where|mentioning|from|when|that|we had|i had))*`,
    ),
    'what',
  ],
  [whole('search (?:my|our|your) (?:history|memory|messages) for'), 'what'],
  [whole(`(?:the |that )?last time ${US} ${DID}${LINK}`), 'when'],
  [whole(`remind me (?:of )?(?:what|when|how|where|why) ${WHO} (?:have |had )?${DID}${LINK}`), 'what'],
  [whole(`what (?:came|became) of (?:our|the|that) ${TALKS}${LINK}`), 'what'],
  [
    whole(
      `(?:what|which)(?: [\\w-]+)? (?:was|were)(?= [\\w -]*\\b${US} (?:were |was |had |have )?${DID}\\b)`,
    ),
    'what',
  ],
];

const MENTION = new RegExp(
  `\\b(?:that|which|when|where)?\\s*${WHO} (?:were |was |had |have )?${DID}(?: (?:about|at|into|on|of|over))*(?=\\s|$)`,
  'gi',
);
const LEAD =
  /^(?:that|this|the|our|my|about|on|of|over|whole|thing|with|for|an?|any|anything|something|all)\b\s*/i;

/** What is left when the words of asking are taken away. */
function subjectOf(rest: string): string {
  let about = rest.replace(MENTION, ' ').replace(TAIL, '').replace(/\s+/g, ' ').trim();
  while (LEAD.test(about)) about = about.replace(LEAD, '');
  return about.replace(/^(?:it|this|that|them|these|those|me|you|us)$/i, '');
}

const POINTS = /\b(?:it|this|that|them|these|those)\b/i;

/** What is pointed at, where nothing is named: what was spoken of last. */
function pointedAt(rest: string, { focus }: UnderstandInput): string {
  if (!POINTS.test(rest)) return '';
  return focus.objects
    .slice(0, 3)
    .map(({ name }) => name)
    .join(' ');
}

function slotsOf(rest: string, asks: RecallSlots['asks'], input: UnderstandInput): RecallSlots {
  const { now, timeZone } = input;
  const found = findTime(rest, { now, timeZone });
  const bare = (found?.parts ?? []).reduceRight(
    (text, { start, end }) => `${text.slice(0, start)} ${text.slice(end)}`,
    rest,
  );
  const about = subjectOf(bare);
  return { asks, about: about === '' ? pointedAt(bare, input) : about, ...(found && { time: found.range }) };
}

/** Questions after what was talked about, and what people tell of themselves. */
export function memoryAsked(input: UnderstandInput): Reading | undefined {
  const text = cleanMessage(input.message).replace(/\s+/g, ' ').trim();
  if (text.length > 300) return undefined;
  const plain = text.replace(POLITE, '').replace(TAIL, '').trim();
  const read = (skill: 'recall' | 'preferences', more: Partial<Slots>): Reading => ({
    type: 'skill',
    skill,
    slots: { clusters: input.focus.clusters, clusterNamed: false, namespaces: [], objects: [], ...more },
    confidence: 0.95,
    mood: moodOf([], text),
  });
  const preference = preferenceAsked(plain, input);
  if (preference !== undefined) return read('preferences', { preference });
  const spoken = text.replace(POLITE, '').replace(/[\s?!.]+$/, '');
  for (const [pattern, asks] of ASKED) {
    const match = pattern.exec(spoken);
    if (match !== null)
      return read('recall', { recall: slotsOf(match.groups?.['about'] ?? '', asks, input) });
  }
  return undefined;
}
