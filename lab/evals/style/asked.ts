/** What the people of the style eval say, in the order in which they say it: one conversation a person and state of the company. */
export interface Asked {
  message: string;
  /** Small talk: all of the reply is manner. */
  isTalk?: true;
  /** How the person sounds, as anybody would hear it. */
  mood: 'neutral' | 'frustrated' | 'urgent' | 'pleased';
}

const say = (mood: Asked['mood'], ...messages: string[]): Asked[] =>
  messages.map((message) => ({ message, mood }));
const talk = (mood: Asked['mood'], ...messages: string[]): Asked[] =>
  messages.map((message) => ({ message, mood, isTalk: true }));

export const ASKED: readonly Asked[] = [
  ...talk('neutral', 'hello', 'hi Jamie', 'good morning', 'how are you?', 'who are you?'),
  ...say('neutral', "how's my cluster?", 'anything broken in staging?'),
  ...say('pleased', "lovely, and how's production?", 'brilliant. how many pods are there?'),
  ...talk('pleased', 'thanks', 'great job', 'cheers mate'),
  ...say('frustrated', "ffs, how's the cluster NOW", 'this is horrible, why is checkout crashing again'),
  ...talk('frustrated', 'sorry'),
  ...say('urgent', 'URGENT prod is down, what is broken', 'quickly, is checkout healthy?'),
  ...say('neutral', 'what needs attention?', 'why is checkout slow?', 'is cart healthy?'),
  ...say('neutral', 'restart checkout', 'scale cart to 5', 'blorp the wotsit', 'flumph a snorkel?'),
  ...say('frustrated', 'argh this awful thing never gets it, florble the gribble'),
  ...say('neutral', 'show me auth', 'what changed in the last hour?', 'what does OOMKilled mean?'),
  ...say('pleased', 'perfect, list the nodes', 'nice one! any alerts?'),
  ...say('neutral', "how's my cluster?", 'which pods restarted?', 'health check please'),
  ...say('neutral', 'that was wrong', 'no, the cause was an expired certificate', 'spot on'),
  ...talk('neutral', 'thanks', 'hello again', 'never mind', 'good night', 'bye'),
];
