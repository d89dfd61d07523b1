import type { Tool } from '#connectors/kit';
import type { LanguageModels } from '#llm/spec';
import type { Draft } from '../answer/draft.ts';
import type { Ledger } from '../answer/ledger.ts';
import type { Asker } from '../asker.ts';
import type { Track } from '../calls.ts';
import type { NewEvent } from '../conversation/live.ts';
import type { Fact, Reasoner } from '../turn-event.ts';

/** How much a model may do for one answer. */
export interface Limits {
  /** Times that it is asked. */
  steps: number;
  callsAtOnce: number;
  calls: number;
  /** Tokens that it may say at a time. */
  outputTokens: number;
  /** Characters of an answer. */
  answerChars: number;
  /** Milliseconds for all of it. */
  ms: number;
}

export const LIMITS: Limits = {
  steps: 8,
  callsAtOnce: 6,
  calls: 24,
  outputTokens: 1_500,
  answerChars: 12_000,
  ms: 90_000,
};

/** What a model answers a message with. */
export interface AgentTask {
  message: string;
  asker: Asker;
  /** Of the model that is to be asked first. */
  prefer: string | undefined;
  models: LanguageModels;
  /** Of the connectors; only those that read are ever offered. */
  tools: readonly Tool[];
  /** What the embedded reasoner answered. */
  own: Draft;
  /** What the conversation was about before, in words. */
  about: string;
  /** Puts a question to the embedded reasoner. */
  ask: (question: string) => Promise<Draft>;
  ledger: Ledger;
  track: Track;
  emit: (event: NewEvent) => void;
  signal: AbortSignal;
  now: () => number;
  timeZone: string;
  /** Whether a plain word is the name of an object of the clusters. */
  isName: (word: string) => boolean;
  newId: () => string;
  limits?: Partial<Limits>;
}

/** What came of it. */
export interface AgentEnd {
  /** What was shown, in Markdown: the concatenated deltas. */
  text: string;
  facts: Fact[];
  reasoner: Extract<Reasoner, { kind: 'model' }>;
  /** False: the embedded reasoner has to answer, below what was shown. */
  isWhole: boolean;
  /** What has to be said about how it came about, each in a line. */
  notes: string[];
}
