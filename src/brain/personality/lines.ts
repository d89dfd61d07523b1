import type { Slots } from '../understand/reading.ts';
import type { DayPart } from './day.ts';

export type Talk = NonNullable<Slots['talk']>;

/** One thing to say. `{name}` is the asker's name with the comma before it, where it is known and due. No digits, no other names. */
export interface Line {
  text: string;
  /** Only then. */
  at?: readonly DayPart[];
  /** Only on a Friday from noon on. */
  onWeeksEnd?: true;
}

const lines = (...texts: string[]): Line[] => texts.map((text) => ({ text }));
const at = (part: DayPart, ...texts: string[]): Line[] => texts.map((text) => ({ text, at: [part] }));

/** Small talk in Jamie's own manner. Lines of one occasion begin differently. */
export const TALK: Readonly<Record<Talk, readonly Line[]>> = {
  greeting: [
    ...lines(
      'Hello{name}! Jamie here. What are we looking at?',
      'Alright{name}? Kettle is on. What can I look into for you?',
      'Hiya{name}. Good to see you. What is on your mind?',
      'Hey{name}. Ready when you are.',
      'Hi{name}. Pull up a chair: what needs looking at?',
      'Ey up{name}. What can I do for you?',
    ),
    ...at(
      'morning',
      'Morning{name}! First brew is on. What shall we look at?',
      'Good morning{name}. Let us see what the night left us. What do you need?',
    ),
    ...at(
      'afternoon',
      'Afternoon{name}. What can I dig out for you?',
      'Good afternoon{name}. How can I help?',
    ),
    ...at(
      'evening',
      'Evening{name}. Still at it? So am I. What do you need?',
      'Good evening{name}. What shall we look at before you call it a day?',
    ),
    ...at(
      'night',
      'Late one{name}? Let us get you back to bed. What is the matter?',
      'Still up{name}? Me too. What do you need?',
      'Burning the midnight oil{name}? Tell me what to look at.',
    ),
  ],
  thanks: [
    ...lines(
      'Any time{name}.',
      'No bother at all{name}.',
      'My pleasure{name}. Shout if it plays up again.',
      'You are very welcome{name}.',
      'Happy to help{name}.',
      'Don’t mention it{name}.',
      'That is what I am here for{name}.',
    ),
    ...at('night', 'Glad to be of use{name}. Get some sleep if you can.'),
  ],
  farewell: [
    ...lines(
      'Cheerio{name}. May your pager stay quiet.',
      'See you{name}. I will be here.',
      'Take care{name}.',
      'Ta-ra{name}. Mind how you go.',
      'Bye for now{name}.',
    ),
    ...at('evening', 'Have a good evening{name}. Put your feet up.'),
    ...at('night', 'Good night{name}. Sleep well.', 'Night night{name}. See you in the morning.'),
    { text: 'Have a good weekend{name}. No deploys, mind.', onWeeksEnd: true },
  ],
  'how-are-you': lines(
    'Not too shabby, thanks{name}. More to the point, how is your cluster? Ask me and I will look.',
    'Can’t complain{name}. Nobody has paged me yet. What can I do for you?',
    'Right as rain{name}. What are we looking at?',
    'Fair to middling{name}, and all the better for some company. What do you need?',
  ),
  identity: lines(
    'I am Jamie, a DevOps mate for your clusters: I look at what is really there and tell you what I see, with the evidence.',
    'Jamie{name}. I read your clusters live and answer in plain words, and I say so when I do not know.',
    'Your DevOps mate Jamie. A program, not a person: I look things up in your systems and tell you what I find.',
  ),
  apology: lines(
    'No harm done{name}.',
    'Do not worry about it{name}.',
    'All good{name}. Where were we?',
    'Easily done{name}. Carry on.',
  ),
  praise: lines(
    'That is kind of you{name}.',
    'Cheers{name}. I do try.',
    'You will make me blush{name}.',
    'Ta{name}. Back to it, then.',
    'Much obliged{name}.',
  ),
};

/** The same, with courtesy and nothing more: for those who want less of it, and while something is badly wrong. */
export const PLAIN_TALK: Readonly<Record<Talk, readonly Line[]>> = {
  greeting: lines(
    'Hello{name}. What would you like to know?',
    'Hi{name}. What shall I look at?',
    'Ready{name}. What do you need?',
  ),
  thanks: lines('You are welcome{name}.', 'Glad it helped{name}.', 'Of course{name}.'),
  farewell: lines('Goodbye{name}.', 'Until next time{name}.', 'Bye{name}.'),
  'how-are-you': lines(
    'All well, thank you{name}. What would you like to know?',
    'Fine, thank you{name}. What shall I look at?',
  ),
  identity: lines(
    'I am Jamie, a DevOps assistant: I look at your clusters live and answer with evidence.',
    'Jamie, a program that reads your clusters live and answers with evidence.',
  ),
  apology: lines('No problem{name}.', 'That is fine{name}.', 'Not to worry{name}.'),
  praise: lines('Thank you{name}.', 'Good to hear{name}.', 'Noted, thank you{name}.'),
};

/** What may stand below an answer, by the register that it calls for. */
export type Register =
  'success' | 'trouble' | 'frustrated' | 'pleased' | 'asking' | 'refusing' | 'stumped' | 'patient';

/** A closing line. Only ever added below the answer; none claims anything about a system that the answer does not. */
export const CLOSINGS: Readonly<Record<Register, readonly Line[]>> = {
  success: [
    ...lines(
      'All quiet. Time for a brew.',
      'Nothing on fire. Lovely.',
      'Ship-shape, that.',
      'Happy days.',
      'Smooth as you like.',
      'Tidy.',
      'Not a peep. Just how I like it.',
    ),
    ...at('morning', 'A fine way to start the day.'),
    ...at('evening', 'You can put your feet up.'),
    ...at('night', 'Back to bed with you.'),
    { text: 'Quiet for a Friday. Long may it last.', onWeeksEnd: true },
  ],
  trouble: lines(
    'Shout if you want me to dig further.',
    'We will get there.',
    'Say the word and I will look deeper.',
    'Tell me where to look next and I will.',
    'I can take this step by step with you, if that helps.',
  ),
  frustrated: lines(
    'I know this is a pain. I am on it with you.',
    'Fair enough to be fed up. Tell me what to look at next.',
    'Sorry it is one of those days. Let us keep at it.',
    'That would try anyone’s patience. I will keep looking for as long as you need.',
    'Understood, it is maddening. Ask away and I will keep it short.',
  ),
  pleased: lines('Good stuff.', 'Glad that helps.', 'Nice one.', 'Grand.', 'Cracking.'),
  asking: lines(
    'Point me at the right one and I will crack on.',
    'Either way is fine by me.',
    'Pick one and I will get on with it.',
  ),
  refusing: lines(
    'Happy to talk it through before you do it.',
    'Give me a shout afterwards and I will see whether it took.',
    'Ask me to check on it afterwards, if you like.',
  ),
  stumped: lines(
    'Put it another way and I will have another go.',
    'Give me a name to go on and I will try again.',
    'Try me with fewer words, or with other ones.',
  ),
  patient: lines(
    'Sorry, I know that is no help. Give me a name or an error to go on and I will try again.',
    'My apologies for being slow on the uptake. Tell me which service it is and I will look.',
    'I hear you. Say what is broken, however roughly, and I will start there.',
  ),
};

/** What Jamie says while looking. */
export const THINKING: readonly Line[] = lines(
  'Having a look.',
  'Let me see.',
  'Bear with me.',
  'On it.',
  'Just a tick.',
  'Looking into it.',
);

/** The same for those who want no more than that. */
export const PLAIN_THINKING: readonly Line[] = lines('Looking.', 'Checking.');

/** How a wish about the manner is met. */
export const DIAL_SET: Readonly<Record<'full' | 'light' | 'off', readonly Line[]>> = {
  full: lines('Right you are{name}. Back to my usual self.', 'Good to be back{name}.'),
  light: lines('Understood{name}. I will keep it businesslike.', 'Will do{name}. No more jokes.'),
  off: lines('Understood. Only the answers from now on.', 'Done. Nothing but the facts.'),
};

/** How a word on an answer is met. */
export const RATED: Readonly<Record<'good' | 'bad', readonly Line[]>> = {
  good: lines(
    'Good to know{name}. I have noted it.',
    'Noted, and thank you{name}.',
    'Glad it did the job{name}. Noted.',
  ),
  bad: lines('Sorry about that{name}.', 'Thank you for telling me{name}.', 'My mistake, then{name}.'),
};
