import type { ClusterInfo } from '#connectors/kubernetes';
import type { Asker, ReasonerChoice } from './asker.ts';
import type { KnowledgePort } from './knowledge/knowledge.ts';
import type { LearningPort } from './learning/verbs.ts';
import type { IncomingAlert, ReceivedAlert } from './received/alert.ts';
import type { MemoryPort } from './recalling/port.ts';
import type { Suggestion, TurnEvent } from './turn-event.ts';
import type { WalkSummary, WalkView } from './walk/view.ts';

export interface TurnRequest {
  message: string;
  /** A new conversation when omitted; InputError `unknown-conversation` when it does not exist or is another person's. */
  conversationId?: string;
  asker: Asker;
  /** Chosen by the client: the same question again under the same id within ten minutes is the same turn, unless that failed. */
  requestId?: string;
  /** Who is to answer; `auto` when omitted. With no model that may be used the embedded reasoner always does. */
  reasoner?: ReasonerChoice;
  /** A model's or provider's name: that one is asked first. */
  model?: string;
}

export interface ConversationSummary {
  id: string;
  title: string;
  startedAt: string;
  lastTurnAt: string;
  turns: number;
}

/** A question nobody could answer: what was said and tried. Seen by admins. */
export interface KnowledgeGap {
  at: string;
  message: string;
  outcome: 'not-understood' | 'out-of-reach' | 'no-such-name' | 'failed';
  detail: string;
}

/** The conversation room as the channels see it. A turn runs apart from the connection that asked for it. */
export interface Brain extends LearningPort {
  /** Stores the message before it returns, then answers in the background. InputError when the message is empty or longer than 32 KiB. */
  startTurn: (request: TurnRequest) => Promise<{ conversationId: string; turnId: string; firstSeq: number }>;
  /**
   * Every event of the conversation with seq > afterSeq, then live ones, each exactly once and in order, until the signal
   * aborts. With `untilTurn`, ends after that turn's turn-finished or turn-failed, and with `thatTurnOnly` leaves out what
   * belongs to other turns, which may end in between. InputError `beyond-the-end` when there
   * is no event `afterSeq` yet.
   */
  follow: (request: {
    conversationId: string;
    asker: Asker;
    afterSeq: number;
    untilTurn?: string;
    thatTurnOnly?: boolean;
    signal?: AbortSignal;
  }) => AsyncIterable<TurnEvent>;
  /** Stops a running turn: it ends with turn-failed `cancelled`. False when it was not running. */
  cancel: (turnId: string, asker: Asker) => boolean;
  conversations: (asker: Asker) => Promise<ConversationSummary[]>;
  /** Somebody's walks through troubles, the latest first. */
  walks: (asker: Asker) => Promise<WalkSummary[]>;
  /** A walk with its record in Markdown, for anybody signed in who has its id, which cannot be guessed; undefined when there is none. */
  walk: (id: string) => Promise<(WalkView & { record: string }) | undefined>;
  /**
   * Takes alerts in for somebody: each new one that fires is explained in a conversation of theirs, soon and though this
   * process may die before. Kept when it resolves; gives how many came and how many of them were new.
   */
  receiveAlerts: (
    alerts: readonly IncomingAlert[],
    asker: Asker,
  ) => Promise<{ received: number; fresh: number }>;
  /** Somebody's alerts that came in, the latest first. */
  alerts: (asker: Asker, limit: number) => Promise<ReceivedAlert[]>;
  /** Guides, imported texts, what was taught, and what could not be answered. */
  knowledge: KnowledgePort;
  /** What was said and answered, and what people want kept of themselves: everybody's own. */
  memory: MemoryPort;
  /** Goes on with what an earlier process left undone. */
  resume: () => Promise<void>;
  gaps: (limit: number) => Promise<KnowledgeGap[]>;
  status: () => {
    clusters: (ClusterInfo & { ageMs?: number; pods?: number })[];
    reasoner: 'embedded';
    starters: Suggestion[];
  };
  /** Lets running turns end (at most `ms`), then closes. */
  close: (ms: number) => Promise<void>;
}
