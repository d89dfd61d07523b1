import type { TurnFinished } from '#brain';

export type Outcome = TurnFinished['outcome'];
export type Severity = NonNullable<TurnFinished['severity']>;

/** One answer as a person receives it, and the parts that only a program sees. */
export interface Answer {
  text: string;
  outcome: Outcome | 'failed';
  severity?: Severity;
  skill: string;
  /** Facts that cite evidence which the answer does not carry. */
  uncited: string[];
  ms: number;
}
