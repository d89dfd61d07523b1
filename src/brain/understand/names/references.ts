import { kindOfWord } from '../grammar.ts';
import { ORDINALS } from '../lexicon/numbers.ts';
import type { ObjectRef } from '#diagnosis/evidence';
import type { Focus } from '../reading.ts';
import type { Mention } from './mentions.ts';
import type { Word } from './word.ts';

const SINGULAR = new Set(['it', 'its', 'this', 'that', 'he', 'him', 'there']);
const PLURAL = new Set(['them', 'they', 'those', 'these', 'their', 'both']);
const LISTING = new Set(['inventory', 'cluster-health', 'usage', 'relations', 'events', 'changes']);

/** "it", "that pod", "the second one", "them": what the conversation was last about, as if it had been named. */
export function mentionOfFocus(words: Word[], focus: Focus): Mention | undefined {
  const list = focus.list ?? focus.objects;
  if (focus.objects.length + list.length === 0) return undefined;
  const stepped = stepIn(words, { list, at: focus.at });
  if (stepped !== undefined) return claimed(words, stepped);
  for (let at = 0; at < words.length; at += 1) {
    const mention = words[at]?.claim
      ? undefined
      : (ordinalAt(words, at, focus) ?? pronounAt(words, at, focus));
    if (mention !== undefined) return claimed(words, mention);
  }
  return undefined;
}

function claimed(words: Word[], mention: Mention): Mention {
  for (const word of words.slice(mention.from, mention.to)) word.claim = 'name';
  return mention;
}

const STEP =
  /^(?:(?:ok|okay|and|so|then|now|please|show|me|tell|about|what|is|go|to|on|with|got|it|cool|thanks|do|look|at|the|check|how|explain) )*(?:the )?(?<step>next|previous|prior|last|other|number|nr|no|item|problem|issue|#)(?: (?<number>\d{1,2}|one|two|three|four|five|six|seven|eight))?(?: (?:one|item|problem|issue|please|then|thing|two))*$/;
const NUMBERS = ['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight'];

/** "next", "and the next one", "number 3", "problem two": a step in the list that was shown. */
function stepIn(
  words: readonly Word[],
  { list, at }: Pick<Focus, 'at'> & { list: readonly ObjectRef[] },
): Mention | undefined {
  const said = words.map(({ word }) => word).join(' ');
  const bare = /^\d{1,2}$/.test(said) ? said : undefined;
  const { step, number = bare } = STEP.exec(said)?.groups ?? {};
  const isNumbered =
    number !== undefined && (bare !== undefined || !/^(?:next|previous|prior|last|other)$/.test(step ?? ''));
  const position = isNumbered
    ? placeOf(number)
    : step === undefined
      ? undefined
      : stepFrom(step, at, list.length);
  const object = position === undefined || list.length < 2 ? undefined : list.at(position);
  return (
    object && {
      from: 0,
      to: words.length,
      said: object.name,
      kind: object.kind,
      matches: [object],
      how: 'exact',
      sure: true,
    }
  );
}

const placeOf = (number: string): number =>
  (/^\d/.test(number) ? Number(number) : NUMBERS.indexOf(number) + 1) - 1;

function stepFrom(step: string, at: number | undefined, length: number): number | undefined {
  if (step === 'next') return (at ?? -1) + 1;
  if (step === 'last') return length - 1;
  if (step === 'other' && length === 2) return at === 0 ? 1 : 0;
  return /^prev|^prior/.test(step) && at !== undefined && at > 0 ? at - 1 : undefined;
}

function ordinalAt(words: Word[], at: number, focus: Focus): Mention | undefined {
  const word = words[at]?.word ?? '';
  const next = words[at + 1];
  const isOne =
    next === undefined ||
    words[at]?.ends === true ||
    /^(?:one|ones)$/.test(next.word) ||
    (kindOfWord(next.word) !== undefined && words[at - 1]?.word === 'the');
  const isNumbered =
    (words[at - 1]?.word === 'number' || words[at - 1]?.raw === '#') && /^\d{1,2}$/.test(word);
  const position = isNumbered
    ? Number(word) - 1
    : Object.hasOwn(ORDINALS, word) && isOne
      ? ORDINALS[word]
      : undefined;
  const object = position === undefined ? undefined : (focus.list ?? focus.objects).at(position);
  if (object === undefined) return undefined;
  const to = next !== undefined && isOne && !words[at]?.ends && !isNumbered ? at + 2 : at + 1;
  return { from: at, to, said: object.name, kind: object.kind, matches: [object], how: 'exact', sure: true };
}

function pronounAt(words: Word[], at: number, focus: Focus): Mention | undefined {
  const word = words[at]?.word ?? '';
  const isPlural = PLURAL.has(word);
  if (!isPlural && !SINGULAR.has(word)) return undefined;
  if (
    word === 'there' &&
    ((!(words[at]?.ends ?? true) && at < words.length - 1) ||
      /^(?:is|are|were|was)$/.test(words[at - 1]?.word ?? ''))
  )
    return undefined;
  if (/^(?:this|that|these|those)$/.test(word) && !pointsAtFocus(words, at)) return undefined;
  const next = words[at]?.ends ? undefined : words[at + 1];
  const kind = word === 'its' || word === 'their' || next === undefined ? undefined : kindOfWord(next.word);
  const ofKind = kind === undefined ? [] : focus.objects.filter((object) => object.kind === kind);
  const objects = ofKind.length > 0 ? ofKind : focus.objects;
  const isOpen =
    isPlural || (focus.lastSkill !== undefined && LISTING.has(focus.lastSkill) && ofKind.length !== 1);
  const to = kind !== undefined || /^ones?$/.test(next?.word ?? '') ? at + 2 : at + 1;
  const matches = isOpen ? objects : objects.slice(0, 1);
  const [first] = matches;
  return (
    first && {
      from: at,
      to,
      said: words[at]?.raw ?? word,
      kind: ofKind[0]?.kind,
      matches,
      how: 'exact',
      sure: true,
      focus: isPlural ? 'all' : 'one',
    }
  );
}

/** "that pod", "why is that?", not "pods that fail" nor "in this cluster". */
function pointsAtFocus(words: Word[], at: number): boolean {
  const before = words[at - 1];
  const next = words[at]?.ends ? undefined : words[at + 1];
  if (
    before !== undefined &&
    !before.ends &&
    (kindOfWord(before.word) !== undefined || before.claim === 'name' || before.claim === 'place')
  )
    return false;
  if (next === undefined) return true;
  const kind = kindOfWord(next.word);
  if (kind === 'Namespace') return false;
  return (
    kind !== undefined ||
    /^(?:ones?|is|'s|happening|happen|thing|service|app|mean|to|and|or|again|crash|fail|restart)$/.test(
      next.word,
    )
  );
}
