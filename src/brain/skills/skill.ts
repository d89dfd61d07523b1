import type { ClusterInfo } from '#connectors/kubernetes';
import type { ClusterSnapshot, WatchedKind } from '#diagnosis/evidence';
import type { Draft } from '../answer/draft.ts';
import type { Ledger } from '../answer/ledger.ts';
import type { Asker } from '../asker.ts';
import type { Calls } from '../calls.ts';
import type { LearningHere } from '../learning/here.ts';
import type { Occasion } from '../personality/voice.ts';
import type { Knowledge } from '../knowledge/knowledge.ts';
import type { PreferenceStore } from '../preferring/store.ts';
import type { Recalling } from '../recalling/recalling.ts';
import type { Systems } from '../systems.ts';
import type { Focus, SkillId, Slots } from '../understand/reading.ts';
import type { WalkStore } from '../walk/store.ts';

/** What a skill works with. Everything it says about a system comes from here. */
export interface SkillContext {
  message: string;
  asker: Asker;
  slots: Slots;
  /** What the conversation was about before this message. */
  focus: Focus;
  /** To whom the answer speaks, and how. */
  occasion: Occasion;
  now: number;
  /** IANA name. */
  timeZone: string;
  clusters: ClusterInfo[];
  /** From memory; undefined when the cluster is out of reach, which the answer then says by itself. */
  snapshot: (cluster: string) => ClusterSnapshot | undefined;
  /** Notes that these kinds were read, so that the answer says what of them could not be seen. */
  looked: (cluster: string, kinds: readonly WatchedKind[], namespaces?: readonly string[]) => void;
  calls: Calls;
  /** What is connected beside the clusters. */
  systems: Systems;
  ledger: Ledger;
  /** Where walks are kept. */
  walks: WalkStore;
  /** Guides, imported texts and what was taught. */
  knowledge: Knowledge;
  /** Ratings, corrections and the dial, for the asker in this conversation. */
  learning: LearningHere;
  /** What was said and answered before. */
  memories: Recalling;
  /** What people asked to be kept of them. */
  preferences: PreferenceStore;
  newId: () => string;
  /** Tells the asker what is being looked at. */
  think: (text: string) => void;
}

/** One thing that Jamie can answer. */
export interface Skill {
  id: SkillId;
  /** One line, for help. */
  answers: string;
  examples: string[];
  answer: (context: SkillContext) => Draft | Promise<Draft>;
}
