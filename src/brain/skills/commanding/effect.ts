import type { ObjectRef } from '#diagnosis/evidence';
import { plural } from '#ground/text';
import { code, listed, inline, type Markdown } from '../../answer/markdown.ts';
import { fullName } from '../../cluster/name.ts';
import { revisionsOf } from '../../cluster/revisions.ts';
import { standingOf } from '../../cluster/standing.ts';
import { livePods, podsFor, type Target } from '../../cluster/target.ts';
import { ownersOf } from '../../cluster/facts.ts';
import { contentsOf, drained, servicesBefore } from './disruption.ts';
import { commandFor, type Wish } from './commands.ts';
import { imagesOf, pullWarning } from './pulls.ts';
import { otherEffect } from './other-effects.ts';
import { replicasOf } from './settle.ts';

/** What a change would do to the object as it is now, and how to walk it back. */
export interface Effect {
  now: string;
  would: Markdown;
  back: Markdown;
}

function scaling(target: Target, wish: Wish): Pick<Effect, 'would' | 'back'> {
  const from = replicasOf(target);
  const to = Number(
    wish.parameters['replicas'] ?? wish.parameters['to'] ?? wish.parameters['value'] ?? Number.NaN,
  );
  const back =
    from === undefined ? undefined : commandFor({ ...wish, parameters: { replicas: String(from) } });
  const what =
    from === undefined || Number.isNaN(to)
      ? from === 0
        ? inline`start as many pods as you name; how many there were before is not kept`
        : inline`change how many pods run`
      : inline`go from ${from} to ${plural(to, 'replica')}${to === 0 ? ': nothing would serve any more' : ''}`;
  const hpa = target.index
    .inNamespace('HorizontalPodAutoscaler', target.ref.namespace)
    .find(
      ({ spec: { scaleTargetRef } }) =>
        scaleTargetRef.kind === target.ref.kind && scaleTargetRef.name === target.ref.name,
    );
  const fights =
    hpa === undefined
      ? inline``
      : inline`. HPA ${code(hpa.metadata.name)} scales it too and would set its own number again`;
  return {
    would: inline`${what}${fights}`,
    back: back === undefined ? inline`scale it back to its present number.` : inline`${code(back)}`,
  };
}

/** Kinds whose pods go with them. */
const TAKES_PODS: ReadonlySet<string> = new Set([
  'Deployment',
  'StatefulSet',
  'DaemonSet',
  'ReplicaSet',
  'Job',
  'CronJob',
  'Namespace',
]);

/** What goes with a thing that is removed. */
function lostWith(target: Target): Markdown {
  const { index, ref } = target;
  if (target.kind === 'Namespace') return inline`: ${contentsOf(index, ref.name)}`;
  if (target.kind === 'Node')
    return inline`; its pods are made again elsewhere, and the machine itself keeps running`;
  if (target.kind === 'Service')
    return inline`; the pods behind it keep running, but nothing reaches them under its name any more`;
  const services = servicesBefore(target);
  return services.length === 0
    ? inline``
    : inline`; nothing would answer behind ${listed(services.map(fullName))}`;
}

function deletion(target: Target): Pick<Effect, 'would' | 'back'> {
  const owner: ObjectRef | undefined = ownersOf(target.index, target.object)[0];
  const pods = livePods(podsFor(target)).length;
  if (target.kind === 'Pod' && owner !== undefined) {
    return {
      would: inline`end the pod; ${fullName(owner)} would make another one in its place`,
      back: inline`nothing to do: the new pod takes over, under another name unless it is a StatefulSet’s.`,
    };
  }
  const gone =
    pods === 0 || !TAKES_PODS.has(target.kind) ? inline`` : inline`, with its ${plural(pods, 'pod')}`;
  return {
    would: inline`remove ${fullName(target.ref)}${gone}, for good${lostWith(target)}`,
    back: inline`a delete cannot be undone, so save its YAML first.`,
  };
}

function rollback(target: Target, at: number): Pick<Effect, 'would' | 'back'> {
  const [now, before] = revisionsOf(target);
  if (now === undefined || before === undefined)
    return {
      would: inline`go back one revision, but I see no earlier one`,
      back: inline`roll forward in the same way.`,
    };
  const coming = before.images.map(({ image }) => image);
  const images = listed(coming.map(code));
  const fears = pullWarning(target, coming, at);
  return {
    would: inline`go from revision ${now.number} back to the template of revision ${before.number} (${images})${fears}`,
    back: inline`roll forward with ${code(`--to-revision=${now.number}`)}.`,
  };
}

function restart(target: Target, at: number): Pick<Effect, 'would' | 'back'> {
  if (target.kind === 'Pod') return deletion(target);
  const pods = livePods(podsFor(target)).length;
  if (pods === 0)
    return { would: inline`change nothing that runs: it has no pods now`, back: inline`nothing to do.` };
  const alone = pods === 1 ? inline`. It has only one, so it may be away for a moment` : inline``;
  return {
    would: inline`replace its ${plural(pods, 'pod')} one after the other, with the same template${alone}${pullWarning(target, imagesOf(target), at)}`,
    back: inline`nothing to do, but for ${code('kubectl rollout pause')} while it is under way.`,
  };
}

function onNode(target: Target, verb: string): Pick<Effect, 'would' | 'back'> {
  const pods = plural(livePods(podsFor(target)).length, 'pod');
  const name = target.ref.name;
  if (verb === 'drain')
    return {
      would: drained(target),
      back: inline`let pods come back with ${code(`kubectl uncordon ${name}`)}; they do not move by themselves.`,
    };
  if (verb === 'uncordon')
    return {
      would: inline`let new pods onto the node again`,
      back: code(`kubectl cordon ${name}`),
    };
  return {
    would: inline`keep new pods off the node; its ${pods} keep running`,
    back: code(`kubectl uncordon ${name}`),
  };
}

/** Works out what a change would do; never does it. */
export function effectOf(target: Target, wish: Wish, now: number): Effect {
  const says = standingOf(target, now).says;
  const { verb } = wish;
  if (verb === 'scale') return { now: says, ...scaling(target, wish) };
  if (verb === 'delete') return { now: says, ...deletion(target) };
  if (verb === 'rollback') return { now: says, ...rollback(target, now) };
  if (verb === 'restart') return { now: says, ...restart(target, now) };
  if (verb === 'set-image' || verb === 'set-resources' || verb === 'set-env')
    return {
      now: says,
      would: inline`roll out a new template, so that its pods are replaced one after the other`,
      back: inline`${code(commandFor({ ...wish, verb: 'rollback' }) ?? 'kubectl rollout undo')}`,
    };
  if (['cordon', 'uncordon', 'drain'].includes(verb)) return { now: says, ...onNode(target, verb) };
  return { now: says, ...otherEffect(target, wish) };
}
