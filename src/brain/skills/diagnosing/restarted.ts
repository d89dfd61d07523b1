import type { ContainerStatus, Pod } from '#diagnosis/evidence';
import { plural } from '#ground/text';
import { fact, say, type Block } from '../../answer/draft.ts';
import { bold, code, inline, type Markdown } from '../../answer/markdown.ts';
import { ago } from '../../answer/phrase.ts';
import { explainExitCode } from '../../cluster/facts.ts';
import { fullName } from '../../cluster/name.ts';
import { citeObject } from '../../cluster/observe.ts';
import { restartsOf, statusesOf } from '../../cluster/pods.ts';
import { livePods, podsFor, type Target } from '../../cluster/target.ts';
import type { SkillContext } from '../skill.ts';

const RESTART = /\brestart(?:s|ed|ing)?\b|\breboot\w*/i;
const OUT_OF_MEMORY =
  /\boom\b|\boom[- ]?kill\w*|\b(?:ran|run|runs|running|went|go|goes|going|been|was|is|are|were) out of memory\b|\bkilled (?:for|because of|by|due to) (?:its |the |using |too much )?(?:memory|oom|ram)\b|\bmemory kill\w*/i;
const ASKED_TO = /\b(?:can|could|should|may|shall|please|how (?:do|can|to))\b/i;
const YES_NO = /^\W*(?:(?:and|so|ok|hey|but|jamie)\W+)*(?:is|are|was|were|did|does|do|has|have|had|any)\b/i;

const MOST_PODS = 3;

interface Restart {
  pod: Pod;
  status: ContainerStatus;
}

type Ended = NonNullable<ContainerStatus['lastState']['terminated']>;

/** How the last run of a container that is no more ended: the one before this, or this one. */
const endOf = ({ status }: Restart): Ended | undefined =>
  status.lastState.terminated ?? status.state.terminated;
const lastOf = (one: Restart): string => endOf(one)?.finishedAt ?? '';
const isOom = (one: Restart): boolean => endOf(one)?.reason === 'OOMKilled';

function howItEnded(context: SkillContext, one: Restart): Block {
  const { pod, status } = one;
  const ended = endOf(one);
  const ref = {
    cluster: context.slots.objects[0]?.cluster ?? '',
    kind: 'Pod',
    namespace: pod.metadata.namespace,
    name: pod.metadata.name,
  };
  const times = plural(status.restartCount, 'restart');
  const who = inline`Container ${code(status.name)} of ${code(pod.metadata.name)}: ${times}`;
  if (ended === undefined)
    return fact(inline`${who}. How the last run ended is no longer kept.`, [citeObject(context, ref, times)]);
  const when = ago(ended.finishedAt, context.now);
  const why = `exit code ${ended.exitCode}${ended.reason === undefined ? '' : ` (${ended.reason})`}`;
  const meaning = explainExitCode(ended.exitCode, ended.signal, ended.reason);
  const says = `${times}, the last run ended ${when === undefined ? '' : `${when} `}with ${why}`;
  return fact(inline`${who}, the last ${when ?? ''} with ${why}: ${meaning}.`, [
    citeObject(context, ref, says),
  ]);
}

/** Whether a message asks for a yes or a no. */
export const asksYesNo = (message: string): boolean => YES_NO.test(message);

/** "Yes: ..." where yes or no was asked for, the plain sentence elsewhere. */
function answered(context: SkillContext, yes: boolean, sentence: Markdown): Markdown {
  if (!asksYesNo(context.message)) return bold(sentence);
  return bold(inline`${yes ? 'Yes' : 'No'}: ${sentence}`);
}

interface Asked {
  target: Target;
  pods: Pod[];
  /** Containers that restarted, the latest end first. */
  found: Restart[];
}

function never(context: SkillContext, { target, pods }: Asked): Block[] {
  const first = pods.map(({ metadata }) => metadata.creationTimestamp ?? '').sort()[0];
  const since = ago(first, context.now);
  const born =
    since === undefined ? '' : `, ${pods.length === 1 ? 'created' : 'the oldest was created'} ${since}`;
  const own = pods.length === 1 ? 'its pod has' : `its ${pods.length} pods have`;
  const says = `${target.kind === 'Pod' ? 'it has' : own} no restarts${born}`;
  const head = answered(context, false, inline`${fullName(target.ref)} did not restart: ${says}.`);
  return [fact(head, [citeObject(context, target.ref, says)])];
}

function restarted(context: SkillContext, asked: Asked): Block[] {
  const { target, pods, found } = asked;
  const { time } = context.slots;
  const total = pods.reduce((sum, pod) => sum + restartsOf(pod), 0);
  if (total === 0) return never(context, asked);
  const at = found.map(lastOf).find((one) => one !== '');
  const last = ago(at, context.now);
  const isIn =
    time === undefined || at === undefined || (Date.parse(at) >= time.from && Date.parse(at) <= time.to);
  const times = plural(total, 'restart');
  const says = `${times} in all${last === undefined ? '' : `, the last ${last}`}`;
  const name = fullName(target.ref);
  const head = isIn
    ? inline`${name} restarted: ${says}.`
    : inline`${name} did not restart in that time: ${says}.`;
  return [
    fact(answered(context, isIn, head), [citeObject(context, target.ref, says)]),
    ...found.slice(0, MOST_PODS).map((one) => howItEnded(context, one)),
  ];
}

const ONLY_LAST = say(inline`Kubernetes keeps only how the last run of each container ended.`);

function killed(context: SkillContext, { target, found }: Asked): Block[] {
  const oom = found.filter(isOom);
  const name = fullName(target.ref);
  const [first] = oom;
  if (first !== undefined) {
    const when = ago(endOf(first)?.finishedAt, context.now);
    const says = `${plural(oom.length, 'container')} killed for memory${when === undefined ? '' : `, the last ${when}`}`;
    const head = answered(context, true, inline`${name} was killed for exceeding its memory: ${says}.`);
    return [
      fact(head, [citeObject(context, target.ref, says)]),
      ...oom.slice(0, MOST_PODS).map((one) => howItEnded(context, one)),
    ];
  }
  const says =
    found.length === 0
      ? 'none of its containers restarted or ended'
      : 'no last run of its containers ended with OOMKilled';
  const head = answered(context, false, inline`${name} was not killed for memory: ${says}.`);
  return [
    fact(head, [citeObject(context, target.ref, says)]),
    ...found.slice(0, MOST_PODS).map((one) => howItEnded(context, one)),
    ...(found.length === 0 ? [] : [ONLY_LAST]),
  ];
}

/** Whether and how an object's pods restarted or were killed for memory, where that is the question; empty when it is not, or it has no pods. */
export function restarts(context: SkillContext, target: Target): Block[] {
  const { message } = context;
  const asksKill = OUT_OF_MEMORY.test(message);
  if ((!asksKill && !RESTART.test(message)) || ASKED_TO.test(message)) return [];
  const all = target.kind === 'Node' ? [] : podsFor(target);
  const pods = asksKill ? [...all] : livePods(all);
  if (pods.length === 0) return [];
  const found = pods
    .flatMap((pod) => statusesOf(pod).map((status) => ({ pod, status })))
    .filter((one) => one.status.restartCount > 0 || isOom(one))
    .sort((a, b) => lastOf(b).localeCompare(lastOf(a)));
  const asked = { target, pods, found };
  return asksKill ? killed(context, asked) : restarted(context, asked);
}
