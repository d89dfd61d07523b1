import type { ObjectRef, Observation } from '#diagnosis/evidence';

/** What a walk can look at, one thing a step. */
export type StepId =
  | 'status'
  | 'changes'
  | 'logs'
  | 'config'
  | 'room'
  | 'endpoints'
  | 'network'
  | 'requests'
  | 'dependencies'
  | 'guilty'
  | 'callers'
  | 'node'
  | 'resources'
  | 'cause';

/** What a step may find, as far as it decides where to look next. */
export type Signal =
  | 'well'
  | 'idle'
  | 'gone'
  | 'crash'
  | 'memory'
  | 'image'
  | 'unplaced'
  | 'config'
  | 'unready'
  | 'unserved'
  | 'blocked'
  | 'node'
  | 'slow'
  | 'failing'
  | 'as-usual'
  | 'elsewhere'
  | 'log-errors'
  | 'unreached'
  | 'changed';

/** How it hurts, as the person says it. */
export type Symptom = 'slow' | 'errors' | 'restarts' | 'unreachable' | 'other';

/** A statement of a walk, in Markdown that is safe to show; `evidence` are ids of the walk. */
export interface WalkFact {
  text: string;
  evidence: string[];
}

/** Where to look next, and why. */
export interface Branch {
  step: StepId;
  why: string;
}

/** One step that was taken, or passed over. */
export interface WalkStep {
  step: StepId;
  at: string;
  state: 'looked' | 'skipped';
  /** Somebody went back from it: it stays on record and decides nothing any more. */
  isLeft?: boolean;
  why: string;
  facts: WalkFact[];
  signals: Signal[];
  rulesIn?: string;
  rulesOut?: string;
}

/** A walk through the trouble of one object, as it is kept. */
export interface Walk {
  id: string;
  personId: string;
  personName?: string;
  subject: ObjectRef;
  symptom?: Symptom;
  /** As the person put it. */
  said: string;
  state: 'open' | 'paused' | 'done';
  startedAt: string;
  updatedAt: string;
  steps: WalkStep[];
  /** Of all steps, by their own ids: w1, w2, ... */
  evidence: (Observation & { id: string })[];
  /** Whom the requests' trouble comes from, once it is known. */
  guilty?: string;
  next?: Branch;
  others: Branch[];
  /** How it ended; without a cause where nothing that was found is one. */
  outcome?: { cause?: string; isConfirmed: boolean; at: string };
}

/** Where a walk is found by whoever has its link. */
export const linkOf = ({ id }: Walk): string => `/jamie/walks/${id}`;

/** What a step is called. */
export const STEP_TITLES: Readonly<Record<StepId, string>> = {
  status: 'status and events',
  changes: 'last changes',
  logs: 'last words of the log',
  config: 'settings that it needs',
  room: 'room on the nodes',
  endpoints: 'service and endpoints',
  network: 'network policies and DNS',
  requests: 'requests: errors and latency',
  dependencies: 'what it depends on',
  guilty: 'the one that its requests are lost at',
  callers: 'who suffers with it',
  node: 'the node under it',
  resources: 'CPU and memory',
  cause: 'the likeliest cause',
};

export const SYMPTOM_WORDS: Readonly<Record<Symptom, string>> = {
  slow: 'it is slow',
  errors: 'it answers with errors',
  restarts: 'it restarts or crashes',
  unreachable: 'it cannot be reached',
  other: 'something else',
};

/** The step of a title, in whatever case. */
export function stepTitled(title: string): StepId | undefined {
  const said = title.trim().toLowerCase();
  const found = Object.entries(STEP_TITLES).find(([id, one]) => one.toLowerCase() === said || id === said);
  return found?.[0] as StepId | undefined;
}
