import { remarkOf } from '../learning/remark.ts';
import { moodOf } from './mood.ts';
import type { Reading, UnderstandInput } from './reading.ts';
import { bare } from './text/bare.ts';

/** What is said of the last answer, or of how Jamie talks. */
export function remarkMade({ message, focus }: UnderstandInput): Reading | undefined {
  const isAnswered = focus.lastSkill !== undefined || focus.lastMessage !== undefined;
  const remark = remarkOf(message, { isAnswered });
  if (remark === undefined) return undefined;
  const mood = moodOf([], bare(message));
  const slots = { clusters: focus.clusters, clusterNamed: false, namespaces: [], objects: [], remark };
  return { type: 'skill', skill: 'remark', slots, confidence: 0.95, mood };
}
