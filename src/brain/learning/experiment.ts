import { createHash } from 'node:crypto';

/** One side of a comparison. */
export interface Arm {
  name: string;
  /** Of the conversations. */
  percent: number;
  /** The model that is asked first in it. */
  model?: string;
}

/** A comparison on live traffic; the percentages of its arms add up to 100. */
export interface Experiment {
  id: string;
  arms: readonly Arm[];
}

const BUCKETS = 10_000;

/** Where a conversation falls, 0 to 100, the same for ever: hashed with the experiment, so that two of them have nothing to do with each other. */
function placeOf(experimentId: string, conversationId: string): number {
  const hash = createHash('sha256').update(`${experimentId}\n${conversationId}`).digest();
  return ((hash.readUInt32BE(0) % BUCKETS) * 100) / BUCKETS;
}

/** The arm of a conversation. */
export function armOf({ id, arms }: Experiment, conversationId: string): Arm | undefined {
  const place = placeOf(id, conversationId);
  let upTo = 0;
  return arms.find(({ percent }) => place < (upTo += percent)) ?? arms.findLast(({ percent }) => percent > 0);
}

/** How an arm is written down with an answer. */
export const armName = ({ id }: Experiment, { name }: Arm): string => `${id}/${name}`;
