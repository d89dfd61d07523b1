import type { Condition, ObjectRef, Pod } from '#diagnosis/evidence';
import { fact, say, type Block, type Draft, type Item } from '../../answer/draft.ts';
import { bold, code, inline, type Markdown } from '../../answer/markdown.ts';
import { clock, span } from '../../answer/phrase.ts';
import { eventTime, isPodFinished, isPodReady } from '../../cluster/facts.ts';
import { fullName } from '../../cluster/name.ts';
import { citeEvent, citeObject } from '../../cluster/observe.ts';
import { restartsOf } from '../../cluster/pods.ts';
import { standingOf } from '../../cluster/standing.ts';
import { livePods, podsFor, targetOf, type Target } from '../../cluster/target.ts';
import { CHANGES, suggest, WHY } from '../ask.ts';
import { lastRollout } from '../diagnosing/changed.ts';
import type { SkillContext } from '../skill.ts';
import { storyOf, worstStory } from './story.ts';

/** A sign of trouble and when it began. */
interface Sign {
  at: number;
  text: Markdown;
  cite: () => string;
}

const GOOD_WHEN_FALSE = /Pressure$|^(?:NetworkUnavailable|Failed|Suspended|ReplicaFailure|DisruptionTarget)$/;
const isBad = ({ type, status }: Condition): boolean =>
  GOOD_WHEN_FALSE.test(type)
    ? status === 'True'
    : status !== 'True' &&
      /^(?:Ready|Available|Progressing|AbleToScale|ScalingActive|ContainersReady|PodScheduled)$/.test(type);

const timeOf = (iso: string | undefined): number => (iso === undefined ? Number.NaN : Date.parse(iso));

function conditionsOf({ object }: Target): readonly Condition[] {
  const status: unknown = 'status' in object ? object.status : undefined;
  return typeof status === 'object' && status !== null && 'conditions' in status
    ? (status.conditions as Condition[])
    : [];
}

function ofConditions(context: SkillContext, target: Target): Sign[] {
  return conditionsOf(target)
    .filter(isBad)
    .map(({ type, status, lastTransitionTime, reason }) => ({
      at: timeOf(lastTransitionTime),
      text: inline`${fullName(target.ref)}: condition ${code(type)} is ${status}${reason === undefined ? '' : ` (${reason})`}`,
      cite: () =>
        citeObject(
          context,
          target.ref,
          `${type} is ${status} since ${lastTransitionTime ?? 'an unknown time'}`,
        ),
    }));
}

function ofPod(context: SkillContext, target: Target, pod: Pod): Sign[] {
  const ref = { ...target.ref, kind: 'Pod', namespace: pod.metadata.namespace, name: pod.metadata.name };
  const ready = pod.status.conditions.find(({ type }) => type === 'Ready');
  const restarts = restartsOf(pod);
  const since = ready?.lastTransitionTime ?? pod.metadata.creationTimestamp;
  const again = restarts === 0 ? inline`` : inline`, after ${restarts} restarts in all`;
  return [
    {
      at: timeOf(since),
      text: inline`${fullName(ref)} has not been ready${again}`,
      cite: () => citeObject(context, ref, `not ready since ${since ?? 'an unknown time'}`),
    },
  ];
}

/** Warnings about the object and its pods, by when they were first seen. */
function ofEvents(context: SkillContext, target: Target): Sign[] {
  const pods = podsFor(target).flatMap((pod) => target.index.events('Pod', pod));
  const seen = new Set<string>();
  return [...target.index.events(target.kind, target.object), ...pods]
    .filter(
      (event) =>
        event.type === 'Warning' ||
        (standingOf(target, 0).isIdle === true && /Scal|Delet|Killing/.test(event.reason ?? '')),
    )
    .map((event) => ({ event, at: timeOf(event.firstTimestamp ?? eventTime(event)) }))
    .sort((a, b) => a.at - b.at)
    .filter(({ event }) => !seen.has(event.reason ?? '') && seen.add(event.reason ?? ''))
    .map(({ event, at }) => ({
      at,
      text: inline`first event ${code(event.reason ?? 'unknown')} of ${event.involvedObject.kind ?? ''} ${code(event.involvedObject.name ?? '')}`,
      cite: () => citeEvent(context, target.ref.cluster, event),
    }));
}

function signsOf(context: SkillContext, target: Target): Sign[] {
  const pods = livePods(podsFor(target)).filter((pod) => !isPodFinished(pod) && !isPodReady(pod));
  return [
    ...ofConditions(context, target),
    ...(target.kind === 'Node' ? [] : pods.flatMap((pod) => ofPod(context, target, pod))),
    ...(target.kind === 'Node' && conditionsOf(target).every((one) => !isBad(one))
      ? []
      : ofEvents(context, target)),
  ]
    .filter(({ at }) => !Number.isNaN(at))
    .sort((a, b) => a.at - b.at);
}

const MOST_SIGNS = 5;

function told(context: SkillContext, target: Target): Block[] {
  const { well, says, isIdle } = standingOf(target, context.now);
  const signs = well === true ? [] : signsOf(context, target);
  const [first] = signs;
  const when = (at: number) => clock(new Date(at).toISOString(), context.now, context.timeZone);
  const name = fullName(target.ref);
  const own = [citeObject(context, target.ref, says)];
  if (well === true)
    return [fact(bold(inline`${name} is not in trouble now: ${says}.`), own), ...sinceReady(context, target)];
  if (first === undefined)
    return [
      fact(
        bold(inline`I do not know since when. ${name}: ${says}; nothing that is kept tells when that began.`),
        own,
      ),
      say(
        inline`${isIdle === true ? 'The cluster keeps no time for a change of replicas, and' : 'The cluster keeps'} events for about an hour only.`,
      ),
    ];
  const items = signs.slice(0, MOST_SIGNS).map(({ at, text, cite }): Item => ({
    text: inline`${when(at)} (${span(context.now - at)} ago): ${text}`,
    evidence: [cite()],
  }));
  return [
    fact(
      inline`${bold(inline`At the latest since ${when(first.at)}, ${span(context.now - first.at)} ago:`)} ${name}: ${says}. The earliest signs that are still kept:`,
      [...own, ...(items[0]?.evidence ?? [])],
    ),
    { type: 'list', items },
    ...lastRollout(context, target),
  ];
}

/** Since when the pods of something well have been ready. */
function sinceReady(context: SkillContext, target: Target): Block[] {
  const times = livePods(podsFor(target)).map(({ status }) =>
    timeOf(status.conditions.find(({ type }) => type === 'Ready')?.lastTransitionTime),
  );
  const latest = Math.max(...times.filter((at) => !Number.isNaN(at)));
  if (!Number.isFinite(latest) || target.kind === 'Node') return [];
  const says = `all of its pods have been ready for ${span(context.now - latest)}`;
  return [
    fact(
      inline`All of its pods have been ready for ${span(context.now - latest)}. What was before that is not kept.`,
      [citeObject(context, target.ref, says)],
    ),
  ];
}

/** How it was at a time is not kept; what began when is. */
const ofThen = ({ slots: { time } }: SkillContext): Block[] =>
  time === undefined
    ? []
    : [
        say(
          inline`${bold(inline`How it was then (${time.said}) I do not know: I keep no record of it.`)} What the cluster still tells:`,
        ),
      ];

const nothingWrong = ({ slots: { time } }: SkillContext): Block[] => [
  say(
    bold(
      time === undefined
        ? inline`I do not know what you mean: nothing is in trouble that I can see.`
        : inline`Nothing is in trouble now that I can see.`,
    ),
  ),
];

/** Since when something is in trouble: the earliest condition and event that are kept. */
export async function since(context: SkillContext): Promise<Draft> {
  const [named] = context.slots.objects;
  const story = named === undefined ? await worstStory(context) : undefined;
  const ref: ObjectRef | undefined = named ?? story?.subject;
  const target = ref && (targetOf(context, ref) ?? undefined);
  const shared = ref === undefined || named === undefined ? undefined : await storyOf(context, ref);
  const root =
    target !== undefined && standingOf(target, context.now).well === true ? shared?.subject : undefined;
  const rootTarget = root && targetOf(context, root);
  const shown = rootTarget ?? target;
  return {
    outcome:
      shown === undefined && context.slots.time === undefined
        ? 'unknown'
        : shown === undefined
          ? 'talked'
          : 'answered',
    blocks: [...ofThen(context), ...(shown === undefined ? nothingWrong(context) : told(context, shown))],
    focus: ref && [ref],
    suggestions:
      ref === undefined ? [] : [WHY, CHANGES].map((wording) => suggest(context.clusters, ref, wording)),
    gap: shown === undefined ? { outcome: 'not-understood', detail: 'since when' } : undefined,
  };
}
