import { parseArgs } from 'node:util';
import type { Half } from './split.ts';

export interface Options {
  /** Which half to run; both when omitted. */
  half?: Half;
  skill?: string;
  /** A question's id, or how it begins. */
  id?: string;
  json: boolean;
  /** Show the judging half's failures in full: for whoever writes the questions, not for those who tune. */
  showJudge: boolean;
}

/** Reads the command line; an Error says what is wrong with it. */
export function readOptions(args: string[]): Options {
  const { values } = parseArgs({
    args,
    options: {
      half: { type: 'string' },
      skill: { type: 'string' },
      id: { type: 'string' },
      json: { type: 'boolean', default: false },
      'show-judge': { type: 'boolean', default: false },
    },
  });
  const { half, skill, id, json } = values;
  if (half !== undefined && half !== 'tune' && half !== 'judge')
    throw new Error(`--half is tune or judge, not ${half}`);
  return { half, skill, id, json, showJudge: values['show-judge'] };
}
