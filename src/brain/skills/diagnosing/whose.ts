import type { Finding } from '#diagnosis';
import type { ObjectRef } from '#diagnosis/evidence';
import { inline, type Markdown } from '../../answer/markdown.ts';
import { ownersOf, sameObject } from '../../cluster/facts.ts';
import { fullName } from '../../cluster/name.ts';
import { podsFor, type Target } from '../../cluster/target.ts';
import { subjectOf } from '../findings.ts';
import type { SkillContext } from '../skill.ts';

/** An object, its pods, and what owns them or stands between: what is said of one of them is said of all. */
function familyOf(target: Target): ObjectRef[] {
  const { ref, index, kind, object } = target;
  const pods = podsFor(target);
  const sets = index.ownedBy('ReplicaSet', object).map((set) => index.ref('ReplicaSet', set));
  const jobs = index.ownedBy('Job', object).map((job) => index.ref('Job', job));
  const owners = kind === 'Node' ? [] : [object, ...pods].flatMap((one) => ownersOf(index, one));
  const workloads = owners.filter((owner) => owner.kind !== 'Node');
  return [ref, ...sets, ...jobs, ...pods.map((pod) => index.ref('Pod', pod)), ...workloads];
}

/** Whether a finding that concerns an object is about something else: a cause that lies outside of it. */
export function isOutside(context: SkillContext, target: Target, finding: Finding): boolean {
  const { object } = finding;
  const subject = subjectOf(context, finding);
  return !familyOf(target).some((own) => sameObject(own, object) || sameObject(own, subject));
}

/** Kinds that suffer from what is wrong elsewhere; of others the trouble may come from them as well. */
const SUFFERS: ReadonlySet<string> = new Set([
  'Pod',
  'Deployment',
  'ReplicaSet',
  'StatefulSet',
  'DaemonSet',
  'Job',
  'CronJob',
  'Service',
  'Ingress',
  'Gateway',
  'HTTPRoute',
  'HorizontalPodAutoscaler',
]);

/** "is not healthy: ..." of an object's own trouble, "is affected by deployment `x`: ..." of what lies outside of it. */
export function troubleOf(context: SkillContext, target: Target, finding: Finding): Markdown {
  const { object, title } = finding;
  if (isOutside(context, target, finding)) {
    const how = SUFFERS.has(target.kind) ? 'is affected by' : 'has a part in the trouble of';
    return inline`${how} ${fullName(subjectOf(context, finding))}: ${title}`;
  }
  const which = sameObject(object, target.ref) ? inline`` : inline`, seen on ${fullName(object)}`;
  return inline`is not healthy: ${title}${which}`;
}
