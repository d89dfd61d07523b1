import type { Expectation, Question } from './question.ts';
import type { Truth } from './truth.ts';

/** A question before it is known which skill it belongs to. */
export type Row = Omit<Question, 'skill'>;

/** One thing to know, in the words of several people. */
export const ask = (id: string, phrasings: string[], expect: (truth: Truth) => Expectation): Row => ({
  id,
  phrasings,
  expect,
});

/** The same questions while these faults or scenes are in force. */
export const under = (scenario: string | string[], rows: Row[]): Row[] =>
  rows.map((row) => ({ ...row, scenario }));

/** The same question after earlier messages. */
export const after = (dialogue: string[], row: Row): Row => ({ ...row, dialogue });
