import type { AnyObject, KubernetesEvent, ObjectRef, Pod, WatchedKind } from '#diagnosis/evidence';
import { code, inline, type Markdown } from '../../answer/markdown.ts';
import { eventTime, type ClusterIndex } from '../../cluster/facts.ts';
import { fullName, shortName } from '../../cluster/name.ts';
import { citeEvent, citeObject, eventInWords, subjectOf } from '../../cluster/observe.ts';
import { statusesOf } from '../../cluster/pods.ts';
import { rolloutInWords } from '../diagnosing/changed.ts';
import type { SkillContext } from '../skill.ts';
import { citeRolled, revisionInWords, timelineOf } from './timeline.ts';

/** Something that changed, when, and about what. Cited only when it is told. */
export interface Change {
  at: number;
  ref: ObjectRef;
  text: Markdown;
  cite: () => string;
  /** Set for what only shows that something is not well: no change of anything. Its name, to sum it up by. */
  symptom?: string;
  /** How often it was seen. */
  count?: number;
  /** A new revision of a workload. */
  isRollout?: boolean;
  /** It was some time after `at`; when is not kept. */
  isAtLeast?: boolean;
}

export interface Span {
  from: number;
  to: number;
}

const within = (time: string | undefined, { from, to }: Span): number | undefined => {
  const at = time === undefined ? Number.NaN : Date.parse(time);
  return at >= from && at <= to ? at : undefined;
};

/** Kinds whose coming and going is news; pods, events and slices come and go all the time. */
const NEWSWORTHY: readonly WatchedKind[] = [
  'Namespace',
  'Node',
  'Deployment',
  'StatefulSet',
  'DaemonSet',
  'CronJob',
  'Service',
  'Ingress',
  'NetworkPolicy',
  'ConfigMap',
  'Secret',
  'PersistentVolumeClaim',
  'HorizontalPodAutoscaler',
  'PodDisruptionBudget',
  'ResourceQuota',
  'Role',
  'RoleBinding',
  'ClusterRole',
  'ClusterRoleBinding',
  'ServiceAccount',
];

function came(context: SkillContext, index: ClusterIndex, span: Span): Change[] {
  return NEWSWORTHY.flatMap((kind) =>
    (index.list(kind) as readonly AnyObject[]).flatMap((object): Change[] => {
      const { creationTimestamp, deletionTimestamp } = object.metadata;
      const ref = index.ref(kind, object);
      const born = within(creationTimestamp, span);
      const gone = within(deletionTimestamp, span);
      return [
        ...(born === undefined
          ? []
          : [
              {
                at: born,
                ref,
                text: inline`${fullName(ref)} was created`,
                cite: () => citeObject(context, ref, `created ${creationTimestamp ?? ''}`),
              },
            ]),
        ...(gone === undefined
          ? []
          : [
              {
                at: gone,
                ref,
                text: inline`deletion of ${fullName(ref)} was asked for`,
                cite: () => citeObject(context, ref, `deletion asked for at ${deletionTimestamp ?? ''}`),
              },
            ]),
      ];
    }),
  );
}

function rollouts(context: SkillContext, index: ClusterIndex, span: Span): Change[] {
  return index.list('Deployment').flatMap((object): Change[] => {
    const ref = index.ref('Deployment', object);
    const target = { ref, kind: 'Deployment', object, index } as const;
    return timelineOf(target).flatMap((rolled): Change[] => {
      const at = within(rolled.at ?? rolled.after, span);
      if (at === undefined || rolled.previous === undefined) return [];
      const what = rolloutInWords(rolled.revision, rolled.previous);
      return [
        {
          at,
          ref,
          text: inline`${fullName(ref)} was rolled out to ${revisionInWords(rolled)}: ${what}`,
          cite: () => citeRolled(context, target, rolled),
          isAtLeast: rolled.at === undefined,
          isRollout: true,
        },
      ];
    });
  });
}

function restartsOf(
  context: SkillContext,
  index: ClusterIndex,
  { pod, span }: { pod: Pod; span: Span },
): Change[] {
  const ref = index.ref('Pod', pod);
  return statusesOf(pod).flatMap(({ name, lastState, restartCount }): Change[] => {
    const ended = lastState.terminated;
    const at = within(ended?.finishedAt, span);
    if (ended === undefined || at === undefined) return [];
    const how =
      ended.reason === undefined
        ? `exit code ${ended.exitCode}`
        : `${ended.reason}, exit code ${ended.exitCode}`;
    const says = `container ${name} last ended at ${ended.finishedAt ?? ''}: ${how}; ${restartCount} restarts`;
    return [
      {
        at,
        ref,
        text: inline`${fullName(ref)}: container ${code(name)} ended (${how}) and was restarted, ${restartCount} times in all`,
        cite: () => citeObject(context, ref, says),
        symptom: 'restart',
      },
    ];
  });
}

const TELLING = new Set([
  'ScalingReplicaSet',
  'SuccessfulRescale',
  'NodeNotReady',
  'NodeReady',
  'Evicted',
  'Preempted',
  'Drain',
  'NodeNotSchedulable',
  'NodeSchedulable',
  'OOMKilling',
  'SystemOOM',
  'Rebooted',
  'DeploymentRollback',
  'LeaderElection',
  'VolumeResizeSuccessful',
  'Killing',
]);
/** Warnings that are changes all the same. */
const DONE = new Set(['Evicted', 'Preempted', 'NodeNotReady', 'Rebooted', 'SystemOOM']);
const isTelling = ({ reason, type }: KubernetesEvent): boolean =>
  (type === 'Warning' || TELLING.has(reason ?? '')) && reason !== 'LeaderElection';

function happened(context: SkillContext, index: ClusterIndex, span: Span): Change[] {
  const { cluster } = index.snapshot;
  return index.list('Event').flatMap((event): Change[] => {
    const at = within(eventTime(event), span);
    if (at === undefined || !isTelling(event)) return [];
    const ref = subjectOf(cluster, event);
    return [
      {
        at,
        ref,
        text: inline`${shortName(ref)}: ${eventInWords(event)}`,
        cite: () => citeEvent(context, cluster, event),
        ...(event.type === 'Warning' && !DONE.has(event.reason ?? '')
          ? { symptom: event.reason ?? 'warning', count: event.series?.count ?? event.count ?? 1 }
          : {}),
      },
    ];
  });
}

/** Pods that a controller took away, where nothing was rolled out: the workload was scaled down. */
const SCALED_DOWN = /^delete Pod \S+ in StatefulSet (\S+) successful$/;

function scaledSets(context: SkillContext, index: ClusterIndex, span: Span): Change[] {
  return index.list('StatefulSet').flatMap((set): Change[] => {
    const events = index
      .events('StatefulSet', set)
      .filter(({ reason, message }) => reason === 'SuccessfulDelete' && SCALED_DOWN.test(message ?? ''));
    const [last] = events.filter((event) => within(eventTime(event), span) !== undefined);
    const at = last === undefined ? undefined : within(eventTime(last), span);
    if (last === undefined || at === undefined || set.status.replicas > set.spec.replicas) return [];
    const ref = index.ref('StatefulSet', set);
    const { replicas } = set.spec;
    const missing = set.status.readyReplicas === 0 && replicas === 0;
    if (!missing) return [];
    return [
      {
        at,
        ref,
        text: inline`${fullName(ref)} was scaled down to 0 replicas`,
        cite: () => citeEvent(context, index.snapshot.cluster, last),
      },
    ];
  });
}

/** Everything in a cluster that changed within a span, newest first. */
export function changesIn(context: SkillContext, index: ClusterIndex, span: Span): Change[] {
  const restarts = index.list('Pod').flatMap((pod) => restartsOf(context, index, { pod, span }));
  return [
    ...came(context, index, span),
    ...rollouts(context, index, span),
    ...scaledSets(context, index, span),
    ...restarts,
    ...happened(context, index, span),
  ].sort((a, b) => b.at - a.at);
}
