import { checkCluster, joinByFailedCalls, type FailedCall, type Finding } from '#diagnosis';
import type { ObjectRef } from '#diagnosis/evidence';
import { isPodReady, refKeyOf, sameObject, workloadOf, type ClusterIndex } from '../../cluster/facts.ts';
import { readPointers } from '../../cluster/pointers.ts';
import { livePods, podsFor, targetOf } from '../../cluster/target.ts';
import { gatherLogs, observationOf, telling } from '../../logs/gather.ts';
import { servicesNamed } from '../../logs/mentions.ts';
import type { SkillContext } from '../skill.ts';
import { UNREACHED } from './follow-errors.ts';

const MOST_READ = 8;
const MOST_LINES = 5;
/** Troubles of a program that something it calls may be the reason for. */
export const MAY_WAIT = /^pod-(?:probe-failing|crash-loop|restarting|killed-by-probe|init-failing)$/;

/** The calls that the program of a pod says it could not make. */
export async function callsOf(
  context: SkillContext,
  index: ClusterIndex,
  object: ObjectRef,
): Promise<FailedCall[]> {
  const pod = index.get('Pod', object.namespace, object.name);
  if (pod === undefined) return [];
  const logs = await gatherLogs(context, object.cluster, [pod]);
  const lines = telling(logs, MOST_LINES).filter(({ text }) => UNREACHED.test(text));
  return lines.flatMap((line) =>
    servicesNamed(index, object.namespace, line.text).map((to) => ({
      from: object,
      to,
      seen: observationOf(context, object, line),
    })),
  );
}

/** The calls that programs in trouble say they could not make; reads some of their logs. */
export async function failedCalls(
  context: SkillContext,
  index: ClusterIndex,
  findings: readonly Finding[],
): Promise<FailedCall[]> {
  const waiting = findings.filter(({ check, severity }) => MAY_WAIT.test(check) && severity !== 'info');
  if (waiting.length === 0) return [];
  context.think(`Reading why ${waiting.length === 1 ? 'it is' : 'they are'} not well`);
  const calls = await Promise.all(
    waiting.slice(0, MOST_READ).map((finding) => callsOf(context, index, finding.object)),
  );
  return calls.flat();
}

/** One pod each of the workloads that are set up to use what could not be called, and are ready all the same. */
async function readyCallers(
  context: SkillContext,
  index: ClusterIndex,
  calls: readonly FailedCall[],
): Promise<ObjectRef[]> {
  const services = [...new Map(calls.map(({ to }) => [refKeyOf(to), to])).values()];
  const known = new Set(calls.flatMap(({ from }) => workloadKey(index, from)));
  const { found } = await readPointers(context, index, services);
  const callers = found
    .filter(({ from, to }) => !known.has(refKeyOf(from)) && services.some((one) => sameObject(one, to)))
    .map(({ from }) => from);
  const unique = [...new Map(callers.map((ref) => [refKeyOf(ref), ref])).values()];
  return unique.slice(0, MOST_READ).flatMap((ref) => {
    const target = targetOf(context, ref);
    const pod = target && livePods(podsFor(target)).find(isPodReady);
    return pod === undefined ? [] : [index.ref('Pod', pod)];
  });
}

function workloadKey(index: ClusterIndex, { namespace, name }: ObjectRef): string[] {
  const pod = index.get('Pod', namespace, name);
  return pod === undefined ? [] : [refKeyOf(workloadOf(index, pod))];
}

/** All findings of a cluster, those joined that wait for one thing outside of them, wherever they are; reads some of their logs. */
export async function joinShared(context: SkillContext, index: ClusterIndex): Promise<Finding[]> {
  const findings = checkCluster(index.snapshot);
  const calls = await failedCalls(context, index, findings);
  if (calls.length === 0) return findings;
  const callers = await readyCallers(context, index, calls);
  const more = await Promise.all(callers.map((pod) => callsOf(context, index, pod)));
  return joinByFailedCalls(index.snapshot, findings, [...calls, ...more.flat()]);
}
