import type { Asker } from '../asker.ts';
import type { PersonalityDial } from '../personality/dial.ts';
import { rateAnswer, type Feedback } from './rate.ts';
import { standingsOf, type Standing } from './standing.ts';
import type { AnswerRecord, LearningStore } from './store.ts';

const THREE_MONTHS_MS = 90 * 24 * 3_600_000;

/** What a turn may ask of this room: for one person in one conversation. */
export interface LearningHere {
  /** The last answer in the conversation that can be rated; undefined when there is none. */
  lastAnswer: () => Promise<AnswerRecord | undefined>;
  rate: (answer: AnswerRecord, said: Pick<Feedback, 'rating' | 'correction'>) => Promise<void>;
  /** How answers of each skill were received in the last three months, as a tie-break. */
  standings: () => Promise<(skill: string) => Standing>;
  /** How much of Jamie's manner the person wants from now on: in this channel alone, or everywhere. */
  setDial: (dial: PersonalityDial, isHereOnly: boolean) => Promise<void>;
}

interface HereDeps {
  learning: LearningStore;
  now: () => number;
  newId: () => string;
}

/** This room, for one person in one conversation. */
export function learningHere(
  deps: HereDeps,
  { conversationId, asker }: { conversationId: string; asker: Asker },
): LearningHere {
  const { learning } = deps;
  const { personId, channel } = asker;
  return {
    lastAnswer: () => learning.lastAnswer({ conversationId, personId }),
    rate: (answer, said) => rateAnswer(deps, answer, { ...said, asker }),
    standings: async () => {
      const [from, to] = [new Date(deps.now() - THREE_MONTHS_MS), new Date(deps.now())];
      return standingsOf(await learning.tallies({ from, to }));
    },
    setDial: (dial, isHereOnly) => learning.setDial(personId, isHereOnly ? channel : '', dial),
  };
}
