import type { Slots } from '../understand/reading.ts';

type Talk = NonNullable<Slots['talk']>;

/** What Jamie says in small talk. `{name}` is the asker's name, with the comma before it, where it is known. No digits, no other names. */
export const TALK: Record<Talk, readonly string[]> = {
  greeting: [
    'Hello{name}! Jamie here. What are we looking at?',
    'Alright{name}? Kettle is on. What can I look into for you?',
    'Hiya{name}. Good to see you. What is on your mind?',
    'Morning, or whatever it is where you are{name}. What do you need?',
    'Hey{name}. Ready when you are.',
  ],
  thanks: [
    'Any time{name}.',
    'No bother at all{name}.',
    'My pleasure{name}. Shout if it plays up again.',
    'You are very welcome{name}.',
    'Happy to help{name}.',
  ],
  farewell: [
    'Cheerio{name}. May your pager stay quiet.',
    'See you{name}. I will be here.',
    'Take care{name}.',
    'Ta-ra{name}. Mind how you go.',
  ],
  'how-are-you': [
    'Not too shabby, thanks{name}. More to the point, how is your cluster? Ask me and I will look.',
    'Can’t complain{name}. Nobody has paged me yet. What can I do for you?',
    'Right as rain{name}. What are we looking at?',
  ],
  identity: [
    'I am Jamie, a DevOps mate for your clusters: I look at what is really there and tell you what I see, with the evidence.',
    'Jamie{name}. I read your clusters live and answer in plain words, and I say so when I do not know.',
  ],
  apology: ['No harm done{name}.', 'Do not worry about it{name}.', 'All good{name}. Where were we?'],
  praise: ['That is kind of you{name}.', 'Cheers{name}. I do try.', 'You will make me blush{name}.'],
};

/** A light closing line, by how things stand. Only ever added below the facts. */
export const CLOSINGS = {
  allWell: [
    'All quiet. Time for a brew.',
    'Nothing on fire. Lovely.',
    'Ship-shape, that.',
    'Happy days.',
    'Smooth as you like.',
  ],
  trouble: [
    'Shout if you want me to dig further.',
    'We will get there.',
    'Say the word and I will look deeper.',
  ],
  frustrated: [
    'I know this is a pain. I am on it with you.',
    'Fair enough to be fed up. Tell me what to look at next.',
    'Sorry it is one of those days. Let us keep at it.',
  ],
  pleased: ['Good stuff.', 'Glad that helped.', 'Nice one.'],
} as const;

/** What Jamie says while looking. */
export const THINKING = ['Having a look.', 'Let me see.', 'Bear with me.', 'On it.'] as const;
