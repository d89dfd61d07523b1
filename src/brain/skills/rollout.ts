import type { Finding } from '#diagnosis';
import type { ObjectRef } from '#diagnosis/evidence';
import { plural } from '#ground/text';
import { fact, say, type Block, type Draft, type Item } from '../answer/draft.ts';
import { bold, code, listed, inline, prose, type Markdown } from '../answer/markdown.ts';
import { ago } from '../answer/phrase.ts';
import { kubectlOn } from '../cluster/kubectl.ts';
import { fullName } from '../cluster/name.ts';
import { citeObject } from '../cluster/observe.ts';
import { revisionsOf, type Revision } from '../cluster/revisions.ts';
import { as, indexOf, targetOf, type Target } from '../cluster/target.ts';
import { CHANGES, suggest, WHY } from './ask.ts';
import { timelineOf } from './changing/timeline.ts';
import { deploymentOf, rolloutInWords } from './diagnosing/changed.ts';
import { heldUpBy } from './diagnosing/held-up.ts';
import { causeOf, nextStep } from './findings.ts';
import { outOfReach, reach } from './out-of-reach.ts';
import type { Skill, SkillContext } from './skill.ts';

interface State {
  done: boolean;
  /** Plain words. */
  says: string;
}

function deploymentState(target: Target): State | undefined {
  const deployment = as('Deployment', target);
  if (deployment === undefined) return undefined;
  const { spec, status, metadata } = deployment;
  const { updatedReplicas, readyReplicas, replicas } = status;
  const counts = `${updatedReplicas} of ${plural(spec.replicas, 'replica')} updated, ${readyReplicas} ready`;
  const stuck = status.conditions.find(
    ({ type, reason }) => type === 'Progressing' && reason === 'ProgressDeadlineExceeded',
  );
  const seen = (status.observedGeneration ?? 0) >= (metadata.generation ?? 0);
  const done =
    seen &&
    updatedReplicas === spec.replicas &&
    readyReplicas === spec.replicas &&
    replicas === spec.replicas;
  if (spec.paused === true) return { done: false, says: `is paused: ${counts}` };
  if (stuck !== undefined) return { done: false, says: `is stuck, past its progress deadline: ${counts}` };
  return { done, says: done ? `is complete: ${counts}` : `is in progress: ${counts}` };
}

function setState(target: Target): State | undefined {
  const set = as('StatefulSet', target);
  if (set !== undefined) {
    const { updatedReplicas, readyReplicas, currentRevision, updateRevision } = set.status;
    const done =
      readyReplicas === set.spec.replicas &&
      (currentRevision === updateRevision || updatedReplicas === set.spec.replicas);
    return {
      done,
      says: `is ${done ? 'complete' : 'in progress'}: ${updatedReplicas} of ${plural(set.spec.replicas, 'replica')} updated, ${readyReplicas} ready`,
    };
  }
  const daemons = as('DaemonSet', target);
  if (daemons === undefined) return undefined;
  const { desiredNumberScheduled: wanted, updatedNumberScheduled, numberReady } = daemons.status;
  const done = updatedNumberScheduled >= wanted && numberReady >= wanted;
  return {
    done,
    says: `is ${done ? 'complete' : 'in progress'}: ${updatedNumberScheduled} of ${wanted} updated, ${numberReady} ready`,
  };
}

const stateOf = (target: Target): State | undefined => deploymentState(target) ?? setState(target);

function images(revision: Revision): Markdown {
  return listed(revision.images.map(({ image }) => code(image)));
}

function history(context: SkillContext, target: Target): Block[] {
  const revisions = revisionsOf(target);
  if (revisions.length === 0) return [];
  const timeline = timelineOf(target);
  const rows = revisions.map((revision) => {
    const rolled = timeline.find((one) => one.revision.number === revision.number);
    const again = rolled?.isReturn === true ? ' (an earlier template again)' : '';
    return [
      inline`${revision.number}${revision.replicas > 0 ? ' (now)' : ''}`,
      inline`${ago(rolled?.at, context.now) ?? 'not known'}${again}`,
      images(revision),
      revision.cause === undefined ? rolloutInWords(revision, rolled?.previous) : prose(revision.cause),
    ];
  });
  const says = revisions
    .map(({ number, images: all }) => `revision ${number}: ${all.map(({ image }) => image).join(', ')}`)
    .join('; ');
  return [
    fact(inline`${plural(revisions.length, 'revision')} kept, newest first:`, [
      citeObject(context, target.ref, says),
    ]),
    { type: 'table', head: ['Revision', 'Rolled out', 'Images', 'Change'], rows, cap: 10 },
  ];
}

/** How a rollout stands; one that is held up is never said to be in progress. */
const inWords = ({ says }: State, held: Finding | undefined): string =>
  held === undefined ? says : says.replace('is in progress', 'is held up');

/** Why a rollout does not come to its end, and what to do about it. */
const whyHeld = (context: SkillContext, held: Finding): Block[] => [
  fact(
    inline`${bold(inline`What holds it up: ${held.title}`)}, seen on ${fullName(held.object)}. ${causeOf(held)}`,
    context.ledger.addAll(held.evidence),
  ),
  nextStep(context, held),
];

function about(context: SkillContext, ref: ObjectRef): Block[] {
  if (context.snapshot(ref.cluster) === undefined) return [outOfReach(context, ref.cluster)];
  const found = targetOf(context, ref);
  const target = found === undefined ? undefined : (deploymentOf(context, found) ?? found);
  const state = target === undefined ? undefined : stateOf(target);
  if (target === undefined || state === undefined)
    return [say(inline`${fullName(ref)} has no rollouts: only deployments, StatefulSets and DaemonSets do.`)];
  context.looked(ref.cluster, ['Deployment', 'ReplicaSet', 'StatefulSet', 'DaemonSet'], [ref.namespace]);
  const own = history(context, target);
  const full = kubectlOn(context.clusters, target.ref, ['rollout', 'history']);
  const held = state.done ? undefined : heldUpBy(context, target);
  return [
    fact(bold(inline`The rollout of ${fullName(target.ref)} ${inWords(state, held)}.`), [
      citeObject(context, target.ref, state.says),
    ]),
    ...(held === undefined ? [] : whyHeld(context, held)),
    ...(own.length > 0
      ? own
      : [say(inline`Its revisions are kept as objects that I do not read; ${code(full)} lists them.`)]),
  ];
}

/** One rollout that is not done, with what holds it up. */
function openItem(context: SkillContext, { target, state }: { target: Target; state: State }): Item {
  const held = heldUpBy(context, target);
  const why = held === undefined ? inline`` : inline`; ${held.title}. ${causeOf(held)}`;
  return {
    text: inline`${fullName(target.ref)} ${inWords(state, held)}${why}`,
    evidence: [
      citeObject(context, target.ref, state.says),
      ...context.ledger.addAll(held?.evidence.slice(0, 2) ?? []),
    ],
  };
}

/** Without a name: which rollouts are not done. */
function unfinished(context: SkillContext, cluster: string): { block: Block; refs: ObjectRef[] }[] {
  const index = indexOf(context, cluster);
  if (index === undefined) return [];
  const { namespaces } = context.slots;
  context.looked(cluster, ['Deployment', 'StatefulSet', 'DaemonSet'], namespaces);
  const targets = (['Deployment', 'StatefulSet', 'DaemonSet'] as const).flatMap((kind) =>
    index.list(kind).map((object): Target => ({ kind, object, index, ref: index.ref(kind, object) })),
  );
  const open = targets
    .filter(({ ref }) => namespaces.length === 0 || namespaces.includes(ref.namespace))
    .flatMap((target) => {
      const state = stateOf(target);
      return state === undefined || state.done ? [] : [{ target, state }];
    });
  if (open.length === 0) {
    const evidence = targets
      .slice(0, 1)
      .map(({ ref }) => citeObject(context, ref, 'its rollout is complete'));
    return [
      {
        block: fact(
          bold(inline`All ${plural(targets.length, 'rollout')} on ${code(cluster)} are complete.`),
          evidence,
        ),
        refs: [],
      },
    ];
  }
  const items = open.map((one) => openItem(context, one));
  return [{ block: { type: 'list', items }, refs: open.map(({ target }) => target.ref) }];
}

function answer(context: SkillContext): Draft {
  const refs = context.slots.objects.slice(0, 3);
  const [first] = refs;
  const { reachable, notes } = reach(context);
  const open = first === undefined ? reachable.flatMap((cluster) => unfinished(context, cluster)) : [];
  const blocks =
    first === undefined
      ? [...open.map(({ block }) => block), ...notes]
      : refs.flatMap((ref) => about(context, ref));
  return {
    outcome: context.ledger.all().length > 0 ? 'answered' : 'unknown',
    blocks,
    focus: first === undefined ? open.flatMap((one) => one.refs) : refs,
    suggestions:
      first === undefined ? [] : [WHY, CHANGES].map((wording) => suggest(context.clusters, first, wording)),
  };
}

export const rolloutSkill: Skill = {
  id: 'rollout',
  answers: 'Whether a rollout is done, and the revisions with their images.',
  examples: ['Rollout status of checkout', 'Rollout history of payments', 'Which rollouts are stuck?'],
  answer,
};
