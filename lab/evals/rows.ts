import type { SystemName } from './connect.ts';
import type { Question } from './question.ts';

/** A question before it is known which skill it belongs to. */
export type Row = Omit<Question, 'skill'>;

/** One thing to know, in the words of several people. */
export const ask = (id: string, phrasings: string[], expect: Question['expect']): Row => ({
  id,
  phrasings,
  expect,
});

/** The same questions while these faults or scenes are in force. */
export const under = (scenario: string | string[], rows: Row[]): Row[] =>
  rows.map((row) => ({ ...row, scenario }));

/** The same question after earlier messages. */
export const after = (dialogue: string[], row: Row): Row => ({ ...row, dialogue });

/** The same questions to a product that reaches the company's systems, but for those that are down. */
export const connected = (rows: Row[], ...down: SystemName[]): Row[] =>
  rows.map((row) => ({ ...row, systems: { down } }));
