import type { ContainerStatus, Pod } from '#diagnosis/evidence';
import { plural } from '#ground/text';
import { fact, type Block } from '../../answer/draft.ts';
import { bold, code, inline } from '../../answer/markdown.ts';
import { ago } from '../../answer/phrase.ts';
import { explainExitCode } from '../../cluster/facts.ts';
import { fullName } from '../../cluster/name.ts';
import { citeObject } from '../../cluster/observe.ts';
import { restartsOf, statusesOf } from '../../cluster/pods.ts';
import { livePods, podsFor, type Target } from '../../cluster/target.ts';
import type { SkillContext } from '../skill.ts';

const RESTART = /\brestart(?:s|ed|ing)?\b|\breboot\w*/i;
const ASKED_TO = /\b(?:can|could|should|may|shall|please|how (?:do|can|to))\b/i;

const MOST_PODS = 3;

interface Restart {
  pod: Pod;
  status: ContainerStatus;
}

const lastOf = ({ status }: Restart): string => status.lastState.terminated?.finishedAt ?? '';

function howItEnded(context: SkillContext, { pod, status }: Restart): Block {
  const ended = status.lastState.terminated;
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

/** Whether and how an object's pods restarted, where that is the question; empty when it is not, or it has no pods. */
export function restarts(context: SkillContext, target: Target): Block[] {
  const { message } = context;
  if (!RESTART.test(message) || ASKED_TO.test(message)) return [];
  const pods = target.kind === 'Node' ? [] : livePods(podsFor(target));
  if (pods.length === 0) return [];
  const total = pods.reduce((sum, pod) => sum + restartsOf(pod), 0);
  const name = fullName(target.ref);
  if (total === 0) {
    const first = pods.map(({ metadata }) => metadata.creationTimestamp ?? '').sort()[0];
    const since = ago(first, context.now);
    const born =
      since === undefined ? '' : `, ${pods.length === 1 ? 'created' : 'the oldest was created'} ${since}`;
    const own = pods.length === 1 ? 'its pod has' : `its ${pods.length} pods have`;
    const whose = target.kind === 'Pod' ? 'it has' : own;
    const says = `${whose} no restarts${born}`;
    const head = bold(inline`${name} did not restart: ${says}.`);
    return [fact(head, [citeObject(context, target.ref, says)])];
  }
  const found = pods
    .flatMap((pod) => statusesOf(pod).map((status) => ({ pod, status })))
    .filter(({ status }) => status.restartCount > 0)
    .sort((a, b) => lastOf(b).localeCompare(lastOf(a)));
  return found.slice(0, MOST_PODS).map((one) => howItEnded(context, one));
}
