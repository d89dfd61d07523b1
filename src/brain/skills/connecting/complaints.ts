import type { ObjectRef } from '#diagnosis/evidence';
import { say, type Block } from '../../answer/draft.ts';
import { inline } from '../../answer/markdown.ts';
import { sameObject } from '../../cluster/facts.ts';
import { fullName } from '../../cluster/name.ts';
import { livePods, podsFor, type Target } from '../../cluster/target.ts';
import { gatherLogs, telling } from '../../logs/gather.ts';
import { lineItem } from '../../logs/items.ts';
import { servicesNamed } from '../../logs/mentions.ts';
import { UNREACHED } from '../diagnosing/follow-errors.ts';
import type { SkillContext } from '../skill.ts';

const MOST_READ = 8;
const MOST_LINES = 2;

/** What a caller says in its log that it could not reach. */
export interface Complaints {
  blocks: Block[];
  /** None when it does not complain. */
  evidence: string[];
}

/** The errors of a caller's log that name one of the services of the other end. */
export async function complaintsOf(
  context: SkillContext,
  from: Target,
  doors: readonly ObjectRef[],
): Promise<Complaints> {
  const { index, ref } = from;
  const logs = await gatherLogs(context, ref.cluster, livePods(podsFor(from)));
  const isMeant = (text: string): boolean =>
    UNREACHED.test(text) &&
    servicesNamed(index, ref.namespace, text).some((named) => doors.some((door) => sameObject(door, named)));
  const lines = telling(logs, MOST_READ)
    .filter(({ text }) => isMeant(text))
    .slice(0, MOST_LINES);
  if (lines.length === 0) return { blocks: [], evidence: [] };
  const items = lines.map((line) => lineItem(context, { ...ref, kind: 'Pod', name: '' }, line));
  return {
    blocks: [say(inline`What ${fullName(ref)} says in its log:`), { type: 'list', items }],
    evidence: items.flatMap((item) => item.evidence),
  };
}
