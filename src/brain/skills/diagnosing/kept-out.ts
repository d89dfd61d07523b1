import { checkCluster, joinByFailedCalls, policiesOn, type Finding } from '#diagnosis';
import { doorsOf } from '../../cluster/doors.ts';
import { sameObject } from '../../cluster/facts.ts';
import { livePods, podsFor, type Target } from '../../cluster/target.ts';
import type { SkillContext } from '../skill.ts';
import { failedCalls } from './shared-cause.ts';

const SERVED: ReadonlySet<string> = new Set(['Pod', 'Deployment', 'StatefulSet', 'DaemonSet', 'Service']);

/** Whether any policy stands where calls come in to a pod, or go out anywhere. */
function mayBeKept(target: Target, doors: readonly unknown[]): boolean {
  const { index, ref } = target;
  if (!SERVED.has(ref.kind) || doors.length === 0) return false;
  const [pod] = livePods(podsFor(target));
  const closesOut = index.list('NetworkPolicy').some(({ spec }) => spec.policyTypes.includes('Egress'));
  return closesOut || (pod !== undefined && policiesOn(index, pod, 'Ingress').length > 0);
}

/** Policies that keep callers from an object, as the callers' logs say; reads some of their logs where there are policies. */
export async function keptOut(context: SkillContext, target: Target): Promise<Finding[]> {
  const { index } = target;
  const doors = doorsOf(target);
  if (!mayBeKept(target, doors)) return [];
  const own = podsFor(target).map((pod) => index.ref('Pod', pod));
  const findings = checkCluster(index.snapshot);
  const ofOthers = findings.filter(({ object }) => !own.some((pod) => sameObject(pod, object)));
  const calls = await failedCalls(context, index, ofOthers);
  const isDoor = (ref: Finding['object']) => doors.some((door) => sameObject(ref, door));
  return joinByFailedCalls(index.snapshot, findings, calls).filter(
    ({ check, related }) => check === 'network-policy-isolates' && related.some(isDoor),
  );
}
