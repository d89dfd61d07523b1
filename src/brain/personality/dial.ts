import { z } from 'zod';

/** How much of Jamie's own manner shows: all of it, courtesy alone, or nothing but the answer. */
export const personalityDialSchema = z.enum(['full', 'light', 'off']);
export type PersonalityDial = z.output<typeof personalityDialSchema>;

/** What was asked of the manner: how much from now on, and whether only in the channel it was said in. */
export interface DialAsked {
  dial: PersonalityDial;
  isHereOnly: boolean;
}

const POLITE =
  /^(?:(?:ok(?:ay)?|hey|hi|hello|right|so|and|oh|jamie|please|pls|can you|could you|would you|will you|i (?:want|need|would like|['’]d like)(?: you)? to|let['’]?s have|let['’]?s|try to|mate)[,!. ]+)+/i;
const HERE =
  /[, ]*\b(?:(?:only )?(?:in|on) (?:here|this (?:channel|chat|place|terminal))|here(?: only)?|(?:in|on) (?:slack|the terminal|the web))\b/i;
const TAIL =
  /(?:[, ]+(?:please|pls|jamie|mate|thanks|thank you|cheers|from now on|from here on|for now|today|tonight|now|again|will you|would you|can you|then))+$/i;

const CHAT =
  '(?:chat(?:ter)?|small ?talk|chit ?chat|waffle|waffling|banter|fluff|pleasantries|chattiness|niceties)';
const FUN = '(?:jok(?:es?|ing|ey)|humou?r|quips?|wisecracks?|puns?|personality|character|cheer(?:iness)?)';
const OFF = new RegExp(
  `^(?:(?:just|only) (?:the|give me the|tell me the|stick to the) facts(?: only)?|facts only|stick to (?:the )?facts|(?:no|zero|drop the|cut (?:out )?the|lose the|stop (?:the|with the|all the)|skip the|turn off (?:the|your)|switch off (?:the|your)|enough (?:with the|of the|with your)|spare me the) (?:${CHAT}|personality|character)(?: at all)?|(?:be|go) (?:all business|strictly business|quiet|silent|a robot|like a robot)|no personality|personality (?:off|none)|shut up)$`,
  'i',
);
const LIGHT = new RegExp(
  `^(?:(?:be )?(?:a (?:bit|little|lot) )?less (?:chatty|talkative|jokey|cheery|cheerful|chirpy|familiar|funny|jolly|wordy in your manner|${CHAT}|${FUN})|(?:a (?:bit|little) )?(?:less|fewer) ${FUN}|(?:no|no more|stop (?:the|making|with the|telling)|drop the|cut (?:out )?the|lose the|skip the|enough (?:with the|of the)|spare me the|quit the|not in the mood for) ${FUN}|(?:do not|don['’]?t|stop|quit) (?:joke|joking|be(?:ing)? (?:so )?(?:funny|chatty|cheerful|jokey|chirpy))(?: around)?|(?:tone|turn|dial) (?:it|yourself|the ${FUN}|the ${CHAT}|your ${FUN}) down(?: a (?:bit|little|notch))?|(?:be )?(?:a (?:bit|little) )?more (?:serious|professional|formal|businesslike)|be (?:serious|professional|formal|businesslike)|personality light|keep it (?:professional|serious|businesslike))$`,
  'i',
);
const FULL = new RegExp(
  `^(?:be yourself(?: again)?|be (?:the old|your old) (?:jamie|self)|(?:go )?back to (?:normal|your old self|your usual self|being yourself)|(?:be )?(?:a (?:bit|little) )?more (?:chatty|fun|cheerful|relaxed|friendly|${FUN}|${CHAT})|(?:you (?:can|may)|feel free to) (?:joke|be yourself|be chatty|chat|relax)(?: again)?|(?:bring|turn|switch|put) (?:back |on )?(?:the|your) (?:${FUN}|${CHAT})(?: back)?(?: on)?|lighten up|loosen up|relax a (?:bit|little)|personality (?:full|on)|i miss (?:your|the) (?:${FUN}|${CHAT}))$`,
  'i',
);
const LONGEST = 120;

/** What a message asks of Jamie's manner, when it asks that and nothing else: "less chatty please", "no jokes", "be yourself again". */
export function dialAsked(message: string): DialAsked | undefined {
  if (message.length > LONGEST) return undefined;
  const said = message
    .trim()
    .replace(/\s+/g, ' ')
    .replace(/[\s.!?]+$/, '');
  const isHereOnly = HERE.test(said);
  const bare = said.replace(HERE, '').replace(POLITE, '').replace(TAIL, '').trim();
  const dial = OFF.test(bare) ? 'off' : LIGHT.test(bare) ? 'light' : FULL.test(bare) ? 'full' : undefined;
  return dial && { dial, isHereOnly };
}

/** Whose word on the manner holds: the person's for this channel, then the person's, the channel's, the house's. */
export interface Dials {
  ofPersonHere?: PersonalityDial;
  ofPerson?: PersonalityDial;
  ofChannel?: PersonalityDial;
  ofHouse?: PersonalityDial;
}

export const dialOf = ({ ofPersonHere, ofPerson, ofChannel, ofHouse }: Dials): PersonalityDial =>
  ofPersonHere ?? ofPerson ?? ofChannel ?? ofHouse ?? 'full';
