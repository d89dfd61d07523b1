import { FILLER, TALK_PHRASES } from './lexicon/talk.ts';
import type { Slots } from './reading.ts';
import type { Word } from './names/word.ts';

type Talk = NonNullable<Slots['talk']>;

const PHRASES: ReadonlyMap<string, Talk> = new Map(
  (Object.entries(TALK_PHRASES) as [Talk, readonly string[]][]).flatMap(([talk, phrases]) =>
    phrases.map((phrase) => [phrase, talk] as const),
  ),
);
const LONGEST = 8;

/** Which small talk a message is, when it is nothing else: "hello jamie", "thanks, that helped". */
export function smallTalkOf(words: readonly Word[]): Talk | undefined {
  const said = words.map(({ word }) => word);
  if (said.length === 0 || said.length > 14) return undefined;
  let first: Talk | undefined;
  for (let at = 0; at < said.length;) {
    const hit = phraseAt(said, at);
    if (hit) {
      first = stronger(first, hit.talk);
      at += hit.length;
    } else if (FILLER.has(said[at] ?? '')) at += 1;
    else return undefined;
  }
  const isQuestion = first === 'praise' && /^(?:is|are|was|were|does|do|did|can|has)$/.test(said[0] ?? '');
  return isQuestion ? undefined : first;
}

/** "hi, thanks" is thanks; "hi, how are you" asks how we are. */
const stronger = (before: Talk | undefined, now: Talk): Talk =>
  before === undefined || before === 'greeting' || before === 'praise' ? now : before;

function phraseAt(said: readonly string[], at: number): { talk: Talk; length: number } | undefined {
  for (let length = Math.min(LONGEST, said.length - at); length > 0; length -= 1) {
    const talk = PHRASES.get(said.slice(at, at + length).join(' '));
    if (talk !== undefined) return { talk, length };
  }
  return undefined;
}
