import { moodOf } from './mood.ts';
import type { Reading, UnderstandInput } from './reading.ts';
import type { TeachingSlots } from './slot-types.ts';
import { cleanMessage } from './text/clean.ts';

const CALL = '(?:(?:ok|okay|so|hey|hi|please|pls|jamie|now|and|can you|could you|would you|will you)[, ]+)*';
/** What is a person's own liking is no knowledge of the team's. */
const OF_ONESELF =
  /^(?:i (?:always|never|usually|prefer|like|want|mean|am|hate|work|live)\b|my (?:name|time ?zone|default|preference)|me\b|to\b|when (?:we|i|you)\b|(?:us|our) talk)/i;
const TEACHES = [
  /^\/?jamie[- ]learn\b[\s:,-]*(?<text>[\s\S]*)$/i,
  /^\/learn\b[\s:,-]*(?<text>[\s\S]*)$/i,
  new RegExp(
    String.raw`^${CALL}(?:learn|remember|memori[sz]e|note(?: down)?|make a note|take (?:a )?note|keep in mind|bear in mind|write down|i (?:want|would like) to teach you|let me teach you|for (?:the|your) (?:record|information|future))(?: this| from now on| for (?:later|next time|the future|the team|everyone))?(?:\s*:|,? that\b|,\s)\s*(?<text>[\s\S]+)$`,
    'i',
  ),
];

const MINE = String.raw`(?:(?:what|everything|all|things|the things)(?: that)?|notes?|knowledge|stuff)(?: that)? i(?:'ve| have)? (?:taught|told|teach) you`;
const whole = (pattern: string): RegExp => new RegExp(`^${CALL}${pattern}[.?!\\s]*$`, 'i');

const LISTS = [
  whole(
    String.raw`(?:what|which things|which notes) (?:did|have) i (?:ever )?(?:teach|taught|told|tell) you(?: (?:to (?:learn|remember|keep)|so far|already))?(?: (?:about|on|of) (?<text>.+?))?`,
  ),
  whole(String.raw`(?:list|show|give)(?: me)? ${MINE}(?: (?:about|on|of) (?<text>.+?))?`),
  whole(String.raw`(?:list|show)(?: me)? (?:my|the|all) (?:taught )?(?:notes|taught knowledge|lessons)`),
];
const FORGETS = [
  whole(
    String.raw`(?:forget|unlearn|delete|remove|drop|erase) ${MINE}(?: (?:about|on|of|regarding) (?<text>.+?))?`,
  ),
  whole(
    String.raw`(?:forget|unlearn|delete|remove|drop|erase) (?:the |my )?(?:note|lesson) (?<note>[\w-]{4,})`,
  ),
  whole(String.raw`(?:forget|unlearn) (?:the |my )?(?:notes?|lessons?) (?:about|on) (?<text>.+?)`),
  whole(String.raw`unlearn (?:that )?(?<text>.+?)`),
];
const REVIEWS = [
  whole(String.raw`(?:(?:show|list|open)(?: me)? )?(?:the |my )?(?:knowledge )?review queue`),
  whole(
    String.raw`(?:what|which notes?)(?: is| are|'s)? (?:there )?(?:waits?|waiting|left|open|to be|to)(?: to be)? ?(?:for (?:a |my )?)?review(?:ed)?`,
  ),
  whole(String.raw`review (?:what (?:was|people) taught(?: you)?|the notes|taught knowledge|notes)`),
];
const JUDGES: readonly (readonly [RegExp, TeachingSlots['what']])[] = [
  [whole(String.raw`approve (?:the )?note (?<note>[\w-]{4,})`), 'approve'],
  [whole(String.raw`(?:reject|decline) (?:the )?note (?<note>[\w-]{4,})`), 'reject'],
  [
    new RegExp(
      `^${CALL}(?:edit|change|correct|reword) (?:the )?note (?<note>[\\w-]{4,})(?: to)?\\s*[:,]?\\s+(?<text>[\\s\\S]+)$`,
      'i',
    ),
    'edit',
  ],
];
const GAPS = [
  whole(
    String.raw`(?:(?:show|list|what are)(?: me)? )?(?:the |your |this week's )?knowledge gaps(?: (?:this|of the|of this|last) week)?`,
  ),
  whole(
    String.raw`what (?:could|can|did|do)(?: you not|n't you|nt you) (?:answer|know)(?: (?:this|last|in the last) week| lately| recently| so far)?`,
  ),
  whole(
    String.raw`(?:(?:show|list|which|what)(?: me)?(?: are)? )?(?:the )?(?:unanswered|unknown) questions(?: (?:this|of the|last) week)?`,
  ),
  whole(String.raw`which guides (?:are missing|should (?:we|i|someone) write|do we need|are needed)`),
];

function firstOf(patterns: readonly RegExp[], text: string): Record<string, string | undefined> | undefined {
  const found = patterns.map((pattern) => pattern.exec(text)).find((one) => one !== null);
  return found == null ? undefined : { ...found.groups };
}

/** What somebody teaches. A question teaches nothing, and what is about the person alone is for others to keep. */
function taught(message: string, text: string): TeachingSlots | undefined {
  const isCommand = message.startsWith('/');
  const said = firstOf(TEACHES, isCommand ? message : text)?.['text']?.trim();
  if (said === undefined) return undefined;
  if (!isCommand && (/\?\s*$/.test(said) || OF_ONESELF.test(said) || said.split(/\s+/).length < 3))
    return undefined;
  return { what: 'teach', text: said };
}

function teachingIn(message: string): TeachingSlots | undefined {
  const text = cleanMessage(message).trim();
  const given = taught(message.trim(), text);
  if (given !== undefined) return given;
  const judged = JUDGES.flatMap(([pattern, what]) => {
    const groups = firstOf([pattern], text);
    return groups === undefined ? [] : [{ what, note: groups['note'], text: groups['text'] }];
  });
  if (judged[0] !== undefined) return judged[0];
  const [lists, forgets] = [firstOf(LISTS, text), firstOf(FORGETS, text)];
  if (forgets !== undefined) return { what: 'forget', note: forgets['note'], text: forgets['text'] };
  if (lists !== undefined) return { what: 'list', text: lists['text'] };
  if (firstOf(REVIEWS, text) !== undefined) return { what: 'review' };
  return firstOf(GAPS, text) === undefined ? undefined : { what: 'gaps' };
}

/** Whether a message teaches something, or asks after what was taught; its text is kept as it was said and means nothing here. */
export function teachingAsked({ message, focus, clusters }: UnderstandInput): Reading | undefined {
  const teaching = teachingIn(message);
  if (teaching === undefined) return undefined;
  const known =
    focus.clusters.length > 0
      ? focus.clusters
      : clusters.filter(({ isDefault }) => isDefault).map(({ name }) => name);
  const slots = { clusters: known, clusterNamed: false, namespaces: [], objects: [], teaching };
  return { type: 'skill', skill: 'teach', slots, confidence: 1, mood: moodOf([], '') };
}
