import type { Asked } from './asked.ts';

export const DIALS = ['full', 'light', 'off'] as const;
export type Dial = (typeof DIALS)[number];

/** One answer as somebody got it, and what of it is manner. */
export interface Reply {
  asked: Asked;
  dial: Dial;
  state: string;
  timeZone: string;
  text: string;
  /** The part that the same answer without any manner does not have. */
  manner: string;
  severity?: string;
  /** Something critical was told of in this answer or in the one before it. */
  isGrave: boolean;
}

/** What holds names, numbers, marks or lists is the answer itself, which moves on with the company between two askings. */
const OF_ANSWER = /[\d`*_|[\]]|^[-#]/;

/** What stands below the same answer told without manner: its last paragraph, where that one does not have it. */
export function mannerOf(text: string, bare: string): string {
  const last = text.split('\n\n').at(-1) ?? '';
  return OF_ANSWER.test(last) || bare.split('\n\n').includes(last) ? '' : last;
}
