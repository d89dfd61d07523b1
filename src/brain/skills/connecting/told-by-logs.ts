import { checkCluster } from '#diagnosis';
import { workloadOf, type ClusterIndex } from '../../cluster/facts.ts';
import type { Pointer } from '../../cluster/pointers.ts';
import { livePods, podsFor, type Target } from '../../cluster/target.ts';
import { callsOf, failedCalls } from '../diagnosing/shared-cause.ts';
import type { SkillContext } from '../skill.ts';

/** That a program uses a service, as its log tells, with the evidence. */
export type ToldByLog = Pointer & { cite: string };

const UNANSWERED = 'its log says that it could not be reached';

/** What failing programs say in their logs that they could not reach. */
export async function ofLogs(context: SkillContext, index: ClusterIndex): Promise<ToldByLog[]> {
  const calls = await failedCalls(context, index, checkCluster(index.snapshot));
  return calls.map(({ from, to, seen }) => {
    const pod = index.get('Pod', from.namespace, from.name);
    const caller = pod === undefined ? from : workloadOf(index, pod);
    const cite = context.ledger.add(seen);
    return { from: caller, to, said: from, how: UNANSWERED, cite };
  });
}

/** What one pod of an object says in its log that it could not reach, ready or not. */
export async function ofOwnLog(context: SkillContext, target: Target): Promise<ToldByLog[]> {
  const { index } = target;
  const [pod] = livePods(podsFor(target));
  if (pod === undefined) return [];
  const calls = await callsOf(context, index, index.ref('Pod', pod));
  const from = workloadOf(index, pod);
  return calls.map(({ from: said, to, seen }) => ({
    from,
    to,
    said,
    how: UNANSWERED,
    cite: context.ledger.add(seen),
  }));
}
