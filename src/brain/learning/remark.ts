import { dialAsked, type DialAsked } from '../personality/dial.ts';

/** What somebody says of an answer, or of how Jamie talks. */
export type Remark =
  | ({ what: 'manner' } & DialAsked)
  | { what: 'rating'; rating: 'good' }
  /** `correction`: what it should have been, in the person's words. */
  | { what: 'rating'; rating: 'bad'; correction?: string };

const LONGEST = 1000;
const LEAD =
  /^(?:(?:thanks?(?: you)?(?: (?:so much|a lot|jamie|mate))?|cheers|ta|ok(?:ay)?|h+m+|well|sorry|but|jamie|ah|oh|mate|yes|yep|yeah|great|perfect|brilliant|lovely|nice|awesome)(?:\s*[,!.;:]+\s*|\s+))+/i;
const NO = /^(?:(?:no|nope|nah)(?:\s*[,!.;:—–-]+\s*|\s+))+/i;
const VERY =
  '(?:just |simply |plain |plainly |completely |totally |absolutely |exactly |entirely |quite |dead |bang |all |flat out |clearly |really |very |so )*';
const THAT =
  "(?:(?:that|this|your (?:last |first )?(?:answer|reply))(?:['’]s| is| was| were)?|you(?:['’]re| are| were))";
const NOUN = '(?:answer|reply|one|call|diagnosis|explanation)';

const GOOD = new RegExp(
  `^(?:${THAT} ${VERY}(?:spot on|right|correct|accurate|bang on|on the money|it|helpful|useful|the (?:right|correct) ${NOUN}|(?:a |an )?(?:good|great|perfect|helpful|excellent|useful|brilliant|correct) ${NOUN}|the (?:actual |real )?(?:cause|problem|culprit|issue|reason))` +
    `|(?:spot on|bang on|exactly right|exactly it|absolutely right|(?:good|great|perfect|helpful|excellent|useful|brilliant|correct) (?:answer|reply|diagnosis|explanation)|you (?:nailed|cracked|found|got) it|thumbs up|👍|:\\+1:|:thumbsup:|\\+1))$`,
  'iu',
);
const BAD_SAID =
  `(?:${THAT} ${VERY}(?:wrong|incorrect|inaccurate|untrue|false|mistaken|useless|nonsense|rubbish|off the mark|way off|no (?:help|use)|not (?:right|correct|true|it|helpful|useful|accurate|the (?:right|correct) ${NOUN}|the (?:cause|problem|culprit|issue|reason))|the wrong ${NOUN}|(?:a )?(?:bad|wrong|poor|terrible|useless) ${NOUN})` +
  `|that (?:did not|didn['’]?t|does not|doesn['’]?t) help|you (?:got|have|['’]ve got) (?:that|it|this) ${VERY}wrong|(?:wrong|bad|useless|poor|incorrect) (?:answer|reply|diagnosis|explanation)|(?:wrong|incorrect|not (?:helpful|right|correct|true))|thumbs down|👎|:-1:|:thumbsdown:)`;
const BAD = new RegExp(`^${BAD_SAID}$`, 'iu');

const SUBJECT =
  '(?:the (?:real |actual |true |root )?(?:cause|culprit|problem|reason|issue|fault|answer|owner|trouble))';
const IS = "(?:['’]s| is| was| were| are| turned out to be| has been)";
/** "that was wrong: it is the api": whatever follows the verdict. */
const AFTER_VERDICT = new RegExp(`^${BAD_SAID}\\s*[,.;:!—–-]+\\s*(?<text>.+)$`, 'iu');
/** "the cause was DNS", "it is the api, not the worker": a contradiction by its own shape. */
const CONTRADICTS = new RegExp(
  `^(?:${SUBJECT}${IS} .+|(?:it|that|this)${IS} .+?(?:,? (?:and |but )?not| rather than| instead of) .+|it${IS} actually .+|it was .+)$`,
  'iu',
);
const ANNOUNCED =
  /^(?:correction|a correction|to correct (?:you|that|this)|let me correct (?:you|that|this)|for the record)\s*[,:;—–-]\s*(?<text>.+)$/iu;
const ACTUALLY = new RegExp(
  `^actually,? (?<text>(?:it was|that was|${SUBJECT}${IS}|(?:it|that)${IS} .+?(?:,? not| rather than| instead of)) .+)$`,
  'iu',
);

/** What a message says to correct the last answer; its "no" alone is no correction. */
function correctionIn(said: string): string | undefined {
  const bare = said.replace(NO, '');
  const announced = ANNOUNCED.exec(bare) ?? ACTUALLY.exec(bare) ?? AFTER_VERDICT.exec(bare);
  const text = announced?.groups?.['text'] ?? (bare !== said && CONTRADICTS.test(bare) ? bare : undefined);
  const words = text
    ?.replace(NO, '')
    .replace(/^(?:but|because|since|as) /i, '')
    .trim();
  return words !== undefined && /\s/.test(words) ? words : undefined;
}

/**
 * What a message says of the last answer or of Jamie's manner, when it says nothing else. A question is never a remark,
 * and a correction needs an answer before it (`isAnswered`).
 */
export function remarkOf(message: string, { isAnswered }: { isAnswered: boolean }): Remark | undefined {
  if (message.length > LONGEST) return undefined;
  const manner = dialAsked(message);
  if (manner !== undefined) return { what: 'manner', ...manner };
  if (message.includes('?')) return undefined;
  const whole = message
    .trim()
    .replace(/\s+/g, ' ')
    .replace(/[\s.!]+$/, '');
  const said = whole.replace(LEAD, '');
  if (GOOD.test(said) || GOOD.test(whole)) return { what: 'rating', rating: 'good' };
  if (BAD.test(said.replace(NO, ''))) return { what: 'rating', rating: 'bad' };
  const correction = isAnswered ? correctionIn(said) : undefined;
  return correction === undefined ? undefined : { what: 'rating', rating: 'bad', correction };
}
