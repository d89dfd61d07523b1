import type { Reply } from './reply.ts';

/** American spellings of words that Jamie may well use. */
const AMERICAN =
  /\b(?:color|favor|favorite|behavior|honor|labor|neighbor|center|analyze[ds]?|organize[ds]?|recognize[ds]?|apologize[ds]?|prioritize[ds]?|summarize[ds]?|catalog|canceled|canceling|labeled|traveling|gray|defense|license[ds]? to|gotten|awesome|you guys|y['’]all|super)\b/i;
const EMOJI = /\p{Extended_Pictographic}/gu;
const PLAYFUL =
  /\b(?:brew|kettle|ta-ra|cheerio|blush|happy days|lovely|grand|cracking|tidy|ey up|top of the morning|smooth|nothing on fire|put your feet up|back to bed|ship-shape|not a peep|no deploys)\b/i;
const LONGEST = 160;
const MOST_WORDS = 30;

const openingOf = (text: string): string => text.split(/[\s,.!?:]/, 1)[0]?.toLowerCase() ?? '';
const wordsOf = (text: string): number => text.split(/\s+/).filter(Boolean).length;

/** What a picky reader objects to in the manner of one reply, given the manner heard before it in the conversation. */
export function faultsOf(reply: Reply, heardBefore: string | undefined): string[] {
  const { manner, dial, isGrave, asked } = reply;
  if (manner === '') return asked.isTalk ? ['small talk without a reply'] : [];
  const isTense = isGrave || asked.mood === 'urgent' || asked.mood === 'frustrated';
  const checks: [string, boolean][] = [
    ['more than one exclamation mark', (manner.match(/!/g) ?? []).length > 1],
    ['an exclamation mark in trouble', isTense && manner.includes('!')],
    ['emoji', EMOJI.test(manner)],
    ['American spelling', AMERICAN.test(manner)],
    ['long-winded', manner.length > LONGEST || wordsOf(manner) > MOST_WORDS],
    ['a number or a link', /\d|https?:/.test(manner)],
    ['playful in trouble', isTense && PLAYFUL.test(manner)],
    ['manner though it is off', dial === 'off' && !asked.isTalk],
    ['playful though it is not full', dial !== 'full' && PLAYFUL.test(manner)],
    ['a closing line though it is light', dial === 'light' && !asked.isTalk],
    ['a closing line under something critical', isGrave && !asked.isTalk],
    ['the same line twice running', manner === heardBefore],
    ['the same opening twice running', openingOf(manner) === openingOf(heardBefore ?? '-')],
  ];
  return checks.filter(([, isSo]) => isSo).map(([fault]) => fault);
}
