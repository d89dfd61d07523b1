import { checkObject, loseNode, workloadOf } from '#diagnosis';
import type { ObjectRef, Pod } from '#diagnosis/evidence';
import { plural } from '#ground/text';
import { fact, say, type Block, type Draft, type Item } from '../../answer/draft.ts';
import { bold, code, inline, listed, type Markdown } from '../../answer/markdown.ts';
import { refKeyOf } from '../../cluster/facts.ts';
import { kubectl } from '../../cluster/kubectl.ts';
import { fullName } from '../../cluster/name.ts';
import { citeObject } from '../../cluster/observe.ts';
import { as, livePods, podsFor, targetOf, type Target } from '../../cluster/target.ts';
import { suggest, WHY } from '../ask.ts';
import { blocking } from '../commanding/disruption.ts';
import { causeOf, nextStep } from '../findings.ts';
import type { SkillContext } from '../skill.ts';

const SUPPOSED =
  /\b(?:if|suppose|supposing|assuming|could|can|may|might|would|should|afford|survive\w*|happens?|impact|effects?|consequences?|losing|lose|only on|without)\b/i;
const GONE =
  /\b(?:die[sd]?|dying|dead|lost|lose|loses|losing|loss|go(?:es)? (?:down|away|offline|bad)|down|fail(?:s|ed)?|crash(?:es|ed)?|disappear\w*|vanish\w*|gone|without|survive\w*|outage|shut ?(?:s )?down|unplug\w*|power(?:ed|s)? (?:off|down)|turn(?:ed)? off|switch(?:ed)? off|kill(?:ed)?|remov(?:e|ed)|reboot\w*|break(?:s|ing)?)\b/i;
/** That pods were evicted is told of pressure on the node, that they cannot be is told of a drain. */
const DRAIN =
  /\bdrain\w*\b|\bevict(?:ing)?\b|\beviction (?:is |was |gets )?(?:refused|denied|blocked|rejected|fails?|failed)\b|\b(?:not|refus\w*|den\w*|block\w*) (?:be )?evict/i;
const HELD_UP =
  /\bwhy\b|\bwhat\b|\bhang\w*\b|\bstuck\b|\bblock\w*\b|\b(?:not|never|n't|cannot|can't)\b|\bwait\w*\b|\bin the way\b|\b(?:prevent|stop|keep|hold|hinder|refus|den[iy]|violat)\w*\b|\bfail\w*\b|\btak(?:es|ing) (?:so|too|for)\b/i;

const MOST = 6;

const capped = (all: readonly Markdown[]): Markdown =>
  listed(all.length > MOST ? [...all.slice(0, MOST), inline`${all.length - MOST} more`] : [...all]);

/** Each object once. */
export const unique = (refs: readonly ObjectRef[]): ObjectRef[] => [
  ...new Map(refs.map((ref) => [refKeyOf(ref), ref])).values(),
];

interface Seen {
  target: Target;
  loss: ReturnType<typeof loseNode>;
}

const nameOf = ({ metadata }: Pod): Markdown => code(metadata.name);

/** The pods that make the cluster go round, such as its API server, where they are on this node alone. */
function controlPlane({ target, loss }: Seen): Pod[] {
  const own = loss.bound.filter(({ metadata }) => /^kube-apiserver|^etcd/.test(metadata.name));
  const isElsewhere = target.index
    .inNamespace('Pod', 'kube-system')
    .some(({ metadata, spec }) => /^kube-apiserver/.test(metadata.name) && spec.nodeName !== target.ref.name);
  return isElsewhere ? [] : own;
}

function verdict(context: SkillContext, seen: Seen): Block {
  const { target, loss } = seen;
  const name = fullName(target.ref);
  const { moved, homeless, alone, bare } = loss;
  const says = `${moved.length} pods would move, ${homeless.length} would find no place, ${alone.length} workloads run only here`;
  const cite = [citeObject(context, target.ref, says)];
  const alive = controlPlane(seen);
  if (alive.length > 0)
    return fact(
      bold(
        inline`Without ${name} the cluster has no control plane: ${listed(alive.map(nameOf))} run only there, so nothing could be made anew or changed.`,
      ),
      cite,
    );
  const harm = [
    ...(alone.length === 0
      ? []
      : [inline`${plural(alone.length, 'workload')} would be away until started elsewhere`]),
    ...(homeless.length === 0 ? [] : [inline`${plural(homeless.length, 'pod')} would find no other place`]),
    ...(bare.length === 0 ? [] : [inline`${plural(bare.length, 'pod')} would not come back`]),
  ];
  if (harm.length === 0)
    return fact(
      bold(
        inline`${name} can be lost: its ${plural(moved.length, 'pod')} would find room elsewhere, and none is the last of its kind.`,
      ),
      cite,
    );
  return fact(bold(inline`If ${name} were lost, ${listed(harm)}.`), cite);
}

function items(context: SkillContext, { target, loss }: Seen): Item[] {
  const { index } = target;
  const item = (head: string, all: readonly Markdown[], says: string): Item[] =>
    all.length === 0
      ? []
      : [
          {
            text: inline`${bold(inline`${head}`)}: ${capped(all)}`,
            evidence: [citeObject(context, target.ref, says)],
          },
        ];
  const moved = unique(loss.moved.map((pod) => workloadOf(index, pod)));
  const rest = moved.filter((ref) => !loss.alone.some((one) => refKeyOf(one) === refKeyOf(ref)));
  return [
    ...item('Runs only there', loss.alone.map(fullName), 'no other ready pod of theirs is elsewhere'),
    ...item(
      'Would find no other place',
      loss.homeless.map(({ pod, why }) => inline`${nameOf(pod)} (${why})`),
      'requests, rules and taints of the other nodes',
    ),
    ...item('Would not be made anew, as nothing owns them', loss.bare.map(nameOf), 'pods without an owner'),
    ...item(
      'Would go on elsewhere with fewer pods meanwhile',
      rest.map(fullName),
      'other ready pods of theirs are elsewhere',
    ),
  ];
}

/** What delays the return of pods that a node took with it. */
function delays({ target, loss }: Seen): Block[] {
  const sets = loss.moved.filter(({ metadata }) =>
    metadata.ownerReferences.some(({ kind }) => kind === 'StatefulSet'),
  );
  const claims = loss.moved.filter(({ spec }) =>
    spec.volumes.some(({ persistentVolumeClaim }) => persistentVolumeClaim !== undefined),
  );
  const bound =
    loss.bound.length === 0
      ? ''
      : ` ${plural(loss.bound.length, 'pod')} of DaemonSets or of the node itself ${loss.bound.length === 1 ? 'goes' : 'go'} with it.`;
  return [
    say(
      inline`Kubernetes waits about five minutes before it replaces the pods of a node that does not answer.${bound}`,
    ),
    ...(sets.length === 0
      ? []
      : [
          say(
            inline`Pods of StatefulSets (${capped(sets.map(nameOf))}) are only made anew once the node is back or its object deleted.`,
          ),
        ]),
    ...(claims.length === 0
      ? []
      : [
          say(
            inline`${capped(claims.map(nameOf))} ${claims.length === 1 ? 'has a volume' : 'have volumes'} that must be attachable to another node; I do not see whether they are.`,
          ),
        ]),
    ...(target.index.sees('PodDisruptionBudget')
      ? [say(inline`Disruption budgets do not hold back a loss; they only hold back a drain.`)]
      : []),
  ];
}

function budgets(context: SkillContext, { target, loss }: Seen): Block[] {
  const held = blocking(target.index, [...loss.moved, ...loss.bare]);
  return held.map((budget) =>
    fact(inline`A drain of it would wait for ${fullName(budget)}: it allows no disruption now.`, [
      citeObject(context, budget, '0 disruptions allowed'),
    ]),
  );
}

function lossBlocks(context: SkillContext, target: Target): Block[] {
  const node = as('Node', target);
  if (node === undefined) return [];
  const seen = { target, loss: loseNode(target.index, node) };
  const list = items(context, seen);
  return [
    verdict(context, seen),
    ...(list.length === 0 ? [] : [{ type: 'list' as const, items: list }]),
    ...budgets(context, seen),
    ...delays(seen),
  ];
}

/** Why a drain of a node would not end: budgets, and pods that kubectl refuses to evict. */
function drainBlocks(context: SkillContext, target: Target): Block[] {
  const { index, ref } = target;
  const pods = livePods(podsFor(target));
  const owned = ({ metadata }: Pod) => metadata.ownerReferences.map(({ kind }) => kind);
  const moved = pods.filter((pod) => !owned(pod).some((kind) => kind === 'DaemonSet' || kind === 'Node'));
  const bare = moved.filter((pod) => owned(pod).length === 0);
  const held = blocking(index, moved);
  const findings = held.flatMap((budget) => checkObject(index.snapshot, budget).slice(0, 1));
  const [first] = findings;
  const head =
    held.length === 0
      ? inline`No disruption budget keeps ${fullName(ref)} from being drained now.`
      : inline`A drain of ${fullName(ref)} waits for ${listed(held.map(fullName))}, which ${held.length === 1 ? 'allows' : 'allow'} no disruption now.`;
  const cited = held.map((budget) => citeObject(context, budget, '0 disruptions allowed'));
  const forced = kubectl({ clusters: context.clusters, cluster: ref.cluster, namespace: '' }, [
    'drain',
    ref.name,
    '--ignore-daemonsets',
    '--delete-emptydir-data',
  ]);
  return [
    fact(
      bold(head),
      cited.length > 0
        ? cited
        : [citeObject(context, ref, `${moved.length} pods to evict, no budget at its limit`)],
    ),
    ...findings.map((finding) => fact(causeOf(finding), context.ledger.addAll(finding.evidence))),
    ...(bare.length === 0
      ? []
      : [say(inline`${capped(bare.map(nameOf))} belong to nothing, so a drain refuses without --force.`)]),
    ...(first === undefined
      ? [
          say(
            inline`What else stops it is told by the command itself, mostly DaemonSets and empty directories: ${code(forced)}`,
          ),
        ]
      : [nextStep(context, first)]),
  ];
}

/** What the loss of a node would mean, or why it cannot be drained, where that is the question; undefined otherwise. */
export function nodeReply(context: SkillContext): Draft | undefined {
  const { message, slots } = context;
  const [ref, ...others] = slots.objects;
  if (ref?.kind !== 'Node' || others.length > 0 || slots.angle !== undefined) return undefined;
  const target = targetOf(context, ref);
  if (target === undefined) return undefined;
  const isDrain = DRAIN.test(message) && HELD_UP.test(message);
  const isLoss = !DRAIN.test(message) && SUPPOSED.test(message) && GONE.test(message);
  if (!isDrain && !isLoss) return undefined;
  context.looked(ref.cluster, ['Node', 'Pod', 'PodDisruptionBudget']);
  return {
    outcome: 'answered',
    blocks: isDrain ? drainBlocks(context, target) : lossBlocks(context, target),
    focus: [ref],
    suggestions: [suggest(context.clusters, ref, WHY)],
  };
}
