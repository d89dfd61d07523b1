import { tokenOf, type Token } from './token.ts';

const NEGATED: Readonly<Record<string, string>> = Object.fromEntries(
  'is are was were do does did has have had could would should must need might'.split(' ').flatMap((verb) => [
    [`${verb}n't`, `${verb} not`],
    [`${verb}nt`, `${verb} not`],
  ]),
);

const WHOLE: Readonly<Record<string, string>> = {
  ...NEGATED,
  "can't": 'can not',
  cant: 'can not',
  cannot: 'can not',
  "won't": 'will not',
  wont: 'will not',
  "ain't": 'is not',
  aint: 'is not',
  "shan't": 'shall not',
  "i'm": 'i am',
  im: 'i am',
  "let's": 'let us',
  lets: 'let us',
  whats: 'what is',
  wats: 'what is',
  hows: 'how is',
  wheres: 'where is',
  whos: 'who is',
  whys: 'why is',
  thats: 'that is',
  theres: 'there is',
  ive: 'i have',
  gonna: 'going to',
  wanna: 'want to',
  gimme: 'give me',
  lemme: 'let me',
  dunno: 'do not know',
  howz: 'how is',
  r: 'are',
  u: 'you',
  w: 'with',
  y: 'why',
  wat: 'what',
  wut: 'what',
  pls: 'please',
  plz: 'please',
  "y'all": 'you all',
  num: 'number',
  'w/o': 'without',
  'w/': 'with',
  '&': 'and',
};

/** After these, 's is "is"; after anything else it shows possession. */
const IS_AFTER = new Set(
  'what how where who why when that there here it he she everything something nothing anything'.split(' '),
);
const SUFFIXES: Readonly<Record<string, string>> = {
  "'re": 'are',
  "'ve": 'have',
  "'ll": 'will',
  "'d": 'would',
  "n't": 'not',
};

/** "what's" as "what is", "isnt" as "is not", "cart's" as "cart 's". */
export function expandContraction(token: Token): Token[] {
  const whole = Object.hasOwn(WHOLE, token.word) ? WHOLE[token.word] : undefined;
  if (whole !== undefined) return inPlaceOf(token, whole.split(' '));
  const at = token.raw.lastIndexOf("'");
  if (at <= 0) return [token];
  const head = token.raw.slice(0, at);
  const tail = token.word.slice(at);
  if (tail === "'s") return inPlaceOf(token, [head, IS_AFTER.has(head.toLowerCase()) ? 'is' : "'s"]);
  const suffix = Object.hasOwn(SUFFIXES, tail) ? SUFFIXES[tail] : undefined;
  return suffix === undefined ? [token] : inPlaceOf(token, [head, suffix]);
}

function inPlaceOf(token: Token, words: string[]): Token[] {
  return words.map((word, at) => {
    const made = tokenOf(word, token.start);
    const isLast = at === words.length - 1;
    return {
      ...made,
      end: at === 0 && words.length > 1 ? token.start + word.length : token.end,
      ends: isLast && token.ends,
    };
  });
}
