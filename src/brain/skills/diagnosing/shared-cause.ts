import { checkCluster, joinByFailedCalls, type FailedCall, type Finding } from '#diagnosis';
import type { ClusterIndex } from '../../cluster/facts.ts';
import { gatherLogs, observationOf, telling } from '../../logs/gather.ts';
import { servicesNamed } from '../../logs/mentions.ts';
import type { SkillContext } from '../skill.ts';
import { UNREACHED } from './follow-errors.ts';

const MOST_READ = 8;
const MOST_LINES = 5;
/** Troubles of a program that something it calls may be the reason for. */
export const MAY_WAIT = /^pod-(?:probe-failing|crash-loop|restarting|killed-by-probe|init-failing)$/;

/** The calls that the programs of one finding say they could not make. */
async function callsOf(
  context: SkillContext,
  index: ClusterIndex,
  { object }: Finding,
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
    waiting.slice(0, MOST_READ).map((finding) => callsOf(context, index, finding)),
  );
  return calls.flat();
}

/** All findings of a cluster, those joined that wait for one thing outside of them, wherever they are; reads some of their logs. */
export async function joinShared(context: SkillContext, index: ClusterIndex): Promise<Finding[]> {
  const findings = checkCluster(index.snapshot);
  const calls = await failedCalls(context, index, findings);
  return calls.length === 0 ? findings : joinByFailedCalls(index.snapshot, findings, calls);
}
