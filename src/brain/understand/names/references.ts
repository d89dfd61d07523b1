import { kindOfWord } from '../grammar.ts';
import { ORDINALS } from '../lexicon/numbers.ts';
import type { Focus } from '../reading.ts';
import type { Mention } from './mentions.ts';
import type { Word } from './word.ts';

const SINGULAR = new Set(['it', 'its', 'this', 'that', 'he', 'him', 'there']);
const PLURAL = new Set(['them', 'they', 'those', 'these', 'their', 'both']);
const LISTING = new Set(['inventory', 'cluster-health', 'usage', 'relations', 'events', 'changes']);

/** "it", "that pod", "the second one", "them": what the conversation was last about, as if it had been named. */
export function mentionOfFocus(words: Word[], focus: Focus): Mention | undefined {
  if (focus.objects.length === 0) return undefined;
  for (let at = 0; at < words.length; at += 1) {
    const mention = words[at]?.claim
      ? undefined
      : (ordinalAt(words, at, focus) ?? pronounAt(words, at, focus));
    if (mention === undefined) continue;
    for (const word of words.slice(mention.from, mention.to)) word.claim = 'name';
    return mention;
  }
  return undefined;
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
  const object = position === undefined ? undefined : focus.objects.at(position);
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
