import { letsThrough, policiesOn } from '#diagnosis';
import { plural } from '#ground/text';
import type { ObjectRef } from '#diagnosis/evidence';
import { fact, say, type Block, type Draft, type Item } from '../../answer/draft.ts';
import { bold, code, inline, join, listed, type Markdown } from '../../answer/markdown.ts';
import { refKeyOf, workloadOf, type ClusterIndex } from '../../cluster/facts.ts';
import { doorsOf } from '../../cluster/doors.ts';
import { maybePointing } from '../../cluster/hidden-settings.ts';
import { fullName } from '../../cluster/name.ts';
import { citeObject } from '../../cluster/observe.ts';
import { readPointers, type Pointer, type Pointers } from '../../cluster/pointers.ts';
import { ingressesTo } from '../../cluster/relations.ts';
import { standingOf } from '../../cluster/standing.ts';
import { indexOf, livePods, podsFor, targetOf, type Target } from '../../cluster/target.ts';
import { suggest, WHY } from '../ask.ts';
import type { SkillContext } from '../skill.ts';
import { nodeReply, unique } from './node-loss.ts';
import { linksAsked } from './dependents-asked.ts';
import { ofLogs, ofOwnLog } from './told-by-logs.ts';

const SERVING: ReadonlySet<string> = new Set(['Service', 'Deployment', 'StatefulSet', 'DaemonSet', 'Pod']);
const MOST_SHOWN = 20;
const MOST_REASONS = 3;

interface Links extends Pointers {
  found: (Pointer & { cite?: string })[];
}

async function readLinks(context: SkillContext, index: ClusterIndex, doors: ObjectRef[]): Promise<Links> {
  const [pointers, logs] = await Promise.all([readPointers(context, index, doors), ofLogs(context, index)]);
  return { ...pointers, found: [...pointers.found, ...logs] };
}

const isIn = (refs: readonly ObjectRef[]) => {
  const keys = new Set(refs.map(refKeyOf));
  return (ref: ObjectRef): boolean => keys.has(refKeyOf(ref));
};

/** One line for each object at the other end, with what says so. */
function lines(context: SkillContext, found: Links['found'], end: 'from' | 'to'): Item[] {
  const byEnd = Map.groupBy(found, (one) => refKeyOf(one[end]));
  return [...byEnd.values()].slice(0, MOST_SHOWN).flatMap((some) => {
    const [first] = some;
    if (first === undefined) return [];
    const how = [...new Set(some.map((one) => one.how))].slice(0, MOST_REASONS);
    const evidence = some
      .slice(0, MOST_REASONS)
      .map((one) => one.cite ?? citeObject(context, one.said, `${one.how}: ${one.to.kind} ${one.to.name}`));
    const why = how.map((one) => inline`${one}`);
    return [
      { text: inline`${bold(fullName(first[end]))}: ${join(why, '; ')}`, evidence: [...new Set(evidence)] },
    ];
  });
}

function limits({ unread }: Links): Block[] {
  const gaps = unread.map(({ kind, why }) =>
    say(inline`I could not read every ${kind} for this: ${why.replace(/\.$/, '')}. There may be more.`),
  );
  return [
    say(
      inline`This rests on variables, arguments, config maps, network policies and the logs of failing pods. I do not see live traffic, nor addresses in code or in secrets, so there may be others.`,
    ),
    ...gaps,
  ];
}

/** Who would feel it in turn: what is set up to use the ones that use it, and the ways in from outside. */
function further(context: SkillContext, links: Links, near: ObjectRef[]): Block[] {
  const doors = near.flatMap((ref) => {
    const target = targetOf(context, ref);
    return target === undefined ? [] : doorsOf(target);
  });
  const isNear = isIn(near);
  const next = links.found.filter(({ from, to }) => isIn(doors)(to) && !isNear(from));
  const indexed = near.flatMap(({ cluster }) => indexOf(context, cluster) ?? []).slice(0, 1);
  const ways = unique(indexed.flatMap((index) => doors.flatMap((door) => ingressesTo(index, door))));
  const then = unique(next.map(({ from }) => from));
  return [
    ...(then.length === 0
      ? []
      : [
          fact(
            inline`In turn, these use what uses it: ${listed(then.slice(0, MOST_SHOWN).map(fullName))}.`,
            [...new Set(next.map(({ said, how }) => citeObject(context, said, how)))].slice(0, MOST_REASONS),
          ),
        ]),
    ...ways.map((way) =>
      fact(inline`From outside, ${fullName(way)} leads to one of them.`, [
        citeObject(context, way, 'its backends'),
      ]),
    ),
  ];
}

function headline(target: Target, near: ObjectRef[], outage: boolean): Markdown {
  const what = plural(near.length, 'workload');
  const name = fullName(target.ref);
  const names = listed(near.slice(0, 5).map(({ name: one }) => code(one)));
  const more = near.length > 5 ? inline` and ${near.length - 5} more` : inline``;
  if (outage) return inline`If ${name} were down, ${what} set up to use it would feel it: ${names}${more}.`;
  return inline`${what} ${near.length === 1 ? 'is' : 'are'} set up to use ${name}: ${names}${more}.`;
}

/** Whom network policies let in to an object's pods: who may use it, which is not who does. */
function admitted(context: SkillContext, target: Target): Block[] {
  const [pod] = livePods(podsFor(target));
  const policies = pod === undefined ? [] : policiesOn(target.index, pod, 'Ingress');
  return policies.slice(0, MOST_REASONS).map((policy) => {
    const ref = target.index.ref('NetworkPolicy', policy);
    const says = `lets in ${letsThrough(policy, 'Ingress')}`;
    return fact(inline`${fullName(ref)} ${says}.`, [citeObject(context, ref, says)]);
  });
}

/** Those whose variables from secrets may hold its address, by their names; the values stay unread. */
function perhaps(context: SkillContext, target: Target, near: readonly ObjectRef[]): Block[] {
  const isNear = isIn([...near, target.ref]);
  const hidden = maybePointing(target).filter(({ from }) => !isNear(from));
  if (hidden.length === 0) return [];
  const named = hidden
    .slice(0, MOST_SHOWN)
    .map(({ from, variable }) => inline`${code(from.name)} (${code(variable)})`);
  const evidence = hidden
    .slice(0, MOST_REASONS)
    .map(({ from, variable, secret }) =>
      citeObject(context, from, `${variable} comes from secret ${secret}`),
    );
  const others = near.length === 0 ? 'These' : 'Besides, these';
  return [
    fact(
      inline`${others} may use it, by the names of variables that come from secrets, which I do not read: ${listed(named)}.`,
      evidence,
    ),
  ];
}

/** The ways in from outside to an object's services. */
const fromOutside = (context: SkillContext, index: ClusterIndex, doors: ObjectRef[]): Block[] =>
  unique(doors.flatMap((door) => ingressesTo(index, door))).map((way) =>
    fact(inline`From outside, ${fullName(way)} leads to it.`, [citeObject(context, way, 'its backends')]),
  );

async function dependents(context: SkillContext, target: Target, outage: boolean): Promise<Block[]> {
  const { index, ref } = target;
  const doors = doorsOf(target);
  const links = await readLinks(context, index, doors);
  const own = isIn([ref, ...podsFor(target).map((pod) => workloadOf(index, pod))]);
  const found = links.found.filter(({ from, to }) => isIn(doors)(to) && !own(from));
  const near = unique(found.map(({ from }) => from));
  const { says } = standingOf(target, context.now);
  const now = outage ? [fact(inline`It stands at: ${says}.`, [citeObject(context, ref, says)])] : [];
  const open = [
    ...perhaps(context, target, near),
    ...fromOutside(context, index, doors),
    ...admitted(context, target),
  ];
  if (near.length === 0) {
    const says = `nothing of ${plural(links.read, 'object')} names ${doors.map(({ name }) => name).join(', ')}`;
    const head = inline`I find nothing whose settings name ${fullName(ref)}.`;
    return [fact(bold(head), [citeObject(context, ref, says)]), ...open, ...now, ...limits(links)];
  }
  const items = lines(context, found, 'from');
  return [
    fact(bold(headline(target, near, outage)), items.flatMap(({ evidence }) => evidence).slice(0, 3)),
    { type: 'list', items, cap: MOST_SHOWN },
    ...open,
    ...(outage ? further(context, links, near) : []),
    ...now,
    ...limits(links),
  ];
}

async function dependencies(context: SkillContext, target: Target): Promise<Block[]> {
  const { index, ref } = target;
  const [read, heard] = await Promise.all([readLinks(context, index, []), ofOwnLog(context, target)]);
  const links = { ...read, found: [...read.found, ...heard] };
  const own = isIn([ref, ...podsFor(target).map((pod) => workloadOf(index, pod))]);
  const doors = isIn(doorsOf(target));
  const found = links.found.filter(({ from, to }) => own(from) && !doors(to));
  const items = lines(context, found, 'to');
  const says = `its settings name ${plural(items.length, 'service')}`;
  const head =
    items.length === 0
      ? inline`Nothing that I can read of ${fullName(ref)} names another service.`
      : inline`${fullName(ref)} is set up to use ${plural(items.length, 'service')}:`;
  return [
    fact(bold(head), [citeObject(context, ref, says)]),
    ...(items.length === 0 ? [] : [{ type: 'list' as const, items, cap: MOST_SHOWN }]),
    ...limits(links),
  ];
}

/** Who uses an object, what falls with it, or what it uses itself, where that is the question; undefined otherwise. */
export async function linksReply(context: SkillContext): Promise<Draft | undefined> {
  const node = nodeReply(context);
  if (node !== undefined) return node;
  const asked = linksAsked(context);
  const [first, ...others] = context.slots.objects;
  const isOne = others.every(({ name, cluster }) => name === first?.name && cluster === first.cluster);
  if (asked === undefined || first === undefined || !isOne || !SERVING.has(first.kind)) return undefined;
  const target = targetOf(context, first);
  if (target === undefined) return undefined;
  context.looked(first.cluster, [
    'Deployment',
    'StatefulSet',
    'DaemonSet',
    'CronJob',
    'ConfigMap',
    'NetworkPolicy',
  ]);
  context.think(`Reading what is set up to use ${first.name}`);
  const blocks =
    asked === 'dependencies'
      ? await dependencies(context, target)
      : await dependents(context, target, asked === 'outage');
  return {
    outcome: 'answered',
    blocks,
    focus: [first],
    suggestions: [suggest(context.clusters, first, WHY)],
  };
}
