import type { Symptom } from './evidence.ts';

/** One sentence and the ids of the signals, changes and findings that carry it. */
export interface Statement {
  says: string;
  evidence: readonly string[];
}

/** One explanation of the symptom: where what was lost ends, and why it is believed. */
export interface RankedCause {
  node: string;
  /** 0..1, over all causes and the possibility that it is none of them. */
  confidence: number;
  /** 0..1: which part of what the symptom lost ends here. */
  share: number;
  /** From the symptom's node to this one. */
  path: readonly string[];
  /** From the symptom down to the cause, one link a sentence. */
  chain: readonly Statement[];
  /** What does not fit, or what was not seen. */
  against: readonly Statement[];
  /** Whether anything besides the loss itself speaks for it: a change, a finding, saturation, more work than usual. */
  isBacked: boolean;
}

/** What was looked at and does not explain the symptom. */
export interface RuledOut {
  /** A node, or the id of a change. */
  subject: string;
  why: Statement;
}

/** A node that is unusual at the same time, without a way to say that it has to do with the symptom. */
export interface AlsoUnusual {
  node: string;
  why: Statement;
}

export interface TimelineEntry {
  at: number;
  node: string;
  kind: 'change' | 'finding' | 'unusual' | 'alarm';
  says: string;
  evidence: readonly string[];
}

/** The answer to "why": no causes when the symptom itself is within what is usual. */
export interface CauseVerdict {
  /** `slight`: worse than usual, yet too little to be real by itself; `recovered`: it was real, and its last interval is as usual again. */
  symptom: Symptom & { real: boolean; slight: boolean; recovered: boolean; reading: Statement };
  causes: readonly RankedCause[];
  alsoUnusual: readonly AlsoUnusual[];
  ruledOut: readonly RuledOut[];
  timeline: readonly TimelineEntry[];
}
