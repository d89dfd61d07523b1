import { checkObject } from '#diagnosis';
import type { ObjectRef, Pod } from '#diagnosis/evidence';
import { fact, say, type Block } from '../../answer/draft.ts';
import { code, inline } from '../../answer/markdown.ts';
import { podStatus } from '../../cluster/facts.ts';
import { citeObject } from '../../cluster/observe.ts';
import { statusesOf } from '../../cluster/pods.ts';
import { causeOf, isTrouble } from '../findings.ts';
import type { SkillContext } from '../skill.ts';
import type { PodLogs } from './read.ts';

function statusInWords(pod: Pod): string {
  const status = podStatus(pod);
  if (pod.spec.nodeName === undefined)
    return `it is ${status}: no node has been chosen for it, so it never started`;
  const restarted = statusesOf(pod).some(({ restartCount }) => restartCount > 0);
  if (status === 'CrashLoopBackOff' || restarted)
    return `its status is ${status}: it ends before it writes anything`;
  const begun = statusesOf(pod).some(
    ({ state }) => state.running !== undefined || state.terminated !== undefined,
  );
  return begun
    ? `its status is ${status}, and it has written nothing`
    : `its status is ${status}: it has not started`;
}

function reasonOf(context: SkillContext, cluster: string, { pod, silent, failure }: PodLogs): Block[] {
  const { name, namespace } = pod.metadata;
  if (failure !== undefined) return [say(inline`The log of ${code(name)} could not be read: ${failure}.`)];
  const ref = { cluster, kind: 'Pod', namespace, name };
  const words = statusInWords(pod);
  const [first] = silent;
  const reason = first === undefined ? '' : ` (${first.container}: ${first.reason})`;
  return [fact(inline`${code(name)}: ${words}${reason}.`, [citeObject(context, ref, words)])];
}

/** Why there are no logs: what the pods' status says, and the cause when a check knows it. */
export function whySilent(context: SkillContext, ref: ObjectRef, read: PodLogs[]): Block[] {
  const snapshot = context.snapshot(ref.cluster);
  const { logs, time } = context.slots;
  const filtered = logs?.contains !== undefined || logs?.errorsOnly === true || time !== undefined;
  if (filtered || snapshot === undefined) return [];
  const [root] = checkObject(snapshot, ref).filter(isTrouble);
  const cause = root === undefined ? [] : [fact(causeOf(root), context.ledger.addAll(root.evidence))];
  return [...read.slice(0, 3).flatMap((one) => reasonOf(context, ref.cluster, one)), ...cause];
}
