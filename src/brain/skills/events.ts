import { plural } from '#ground/text';
import type { KubernetesEvent, ObjectRef } from '#diagnosis/evidence';
import { fact, say, type Block, type Draft, type Item } from '../answer/draft.ts';
import { bold, code, listed, inline, type Markdown } from '../answer/markdown.ts';
import { ago, clock } from '../answer/phrase.ts';
import { eventTime, refKeyOf, type ClusterIndex } from '../cluster/facts.ts';
import { kubectl } from '../cluster/kubectl.ts';
import { fullName, shortName } from '../cluster/name.ts';
import { citeEvent, citeList, eventInWords, subjectOf } from '../cluster/observe.ts';
import { indexOf, podsFor, targetOf } from '../cluster/target.ts';
import { LOGS, suggest, WHY } from './ask.ts';
import { reach } from './out-of-reach.ts';
import type { Skill, SkillContext } from './skill.ts';

const SHOWN = 12;

const millis = (event: KubernetesEvent): number => Date.parse(eventTime(event) ?? '') || 0;

/** The object's own events, and those of the pods and sets under it: that is where most is written. */
function family(context: SkillContext, ref: ObjectRef): Set<string> {
  const target = targetOf(context, ref);
  if (target === undefined) return new Set([refKeyOf(ref)]);
  const pods = ref.kind === 'Node' ? [] : podsFor(target);
  const sets = ref.kind === 'Deployment' ? target.index.ownedBy('ReplicaSet', target.object) : [];
  return new Set([
    refKeyOf(ref),
    ...pods.map((pod) => refKeyOf(target.index.ref('Pod', pod))),
    ...sets.map((set) => refKeyOf(target.index.ref('ReplicaSet', set))),
  ]);
}

function concerns(context: SkillContext, cluster: string): (event: KubernetesEvent) => boolean {
  const { objects, namespaces, time } = context.slots;
  const here = objects.filter((ref) => ref.cluster === cluster);
  const places = [...namespaces, ...here.flatMap(({ kind, name }) => (kind === 'Namespace' ? [name] : []))];
  const named = here.filter(({ kind }) => kind !== 'Namespace');
  const wanted = new Set(named.flatMap((ref) => [...family(context, ref)]));
  const warningsOnly = /\b(?:warnings?|errors?|problems?|bad)\b/i.test(context.message);
  return (event) => {
    const at = millis(event);
    if (time !== undefined && ((at < time.from && time.hasNoStart !== true) || at > time.to)) return false;
    if (warningsOnly && event.type !== 'Warning') return false;
    if (named.length > 0) return wanted.has(refKeyOf(subjectOf(cluster, event)));
    const place = event.involvedObject.namespace ?? event.metadata.namespace;
    return places.length === 0 || places.includes(place);
  };
}

function item(context: SkillContext, cluster: string, event: KubernetesEvent): Item {
  const at = eventTime(event);
  const when =
    at === undefined ? '' : `${clock(at, context.now, context.timeZone)} (${ago(at, context.now) ?? ''})`;
  const how: Markdown = event.type === 'Warning' ? inline`${bold(inline`warning`)}, ` : inline``;
  const text = inline`${when} ${how}${shortName(subjectOf(cluster, event))}: ${eventInWords(event)}`;
  return { text, evidence: [citeEvent(context, cluster, event)] };
}

function about({ slots }: SkillContext, cluster: string): Markdown {
  const names = slots.objects.map(fullName);
  if (names.length > 0) return inline` of ${listed(names.slice(0, 3))}`;
  const places = slots.namespaces.map(code);
  return places.length > 0 ? inline` in ${listed(places)} on ${code(cluster)}` : inline` on ${code(cluster)}`;
}

function none(context: SkillContext, cluster: string): Block {
  const time = context.slots.time === undefined ? inline`` : inline` (${context.slots.time.said})`;
  const cite = citeList(context, { cluster }, ['get', 'events', '-A']);
  const head = bold(inline`There are no events${about(context, cluster)}${time}.`);
  return fact(
    inline`${head} The API server keeps them for about an hour unless it is set otherwise, so older ones are gone.`,
    [cite('no such events')],
  );
}

function eventsOn(context: SkillContext, index: ClusterIndex): Block[] {
  const { cluster } = index.snapshot;
  context.looked(cluster, ['Event'], context.slots.namespaces);
  const found = index
    .list('Event')
    .filter(concerns(context, cluster))
    .sort((a, b) => millis(b) - millis(a));
  if (found.length === 0) return [none(context, cluster)];
  const items = found.slice(0, SHOWN).map((event) => item(context, cluster, event));
  const [namespace] = context.slots.objects.map((ref) => ref.namespace);
  const all = kubectl({ clusters: context.clusters, cluster, namespace }, [
    'get',
    'events',
    '--sort-by=.lastTimestamp',
  ]);
  const warnings = found.filter(({ type }) => type === 'Warning').length;
  const evidence = items.flatMap((one) => one.evidence);
  return [
    fact(
      bold(
        inline`${plural(found.length, 'event')}${about(context, cluster)}, ${plural(warnings, 'warning')}, newest first:`,
      ),
      evidence.slice(0, 1),
    ),
    { type: 'list', items, cap: SHOWN },
    ...(found.length > SHOWN ? [say(inline`…and ${found.length - SHOWN} more: ${code(all)}`)] : []),
  ];
}

function answer(context: SkillContext): Draft {
  const { reachable, notes } = reach(context);
  const blocks = reachable.flatMap((cluster) => {
    const index = indexOf(context, cluster);
    return index === undefined ? [] : eventsOn(context, index);
  });
  const [first] = context.slots.objects;
  return {
    outcome: blocks.length > 0 ? 'answered' : 'unknown',
    blocks: [...blocks, ...notes],
    focus: first === undefined ? undefined : context.slots.objects,
    suggestions:
      first === undefined ? [] : [WHY, LOGS].map((wording) => suggest(context.clusters, first, wording)),
  };
}

export const eventsSkill: Skill = {
  id: 'events',
  answers: 'The events of an object, a namespace or a cluster, newest first.',
  examples: [
    'Events of checkout',
    'Recent warnings in namespace web',
    'What events happened in the last 10 minutes?',
  ],
  answer,
};
