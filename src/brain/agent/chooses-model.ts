import type { ReasonerChoice } from '../asker.ts';
import type { Draft } from '../answer/draft.ts';
import type { Reading, Understand } from '../understand/reading.ts';

/** What the embedded reasoner made of a message. */
interface OwnAnswer {
  message: string;
  /** The questions that it was cut into. */
  questions: readonly string[];
  reading: Reading;
  draft: Draft;
}

/** Asks for thought or words rather than for facts. */
const OPEN =
  /\b(?:plan|strategy|draft|write|word|phrase|summari[sz]e|summary|recommend(?:ation)?s?|advise|advice|trade-?offs?|pros and cons|brainstorm|prioriti[sz]e|post-?mortem|should (?:i|we)|what would you|how would you|walk me through|in (?:plain|simple) (?:words|english|terms))\b/i;
const THOUGHT =
  /\b(?:why|how come|explain|compare|contrast|difference|versus|vs|reason|cause|because|relate|affect|impact)\b/gi;
const LONG = 14;
/** Below it the reading was a guess at what was meant. */
const SURE = 0.5;

const isOpen = ({ message, questions }: OwnAnswer): boolean => {
  if (OPEN.test(message)) return true;
  const thoughts = new Set(message.toLowerCase().match(THOUGHT) ?? []).size;
  const words = message.trim().split(/\s+/).length;
  return (
    thoughts > 0 && (questions.length > 1 || thoughts > 1 || (words > LONG && /,|\band\b/i.test(message)))
  );
};

/** Commands, walks and what is about Jamie itself: no model would do them better, and some must be exact. */
const OWN_SKILLS = new Set(['greet', 'help', 'switch', 'change-request', 'command', 'recall']);

/** What is said to them is kept or forgotten: a person's own word, which no model may say for them. */
const DEEDS = new Set(['teach', 'remark', 'preferences', 'walk']);

/** Understands questions alone: what would keep or forget something is not understood. */
export const withoutDeeds =
  (understand: Understand): Understand =>
  (input) => {
    const reading = understand(input);
    const isDeed = reading.type === 'skill' && DEEDS.has(reading.skill);
    return isDeed ? { type: 'not-understood', nearest: [], mood: reading.mood } : reading;
  };

/**
 * Whether a model answers. With `auto` the embedded reasoner keeps what it understood, in milliseconds and exactly; a model
 * gets what it does not know, what it is unsure of, and open questions.
 */
export function choosesModel(choice: ReasonerChoice, own: OwnAnswer): boolean {
  const { reading, draft } = own;
  if (choice === 'embedded') return false;
  if (reading.type === 'skill' && DEEDS.has(reading.skill)) return false;
  if (choice === 'model') return true;
  if (reading.type === 'ambiguous' || draft.outcome === 'asked' || draft.outcome === 'declined') return false;
  if (reading.type === 'not-understood') return true;
  if (reading.type !== 'skill') return isOpen(own);
  if (OWN_SKILLS.has(reading.skill)) return false;
  return draft.outcome === 'unknown' || reading.confidence < SURE || isOpen(own);
}
