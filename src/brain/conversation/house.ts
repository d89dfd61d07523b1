import type { KubernetesPort } from '#connectors/kubernetes';
import type { Store } from '#ground/store';
import type { LanguageModels } from '#llm/spec';
import type { Tool } from '#connectors/kit';
import type { Embedder } from '#llm/spec';
import type { Knowledge } from '../knowledge/knowledge.ts';
import type { Experiment } from '../learning/experiment.ts';
import type { LearningStore } from '../learning/store.ts';
import type { Memory, StartedTurn } from '../memory/store.ts';
import type { PreferenceStore } from '../preferring/store.ts';
import type { Recalling } from '../recalling/recalling.ts';
import type { Systems } from '../systems.ts';
import type { Understand } from '../understand/reading.ts';
import type { WalkStore } from '../walk/store.ts';
import type { Asker } from '../asker.ts';
import type { PersonalityDial } from '../personality/dial.ts';
import type { Hub } from './hub.ts';

/** What the room needs of a logger. */
export interface BrainLog {
  error: (details: object, message: string) => void;
  info: (details: object, message: string) => void;
}

/** What the house says of the manner. */
interface Manner {
  dial?: PersonalityDial;
  channels?: Partial<Record<Asker['channel'], PersonalityDial>>;
}

export interface BrainDeps {
  kubernetes: KubernetesPort;
  /** What is known beside the clusters; nothing when omitted. */
  systems?: Promise<Systems>;
  /** The language models; the embedded reasoner answers everything when omitted. */
  models?: LanguageModels;
  /** What models may call beside the embedded reasoner; nothing when omitted. */
  tools?: Promise<readonly Tool[]>;
  store: Store;
  /** How messages are read; the room's own way when omitted. */
  understand?: Understand;
  /** Milliseconds since the epoch. */
  now: () => number;
  newId: () => string;
  /** How much of Jamie's manner shows to those who never said: everywhere, and by channel. Full when omitted. */
  manner?: Manner;
  /** What is compared on live traffic; nothing when omitted. */
  experiment?: Experiment;
  /** Finds knowledge and what was said by meaning as well as by words; by words alone when omitted. */
  embedder?: Promise<Embedder | undefined>;
  /** The server's own, IANA name. */
  timeZone: string;
  log: BrainLog;
  /** Milliseconds after which a call to a system is given up; 8 s when omitted. */
  callDeadlineMs?: number;
  /** Told of every turn that ended; `outcome` is the answer's, or `failed`. */
  onTurnEnd?: (turn: { skill: string; outcome: string; seconds: number }) => void;
}

/** The room's deps and what it keeps open. */
export interface House extends BrainDeps {
  memory: Memory;
  walks: WalkStore;
  learning: LearningStore;
  knowledge: Knowledge;
  memories: Recalling;
  preferences: PreferenceStore;
  hub: Hub;
  /** The turns that run now. */
  turns: Map<
    string,
    { personId: string; conversationId: string; controller: AbortController; ended: Promise<void> }
  >;
  /** The requests whose turn is being stored now, by their key. */
  starting: Map<string, Promise<StartedTurn>>;
}
