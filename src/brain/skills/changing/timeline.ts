import type { Deployment, KubernetesEvent } from '#diagnosis/evidence';
import { inline, type Markdown } from '../../answer/markdown.ts';
import { clock, span } from '../../answer/phrase.ts';
import { eventTime } from '../../cluster/facts.ts';
import { citeEvent, citeObject } from '../../cluster/observe.ts';
import { revisionsOf, type Revision } from '../../cluster/revisions.ts';
import { as, type Target } from '../../cluster/target.ts';
import type { SkillContext } from '../skill.ts';

/** One rollout of a Deployment: what came, after what, and when as far as the cluster keeps it. */
interface Rolled {
  revision: Revision;
  previous?: Revision;
  /** The template was there before: its ReplicaSet is older than the rollout. */
  isReturn: boolean;
  /** When it began; undefined where nothing tells. */
  at?: string;
  /** It was not before this. */
  after?: string;
  /** What dates a return. */
  shownBy?: KubernetesEvent | 'condition';
}

const HISTORY = 'deployment.kubernetes.io/revision-history';
/** Sets that a backup restored come in any order, moments apart. */
const MADE_TOGETHER = 60_000;
const millis = (iso: string | undefined): number => (iso === undefined ? 0 : Date.parse(iso) || 0);
const latest = (times: (string | undefined)[]): string | undefined =>
  times.toSorted((a, b) => millis(b) - millis(a))[0];

/** The numbers that a ReplicaSet had before its present one. */
function earlierNumbers(target: Target, { replicaSet, number }: Revision): number[] {
  const set = target.index.get('ReplicaSet', target.ref.namespace, replicaSet);
  return (set?.metadata.annotations[HISTORY] ?? '')
    .split(',')
    .map(Number)
    .filter((one) => Number.isInteger(one) && one > 0 && one < number);
}

/** Every rollout of a set that is kept; the set was made for the first of them. */
function rolloutsOf(target: Target, revision: Revision, all: readonly Revision[]): Rolled[] {
  const lower = all.filter(({ number }) => number < revision.number);
  const isOlder = lower.some(
    ({ createdAt }) => millis(createdAt) > millis(revision.createdAt) + MADE_TOGETHER,
  );
  const numbers = [...new Set([...earlierNumbers(target, revision), revision.number])].sort((a, b) => a - b);
  return numbers.map((number, at): Rolled => {
    const isReturn = at > 0 || (isOlder && number === revision.number);
    const before = all.filter((one) => one.number < number).map(({ createdAt }) => createdAt);
    return {
      revision: { ...revision, number },
      isReturn,
      at: isReturn ? undefined : revision.createdAt,
      after: isReturn ? latest([revision.createdAt, ...before]) : undefined,
    };
  });
}

const setIn = (pattern: RegExp, { message }: KubernetesEvent): string | undefined =>
  pattern.exec(message ?? '')?.[1];
const UP = /^Scaled up replica set (\S+)/;
const EMPTIED = /^Scaled down replica set (\S+) (?:from \d+ )?to 0\b/;

/** What shows when a return began: the scaling of its set as the one before it was emptied, the last step of its rollout, or the end of a standstill. */
function dated(target: Target, deployment: Deployment, rolled: Rolled): Rolled {
  const isAfter = (time: string | undefined): boolean => millis(time) > millis(rolled.after);
  const scaled = target.index
    .events('Deployment', deployment)
    .filter((event) => event.reason === 'ScalingReplicaSet' && isAfter(eventTime(event)));
  const emptied = scaled.find((event) => setIn(EMPTIED, event) === rolled.previous?.replicaSet);
  const up = scaled.findLast((event) => setIn(UP, event) === rolled.revision.replicaSet);
  if (emptied !== undefined) {
    const shownBy = up ?? emptied;
    return { ...rolled, at: eventTime(shownBy), shownBy };
  }
  const moved = deployment.status.conditions.filter(
    ({ type, status }) => type === 'Progressing' && status === 'True',
  )[0];
  const got = moved?.message?.includes(`"${rolled.revision.replicaSet}"`) ? moved.lastUpdateTime : undefined;
  const at = [got, moved?.lastTransitionTime].find(isAfter);
  return at === undefined ? rolled : { ...rolled, at, shownBy: 'condition' };
}

/** The rollouts of a Deployment, newest first by their numbers; empty for other kinds. */
export function timelineOf(target: Target): Rolled[] {
  const deployment = as('Deployment', target);
  if (deployment === undefined) return [];
  const all = revisionsOf(target);
  const steps = all
    .flatMap((revision) => rolloutsOf(target, revision, all))
    .sort((a, b) => b.revision.number - a.revision.number)
    .map((step, at, sorted): Rolled => ({ ...step, previous: sorted[at + 1]?.revision }));
  return steps.map((step, at) => (at === 0 && step.isReturn ? dated(target, deployment, step) : step));
}

/** When a rollout was, never the age of a set that was there before it. */
export function whenRolled(context: SkillContext, { at, after, shownBy }: Rolled): Markdown {
  const told = (iso: string): string => clock(iso, context.now, context.timeZone);
  if (at !== undefined) {
    const about = shownBy === 'condition' ? 'at about ' : '';
    return inline`${about}${told(at)}, ${span(context.now - millis(at))} ago`;
  }
  return after === undefined
    ? inline`at a time that is not known`
    : inline`at a time that is not known, after ${told(after)}`;
}

/** The revision, and whether its template was there before. */
export const revisionInWords = ({ revision, isReturn }: Rolled): Markdown =>
  isReturn
    ? inline`revision ${revision.number}, a return to an earlier template`
    : inline`revision ${revision.number}`;

/** Cites what dates a rollout and what it brought. */
export function citeRolled(context: SkillContext, target: Target, rolled: Rolled): string {
  const { revision, isReturn, at, shownBy } = rolled;
  if (shownBy === 'condition')
    return citeObject(
      context,
      target.ref,
      `revision ${revision.number}; Progressing says that it got on at ${at ?? ''}`,
    );
  if (shownBy !== undefined) return citeEvent(context, target.ref.cluster, shownBy);
  const made = isReturn
    ? `ReplicaSet created ${revision.createdAt ?? ''}, so it was there before`
    : `created ${revision.createdAt ?? ''}`;
  const set = { ...target.ref, kind: 'ReplicaSet', name: revision.replicaSet };
  const images = revision.images.map(({ image }) => image).join(', ');
  return citeObject(context, set, `revision ${revision.number}, ${made}: ${images}`);
}
