import { checkObject, type Finding } from '#diagnosis';
import type { Pod, WatchedKind } from '#diagnosis/evidence';
import { WATCHED_KINDS } from '#diagnosis/evidence';
import { isPodReady, sameObject } from '../../cluster/facts.ts';
import { standingOf } from '../../cluster/standing.ts';
import { podsFor, type Target } from '../../cluster/target.ts';
import { gatherLogs, NO_LOGS, telling, toldEarlier, type GatheredLogs } from '../../logs/gather.ts';
import { isTrouble } from '../findings.ts';
import type { SkillContext } from '../skill.ts';
import { lastRollout } from './changed.ts';
import type { Examination } from './compose.ts';
import { followErrors } from './follow-errors.ts';
import { keptOut } from './kept-out.ts';
import { isOutside } from './whose.ts';

const MOST_LINES = 5;
/** Kinds whose pods' logs are part of the question. */
const SPEAKING: ReadonlySet<WatchedKind> = new Set<WatchedKind>([
  'Pod',
  'Deployment',
  'ReplicaSet',
  'StatefulSet',
  'DaemonSet',
  'Job',
  'CronJob',
  'Service',
]);

async function logsOf(context: SkillContext, target: Target): Promise<GatheredLogs> {
  if (!SPEAKING.has(target.kind)) return NO_LOGS;
  return gatherLogs(context, target.ref.cluster, podsFor(target));
}

const GROWTH =
  /\b(?:grow\w*|scal(?:e|es|ed|ing)(?! down)|more (?:pods|replicas)|enough (?:pods|replicas)|(?:pods|replicas) missing|missing (?:pods|replicas)|fewer (?:pods|replicas)|quota\w*)\b/i;
const KEEPS_SMALL = /^(?:workload-create-refused|pod-unschedulable|hpa-)/;

/** Whether a trouble is of the sort that a message asks about: 0 when it is, for sorting. */
const askedFirst =
  (message: string) =>
  ({ check }: Finding): number =>
    GROWTH.test(message) && KEEPS_SMALL.test(check) ? 0 : 1;

/** The kinds that share a name with what they belong to. */
const NAMESAKES: readonly WatchedKind[] = [
  'Service',
  'Ingress',
  'HorizontalPodAutoscaler',
  'Deployment',
  'StatefulSet',
  'DaemonSet',
];

/** The findings of what belongs together by name, such as the service in front of a deployment that is well itself. */
function namesakes({ index, ref }: Target): Finding[] {
  return NAMESAKES.filter(
    (kind) => kind !== ref.kind && index.get(kind, ref.namespace, ref.name) !== undefined,
  )
    .flatMap((kind) => checkObject(index.snapshot, { ...ref, kind }))
    .filter(isTrouble);
}

/** What to tell of an object, its own trouble first, then what keeps others from it, then what it shares with others. */
function inOrder(
  context: SkillContext,
  target: Target,
  [checked, closed]: [Finding[], Finding[]],
): Finding[] {
  const isNew = (finding: Finding) =>
    !checked.some(({ check, object }) => check === finding.check && sameObject(object, finding.object));
  const isShared = (finding: Finding) => isOutside(context, target, finding);
  const asked = askedFirst(context.message);
  const own = checked.filter((finding) => !isShared(finding)).sort((a, b) => asked(a) - asked(b));
  const shared = checked.filter(isShared);
  const kept = closed.filter(isNew);
  return target.kind === 'Pod' ? [...own, ...shared, ...kept] : [...own, ...kept, ...shared];
}

function speaker(pods: readonly Pod[], name: string | undefined): Pod | undefined {
  return (
    pods.find(({ metadata }) => metadata.name === name) ?? pods.find((pod) => !isPodReady(pod)) ?? pods[0]
  );
}

/** Looks at one object from all sides: checks, its own status, its logs and where they point, the last rollout. */
export async function examine(context: SkillContext, target: Target): Promise<Examination> {
  const { ref, index } = target;
  context.looked(ref.cluster, WATCHED_KINDS, ref.namespace === '' ? [] : [ref.namespace]);
  const checked = checkObject(index.snapshot, ref);
  const [logs, closed] = await Promise.all([logsOf(context, target), keptOut(context, target)]);
  const own = inOrder(context, target, [checked, closed]);
  const findings = own.some(isTrouble) ? own : [...namesakes(target), ...own];
  const lines = telling(logs, MOST_LINES);
  const pod = speaker(podsFor(target), lines[0]?.pod);
  const isSilent = pod === undefined || lines.length === 0;
  const followed = isSilent ? undefined : await followErrors(context, { target, pod, lines });
  return {
    target,
    standing: standingOf(target, context.now),
    trouble: findings.filter(isTrouble),
    hints: findings.filter((finding) => !isTrouble(finding)),
    logs,
    lines,
    earlier: lines.length === 0 ? toldEarlier(logs, MOST_LINES) : [],
    followed: followed?.blocks ?? [],
    elsewhere: followed?.next ?? [],
    rollout: lastRollout(context, target),
  };
}
